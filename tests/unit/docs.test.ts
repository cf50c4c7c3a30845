import { readFileSync } from 'node:fs';
import { CRM_FAILURES } from '../../src/adapters/vtiger/failures';
import { SENTENCES } from '../../src/consent/decision';

const codes = readFileSync('docs/reference/codes.md', 'utf8');

describe('docs/reference/codes.md', () => {
  it.each(Object.entries(SENTENCES))(
    'says what an outcome means in the words of the bridge, when it is %s',
    (code, sentence) => {
      expect(codes).toContain(`| \`${code}\` | ${sentence} |`);
    },
  );

  it.each(Object.entries(CRM_FAILURES).filter(([code]) => code !== 'crm_not_stored_yet'))(
    'says what to do about a failure of Vtiger, when it is %s',
    (code, { retryable, sentence }) => {
      expect(codes).toMatch(new RegExp(`\\| \`${code}\` \\| ${retryable ? 'yes' : 'no'} \\|`));
      expect(codes).toContain(sentence);
    },
  );
});
