import { isRole, sameName, scopeOf } from '../../../src/flow/person/who-may';
import type { PersonRecord } from '../../../src/flow/person-ports';

const named = (id: string, firstname: string, lastname: string): PersonRecord => ({
  id,
  module: 'Contacts',
  fields: { firstname, lastname },
});

describe('a name', () => {
  it.each([
    ['the same', ['Anna', 'Jansen'], true],
    ['in other case', ['ANNA', 'jansen'], true],
    ['with spaces around it', [' Anna ', 'Jansen\t'], true],
    ['composed otherwise', ['Anna', 'Jansen'], true],
    ['with another first name', ['Piet', 'Jansen'], false],
    ['with another last name', ['Anna', 'de Vries'], false],
    ['without a first name', ['', 'Jansen'], false],
    ['with first and last name changed over', ['Jansen', 'Anna'], false],
  ] as const)('%s, when compared, is judged by both parts', (_, [first, last], same) => {
    expect(sameName(named('12x1', 'Anna', 'Jansen'), named('12x2', first, last))).toBe(same);
  });

  it('in another Unicode form, when compared, is the same', () => {
    expect(sameName(named('12x1', 'Ren\u00e9', 'A'), named('12x2', 'Rene\u0301', 'A'))).toBe(true);
  });

  it('that is missing on both, when compared, is the same; a field that is not there counts as missing', () => {
    const none: PersonRecord = { id: '10x3', module: 'Leads', fields: { lastname: 'Jansen' } };
    expect(sameName(none, named('12x1', '', 'Jansen'))).toBe(true);
  });
});

describe('a role address', () => {
  it.each([
    ['info@example.com', true],
    ['INFO@example.com', true],
    ['sales+nl@example.com', true],
    ['anna@example.com', false],
    ['information@example.com', false],
    ['anna.info@example.com', false],
  ])('%s, when looked at, is known by its local part', (address, role) => {
    expect(isRole(address, ['info', 'sales'])).toBe(role);
  });

  it('with a plus in the list itself, when looked at, is known', () => {
    expect(isRole('news+x@example.com', ['news+x'])).toBe(true);
  });
});

describe('the scope of a link', () => {
  const own = named('12x1', 'Anna', 'Jansen');
  const twin = named('10x2', 'anna', 'JANSEN');
  const piet = named('12x3', 'Piet', 'Jansen');
  const scope = (others: readonly PersonRecord[], personal = true, address = 'anna@example.com') =>
    scopeOf({ own, others, address, roles: ['info'], personal });

  it.each([
    ['one record', [], true, ['12x1'], true],
    ['a record of the same name', [twin], true, ['12x1', '10x2'], true],
    ['a record of another name', [piet], true, ['12x1'], false],
    ['both', [piet, twin], true, ['12x1', '10x2'], false],
    ['one name, when the address was typed', [twin], false, ['12x1', '10x2'], true],
  ] as const)('over %s, when judged, covers the same name alone', (_, others, personal, ids, alone) => {
    const judged = scope(others, personal);
    expect(judged.kind === 'own' && judged.records.map(({ id }) => id)).toEqual(ids);
    expect(judged).toMatchObject({ kind: 'own', alone });
  });

  it('over several names, when the address was typed, covers nobody', () => {
    expect(scope([piet], false)).toEqual({ kind: 'shared' });
  });

  it.each([true, false])('of a role address, when personal is %s, covers nobody', (personal) => {
    expect(scope([], personal, 'info@example.com')).toEqual({ kind: 'shared' });
  });
});
