import { type BridgeProcess, startBridgeProcess } from './bridge-process';
import { freePort } from './free-port';
import type { Rig } from './rig';

/** Another bridge on the rig's Redis, Vtiger and mail server, with ports and settings of its own. */
export async function startOtherBridge(
  { env }: Rig,
  own: Readonly<Record<string, string>>,
): Promise<BridgeProcess> {
  const adminPort = await freePort();
  // Without the role web nobody listens on PORT: health is asked on the admin port, which answers it too.
  const port = own['ROLE'] === undefined ? await freePort() : adminPort;
  return startBridgeProcess({ ...env, PORT: String(port), ADMIN_PORT: String(adminPort), ...own });
}
