#!/usr/bin/env node
import { createLog } from './adapters/log/log';
import { bootstrap } from './bootstrap';
import { readConfig } from './config';
import type { CliBridge } from './entrypoints/cli/cli-bridge';
import { runCli } from './entrypoints/cli/run-cli';

/** Standard output is the command's: log lines go to standard error. */
async function openBridge(): Promise<CliBridge> {
  const config = readConfig(process.env);
  const bridge = await bootstrap(config, createLog({ level: 'error', stream: process.stderr }));
  const { deps, stores } = bridge;
  const { dkim } = config.mail;
  return {
    deps,
    queue: stores.office,
    sweeps: stores.sweeps,
    facts: {
      production: config.production,
      dkim: dkim === undefined ? null : { domain: dkim.domain, selector: dkim.selector },
      labelLinks: config.secrets.labels.length > 0,
      labelConfirm: config.labelConfirm,
    },
    checkRedis: async () => {
      const { version, aof } = await stores.check();
      return { version: version ?? 'unknown', durable: aof === true, kind: stores.kind };
    },
    close: () => bridge.close(),
  };
}

void runCli(process.argv.slice(2), {
  openBridge,
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
