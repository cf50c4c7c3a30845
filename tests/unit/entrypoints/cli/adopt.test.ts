import { createTerminal } from './fake-bridge';

const YES = ['adopt', '--legacy', '--yes', '--source', 'the old list'];

describe('adopt', () => {
  it('legacy records, when there are none, end 0', async () => {
    const { run, ask } = createTerminal();
    expect(await run('adopt', '--legacy')).toMatchObject({
      exit: 0,
      out: 'No record says yes without proof.\n',
    });
    expect((await ask(...YES)).document).toMatchObject({ adopted: 0, left: 0, written: true });
  });

  it('legacy records, when listed without --yes, end 1 and nothing is written', async () => {
    const { run, ask, world } = createTerminal();
    const id = world.crm.add({ email: 'a@example.com', status: 'Confirmed' });
    const { exit, out } = await run('adopt', '--legacy', '--source', 'the old list');
    expect(exit).toBe(1);
    expect(out).toContain(`${id}  Contacts  Confirmed`);
    expect(out).toContain('nothing was written');
    expect((await ask('adopt', '--legacy')).document).toMatchObject({
      written: false,
      legacy: [{ record: id }],
    });
    expect((await run('adopt', '--legacy', '--before', '2020-01-01')).exit).toBe(0);
    expect(world.crm.see(id).seal).toBe('');
  });

  it('legacy records, when adopted, are told one by one; a refusal ends 1', async () => {
    const { run, ask, world } = createTerminal();
    const id = world.crm.add({ email: 'a@example.com', status: 'Confirmed' });
    const all = await ask(...YES, '--text', 'Yes please.');
    expect(all).toMatchObject({
      exit: 0,
      document: { adopted: 1, records: [{ record: id, result: 'adopted' }] },
    });
    expect(world.crm.see(id)).toMatchObject({ text: 'Yes please.', source: 'the old list' });
    const refused = world.crm.add({ email: '', status: 'Subscribed' });
    const { exit, out } = await run(...YES);
    expect(exit).toBe(1);
    expect(out).toContain(`${refused}  refused  no_address: `);
    expect(out).toContain('0 adopted, 1 refused, 0 waiting, 0 failed, 0 left');
  });

  it('Vtiger, when it goes down midway, ends 69 and says how many are left', async () => {
    const { ask, world } = createTerminal();
    for (const name of ['a', 'b', 'c']) world.crm.add({ email: `${name}@example.com`, status: 'Confirmed' });
    world.crm.failNext('write', 'down');
    const { exit, document } = await ask(...YES);
    expect(exit).toBe(69);
    expect(document).toMatchObject({ adopted: 0, failed: 1, left: 2 });
  });

  it('one record, when it cannot be stored, does not keep the others from being adopted', async () => {
    const { ask, world } = createTerminal();
    for (const name of ['a', 'b']) world.crm.add({ email: `${name}@example.com`, status: 'Confirmed' });
    world.crm.failNext('write', 'not_stored');
    const { exit, document } = await ask(...YES);
    expect(exit).toBe(1);
    expect(document).toMatchObject({
      adopted: 1,
      failed: 1,
      left: 0,
      records: [{ code: 'crm_not_stored' }, {}],
    });
  });

  it('the bridge, when on hold, adopts all the same, and a record that only joins waits', async () => {
    const { ask, world } = createTerminal({ settings: { mailMode: { kind: 'hold' } } });
    for (const status of ['Confirmed', 'Subscribed']) world.crm.add({ email: 'a@example.com', status });
    const { exit, document } = await ask(...YES);
    expect(exit).toBe(1);
    expect(document).toMatchObject({ adopted: 1, waiting: 1 });
  });
});
