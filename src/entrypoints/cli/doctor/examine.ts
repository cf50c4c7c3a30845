import type { CliBridge } from '../cli-bridge';
import { EXIT, type ExitCode } from '../exit-code';
import type { Report } from '../report';
import { table } from '../words';
import type { Check } from './check';
import { configChecks } from './config-checks';
import { crmChecks } from './crm-checks';
import { hubCheck } from './hub-check';
import { mailChecks } from './mail-checks';
import { redisChecks } from './redis-checks';
import { requestChecks } from './request-checks';
import { workChecks } from './work-checks';

/** Looks at one thing after the other. Reads only: writing is not tried, for there is no record to try it on. */
export async function examine(bridge: CliBridge): Promise<Report> {
  const parts = await Promise.all([
    redisChecks(bridge),
    crmChecks(bridge),
    requestChecks(bridge),
    mailChecks(bridge),
    workChecks(bridge),
    hubCheck(bridge.deps.settings.publicUrl).then((check) => [check]),
  ]);
  const checks = [...configChecks(bridge), ...parts.flat()];
  const count = (level: Check['level']) => checks.filter((check) => check.level === level).length;
  const counts = { ok: count('ok'), warn: count('warn'), fault: count('fault') };
  return {
    exit: exitOf(checks),
    document: { ...counts, checks },
    lines: [...linesOf(checks), '', `${counts.ok} ok, ${counts.warn} to know, ${counts.fault} FAULT`],
  };
}

/** What is only worth knowing is no finding: a watch on the exit code must not cry every day. */
function exitOf(checks: readonly Check[]): ExitCode {
  if (checks.some((check) => check.down)) return EXIT.unavailable;
  return checks.some((check) => check.level === 'fault') ? EXIT.findings : EXIT.done;
}

const LEVELS = { ok: 'ok', warn: 'warn', fault: 'FAULT' } as const;

function linesOf(checks: readonly Check[]): string[] {
  return table(
    checks.flatMap(({ level, what, todo, detail = [] }) => [
      [LEVELS[level], todo === undefined ? what : `${what} \u2014 ${todo}`],
      ...detail.map((line) => ['', `  ${line}`]),
    ]),
  );
}
