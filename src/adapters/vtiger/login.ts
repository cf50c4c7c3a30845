import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseResult } from './parse-result';
import { isCrmFailure } from './failures';
import type { Transport } from './transport';

/** A webservice session and what Vtiger said of its user. */
export interface Session {
  readonly name: string;
  readonly userId: string;
  readonly userName: string;
  readonly version: string;
  /** '' where Vtiger before 8.0 does not tell. */
  readonly timeZone: string;
  readonly dateFormat: string;
  /** Sees every record, whatever the sharing rules. */
  readonly isAdmin?: boolean;
}

export interface LoginOptions {
  readonly username: string;
  readonly accessKey: string;
  /** Over all processes: each challenge of a user deletes the one before (fact 20). */
  readonly loginLock: <T>(run: () => Promise<T>) => Promise<T>;
}

const challengeSchema = z.object({ token: z.string().min(1) });

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const loginSchema = z.object({
  sessionName: z.string().min(1),
  userId: z.string().min(1),
  username: text,
  vtigerVersion: text,
  time_zone: text,
  date_format: text,
  is_admin: text,
});

/** Logs in by challenge, one log-in at a time; each gives a session of its own. */
export function createLogin(transport: Transport, options: LoginOptions): () => Promise<Session> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    // In line within this process, so that at most one of its log-ins waits for the lock.
    const turn = last.then(() => options.loginLock(() => loginTwice(transport, options)));
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** A stranger's challenge for the same user spoils ours once; a wrong key fails twice. */
async function loginTwice(transport: Transport, options: LoginOptions): Promise<Session> {
  try {
    return await loginOnce(transport, options);
  } catch (error) {
    if (!isCrmFailure(error, 'crm_login_failed')) throw error;
    return await loginOnce(transport, options);
  }
}

async function loginOnce(transport: Transport, { username, accessKey }: LoginOptions): Promise<Session> {
  const { token } = parseResult(
    challengeSchema,
    await transport.call({ operation: 'getchallenge', method: 'GET', parameters: { username } }),
    'getchallenge',
  );
  // MD5 is what Vtiger asks for (fact 22).
  const proof = createHash('md5').update(`${token}${accessKey}`).digest('hex');
  const account = parseResult(
    loginSchema,
    await transport.call({ operation: 'login', method: 'POST', parameters: { username, accessKey: proof } }),
    'login',
  );
  return {
    name: account.sessionName,
    userId: account.userId,
    userName: account.username === '' ? username : account.username,
    version: account.vtigerVersion,
    timeZone: account.time_zone,
    dateFormat: account.date_format,
    isAdmin: account.is_admin === 'on',
  };
}
