import { createVtigerCrm, type VtigerCrm } from '../../src/adapters/vtiger/crm';
import { createSeals } from '../../src/adapters/seals/seals';
import type { ConsentFields, ConsentRecord } from '../../src/consent/record';
import { Failure } from '../../src/flow/failure';
import type { Log } from '../../src/flow/ports';
import { type StandIn, type StandInOptions, startStandIn } from '../../demo/stand-in/start';

export type GradeName = 'standard' | 'extension';

export const seals = createSeals({
  addressKey: Buffer.alloc(32, 3),
  sealSecrets: [{ kid: 's1', key: Buffer.alloc(32, 4) }],
});

export interface Logged {
  readonly message: string;
  readonly why: unknown;
}

/** A stand-in Vtiger and the adapter on it, as bootstrap builds it. */
export interface CrmRig {
  readonly standIn: StandIn;
  readonly crm: VtigerCrm;
  readonly warnings: readonly Logged[];
  contact(email: string, fields?: Record<string, string>): string;
  lead(email: string, fields?: Record<string, string>): string;
  stop(): Promise<void>;
}

export interface CrmRigOptions extends StandInOptions {
  readonly timeout?: number;
  readonly fieldNames?: Parameters<typeof createVtigerCrm>[0]['fields'];
}

const noop = (): void => undefined;

export async function startCrmRig({
  timeout = 20_000,
  fieldNames = {},
  ...options
}: CrmRigOptions): Promise<CrmRig> {
  const standIn = await startStandIn(options);
  const warnings: Logged[] = [];
  const log: Log = {
    error: noop,
    warn: (message, fields) => void warnings.push({ message, why: fields?.['why'] }),
    info: noop,
    debug: noop,
    child: () => log,
  };
  let lock: Promise<unknown> = Promise.resolve();
  const crm = createVtigerCrm({
    url: standIn.url,
    username: 'bridge',
    accessKey: 'bridgeAccessKey1',
    concurrency: 4,
    timeout,
    fields: fieldNames,
    fingerprint: (address) => seals.fingerprint(address),
    loginLock: <T>(run: () => Promise<T>): Promise<T> => {
      const turn = lock.then(run);
      lock = turn.catch(noop);
      return turn;
    },
    log,
  });
  const insert =
    (module: string) =>
    (email: string, fields: Record<string, string> = {}) =>
      standIn.records.insert(module, { lastname: 'Test', email, ...fields });
  return {
    standIn,
    crm,
    warnings,
    contact: insert('Contacts'),
    lead: insert('Leads'),
    stop: async () => {
      crm.close();
      await standIn.stop();
    },
  };
}

export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.then(
    () => new Error('no failure'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return error;
}

export const ids = (records: readonly ConsentRecord[]) => records.map((record) => record.id);

const SEAL = 'v1.s1.Confirmed.none.-.0190b2f4-7c1e-7d4a-9f00-000000000001.20261124T090003Z.1.-.mac';
export const WHOLE: ConsentFields = {
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
  seal: SEAL,
};

const EVIDENCE = JSON.stringify({
  event_id: '0190b2f4-7c1e-7d4a-9f00-00000000000a',
  to_status: 'Confirmed',
  occurred_at: '2026-11-24T09:00:01.000Z',
  consent_text: 'Ja, graag \\u00e9',
  agreement: { basis: 'consent', date: null, text: 'Ja', source: '' },
});
export const evidence = `E-mail consent: ConsentConfirmed, Invited to Confirmed\nconsent-bridge evidence ${EVIDENCE}`;

/** How writes are called in Vtiger, for faults. */
const WRITE = { standard: 'revise', extension: 'consentbridge.apply' } as const;
const READ = { standard: 'retrieve', extension: 'consentbridge.find' } as const;

/** What the port promises, whichever operations fulfil it. */
export function describeCrm(grade: GradeName): void {
  let rig: CrmRig;
  const begin = async (options: CrmRigOptions = {}) => {
    rig = await startCrmRig({ ...options, extension: grade === 'extension' });
    // What is known of Vtiger is asked first, so that faults meet the operation alone.
    expect(await rig.crm.inspect()).toMatchObject({ grade });
    expect(rig.standIn.calls.count('consentbridge.info')).toBe(1);
  };
  afterEach(() => rig.stop());

  describe('records', () => {
    it('a record, when written, then it reads the same in every way', async () => {
      await begin();
      for (const id of [rig.contact('jan@example.com'), rig.lead('piet@example.com')]) {
        const written = await rig.crm.write(id, WHOLE);
        expect(written).toMatchObject(WHOLE);
        expect(await rig.crm.retrieve(id)).toEqual(written);
        expect(await rig.crm.findByAddress(written.email)).toEqual([written]);
        expect(await rig.crm.findByAddresses([written.email])).toEqual([written]);
        expect(await rig.crm.listAll(written.module, null)).toEqual([written]);
        expect(await rig.crm.listByStatus(written.module, 'Confirmed', { after: null })).toEqual([written]);
        const blank = { status: '', text: '', consentDate: null, newsletterOptin: false, topics: [] };
        const cleared = { ...blank, seal: 'v1.x' };
        expect(await rig.crm.write(id, cleared)).toMatchObject(cleared);
      }
    });

    it('fields that are not given, when others are written, then they stay', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      await rig.crm.write(id, WHOLE);
      expect(await rig.crm.write(id, { status: 'Unsubscribed', seal: 'v1.x' })).toMatchObject({
        ...WHOLE,
        status: 'Unsubscribed',
        seal: 'v1.x',
      });
    });

    it('an unknown, a deleted and a foreign record, when retrieved, then there is none', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      rig.standIn.records.remove(id);
      for (const each of [id, '12x99999', '99x1', '19x1', 'abc', '10x2'])
        expect(await rig.crm.retrieve(each)).toBeNull();
    });

    it('a record that is gone, when written, then crm_not_found', async () => {
      await begin();
      const failure = await failureOf(rig.crm.write('12x99', { seal: 'v1.x' }));
      expect(failure).toMatchObject({ code: 'crm_not_found', retryable: false, inDoubt: false });
    });

    it('a text that Vtiger would alter, when written, then it is refused before anything is sent', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      const failure = await failureOf(rig.crm.write(id, { text: 'ja 😀', seal: 'v1.x' }));
      expect(failure).toMatchObject({ code: 'crm_unstorable_text', retryable: false });
      expect(rig.standIn.calls.count(WRITE[grade])).toBe(0);
    });

    it('the record as it was judged and comments, when given with a write, then all are stored', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      const known = await rig.crm.retrieve(id);
      if (known === null) throw new Error('no record');
      await rig.crm.write(id, WHOLE, { known, comments: [evidence, 'E-mail consent: a note'] });
      expect(await rig.crm.retrieve(id)).toMatchObject(WHOLE);
      const contents = (await rig.crm.comments(id)).map(({ content }) => content);
      expect(contents.sort()).toEqual(['E-mail consent: a note', evidence].sort());
    });
  });

  describe('looking up', () => {
    it('spellings of one address, when looked up, then all its records and no others', async () => {
      await begin();
      const wanted = [
        rig.contact('Jan@Example.com'),
        rig.contact(' jan@example.com'),
        rig.contact('jan@example.com  '),
        rig.lead('jan@example.com'),
      ];
      rig.contact('jän@example.com');
      rig.contact('jan@example.community');
      expect(new Set(ids(await rig.crm.findByAddress('jan@example.com')))).toEqual(new Set(wanted));
    });

    it('a domain in unicode, when looked up in ASCII, then the record is found', async () => {
      await begin();
      const id = rig.contact('jan@bücher.example');
      expect(ids(await rig.crm.findByAddress('jan@xn--bcher-kva.example'))).toEqual([id]);
    });

    it.each(["o'neil@example.com", 'a%b@example.com', "x'or'1@example.com"])(
      '%s, when looked up, then nobody else is found',
      async (address) => {
        await begin();
        const id = rig.contact(address);
        rig.contact('other@example.com');
        expect(ids(await rig.crm.findByAddress(address))).toEqual([id]);
      },
    );

    it('a fingerprint, when looked up, then the records that carry it', async () => {
      await begin();
      const fp = seals.fingerprint('jan@example.com');
      const wanted = [
        rig.contact('jan@example.com', { consent_address_fp: fp }),
        rig.lead('moved@example.com', { consent_address_fp: fp }),
      ];
      rig.contact('other@example.com', { consent_address_fp: fp.toLowerCase() });
      expect(ids(await rig.crm.findByFingerprint(fp))).toEqual(wanted);
      expect(await rig.crm.findByFingerprint('record.12x5')).toEqual([]);
    });

    it('a converted Lead, when looked up, then it is hidden from look-ups and read by id', async () => {
      await begin();
      const gone = { lastname: 'C', email: 'cor@example.com' };
      const id = rig.standIn.records.insert('Leads', gone, { converted: true });
      expect(await rig.crm.findByAddress('cor@example.com')).toEqual([]);
      expect(await rig.crm.listAll('Leads', null)).toEqual([]);
      expect(await rig.crm.retrieve(id)).toMatchObject({ id, module: 'Leads' });
    });

    it('records of many addresses, when found at once, then each comes once', async () => {
      await begin();
      const addresses = Array.from(
        { length: 620 },
        (_, n) => `a.long.local.part.${n}@department.example.com`,
      );
      const wanted = addresses.map((address) => rig.contact(address));
      expect(ids(await rig.crm.findByAddresses(addresses))).toEqual(wanted);
    });

    it('an empty CRM, when asked everything, then it is empty', async () => {
      await begin();
      expect(await rig.crm.findByAddress('jan@example.com')).toEqual([]);
      expect(await rig.crm.findByAddresses([])).toEqual([]);
      expect(await rig.crm.listAll('Leads', null)).toEqual([]);
      expect(await rig.crm.listChanged('Leads', { since: 0, afterId: null })).toEqual([]);
      expect(await rig.crm.listByStatus('Leads', 'Optin', { after: null })).toEqual([]);
      expect(await rig.crm.newestChange('Leads')).toBeNull();
      expect(await rig.crm.comments('12x5')).toEqual([]);
    });
  });

  describe('lists', () => {
    /** As the sweeps read: until a page is shorter than a hundred. */
    async function readAll<C>(
      start: C,
      read: (cursor: C) => Promise<ConsentRecord[]>,
      next: (last: ConsentRecord) => C,
    ): Promise<string[]> {
      const seen: string[] = [];
      for (let cursor = start; ;) {
        const page = await read(cursor);
        seen.push(...ids(page));
        const last = page.at(-1);
        if (last === undefined || page.length < 100) return seen;
        cursor = next(last);
      }
    }

    const many = (count: number, fieldsOf: (n: number) => Record<string, string> = () => ({})) =>
      Array.from({ length: count }, (_, n) => rig.contact(`p${n}@example.com`, fieldsOf(n)));

    it('1230 records changed in three seconds, when paged through, then each comes once, in order', async () => {
      await begin();
      const wanted = Array.from({ length: 1230 }, (_, n) => {
        const modifiedtime = `2026-11-23 10:00:0${n < 5 ? 1 : n < 910 ? 2 : 3}`;
        const person = { lastname: 'T', email: `p${n}@example.com` };
        return rig.standIn.records.insert('Contacts', person, { modifiedtime });
      });
      const start = { since: Date.UTC(2026, 10, 23), afterId: null as string | null };
      const seen = await readAll(
        start,
        (cursor) => rig.crm.listChanged('Contacts', cursor),
        (last) => ({ since: last.modifiedTime ?? 0, afterId: last.id }),
      );
      expect(seen).toEqual(wanted);
      expect(await rig.crm.newestChange('Contacts')).toBe(Date.UTC(2026, 10, 23, 10, 0, 3));
      const second = { since: Date.UTC(2026, 10, 23, 10, 0, 1), afterId: null };
      expect((await rig.crm.listChanged('Contacts', second)).at(0)?.id).toBe(wanted[0]);
      const past = { since: Date.UTC(2026, 10, 23, 10, 0, 3), afterId: wanted.at(-2) ?? null };
      expect(ids(await rig.crm.listChanged('Contacts', past))).toEqual(wanted.slice(-1));
    });

    it('650 open rounds, when listed by status, then all of them and no later ones', async () => {
      await begin();
      const fields = { consent_status: 'Invited', consent_invited_on: '2026-11-01 10:00:00' };
      const wanted = many(650, () => fields);
      rig.contact('late@example.com', { ...fields, consent_invited_on: '2026-11-20 10:00:00' });
      rig.contact('other@example.com', { consent_status: 'Optin' });
      const invitedBefore = Date.UTC(2026, 10, 10);
      const seen = await readAll<string | null>(
        null,
        (after) => rig.crm.listByStatus('Contacts', 'Invited', { after, invitedBefore }),
        (last) => last.id,
      );
      expect(seen).toEqual(wanted);
    });

    it('630 records, when all are listed from one on, then those after it', async () => {
      await begin();
      const made = many(630);
      const seen = await readAll<string | null>(
        made[9] ?? null,
        (after) => rig.crm.listAll('Contacts', after),
        (last) => last.id,
      );
      expect(seen).toEqual(made.slice(10));
    });

    it('a module with records of others that may not be seen, when listed, then no page ends the list early', async () => {
      const rights = { view: true, edit: true };
      const user = { id: 5, name: 'bridge', accessKey: 'bridgeAccessKey1' };
      await begin({
        sharing: { Contacts: 'private' },
        users: [
          { id: 1, name: 'admin', accessKey: 'a', admin: true },
          { ...user, rights: { Contacts: rights, Leads: rights, ModComments: rights } },
        ],
      });
      const made = many(700, (n) => ({ assigned_user_id: n >= 40 && n < 640 ? '19x1' : '19x5' }));
      const seen = await readAll<string | null>(
        null,
        (after) => rig.crm.listAll('Contacts', after),
        (last) => last.id,
      );
      expect(seen).toEqual([...made.slice(0, 40), ...made.slice(640)]);
    });
  });

  describe('comments', () => {
    it('comments, when added, then the newest comes first and those of others stay out', async () => {
      await begin();
      const [id, other] = [rig.contact('jan@example.com'), rig.contact('piet@example.com')];
      expect(await rig.crm.comments(id)).toEqual([]);
      await rig.crm.addComment(other, 'of another');
      const added = [
        await rig.crm.addComment(id, 'one'),
        await rig.crm.addComment(id, 'two\n{"a":"\\u00e9"}'),
      ];
      const read = await rig.crm.comments(id);
      expect(read.map((each) => each.id)).toEqual(added.reverse());
      expect(read[0]?.content).toBe('two\n{"a":"\\u00e9"}');
      expect(read[0]?.createdTime).toBeGreaterThan(Date.now() - 60_000);
      expect(await rig.crm.comments(id, 1)).toHaveLength(1);
    });

    it.each([
      ['evidence', evidence],
      ['evidence taken over', `Taken over from record 12x9. ${evidence.slice(0, -1)},"copied_from":"12x9"}`],
      ['a long note', `E-mail consent: ${'address changed, ask again; '.repeat(20)}`],
      ['a note that names the mark', 'a note, consent-bridge evidence {broken'],
    ])('%s, when stored, then it comes back to the byte', async (_what, content) => {
      await begin();
      const id = rig.contact('jan@example.com');
      await rig.crm.addComment(id, content);
      expect((await rig.crm.comments(id)).map((each) => each.content)).toEqual([content]);
    });

    it('a comment that Vtiger would alter, when added, then it is refused', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      for (const content of ['', 'smile 😀', 'x'.repeat(70_000)])
        expect(await failureOf(rig.crm.addComment(id, content))).toMatchObject({
          code: 'crm_unstorable_text',
          retryable: false,
        });
    });
  });

  describe('faults', () => {
    it.each([
      ['drop', 'crm_reset'],
      ['html', 'crm_http_5xx'],
      ['empty', 'crm_http_5xx'],
      ['invalid-json', 'crm_invalid_json'],
    ] as const)('a write, when the fault is %s, then %s and in doubt', async (kind, code) => {
      await begin();
      const id = rig.contact('jan@example.com');
      await rig.crm.retrieve(id);
      rig.standIn.fault({ kind, operation: WRITE[grade], times: 1 });
      const failure = await failureOf(rig.crm.write(id, { status: 'Invited', seal: 'v1.x' }));
      expect(failure).toMatchObject({ code, retryable: true, inDoubt: true, stage: 'crm' });
    });

    it.each(['drop', 'html', 'empty', 'invalid-json'] as const)(
      'a read, when the fault is %s, then it is retryable and no doubt',
      async (kind) => {
        await begin();
        const id = rig.contact('jan@example.com');
        rig.standIn.fault({ kind, operation: READ[grade], times: 2 });
        expect(await failureOf(rig.crm.retrieve(id))).toMatchObject({ retryable: true, inDoubt: false });
      },
    );

    it('an answer after the time-out, when the write was applied, then in doubt; written again it is once', async () => {
      await begin({ timeout: 1200 });
      const id = rig.contact('jan@example.com');
      const known = await rig.crm.retrieve(id);
      if (known === null) throw new Error('no record');
      rig.standIn.fault({ kind: 'answer-late', operation: WRITE[grade], ms: 2000, times: 1 });
      const failure = await failureOf(rig.crm.write(id, WHOLE, { known }));
      expect(failure).toMatchObject({ code: 'crm_timeout', retryable: true, inDoubt: true });
      expect(rig.standIn.records.get(id)?.['consent_status']).toBe('Confirmed');
      expect(await rig.crm.write(id, WHOLE, { known })).toMatchObject(WHOLE);
    });

    it('sessions that expire under load, when found out, then everything is done all the same', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      rig.standIn.fault({ kind: 'session-expired', operation: READ[grade], times: 1 });
      const reads = await Promise.all(Array.from({ length: 12 }, () => rig.crm.retrieve(id)));
      expect(reads.map((each) => each?.id)).toEqual(Array.from({ length: 12 }, () => id));
    });

    it('a CRM that is down, when it comes up, then the same client goes on', async () => {
      await begin();
      const id = rig.contact('jan@example.com');
      const known = await rig.crm.retrieve(id);
      if (known === null) throw new Error('no record');
      await rig.standIn.goDown();
      const failure = await failureOf(rig.crm.write(id, { status: 'Optin', seal: 'v1.x' }, { known }));
      expect(failure).toMatchObject({ code: 'crm_refused', inDoubt: false });
      await rig.standIn.comeUp();
      expect((await rig.crm.write(id, { status: 'Optin', seal: 'v1.x' })).status).toBe('Optin');
    });
  });
}
