import type { Info } from '../../../../src/adapters/vtiger/extension/answers';
import { createGrade } from '../../../../src/adapters/vtiger/extension/grade';
import { type CrmFailureCode, crmFailure } from '../../../../src/adapters/vtiger/failures';
import type { ModuleSchema } from '../../../../src/adapters/vtiger/schema';
import type { Log } from '../../../../src/flow/ports';

const MINUTE = 60_000;
const OURS = 'fingerprint-of-a-check';

function schema(...fields: string[]): ModuleSchema {
  return {
    module: 'Contacts',
    idPrefix: '12',
    names: {},
    missing: [],
    off: [],
    notWritable: [],
    allowed: new Set(fields),
    statuses: null,
    converted: true,
  };
}

const good: Info = {
  contract: 1,
  version: '0.1.0',
  time: '2026-11-24 10:00:00',
  timeZone: 'UTC',
  user: { designated: true },
  keys: { addressCheck: OURS },
  backfill: { waiting: 3 },
  outbox: { waiting: 2, oldest: '2026-11-24 09:00:00' },
  cron: { lastRun: '2026-11-24 09:58:00' },
  fullPath: { Contacts: [], Leads: ['consent_status'] },
};
const TEN = Date.UTC(2026, 10, 24, 10);

function setUp() {
  const told: string[] = [];
  const tell = (message: string, fields?: { readonly why?: unknown }) =>
    void told.push(typeof fields?.why === 'string' ? fields.why : message);
  const log: Log = { error: tell, warn: tell, info: tell, debug: tell, child: () => log };
  const vtiger = { now: 0, asked: 0, fields: ['consent_topics'], info: () => Promise.resolve(good) };
  const grade = createGrade({
    schemas: { get: () => Promise.resolve(schema(...vtiger.fields)) },
    info: () => {
      vtiger.asked += 1;
      return vtiger.info();
    },
    fingerprint: () => OURS,
    handMade: false,
    log,
    now: () => vtiger.now,
    clock: () => TEN - 2000,
  });
  return { grade, vtiger, told };
}

const failing = (code: CrmFailureCode) => () => Promise.reject(crmFailure(code));

describe('the grade', () => {
  it('the extension, when many ask at once, then Vtiger is asked once', async () => {
    const { grade, vtiger, told } = setUp();
    const answers = await Promise.all([1, 2, 3].map(() => grade.isExtension()));
    expect(answers).toEqual([true, true, true]);
    expect(vtiger.asked).toBe(1);
    expect(told).toEqual(['the extension is used']);
  });

  it('an extension that is installed later, when ten minutes are over, then it is used', async () => {
    const { grade, vtiger } = setUp();
    vtiger.fields = [];
    expect(await grade.isExtension()).toBe(false);
    expect(vtiger.asked).toBe(0);
    vtiger.fields = ['consent_topics'];
    vtiger.now = 9 * MINUTE;
    expect(await grade.isExtension()).toBe(false);
    vtiger.now = 10 * MINUTE;
    expect(await grade.isExtension()).toBe(true);
  });

  it.each([
    ['crm_extension_off', 'it is switched off in Module Manager'],
    ['crm_access_denied', 'the API user may not use it'],
    ['crm_http_5xx', 'Vtiger does not know its operations'],
    ['crm_empty', 'Vtiger does not know its operations'],
    ['crm_schema', 'its answer has another form'],
  ] as const)('an answer %s, when asked, then the standard operations and one warning', async (code, why) => {
    const { grade, vtiger, told } = setUp();
    vtiger.info = failing(code);
    expect(await grade.isExtension()).toBe(false);
    vtiger.now = 11 * MINUTE;
    expect(await grade.isExtension()).toBe(false);
    expect(vtiger.asked).toBe(2);
    expect(told).toEqual([why]);
  });

  it('what the extension says of itself, when it is used, then it is kept for the admin', async () => {
    const { grade } = setUp();
    expect(await grade.found()).toEqual({
      unused: null,
      facts: {
        version: '0.1.0',
        contract: 1,
        clockAhead: 2000,
        timeZone: 'UTC',
        designated: true,
        backfillWaiting: 3,
        outbox: { waiting: 2, oldest: TEN - 60 * MINUTE },
        cronLastRun: TEN - 2 * MINUTE,
        fullPath: { Contacts: [], Leads: ['consent_status'] },
      },
    });
  });

  it.each([
    ['other_key', 'another'],
    ['no_key', ''],
  ])('an extension with %s, when asked for, then why it is not used, and its facts', async (code, key) => {
    const { grade, vtiger } = setUp();
    vtiger.info = () => Promise.resolve({ ...good, keys: { addressCheck: key } });
    expect(await grade.found()).toMatchObject({ unused: { code }, facts: { version: '0.1.0' } });
    expect(await grade.isExtension()).toBe(false);
    expect(vtiger.asked).toBe(1);
  });

  it('a Vtiger without the extension, when asked for it, then there is none', async () => {
    const { grade, vtiger } = setUp();
    vtiger.fields = [];
    expect(await grade.found()).toBeNull();
  });

  it('another contract, when told, then the standard operations', async () => {
    const { grade, vtiger, told } = setUp();
    vtiger.info = () => Promise.resolve({ ...good, contract: 2 });
    expect(await grade.isExtension()).toBe(false);
    expect(told).toEqual(['it speaks contract 2, the bridge knows 1']);
  });

  it.each(['crm_timeout', 'crm_refused', 'crm_reset', 'crm_login_failed'] as const)(
    'no answer (%s), when the extension was used, then it stays so and the next call looks again',
    async (code) => {
      const { grade, vtiger, told } = setUp();
      expect(await grade.isExtension()).toBe(true);
      vtiger.now = 10 * MINUTE;
      vtiger.info = failing(code);
      expect(await grade.isExtension()).toBe(true);
      expect(await grade.isExtension()).toBe(true);
      expect(vtiger.asked).toBe(3);
      expect(told).toHaveLength(1);
    },
  );

  it('an extension in doubt, when it is gone, then the next call finds out', async () => {
    const { grade, vtiger } = setUp();
    await grade.isExtension();
    vtiger.info = failing('crm_http_5xx');
    expect(await grade.isExtension()).toBe(true);
    grade.doubt();
    expect(await grade.isExtension()).toBe(false);
  });

  it('an extension that is switched off and on, when ten minutes are over, then it is used again', async () => {
    const { grade, vtiger, told } = setUp();
    await grade.isExtension();
    grade.switchedOff();
    expect(await grade.isExtension()).toBe(false);
    vtiger.now = 10 * MINUTE;
    expect(await grade.isExtension()).toBe(true);
    expect(told).toHaveLength(3);
  });
});
