import { startStandIn, type StandIn } from '../../../demo/stand-in/start';
import { PlainClient } from './client';

let standIn: StandIn;
let client: PlainClient;
let id: string;
beforeEach(async () => {
  standIn = await startStandIn({ control: true });
  id = standIn.records.insert('Contacts', { lastname: 'Jansen', email: 'jan@example.com' });
  client = await new PlainClient(standIn).login('bridge', 'bridgeAccessKey1');
});
afterEach(() => standIn.stop());

const stored = () => standIn.records.get(id)?.['consent_status'];
const write = () => client.revise({ id, consent_status: 'Invited' });

describe('the stand-in, told to fail,', () => {
  it('applies and answers when no fault stands', async () => {
    expect((await write()).result?.['consent_status']).toBe('Invited');
    expect(stored()).toBe('Invited');
  });

  it('cuts the connection for as many calls as told, then works', async () => {
    standIn.fault({ kind: 'drop', operation: 'revise', times: 1 });
    await expect(write()).rejects.toThrow();
    expect(stored()).toBe('');
    expect((await write()).success).toBe(true);
  });

  it('applies at once and answers late', async () => {
    standIn.fault({ kind: 'answer-late', ms: 300, times: 1 });
    const answer = write();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(stored()).toBe('Invited');
    expect((await answer).success).toBe(true);
  });

  it('applies later although the client has gone', async () => {
    standIn.fault({ kind: 'apply-late', ms: 200, times: 1 });
    const abort = new AbortController();
    const element = JSON.stringify({ id, consent_status: 'Invited' });
    const gone = fetch(`${standIn.url}/webservice.php`, {
      method: 'POST',
      signal: abort.signal,
      body: new URLSearchParams({ operation: 'revise', sessionName: client.sessionName, element }),
    }).catch(() => 'gone');
    await new Promise((resolve) => setTimeout(resolve, 60));
    abort.abort();
    expect(await gone).toBe('gone');
    expect(stored()).toBe('');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stored()).toBe('Invited');
  });

  it('ends the session', async () => {
    standIn.fault({ kind: 'session-expired', times: 1 });
    expect((await write()).error?.code).toBe('INVALID_SESSIONID');
    expect((await write()).error?.code).toBe('INVALID_SESSIONID');
  });

  it.each([
    [{ kind: 'html' as const }, 502, /^<!DOCTYPE/],
    [{ kind: 'html' as const, status: 200 }, 200, /^<!DOCTYPE/],
    [{ kind: 'empty' as const }, 500, /^$/],
  ])('answers %o with status %d', async (fault, status, body) => {
    standIn.fault(fault);
    const answer = await client.raw('GET', { operation: 'listtypes' });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(body);
  });

  it('denies in the words that were recorded for the operation', async () => {
    standIn.fault({ kind: 'denied' });
    const denied = (message: string) => ({ success: false, error: { code: 'ACCESS_DENIED', message } });
    const ofRecord = denied('Permission to read given object is denied');
    expect(await write()).toMatchObject(ofRecord);
    expect(await client.get({ operation: 'retrieve', id })).toMatchObject(ofRecord);
    const made = await client.post({ operation: 'create', elementType: 'Leads', element: '{}' });
    expect(made).toMatchObject(denied('Permission to write is denied'));
    expect(await client.get({ operation: 'listtypes' })).toMatchObject(
      denied('Permission to perform the operation is denied'),
    );
    expect(stored()).toBe('');
  });

  it('drops a field and says success', async () => {
    standIn.fault({ kind: 'drop-field', fields: ['consent_status'] });
    const answer = await client.revise({ id, consent_status: 'Invited', consent_round: 'r1' });
    expect(answer).toMatchObject({ success: true, result: { consent_status: '', consent_round: 'r1' } });
  });

  it('gives up on a lock and says success with the old value', async () => {
    standIn.fault({ kind: 'lock-timeout', times: 1 });
    expect(await write()).toMatchObject({ success: true, result: { consent_status: '' } });
    expect(stored()).toBe('');
  });

  it('lets another one write before or after', async () => {
    standIn.fault({ kind: 'other-writer', moment: 'after', fields: { consent_status: 'Optout' }, times: 1 });
    expect((await write()).result?.['consent_status']).toBe('Invited');
    expect(stored()).toBe('Optout');
    standIn.fault({ kind: 'other-writer', fields: { email: 'new@example.com' }, times: 1 });
    expect((await write()).result).toMatchObject({ consent_status: 'Invited', email: 'new@example.com' });
  });

  it('breaks the JSON of an answer', async () => {
    standIn.fault({ kind: 'invalid-json', times: 1 });
    await expect(write()).rejects.toThrow('JSON');
    expect(stored()).toBe('Invited');
  });

  it('begins after the calls to be skipped, and ends when cancelled', async () => {
    const cancel = standIn.fault({ kind: 'denied', skip: 1 });
    expect((await write()).success).toBe(true);
    expect((await write()).success).toBe(false);
    cancel();
    expect((await write()).success).toBe(true);
  });

  it('refuses connections while it is down', async () => {
    await standIn.goDown();
    await expect(write()).rejects.toThrow();
    await standIn.comeUp();
    expect((await write()).success).toBe(true);
  });

  it('runs hooks at the boundaries of a call', async () => {
    const seen: (string | undefined)[] = [];
    standIn.before('revise', () => void seen.push(stored() ?? undefined));
    standIn.after('revise', () => void seen.push(stored() ?? undefined));
    await write();
    expect(seen).toEqual(['', 'Invited']);
    expect(standIn.calls.count('revise')).toBe(1);
  });

  it('takes faults and edits over HTTP', async () => {
    const control = (method: string, path: string, body?: unknown) =>
      fetch(`${standIn.url}/_control/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await control('POST', 'faults', { kind: 'denied', times: 1 });
    expect((await write()).error?.code).toBe('ACCESS_DENIED');
    await control('PATCH', 'records', { id, fields: { consent_status: 'Optout' } });
    expect(stored()).toBe('Optout');
    expect((await control('POST', 'faults', { kind: 'nonsense' })).status).toBe(400);
  });
});
