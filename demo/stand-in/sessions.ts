import { createHash, randomBytes } from 'node:crypto';
import { invalidSession, VtigerError } from './errors';
import type { StandInUser } from './users';

export const API_VERSION = '0.22';
export const VTIGER_VERSION = '8.4.0';
const TOKEN_LIFE = 300;

interface Session {
  readonly user: StandInUser;
  usedAt: number;
}

const hex = (length: number): string => randomBytes(length).toString('hex').slice(0, length);

/** Challenge tokens (one per user, not used up by a login) and sessions (they die some time after their last call). */
export class Sessions {
  private readonly tokens = new Map<number, { readonly token: string; readonly expires: number }>();
  private readonly live = new Map<string, Session>();

  constructor(
    private readonly users: readonly StandInUser[],
    private readonly now: () => number,
    private readonly idleSeconds: number,
  ) {}

  challenge(name: string | null): Record<string, unknown> {
    if (name === null) throw new VtigerError('ACCESS_DENIED', 'No username given');
    const user = this.userNamed(name);
    if (user === undefined) throw new VtigerError('ACCESS_DENIED', 'username does not exists');
    const serverTime = Math.floor(this.now() / 1000);
    const entry = { token: hex(13), expires: serverTime + TOKEN_LIFE };
    this.tokens.set(user.id, entry);
    return { token: entry.token, serverTime, expireTime: entry.expires };
  }

  /** @returns the user and the name of the session; a session that was sent along is used again. */
  login(name: string | null, accessKey: string | null, sessionName: string | null): [StandInUser, string] {
    const user = this.userNamed(name ?? '');
    const entry = user === undefined ? undefined : this.tokens.get(user.id);
    if (user === undefined || entry === undefined || entry.expires < Math.floor(this.now() / 1000)) {
      throw new VtigerError('INVALID_AUTH_TOKEN', 'Specified token is invalid or expired');
    }
    const expected = createHash('md5').update(`${entry.token}${user.accessKey}`).digest('hex');
    if (accessKey !== expected || user.active === false) {
      throw new VtigerError('INVALID_USER_CREDENTIALS', 'Invalid username or password');
    }
    const session = sessionName !== null && this.live.has(sessionName) ? sessionName : hex(8) + hex(13);
    this.live.set(session, { user, usedAt: this.now() });
    return [user, session];
  }

  /** A session outlives the user's deactivation and a change of the access key. */
  use(name: string): StandInUser {
    const session = this.live.get(name);
    if (session === undefined || this.now() - session.usedAt > this.idleSeconds * 1000) {
      this.live.delete(name);
      throw invalidSession();
    }
    session.usedAt = this.now();
    return session.user;
  }

  has(name: string): boolean {
    return this.live.has(name);
  }

  end(name: string): void {
    this.live.delete(name);
  }

  endAll(): void {
    this.live.clear();
  }

  /** For tests: a session of a given name, as if the user had logged in. */
  open(name: string, user: StandInUser): void {
    this.live.set(name, { user, usedAt: this.now() });
  }

  /** For tests: the token the next login is checked against. */
  setToken(user: StandInUser, token: string | null, secondsLeft = TOKEN_LIFE): void {
    if (token === null) this.tokens.delete(user.id);
    else this.tokens.set(user.id, { token, expires: Math.floor(this.now() / 1000) + secondsLeft });
  }

  private userNamed(name: string): StandInUser | undefined {
    return this.users.find((one) => one.name === name);
  }
}
