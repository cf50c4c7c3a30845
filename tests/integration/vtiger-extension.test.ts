import { type CrmRig, type CrmRigOptions, evidence, failureOf, ids, startCrmRig, WHOLE } from './crm-suite';

let rig: CrmRig;
const begin = async (options: CrmRigOptions = {}) => {
  rig = await startCrmRig({ extension: true, ...options });
};
afterEach(() => rig.stop());

const grade = async () => (await rig.crm.inspect()).grade;
const known = async (id: string) => {
  const record = await rig.crm.retrieve(id);
  if (record === null) throw new Error('no record');
  return record;
};
const calls = (operation: string) => rig.standIn.calls.count(`consentbridge.${operation}`);

describe('compare-and-set', () => {
  it.each([
    ['the status', { consent_status: 'Optout' }],
    ['the address', { email: 'other@example.com' }],
    ['the newsletter box', { newsletter_optin: '0' }],
    ['the opt-out flag', { emailoptout: '0' }],
    ['the text', { consent_text: 'other' }],
    ['the seal', { consent_seal: 'v1.other' }],
  ])(
    'a record whose %s was changed since, when written, then nothing of it is stored',
    async (_what, edit) => {
      await begin();
      const id = rig.contact('jan@example.com');
      const before = await rig.crm.write(id, WHOLE);
      rig.standIn.records.edit(id, edit);
      const changed = rig.standIn.records.get(id);
      const beside = { known: before, comments: [evidence] };
      const failure = await failureOf(rig.crm.write(id, { status: 'Unsubscribed', seal: 'v1.y' }, beside));
      expect(failure).toMatchObject({
        code: 'record_changed',
        stage: 'crm',
        retryable: true,
        inDoubt: false,
      });
      expect(rig.standIn.records.get(id)).toEqual(changed);
      expect(await rig.crm.comments(id)).toEqual([]);
    },
  );

  it('a field that the bridge does not judge by, when changed since, then the write goes through', async () => {
    await begin();
    const id = rig.contact('jan@example.com');
    const before = await known(id);
    rig.standIn.records.edit(id, { lastname: 'Renamed' });
    expect(await rig.crm.write(id, WHOLE, { known: before })).toMatchObject(WHOLE);
  });

  it('the same write, when made again, then its evidence stands once', async () => {
    await begin();
    const id = rig.contact('jan@example.com');
    const beside = { known: await known(id), comments: [evidence] };
    await rig.crm.write(id, WHOLE, beside);
    await rig.crm.write(id, WHOLE, beside);
    expect(await rig.crm.comments(id)).toHaveLength(1);
    expect(calls('apply')).toBe(2);
  });
});

describe('items that the extension refuses', () => {
  it('a record that may not be edited, when written, then crm_access_denied', async () => {
    const rights = { view: true };
    await begin({
      users: [
        { id: 5, name: 'bridge', accessKey: 'bridgeAccessKey1', rights: { Contacts: rights, Leads: rights } },
      ],
    });
    const id = rig.contact('jan@example.com');
    const failure = await failureOf(rig.crm.write(id, WHOLE));
    expect(failure).toMatchObject({ code: 'crm_access_denied', retryable: false, inDoubt: false });
  });

  it('a seal that is too long, when written with others, then the others are stored', async () => {
    await begin();
    const [bad, good] = [rig.contact('jan@example.com'), rig.contact('piet@example.com')];
    const [knownBad, knownGood] = [await known(bad), await known(good)];
    const [failure, stored] = await Promise.all([
      failureOf(rig.crm.write(bad, { seal: 'x'.repeat(300) }, { known: knownBad })),
      rig.crm.write(good, WHOLE, { known: knownGood }),
    ]);
    expect(failure).toMatchObject({ code: 'crm_item_refused', retryable: false, inDoubt: false });
    expect(failure.message).toContain('consent_seal');
    expect(stored).toMatchObject(WHOLE);
    expect(calls('apply')).toBe(1);
  });
});

describe('calls', () => {
  it('asks of one moment, when of all kinds, then they are one call', async () => {
    await begin();
    const [jan, piet] = [rig.contact('jan@example.com'), rig.lead('piet@example.com')];
    await grade();
    const [byId, byAddress, none] = await Promise.all([
      rig.crm.retrieve(jan),
      rig.crm.findByAddress('piet@example.com'),
      rig.crm.findByFingerprint('AbCdEfGhIjKlMnOpQrStUv'),
    ]);
    expect([byId?.id, ids(byAddress), none]).toEqual([jan, [piet], []]);
    expect(calls('find')).toBe(1);
  });

  it('200 writes, when they come together, then they share calls', async () => {
    await begin();
    const made = Array.from({ length: 200 }, (_, n) => rig.contact(`p${n}@example.com`));
    const records = await Promise.all(made.map((id) => known(id)));
    await Promise.all(records.map((record) => rig.crm.write(record.id, WHOLE, { known: record })));
    expect(calls('apply')).toBe(8);
    expect(calls('find')).toBe(1);
  });

  it('a lone look-up, when the address is spelled as usual, then it is one call', async () => {
    await begin();
    rig.contact('jan@example.com');
    await grade();
    const before = rig.standIn.calls.count();
    await rig.crm.findByAddress('jan@example.com', ['Jan@Example.com']);
    expect(rig.standIn.calls.count() - before).toBe(1);
  });
});

describe('which operations are used', () => {
  it('a Vtiger without the extension, when used, then the standard operations and nothing more is asked', async () => {
    await begin({ extension: false, fields: 'hand-made' });
    rig.contact('jan@example.com');
    expect(await rig.crm.findByAddress('jan@example.com')).toHaveLength(1);
    expect(await grade()).toBe('standard');
    expect(calls('info')).toBe(0);
    expect(rig.warnings).toEqual([]);
  });

  it.each([
    ['the operations are unknown', { extension: false }, 'Vtiger does not know its operations'],
    [
      'the keys differ',
      { extension: { addressKey: Buffer.alloc(32, 9) } },
      'its address key is not ADDRESS_KEY',
    ],
    ['it has no key', { extension: { addressKey: null } }, 'it has no address key'],
    ['it is switched off', { extension: { disabled: true } }, 'it is switched off in Module Manager'],
  ] as const)(
    'the extension, when %s, then the standard operations and one warning',
    async (_when, options, why) => {
      await begin(options);
      const id = rig.contact('jan@example.com');
      expect(await rig.crm.write(id, WHOLE)).toMatchObject(WHOLE);
      expect(await rig.crm.findByAddress('jan@example.com')).toHaveLength(1);
      expect(await grade()).toBe('standard');
      expect(calls('info')).toBe(1);
      expect(rig.warnings.map((each) => each.why)).toEqual([why]);
    },
  );

  it('fields made by hand, when the settings name them, then the standard operations', async () => {
    await begin({ fieldNames: { Contacts: { consent_source: 'consent_source' } } });
    expect(await grade()).toBe('standard');
    expect(rig.warnings.map((each) => each.why)).toEqual(['VTIGER_FIELD_ settings name fields made by hand']);
  });

  it('an extension that is switched off meanwhile, when a call meets it, then the call is done all the same', async () => {
    await begin();
    const id = rig.contact('jan@example.com');
    const before = await known(id);
    const { extension } = rig.standIn.crm;
    if (extension === null) throw new Error('no extension');
    extension.disabled = true;
    expect(await rig.crm.write(id, WHOLE, { known: before, comments: [evidence] })).toMatchObject(WHOLE);
    expect(rig.standIn.records.comments(id).map((each) => each['commentcontent'])).toEqual([evidence]);
    expect(await grade()).toBe('standard');
    expect(calls('info')).toBe(1);
  });

  it('a Vtiger that is away, when first asked, then the call fails as ever and the extension is found later', async () => {
    await begin();
    const id = rig.contact('jan@example.com');
    await rig.standIn.goDown();
    expect(await failureOf(rig.crm.retrieve(id))).toMatchObject({ code: 'crm_refused', retryable: true });
    await rig.standIn.comeUp();
    expect(await grade()).toBe('extension');
    expect(rig.warnings).toEqual([]);
  });

  it('evidence in comments, when the extension comes later, then it is read beside the history', async () => {
    await begin();
    const id = rig.contact('jan@example.com');
    await rig.crm.operations.create('ModComments', (userId) => ({
      commentcontent: 'before',
      related_to: id,
      assigned_user_id: userId,
    }));
    await rig.crm.addComment(id, evidence);
    const contents = (await rig.crm.comments(id)).map((each) => each.content);
    expect(contents.sort()).toEqual([evidence, 'before'].sort());
  });

  it('an API user without rights on comments, when history is read, then that is no fault', async () => {
    const rights = { view: true, edit: true };
    await begin({
      users: [
        { id: 5, name: 'bridge', accessKey: 'bridgeAccessKey1', rights: { Contacts: rights, Leads: rights } },
      ],
    });
    const id = rig.contact('jan@example.com');
    await rig.crm.addComment(id, evidence);
    expect(await rig.crm.comments(id)).toHaveLength(1);
  });
});
