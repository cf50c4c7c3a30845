import { createControls } from '../../../../src/adapters/vtiger/controls';
import { listAll, listByStatus, listChanged } from '../../../../src/adapters/vtiger/list-records';
import { createProvenQuery } from '../../../../src/adapters/vtiger/proven-query';
import type { Select } from '../../../../src/adapters/vtiger/query';
import { schemaOf } from '../../../../src/adapters/vtiger/schema';
import {
  findByAddress,
  findByAddresses,
  findByFingerprint,
} from '../../../../src/adapters/vtiger/find-records';
import type { ConsentRecord, ModuleName } from '../../../../src/consent/record';
import { described, row } from './consent-fields';
import { failing } from './failing';
import { tableAsk } from './table';

type Cells = Readonly<Record<string, string | null>>;

/** Both modules over tables in memory; `broken` answers [] to everything, as after an SQL error (fact 8). */
function crmOver(tables: Partial<Record<ModuleName, Cells[]>>) {
  const asked: Select[] = [];
  const state = { broken: false };
  const ask = (module: string) => tableAsk(() => tables[module as ModuleName] ?? [], asked);
  const bare: ReturnType<typeof tableAsk> = (select, allowed) =>
    state.broken ? (asked.push(select), Promise.resolve([])) : ask(select.module)(select, allowed);
  const controls = createControls({
    query: (text) => {
      const module = / from (\w+) /.exec(text)?.[1] ?? '';
      return bare(
        { module, fields: ['id'], where: [], orderBy: ['id'], direction: 'asc', limit: 1 },
        new Set(['id']),
      );
    },
    retrieve: (id) => Promise.resolve({ id }),
  });
  const proven = createProvenQuery(bare, controls);
  const schema = { Contacts: schemaOf('Contacts', described()), Leads: schemaOf('Leads', described()) };
  const schemas = {
    get: (module: ModuleName) => Promise.resolve(schema[module]),
    forget: () => undefined,
    with: <T>(module: ModuleName, use: (each: (typeof schema)['Contacts']) => Promise<T>) =>
      use(schema[module]),
  };
  return { asked, state, lists: { schemas, asks: { bare, proven } }, finds: { schemas, proven } };
}

const ids = (records: readonly ConsentRecord[]) => records.map((record) => record.id);
const contacts = (count: number, part: (n: number) => Cells = () => ({})) =>
  Array.from({ length: count }, (_, at) =>
    row({ id: `12x${at + 1}`, email: `p${at + 1}@example.com`, ...part(at + 1) }),
  );
const upTo = (count: number, from = 1) =>
  Array.from({ length: count - from + 1 }, (_, at) => `12x${at + from}`);

describe('list of all records', () => {
  it.each([0, 1, 99, 100, 101, 200, 250])(
    '%d records, when paged through, then each comes once',
    async (count) => {
      const { lists } = crmOver({ Contacts: contacts(count) });
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const page: ConsentRecord[] = await listAll(lists, 'Contacts', after);
        seen.push(...ids(page));
        if (page.length < 100) break;
        after = page.at(-1)?.id ?? null;
      }
      expect(seen).toEqual(upTo(count));
    },
  );

  it('a full page, when read, then it costs one query', async () => {
    const { lists, asked } = crmOver({ Contacts: contacts(150) });
    await listAll(lists, 'Contacts', null);
    expect(asked).toHaveLength(1);
  });

  it('the end, when every query fails silently, then it is not believed', async () => {
    const { lists, state } = crmOver({ Contacts: contacts(150) });
    await listByStatus(lists, 'Contacts', 'Optin', { after: null });
    state.broken = true;
    await expect(listAll(lists, 'Contacts', '12x100')).rejects.toThrow(
      failing({ code: 'crm_control_missing', retryable: true }),
    );
  });
});

describe('list by status', () => {
  it('records of other statuses and of one that only collates alike, when listed, then they are left out', async () => {
    const { lists, asked } = crmOver({
      Contacts: contacts(4, (n) => ({
        consent_status: ['Invited', 'invited', 'Optin', 'Invited'][n - 1] ?? '',
      })),
    });
    expect(ids(await listByStatus(lists, 'Contacts', 'Invited', { after: null }))).toEqual(['12x1', '12x4']);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('no record of the status, when listed, then one query proves it', async () => {
    const { lists, asked } = crmOver({ Contacts: contacts(4) });
    await listByStatus(lists, 'Contacts', 'Invited', { after: null });
    asked.length = 0;
    expect(await listByStatus(lists, 'Contacts', 'Invited', { after: null })).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('250 of one status, when paged through, then each comes once', async () => {
    const { lists } = crmOver({ Contacts: contacts(250, () => ({ consent_status: 'Optin' })) });
    const first = await listByStatus(lists, 'Contacts', 'Optin', { after: null });
    const second = await listByStatus(lists, 'Contacts', 'Optin', { after: '12x100' });
    const third = await listByStatus(lists, 'Contacts', 'Optin', { after: '12x200' });
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(upTo(250));
  });

  it('later rounds, when a limit is given, then they are left out', async () => {
    const days = ['2026-11-01', '2026-11-20'];
    const { lists } = crmOver({
      Contacts: contacts(2, (n) => ({
        consent_status: 'Invited',
        consent_invited_on: `${days[n - 1] ?? ''} 10:00:00`,
      })),
    });
    const page = { after: null, invitedBefore: Date.UTC(2026, 10, 10) };
    expect(ids(await listByStatus(lists, 'Contacts', 'Invited', page))).toEqual(['12x1']);
  });
});

describe('list of changes', () => {
  const second = (n: number) => `2026-11-23 10:00:${String(n).padStart(2, '0')}`;
  const at = (n: number) => Date.UTC(2026, 10, 23, 10, 0, n);

  it('many changes within one second, when paged through, then each comes once and in order', async () => {
    const { lists } = crmOver({
      Contacts: contacts(260, (n) => ({
        modifiedtime: n <= 10 ? second(1) : n <= 240 ? second(5) : second(9),
      })),
    });
    const seen: string[] = [];
    let cursor: { since: number; afterId: string | null } = { since: at(1), afterId: null };
    for (;;) {
      const page = await listChanged(lists, 'Contacts', cursor);
      seen.push(...ids(page));
      const last = page.at(-1);
      if (last === undefined || page.length < 100) break;
      cursor = { since: last.modifiedTime ?? 0, afterId: last.id };
    }
    expect(seen).toEqual(upTo(260));
  });

  it('a change before the moment, when listed, then it is left out although it is the control', async () => {
    const { lists } = crmOver({ Contacts: contacts(3, (n) => ({ modifiedtime: second(n) })) });
    expect(ids(await listChanged(lists, 'Contacts', { since: at(2), afterId: null }))).toEqual([
      '12x2',
      '12x3',
    ]);
  });
});

describe('finding by address', () => {
  it('records in both modules, however spelled, when found, then only those of the address to the byte', async () => {
    const { finds, asked } = crmOver({
      Contacts: [
        row({ id: '12x1', email: 'other@example.com' }),
        row({ id: '12x2', email: 'JAN@Example.com' }),
        row({ id: '12x3', email: ' jan@example.com' }),
        row({ id: '12x4', email: 'jän@example.com' }),
      ],
      Leads: [row({ id: '10x1', email: 'jan@example.com' })],
    });
    expect(ids(await findByAddress(finds, 'jan@example.com', [' jan@example.com']))).toEqual([
      '12x2',
      '12x3',
      '10x1',
    ]);
    const queries = asked.filter((select) => select.fields.length > 1);
    expect(queries).toHaveLength(2);
  });

  it('an address with a domain beyond ASCII, when found, then both forms are asked for', async () => {
    const { finds } = crmOver({
      Contacts: [
        row({ id: '12x1', email: 'jan@bücher.example' }),
        row({ id: '12x2', email: 'jan@xn--bcher-kva.example' }),
      ],
      Leads: [],
    });
    expect(ids(await findByAddress(finds, 'jan@xn--bcher-kva.example'))).toEqual(['12x1', '12x2']);
  });

  it('nobody, when asked again, then it costs one query per module', async () => {
    const { finds, asked } = crmOver({ Contacts: contacts(3), Leads: [] });
    await findByAddress(finds, 'new@example.com');
    asked.length = 0;
    expect(await findByAddress(finds, 'new@example.com')).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  it('nobody, when the query failed silently, then it is not believed', async () => {
    const { finds, state } = crmOver({ Contacts: contacts(3), Leads: [] });
    await findByAddress(finds, 'new@example.com');
    state.broken = true;
    await expect(findByAddress(finds, 'new@example.com')).rejects.toThrow(
      failing({ code: 'crm_control_missing', retryable: true }),
    );
  });

  it('the control, when it was deleted, then another takes its place', async () => {
    const table = contacts(3);
    const { finds } = crmOver({ Contacts: table, Leads: [] });
    await findByAddress(finds, 'new@example.com');
    table.splice(0, 1);
    expect(await findByAddress(finds, 'new@example.com')).toEqual([]);
  });

  it('more than a hundred records of one address, when found, then none is left behind', async () => {
    const { finds } = crmOver({ Contacts: contacts(250, () => ({ email: 'info@example.com' })), Leads: [] });
    expect(ids(await findByAddress(finds, 'info@example.com'))).toEqual(upTo(250));
  });

  it('a spelling that no query can carry, when given, then the others are asked for', async () => {
    const { finds } = crmOver({ Contacts: contacts(2), Leads: [] });
    expect(ids(await findByAddress(finds, 'p1@example.com', ['p1@\u{1f600}', 'a\nb', '']))).toEqual(['12x1']);
  });

  it('many addresses, when found, then each query stays within the URL and each record comes once', async () => {
    const { finds, asked } = crmOver({
      Contacts: contacts(300, (n) => ({ email: `a.rather.long.address.number.${n}@department.example.com` })),
      Leads: [],
    });
    const wanted = Array.from(
      { length: 300 },
      (_, n) => `a.rather.long.address.number.${n + 1}@department.example.com`,
    );
    expect(ids(await findByAddresses(finds, wanted))).toEqual(upTo(300));
    const lists = asked.flatMap((select) => select.where.flat()).filter((each) => each.op === 'in');
    expect(lists.length).toBeGreaterThan(3);
    for (const { value } of lists)
      expect(new URLSearchParams({ q: [value].flat().join("','") }).toString().length).toBeLessThan(5600);
  });

  it('a fingerprint, when found, then letters count', async () => {
    const { finds } = crmOver({
      Contacts: contacts(3, (n) => ({ consent_address_fp: ['abc', 'ABC', ''][n - 1] ?? '' })),
      Leads: [],
    });
    expect(ids(await findByFingerprint(finds, 'ABC'))).toEqual(['12x2']);
  });
});
