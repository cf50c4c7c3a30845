import { createVtigerCrm, type VtigerCrm } from '../../src/adapters/vtiger/crm';
import type { ConsentFields, ConsentRecord } from '../../src/consent/record';
import { Failure } from '../../src/flow/failure';
import type { Log } from '../../src/flow/ports';
import { type StandIn, type StandInOptions, startStandIn } from '../../demo/stand-in/start';

function noop(): void {
  return undefined;
}
const silent: Log = { error: noop, warn: noop, info: noop, debug: noop, child: () => silent };

let standIn: StandIn;
let crm: VtigerCrm;
let lock: Promise<unknown>;

async function begin(options: StandInOptions = {}, timeout = 20_000): Promise<void> {
  standIn = await startStandIn(options);
  lock = Promise.resolve();
  crm = connect(timeout);
}

function connect(timeout: number): VtigerCrm {
  return createVtigerCrm({
    url: standIn.url,
    username: 'bridge',
    accessKey: 'bridgeAccessKey1',
    concurrency: 4,
    timeout,
    loginLock: <T>(run: () => Promise<T>): Promise<T> => {
      const turn = lock.then(run);
      lock = turn.catch(noop);
      return turn;
    },
    log: silent,
  });
}

afterEach(async () => {
  crm.close();
  await standIn.stop();
});

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return error;
}

const contact = (email: string, fields: Record<string, string> = {}) =>
  standIn.records.insert('Contacts', { lastname: 'Test', email, ...fields });
const lead = (email: string, fields: Record<string, string> = {}) =>
  standIn.records.insert('Leads', { lastname: 'Test', email, ...fields });
const ids = (records: readonly ConsentRecord[]) => records.map((record) => record.id);

const WHOLE: ConsentFields = {
  status: 'Confirmed',
  newsletterOptin: true,
  emailOptout: true,
  basis: 'consent',
  consentDate: Date.UTC(2026, 10, 24, 9, 0, 1),
  invitedOn: Date.UTC(2026, 10, 23, 9, 0, 2),
  remindedOn: null,
  changedOn: Date.UTC(2026, 10, 24, 9, 0, 3),
  text: 'Ja, ik wil "nieuws" & meer; O\'Neil \\ <b>é</b>\nregel 2',
  source: 'Newsletter form',
  language: 'nl',
  topics: ['News', 'Offers'],
  round: '0190b2f4-7c1e-7d4a-9f00-000000000001',
  addressFp: 'AbCdEfGhIjKlMnOpQrStUv',
  seal: 'v1.k1.Confirmed.none.-.0190b2f4-7c1e-7d4a-9f00-000000000001.20261124T090003Z.1.-.mac',
};

describe('fields by name and made by hand', () => {
  it.each(['consent', 'hand-made'] as const)(
    'a record with %s fields, when written, then it reads the same',
    async (fields) => {
      await begin({ fields });
      for (const id of [contact('jan@example.com'), lead('piet@example.com')]) {
        const written = await crm.write(id, WHOLE);
        expect(written).toMatchObject(WHOLE);
        expect(await crm.retrieve(id)).toEqual(written);
        const [found] = await crm.findByAddress(written.email);
        expect(found).toEqual(written);
        const cleared = await crm.write(id, {
          status: '',
          text: '',
          consentDate: null,
          newsletterOptin: false,
        });
        expect(cleared).toMatchObject({ status: '', text: '', consentDate: null, newsletterOptin: false });
      }
    },
  );

  it('an inspection, when everything is there, then nothing is missing', async () => {
    await begin();
    const { user, version, modules } = await crm.inspect();
    expect(version).toBe('8.4.0');
    expect(user).toMatchObject({ id: '19x5', name: 'bridge', timeZone: 'UTC', dateFormat: 'yyyy-mm-dd' });
    for (const module of modules)
      expect(module).toMatchObject({ readable: true, missing: [], notWritable: [], missingStatuses: [] });
  });
});

describe('looking up', () => {
  it('an unknown, a deleted and a foreign record, when retrieved, then there is none', async () => {
    await begin();
    const id = contact('jan@example.com');
    standIn.records.remove(id);
    for (const each of [id, '12x99999', '99x1', '19x1', 'abc', '10x2'])
      expect(await crm.retrieve(each)).toBeNull();
  });

  it('spellings of one address, when looked up, then all its records and no others', async () => {
    await begin();
    const wanted = [contact('Jan@Example.com'), contact(' jan@example.com'), lead('jan@example.com')];
    contact('jän@example.com');
    contact('jan@example.community');
    expect(new Set(ids(await crm.findByAddress('jan@example.com')))).toEqual(new Set(wanted));
  });

  it.each(["o'neil@example.com", 'back\\slash@example.com', "x\\' or 1=1@example.com", 'a%b@example.com'])(
    '%s, when looked up, then nobody else is found',
    async (address) => {
      await begin();
      const id = contact(address);
      contact('other@example.com');
      const found = ids(await crm.findByAddress(address));
      expect(
        address.includes(' ') || address.includes('\\') ? found.filter((each) => each !== id) : found,
      ).toEqual(address.includes(' ') || address.includes('\\') ? [] : [id]);
    },
  );

  it('a converted Lead, when looked up, then it is hidden from queries and read by id', async () => {
    await begin();
    const id = standIn.records.insert(
      'Leads',
      { lastname: 'C', email: 'cor@example.com' },
      { converted: true },
    );
    expect(await crm.findByAddress('cor@example.com')).toEqual([]);
    expect(await crm.retrieve(id)).toMatchObject({ id, module: 'Leads' });
  });

  it('an empty CRM, when asked everything, then it is empty', async () => {
    await begin();
    expect(await crm.findByAddress('jan@example.com')).toEqual([]);
    expect(await crm.listAll('Leads', null)).toEqual([]);
    expect(await crm.listChanged('Leads', { since: 0, afterId: null })).toEqual([]);
    expect(await crm.listByStatus('Leads', 'Optin', { after: null })).toEqual([]);
    expect(await crm.newestChange('Leads')).toBeNull();
  });

  it('a settled look-up, when it is one of many, then it costs three calls', async () => {
    await begin();
    const id = contact('jan@example.com');
    await crm.retrieve(id);
    await crm.findByAddress('jan@example.com');
    lead('x@example.com');
    await crm.findByAddress('jan@example.com');
    const before = standIn.calls.count();
    await crm.retrieve(id);
    await crm.findByAddress('jan@example.com', ['jan@example.com']);
    expect(standIn.calls.count() - before).toBe(3);
  });
});

describe('lists', () => {
  it('230 records changed in three seconds, when paged through, then each comes once, in order', async () => {
    await begin();
    const wanted = Array.from({ length: 230 }, (_, n) => {
      const modifiedtime = `2026-11-23 10:00:0${n < 5 ? 1 : n < 210 ? 2 : 3}`;
      return standIn.records.insert(
        'Contacts',
        { lastname: 'T', email: `p${n}@example.com` },
        { modifiedtime },
      );
    });
    const seen: string[] = [];
    let cursor: { since: number; afterId: string | null } = { since: Date.UTC(2026, 10, 23), afterId: null };
    for (;;) {
      const page = await crm.listChanged('Contacts', cursor);
      seen.push(...ids(page));
      const last = page.at(-1);
      if (last === undefined || page.length < 100) break;
      cursor = { since: last.modifiedTime ?? 0, afterId: last.id };
    }
    expect(seen).toEqual(wanted);
    expect(await crm.newestChange('Contacts')).toBe(Date.UTC(2026, 10, 23, 10, 0, 3));
  });

  it('150 open rounds, when listed by status, then pages of a hundred and the rest', async () => {
    await begin();
    const wanted = Array.from({ length: 150 }, (_, n) =>
      contact(`p${n}@example.com`, { consent_status: 'Invited', consent_invited_on: '2026-11-01 10:00:00' }),
    );
    contact('late@example.com', { consent_status: 'Invited', consent_invited_on: '2026-11-20 10:00:00' });
    contact('other@example.com', { consent_status: 'Optin' });
    const invitedBefore = Date.UTC(2026, 10, 10);
    const first = await crm.listByStatus('Contacts', 'Invited', { after: null, invitedBefore });
    const rest = await crm.listByStatus('Contacts', 'Invited', {
      after: first.at(-1)?.id ?? null,
      invitedBefore,
    });
    expect(first).toHaveLength(100);
    expect([...ids(first), ...ids(rest)]).toEqual(wanted);
  });

  it('records of many addresses, when found at once, then each comes once', async () => {
    await begin();
    const addresses = Array.from({ length: 120 }, (_, n) => `a.long.local.part.${n}@department.example.com`);
    const wanted = addresses.map((address) => contact(address));
    expect(ids(await crm.findByAddresses(addresses))).toEqual(wanted);
  });
});

describe('comments', () => {
  it('comments, when added, then the newest comes first and those of others stay out', async () => {
    await begin();
    const [id, other] = [contact('jan@example.com'), contact('piet@example.com')];
    expect(await crm.comments(id)).toEqual([]);
    await crm.addComment(other, 'of another');
    const added = [await crm.addComment(id, 'one'), await crm.addComment(id, 'two\n{"a":"\\u00e9"}')];
    const read = await crm.comments(id);
    expect(read.map((each) => each.id)).toEqual(added.reverse());
    expect(read[0]?.content).toBe('two\n{"a":"\\u00e9"}');
    expect(await crm.comments(id, 1)).toHaveLength(1);
  });
});

describe('faults', () => {
  it('an answer after the time-out, when the write was applied, then it is in doubt and has landed', async () => {
    await begin({}, 400);
    const id = contact('jan@example.com');
    await crm.retrieve(id);
    standIn.fault({ kind: 'answer-late', operation: 'revise', ms: 1500, times: 1 });
    const failure = await failureOf(crm.write(id, { status: 'Invited' }));
    expect(failure).toMatchObject({ code: 'crm_timeout', retryable: true, inDoubt: true });
    expect(standIn.records.get(id)?.['consent_status']).toBe('Invited');
  });

  it('a slow read, when it takes too long, then it is no doubt', async () => {
    await begin({}, 400);
    const id = contact('jan@example.com');
    await crm.retrieve(id);
    standIn.fault({ kind: 'slow', operation: 'retrieve', ms: 1500, times: 1 });
    expect(await failureOf(crm.retrieve(id))).toMatchObject({ code: 'crm_timeout', inDoubt: false });
  });

  it.each([
    ['drop', 'crm_reset', true],
    ['html', 'crm_http_5xx', true],
    ['empty', 'crm_http_5xx', true],
    ['invalid-json', 'crm_invalid_json', true],
    ['denied', 'crm_access_denied', false],
  ] as const)('a write, when the fault is %s, then %s', async (kind, code, inDoubt) => {
    await begin();
    const id = contact('jan@example.com');
    await crm.retrieve(id);
    standIn.fault({ kind, operation: 'revise', times: 1 });
    const failure = await failureOf(crm.write(id, { status: 'Invited' }));
    expect(failure).toMatchObject({ code, inDoubt, stage: 'crm' });
  });

  it('a page with status 200, when it answers a write, then it is in doubt', async () => {
    await begin();
    const id = contact('jan@example.com');
    standIn.fault({ kind: 'html', operation: 'revise', status: 200, times: 1 });
    expect(await failureOf(crm.write(id, { status: 'Invited' }))).toMatchObject({
      code: 'crm_html',
      inDoubt: true,
    });
  });

  it('a field dropped silently, when written with others, then it is named and not tried again', async () => {
    await begin();
    const id = contact('jan@example.com');
    standIn.fault({ kind: 'drop-field', operation: 'revise', fields: ['consent_text'], times: 1 });
    const failure = await failureOf(crm.write(id, WHOLE));
    expect(failure).toMatchObject({ code: 'crm_not_stored', retryable: false, inDoubt: false });
    expect(failure.message).toContain('consent_text');
  });

  it('a lock in the database, when nothing was stored, then the write may be tried again', async () => {
    await begin();
    const id = contact('jan@example.com');
    standIn.fault({ kind: 'lock-timeout', operation: 'revise', times: 1 });
    const failure = await failureOf(crm.write(id, { status: 'Invited', seal: 'v1.x' }));
    expect(failure).toMatchObject({ code: 'crm_not_stored', retryable: true, inDoubt: false });
    await crm.write(id, { status: 'Invited', seal: 'v1.x' });
  });

  it('sessions that expire under load, when found out, then everything is done all the same', async () => {
    await begin();
    const id = contact('jan@example.com');
    standIn.fault({ kind: 'session-expired', operation: 'retrieve', times: 1 });
    const reads = await Promise.all(Array.from({ length: 12 }, () => crm.retrieve(id)));
    expect(new Set(ids(reads.filter((each) => each !== null)))).toEqual(new Set([id]));
  });

  it('two processes that log in at once, when the lock is shared, then neither spoils the other', async () => {
    await begin();
    const id = contact('jan@example.com');
    const other = connect(20_000);
    await Promise.all(
      [crm, other].flatMap((each) => [each.retrieve(id), each.retrieve(id), each.retrieve(id)]),
    );
    other.close();
    expect(standIn.calls.count('getchallenge')).toBe(standIn.calls.count('login'));
  });

  it('a CRM that is down, when it comes up, then the same client goes on', async () => {
    await begin();
    const id = contact('jan@example.com');
    await crm.retrieve(id);
    await standIn.goDown();
    expect(await failureOf(crm.write(id, { status: 'Optin' }))).toMatchObject({
      code: 'crm_refused',
      inDoubt: false,
    });
    await standIn.comeUp();
    expect((await crm.write(id, { status: 'Optin' })).status).toBe('Optin');
  });

  it('read-only fields, when written, then they are refused before anything is sent', async () => {
    const rights = { view: true, edit: true, readOnly: ['emailoptout'] };
    await begin({
      users: [
        { id: 5, name: 'bridge', accessKey: 'bridgeAccessKey1', rights: { Contacts: rights, Leads: rights } },
      ],
    });
    const id = contact('jan@example.com');
    const failure = await failureOf(crm.write(id, { emailOptout: true, status: 'Optout' }));
    expect(failure).toMatchObject({ code: 'crm_field_readonly', retryable: false });
    expect(standIn.calls.count('revise')).toBe(0);
  });
});
