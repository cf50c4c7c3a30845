import { crmFailure } from '../../../../src/adapters/vtiger/failures';
import type { Session } from '../../../../src/adapters/vtiger/login';
import { createSessionPool } from '../../../../src/adapters/vtiger/sessions';
import { failing } from './failing';

function counting() {
  let logins = 0;
  const login = (): Promise<Session> => {
    logins += 1;
    const account = {
      userId: '19x5',
      userName: 'bridge',
      version: '8.4.0',
      timeZone: 'UTC',
      dateFormat: 'yyyy-mm-dd',
    };
    return Promise.resolve({ name: `s${logins}`, ...account });
  };
  return { login, count: () => logins };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('session pool', () => {
  it('calls side by side, when there are more than sessions, then each session carries one at a time (fact 91)', async () => {
    const { login, count } = counting();
    const pool = createSessionPool(3, login);
    const busy = new Set<string>();
    let most = 0;
    const call = ({ name }: Session) => {
      expect(busy.has(name)).toBe(false);
      busy.add(name);
      most = Math.max(most, busy.size);
      return tick().then(() => void busy.delete(name));
    };
    await Promise.all(Array.from({ length: 20 }, () => pool.run(call)));
    expect(most).toBe(3);
    expect(count()).toBe(3);
  });

  it('calls one after another, when made, then one session serves them all', async () => {
    const { login, count } = counting();
    const pool = createSessionPool(4, login);
    for (let i = 0; i < 5; i += 1) await pool.run(() => Promise.resolve());
    expect(count()).toBe(1);
  });

  it('a lost session, when found out, then it is renewed once and the call made again', async () => {
    const { login, count } = counting();
    const pool = createSessionPool(1, login);
    await pool.run(() => Promise.resolve());
    const names: string[] = [];
    const done = await pool.run(({ name }) => {
      names.push(name);
      return name === 's1' ? Promise.reject(crmFailure('crm_session_lost')) : Promise.resolve('done');
    });
    expect(done).toBe('done');
    expect(names).toEqual(['s1', 's2']);
    expect(count()).toBe(2);
  });

  it('a session that is lost again at once, when renewed, then it fails and may be tried later', async () => {
    const { login, count } = counting();
    const pool = createSessionPool(1, login);
    await pool.run(() => Promise.resolve());
    const lost = () => Promise.reject(crmFailure('crm_session_lost'));
    await expect(pool.run(lost)).rejects.toThrow(failing({ code: 'crm_session_lost', retryable: true }));
    expect(count()).toBe(2);
    await expect(pool.run(({ name }) => Promise.resolve(name))).resolves.toBe('s3');
  });

  it('another failure, when met, then the session stays and the call is not made again', async () => {
    const { login, count } = counting();
    const pool = createSessionPool(1, login);
    let calls = 0;
    const failingCall = () => {
      calls += 1;
      return Promise.reject(crmFailure('crm_timeout', { write: true }));
    };
    await expect(pool.run(failingCall)).rejects.toThrow(failing({ code: 'crm_timeout' }));
    expect(calls).toBe(1);
    await pool.run(() => Promise.resolve());
    expect(count()).toBe(1);
  });

  it('a log-in that fails, when tried, then the place in the pool is free again', async () => {
    let fail = true;
    const { login } = counting();
    const pool = createSessionPool(1, () =>
      fail ? Promise.reject(crmFailure('crm_login_failed')) : login(),
    );
    await expect(pool.run(() => Promise.resolve())).rejects.toThrow(failing({ code: 'crm_login_failed' }));
    fail = false;
    await expect(pool.run(({ name }) => Promise.resolve(name))).resolves.toBe('s1');
  });
});
