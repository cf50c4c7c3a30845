import { createLog } from './adapters/log/log';
import { bootstrap } from './bootstrap';
import { ConfigFaults, readConfig } from './config';
import { runRoles } from './run-roles';
import { Failure } from './flow/failure';

/** sysexits.h: what the process supervisor and the admin go by. */
const EX_CONFIG = 78;
const EX_UNAVAILABLE = 69;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel });
  const bridge = await bootstrap(config, log);
  const stop = await runRoles(bridge);
  let stopping = false;
  const end = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    // Whatever hangs must not keep the process alive.
    setTimeout(() => process.exit(1), config.timing.shutdownDeadline + 2000).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
}

main().catch((error: unknown) => {
  if (error instanceof ConfigFaults) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
  const known = error instanceof Failure;
  process.stderr.write(`${known ? `${error.code}: ${error.message}` : String(error)}\n`);
  process.exit(known ? EX_UNAVAILABLE : 1);
});
