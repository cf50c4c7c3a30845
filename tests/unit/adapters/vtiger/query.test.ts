import fc from 'fast-check';
import { buildQuery, isQueryable, literal, type Select } from '../../../../src/adapters/vtiger/query';
import { failing } from './failing';

const FIELDS = new Set(['id', 'email', 'modifiedtime', 'consent_status', 'lastname']);

const select = (part: Partial<Select>): Select => ({
  module: 'Contacts',
  fields: ['id'],
  where: [],
  orderBy: [],
  direction: 'asc',
  limit: 100,
  ...part,
});

/** Vtiger's lexer on a literal: a quote ends it unless doubled; backslash means nothing (facts 73, 74). */
function vtigerLiteral(text: string): { readonly raw: string; readonly rest: string } {
  if (!text.startsWith("'")) throw new Error('no literal');
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] !== "'") continue;
    if (text[at + 1] !== "'") return { raw: text.slice(0, at + 1), rest: text.slice(at + 1) };
    at += 1;
  }
  throw new Error('literal without end');
}

/** MariaDB on the literal that Vtiger passes on as it is: backslash escapes, doubled quotes are one. */
function mariaLiteral(text: string): { readonly value: string; readonly rest: string } {
  let value = '';
  for (let at = 1; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    if (unit === '\\') {
      at += 1;
      value += text[at] ?? '';
    } else if (unit !== "'") value += unit;
    else if (text[at + 1] === "'") {
      value += "'";
      at += 1;
    } else return { value, rest: text.slice(at + 1) };
  }
  throw new Error('literal without end');
}

const nasty = fc.oneof(
  fc.string({ unit: fc.constantFrom("'", '\\', '"', ' ', 'x', '%', ';', '(', ')', '-', '#', '?', 'é') }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);

describe('literal of the query language', () => {
  it('any value, when quoted, then neither lexer leaves the literal early and MariaDB sees the value', () => {
    fc.assert(
      fc.property(nasty.filter(isQueryable), nasty, (value, behind) => {
        const text = `${literal(value)} or ${behind}`;
        const { raw, rest } = vtigerLiteral(text);
        expect(rest).toBe(` or ${behind}`);
        expect(mariaLiteral(text)).toEqual({ value, rest });
        expect(mariaLiteral(raw).rest).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('the lexers of this test, when a backslash is not doubled, then they show the hole (fact 74)', () => {
    const injected = "'x\\' and firstname=' or 1=1) limit 2 -- ';";
    expect(vtigerLiteral(injected).raw).toBe("'x\\'");
    expect(mariaLiteral(injected).rest).toBe(" or 1=1) limit 2 -- ';");
  });

  it.each([
    ['an empty one', ''],
    ['a control character', 'a\u0001b'],
    ['a line end', 'a\nb'],
    ['delete', 'a\u007f'],
    ['four bytes', 'a\u{1f600}'],
    ['half of a pair', 'a\ud83d'],
  ])('a value that is %s, when quoted, then it is refused', (_name, value) => {
    expect(isQueryable(value)).toBe(false);
    expect(() => literal(value)).toThrow(failing({ code: 'crm_unqueryable', retryable: false }));
  });

  it('a refusal, when printed, then the value is not in it', () => {
    expect(() => literal('jan@example.com\n')).toThrow(
      failing({ message: expect.not.stringContaining('jan') as string }),
    );
  });
});

describe('query', () => {
  it('conditions, when built, then AND stands inside OR without parentheses and what is ordered by is selected', () => {
    const query = buildQuery(
      select({
        where: [
          [
            { field: 'modifiedtime', op: '=', value: '2026-11-23 22:34:51' },
            { field: 'id', op: '>', value: '12x3' },
          ],
          [{ field: 'modifiedtime', op: '>', value: '2026-11-23 22:34:51' }],
        ],
        orderBy: ['modifiedtime', 'id'],
      }),
      FIELDS,
    );
    expect(query).toBe(
      "select id,modifiedtime from Contacts where modifiedtime = '2026-11-23 22:34:51' and id > '12x3' or modifiedtime > '2026-11-23 22:34:51' order by modifiedtime,id asc limit 100;",
    );
  });

  it('a list, when built, then each value is quoted', () => {
    const where = [
      [{ field: 'email', op: 'in' as const, value: ["o'neil@example.com", 'a\\b@example.com'] }],
    ];
    expect(buildQuery(select({ where }), FIELDS)).toBe(
      "select id from Contacts where email in ('o''neil@example.com','a\\\\b@example.com') limit 100;",
    );
  });

  it.each([
    ['fields', select({ fields: ['id', 'nope'] })],
    ['order', select({ orderBy: ['nope'] })],
    ['condition', select({ where: [[{ field: 'nope', op: '=', value: 'x' }]] })],
    ['module', select({ module: 'Contacts where 1=1' })],
  ])('a name outside the allow-list, when used as %s, then it is refused', (_name, wrong) => {
    expect(() => buildQuery(wrong, FIELDS)).toThrow(failing({ code: 'crm_query_field' }));
  });

  it('a name that is no word, when the allow-list has it, then it is refused all the same', () => {
    const name = "email='x' or id";
    expect(() => buildQuery(select({ fields: [name] }), new Set([name]))).toThrow(
      failing({ code: 'crm_query_field' }),
    );
  });

  it('an empty list, when built, then it is refused', () => {
    const where = [[{ field: 'email', op: 'in' as const, value: [] }]];
    expect(() => buildQuery(select({ where }), FIELDS)).toThrow(failing({ code: 'crm_unqueryable' }));
  });
});
