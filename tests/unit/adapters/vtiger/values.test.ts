import fc from 'fast-check';
import {
  assertStorable,
  decodeFlag,
  decodeInstant,
  decodeList,
  encodeFlag,
  encodeInstant,
  encodeList,
  sameText,
} from '../../../../src/adapters/vtiger/values';
import { failing } from './failing';
import { recorded } from './recorded';

const SECOND = Date.UTC(2026, 10, 23, 22, 34, 51);

describe('date-times', () => {
  it('any instant, when written and read, then it is the same to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (instant) => {
        const text = encodeInstant(instant);
        expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
        expect(decodeInstant(text)).toBe(Math.floor(instant / 1000) * 1000);
      }),
    );
  });

  it.each([
    ['2026-11-23 22:34:51', SECOND],
    ['2026-11-23T22:34:51', SECOND],
    [' 2026-11-23 22:34:51 ', SECOND],
    ['2026-11-23 22:34', SECOND - 51_000],
    ['', null],
    ['0000-00-00 00:00:00', null],
    ['2026-02-31 10:00:00', null],
    ['2026-11-23 25:00:00', null],
    ['23-11-2026 22:34:51', null],
    ['2026-11-23', null],
    ['yesterday', null],
    ['1969-12-31 23:59:59', null],
  ])('%j, when read, then it is %j', (text, instant) => {
    expect(decodeInstant(text)).toBe(instant);
  });

  it('none, when written, then it clears the field', () => {
    expect(encodeInstant(null)).toBe('');
  });

  it.each([-1, Number.NaN, Date.UTC(10000, 0, 1)])('%d, when written, then it is refused', (instant) => {
    expect(() => encodeInstant(instant)).toThrow(failing({ code: 'crm_unstorable_text' }));
  });

  it('the recorded modifiedtime, when read, then it is UTC (fact 63)', () => {
    const row = recorded('retrieve-contact-ok').result as Record<string, string>;
    expect(decodeInstant(row['modifiedtime'] ?? '')).toBe(SECOND);
  });
});

describe('flags and lists', () => {
  it.each([true, false])('%s, when written and read, then it is the same', (flag) => {
    expect(decodeFlag(encodeFlag(flag))).toBe(flag);
  });

  it.each(['', '0', 'yes', 'true'])('%j, when read, then the box is not ticked', (text) => {
    expect(decodeFlag(text)).toBe(false);
  });

  it('values of a multi picklist, when written and read, then they are the same', () => {
    expect(encodeList(['News', 'Offers'])).toBe('News |##| Offers');
    expect(decodeList('News |##| Offers')).toEqual(['News', 'Offers']);
    expect(decodeList('')).toEqual([]);
    expect(decodeList('0')).toEqual([]);
  });
});

describe('texts that Vtiger alters', () => {
  it.each([
    ['an emoji', 'hi \u{1f600}'],
    ['half of a pair', 'hi \ud83d'],
    ['a control character', 'a\u0001b'],
    ['nul', 'a\u0000b'],
    ['a script tag', 'a <SCRIPT src=x>'],
    ['a named entity', 'a&amp;b'],
    ['a numbered entity', 'O&#039;Neil'],
    ['a hexadecimal entity', '&#x41;'],
  ])('%s, when revise would get it, then it is refused before sending', (_name, text) => {
    expect(() => assertStorable(text, 'consent_text', 'decoded')).toThrow(
      failing({ code: 'crm_unstorable_text', retryable: false, inDoubt: false }),
    );
  });

  it.each(["O'Neil & <b>Zoon", 'a\\b "q" €', 'line\r\nline\ttab', 'é ü ß', 'R&D; x', 'a & b;', '\u2028'])(
    '%j, when revise would get it, then it may pass (facts 54, 58)',
    (text) => {
      const pass = () => assertStorable(text, 'consent_text', 'decoded');
      if (text === 'R&D; x') expect(pass).toThrow();
      else expect(pass).not.toThrow();
    },
  );

  it('an entity, when create would get it, then it may pass (fact 55)', () => {
    expect(() => assertStorable('a&amp;b', 'commentcontent', 'kept')).not.toThrow();
  });
});

describe('comparing what was stored', () => {
  it('line ends in another style, when compared, then they are the same', () => {
    expect(sameText('a\r\nb\nc\rd', 'a\nb\nc\nd')).toBe(true);
  });

  it.each([
    ['a trailing space', 'a ', 'a'],
    ['case', 'A', 'a'],
    ['a cut text', 'abcdef', 'abc'],
    ['question marks', '😀', '????'],
  ])('%s, when compared, then it differs', (_name, sent, stored) => {
    expect(sameText(sent, stored)).toBe(false);
  });
});
