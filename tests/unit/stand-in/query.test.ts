import { startStandIn, type StandIn } from '../../../demo/stand-in/start';
import { Outcome, PlainClient } from './client';

let standIn: StandIn;
let client: PlainClient;
beforeAll(async () => {
  standIn = await startStandIn({
    serializeSessions: false,
    seed: (records) => {
      for (let index = 0; index < 10_000; index += 1) {
        records.insert('Contacts', {
          lastname: `Bulk ${index}`,
          email: `user${index}@bulk.example`,
          consent_status: index % 2 === 0 ? 'Invited' : 'Confirmed',
        });
      }
      records.insert('Contacts', { lastname: 'Zoë', email: 'Zoë@example.com' });
    },
  });
  client = await new PlainClient(standIn).login('bridge', 'bridgeAccessKey1');
});
afterAll(() => standIn.stop());

describe('the stand-in, queried among ten thousand,', () => {
  it('finds an address whatever its case and accents', async () => {
    expect(await client.query("select id,lastname from Contacts where email='zoe@EXAMPLE.com';")).toEqual([
      { id: '12x10002', lastname: 'Zoë' },
    ]);
  });

  it('pages by id', async () => {
    const rows = await client.query(
      "select id from Contacts where consent_status='Invited' and id > '12x9000' order by id limit 100;",
    );
    expect([rows.length, rows[0]?.['id'], rows[99]?.['id']]).toEqual([100, '12x9002', '12x9200']);
  });

  it.each([
    ['select id from Contacts where id > 3 limit 1;', 'a bare number'],
    ['select count(*) from Contacts;', 'a count'],
    [
      "select id from Contacts where lastname='x\\\\' and firstname=' or 1=1) limit 2 -- ';",
      'a doubled backslash',
    ],
  ])('answers nothing to %s (%s)', async (query) => {
    expect(await client.query(query)).toEqual([]);
  });

  it('joins and before or', async () => {
    const query =
      "select id from Contacts where lastname='Bulk 1' or lastname='Bulk 2' and email='x' limit 5;";
    expect(await client.query(query)).toEqual([{ id: '12x3' }]);
  });

  it.each([
    ['select id,nope from Contacts;', "Permission to access '.nope.' attribute denied.", 'ACCESS_DENIED'],
    ["select id from Contacts where account_id='3';", 'Id specified is incorrect', 'INVALID_ID_ATTRIBUTE'],
    [
      'select id email from Contacts;',
      "Syntax Error on line 1: token 'email' Unexpected COLUMNNAME(email), expected one of: SELECT",
      'QUERY_SYNTAX_ERROR',
    ],
    ['select id from Contacts where lastname in (0,1);', 'columns data inappropriate', 'QUERY_SYNTAX_ERROR'],
  ])('refuses %s', async (query, message, code) => {
    const answer = Outcome.parse(await client.get({ operation: 'query', query }));
    expect(answer.error).toEqual({ message, code });
  });

  it('answers a query on an index sooner than one that scans', async () => {
    const median = async (query: string): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 9; round += 1) {
        const begun = performance.now();
        await client.query(query);
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b)[4] ?? Infinity;
    };
    const indexed = await median("select * from Contacts where email='user77@bulk.example';");
    const scanned = await median("select * from Contacts where email like '%r77@bulk.example';");
    expect(indexed).toBeLessThan(scanned);
  });
});
