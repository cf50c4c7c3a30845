import { writesFor } from '../consent/assess';
import type { AddressState } from '../consent/state';
import type { Judged } from './assess-address';
import type { FlowDeps } from './deps';
import { saveAddress } from './save-address';
import type { Scene } from './scene';
import type { AddressView } from './with-address';

/** Writes the address's state to every record that is not held. */
export async function saveState(
  deps: FlowDeps,
  { view, lease }: Scene,
  { assessment, context }: Judged,
  state: AddressState,
): Promise<AddressView> {
  const writes = writesFor({ state, held: assessment.held }, view.members, context);
  const members = await saveAddress(deps, { view, lease }, { ...assessment, state, writes });
  return { ...view, members };
}
