import fc from 'fast-check';
import { contrast, inkOn } from '../../../src/config/contrast';

it.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#1a5fb4', '#ffffff', 6.29],
])('the contrast of %s and %s, when computed, then it is the one of WCAG', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1);
});

it.each([
  ['#1a5fb4', '#ffffff'],
  ['#ffcc00', '#000000'],
  ['#777777', '#000000'],
])('the ink on %s, when chosen, then it is %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink);
});

it('the ink on any colour, when chosen, then it can be read (4.5 to 1)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const color = `#${number.toString(16).padStart(6, '0')}`;
      return contrast(color, inkOn(color)) >= 4.5;
    }),
  );
});
