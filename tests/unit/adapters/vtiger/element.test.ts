import fc from 'fast-check';
import { encodeElement } from '../../../../src/adapters/vtiger/operations';

/** What Vtiger's decoder does before it looks at escapes: every `\uXXXX`, whatever stands before it. */
function resolvedFirst(source: string): string {
  return source.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const text = fc.string({ unit: fc.constantFrom('\\', 'u', '0', '0', 'e', '9', '"', 'n', ' ', 'é') });

describe('element', () => {
  it('any text, when sent, then JSON and Vtiger’s decoder both read what was meant', () => {
    fc.assert(
      fc.property(text, (value) => {
        const wire = encodeElement({ commentcontent: value });
        expect(JSON.parse(wire)).toEqual({ commentcontent: value });
        expect(JSON.parse(resolvedFirst(wire))).toEqual({ commentcontent: value });
      }),
      { numRuns: 500, examples: [['a \\u00e9 b'], ['\\\\u00e9'], ['\\\\\\u003c']] },
    );
  });

  it('this test’s decoder, when the text is sent plainly, then it shows the fault', () => {
    const wire = JSON.stringify({ commentcontent: '{"a":"\\u00e9"}' });
    expect(() => JSON.parse(resolvedFirst(wire)) as unknown).toThrow();
  });
});
