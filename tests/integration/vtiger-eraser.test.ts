import { type CrmRig, evidence, failureOf, type GradeName, seals, startCrmRig } from './crm-suite';

let rig: CrmRig;
afterEach(() => rig.stop());

const ERASE = { standard: 'delete', extension: 'consentbridge.erase' } as const;

/** An API user with the documented role "erase", or without the right to delete. */
async function begin(grade: GradeName, mayDelete = true): Promise<void> {
  const person = { view: true, edit: true, delete: mayDelete };
  const rights = { Contacts: person, Leads: person, ModComments: { view: true, create: true } };
  rig = await startCrmRig({
    extension: grade === 'extension',
    users: [{ id: 5, name: 'bridge', accessKey: 'bridgeAccessKey1', rights }],
  });
  expect(await rig.crm.inspect()).toMatchObject({ grade });
}

describe.each(['standard', 'extension'] as const)('erasing in %s grade', (grade) => {
  it('a Contact and a Lead, when erased, then they are gone and others stay', async () => {
    await begin(grade);
    const [jan, piet, other] = [
      rig.contact('jan@example.com'),
      rig.lead('piet@example.com'),
      rig.lead('o@example.com'),
    ];
    await Promise.all([jan, piet].map((id) => rig.crm.eraser.erase(id)));
    expect([jan, piet, other].map((id) => rig.standIn.records.get(id)?.id)).toEqual([
      undefined,
      undefined,
      other,
    ]);
    expect(await rig.crm.findByAddress('jan@example.com')).toEqual([]);
  });

  it('a record that is gone already, when erased, then that is no fault', async () => {
    await begin(grade);
    const id = rig.contact('jan@example.com');
    await rig.crm.eraser.erase(id);
    await rig.crm.eraser.erase(id);
    await rig.crm.eraser.erase('12x99999');
    expect(rig.standIn.records.get(id)).toBeUndefined();
  });

  it('a user who may not delete, when a record is erased, then crm_access_denied and it stays', async () => {
    await begin(grade, false);
    const id = rig.contact('jan@example.com');
    const failure = await failureOf(rig.crm.eraser.erase(id));
    expect(failure).toMatchObject({
      code: 'crm_access_denied',
      stage: 'crm',
      retryable: false,
      inDoubt: false,
    });
    expect(rig.standIn.records.get(id)?.id).toBe(id);
  });

  it.each([
    ['drop', 'crm_reset', false],
    ['invalid-json', 'crm_invalid_json', true],
    ['html', 'crm_http_5xx', false],
  ] as const)(
    'an erasure, when the fault is %s, then %s, in doubt; again it is done',
    async (kind, code, landed) => {
      await begin(grade);
      const id = rig.contact('jan@example.com');
      rig.standIn.fault({ kind, operation: ERASE[grade], times: 1 });
      const failure = await failureOf(rig.crm.eraser.erase(id));
      expect(failure).toMatchObject({ code, retryable: true, inDoubt: true });
      expect(rig.standIn.records.get(id) === undefined).toBe(landed);
      await rig.crm.eraser.erase(id);
      expect(rig.standIn.records.get(id)).toBeUndefined();
    },
  );

  it('two records, when one may not be erased, then the other is', async () => {
    await begin(grade);
    rig.standIn.crm.sharing['Contacts'] = 'private';
    const [own, foreign] = [
      rig.contact('jan@example.com', { assigned_user_id: '19x5' }),
      rig.contact('piet@example.com', { assigned_user_id: '19x1' }),
    ];
    const [failure] = await Promise.all([
      failureOf(rig.crm.eraser.erase(foreign)),
      rig.crm.eraser.erase(own),
    ]);
    expect(failure).toMatchObject({ code: 'crm_access_denied' });
    expect([own, foreign].map((id) => rig.standIn.records.get(id)?.id)).toEqual([undefined, foreign]);
    expect(rig.standIn.calls.count(ERASE[grade])).toBe(1);
  });
});

describe('the extension', () => {
  it('evidence in history and in comments, when the record is erased, then none of it is left', async () => {
    await begin('extension');
    const id = rig.contact('jan@example.com');
    await rig.crm.addComment(id, evidence);
    await rig.crm.operations.create('ModComments', (user) => ({
      commentcontent: evidence,
      related_to: id,
      assigned_user_id: user,
    }));
    await rig.crm.eraser.erase(id);
    expect(rig.standIn.crm.extension?.history).toEqual([]);
    expect(rig.standIn.records.comments(id)).toEqual([]);
  });

  it('60 records, when erased together, then they share calls', async () => {
    await begin('extension');
    const made = Array.from({ length: 60 }, (_, n) => rig.contact(`p${n}@example.com`));
    await Promise.all(made.map((id) => rig.crm.eraser.erase(id)));
    expect(rig.standIn.records.list('Contacts')).toEqual([]);
    expect(rig.standIn.calls.count('consentbridge.erase')).toBe(3);
  });

  it('an extension that is switched off meanwhile, when a record is erased, then by the standard operation', async () => {
    await begin('extension');
    const id = rig.contact('jan@example.com');
    rig.standIn.crm.extension!.disabled = true;
    await rig.crm.eraser.erase(id);
    expect(rig.standIn.records.get(id)).toBeUndefined();
    expect(rig.standIn.calls.count('delete')).toBe(1);
  });

  it('a refusal of an address, when suppressed twice, then it is kept once, with the earlier date', async () => {
    await begin('extension');
    const fingerprint = seals.fingerprint('jan@example.com');
    await rig.crm.eraser.suppress(fingerprint, 'Optout');
    const kept = new Map(rig.standIn.crm.extension?.suppressed);
    expect(kept.get(fingerprint)).toMatchObject({ status: 'Optout' });
    await rig.crm.eraser.suppress(fingerprint, 'Optout');
    expect(rig.standIn.crm.extension?.suppressed).toEqual(kept);
  });

  it.each([
    ['a status that is no refusal', 'AbCdEfGhIjKlMnOpQrStUv', 'Confirmed'],
    ['what is no fingerprint', 'record.12x5', 'Optout'],
  ])('%s, when suppressed, then crm_item_refused and nothing is kept', async (_what, fingerprint, status) => {
    await begin('extension');
    const failure = await failureOf(rig.crm.eraser.suppress(fingerprint, status));
    expect(failure).toMatchObject({ code: 'crm_item_refused', retryable: false, inDoubt: false });
    expect(rig.standIn.crm.extension?.suppressed.size).toBe(0);
  });
});

describe('a Vtiger without the extension', () => {
  it('a refusal, when it is to be suppressed, then nothing is asked: there is no place for it', async () => {
    await begin('standard');
    const before = rig.standIn.calls.count();
    await rig.crm.eraser.suppress(seals.fingerprint('jan@example.com'), 'Optout');
    expect(rig.standIn.calls.count()).toBe(before);
  });

  it('an id of another module, when erased, then it is not taken for gone', async () => {
    await begin('standard');
    const id = rig.standIn.records.insert('Accounts', { accountname: 'A' });
    expect(await failureOf(rig.crm.eraser.erase(id))).toMatchObject({ code: 'crm_invalid_id' });
  });

  it('a module that may not be read, when a record of it is erased, then it is not taken for gone', async () => {
    await begin('standard');
    const id = rig.contact('jan@example.com');
    rig.standIn.users[0]!.rights = {};
    expect(await failureOf(rig.crm.eraser.erase(id))).toMatchObject({ code: 'crm_access_denied' });
    expect(rig.standIn.records.get(id)?.id).toBe(id);
  });
});
