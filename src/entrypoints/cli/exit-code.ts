import type { Failure } from '../../flow/failure';

/** As sysexits.h names them; scripts rely on these numbers. */
export const EXIT = {
  done: 0,
  findings: 1,
  usage: 64,
  unavailable: 69,
  /** A fault of the program itself. */
  software: 70,
  config: 78,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Retryable, and yet nothing is down: a mail server that refuses does answer. */
const NOT_DOWN: readonly string[] = [
  'address_busy',
  'lock_lost',
  'record_changed',
  'mail_policy_refused',
  'mail_refused_unclear',
];

/** Down: Vtiger, Redis or the mail server does not do its part, and may do so later. */
export function exitCodeOf({ code, stage, retryable }: Failure): ExitCode {
  const down = retryable && stage !== 'flow' && !NOT_DOWN.includes(code);
  return down ? EXIT.unavailable : EXIT.findings;
}
