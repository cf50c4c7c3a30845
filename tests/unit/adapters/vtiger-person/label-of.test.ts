import { crmFailure } from '../../../../src/adapters/vtiger/failures';
import { labelOf } from '../../../../src/adapters/vtiger/person/label-of';
import type { Row } from '../../../../src/adapters/vtiger/operations';

const asking = (answer: Row | Error) =>
  labelOf(
    {
      operations: {
        retrieve: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
      },
    },
    '11x5',
  );

describe('the name of a reference', () => {
  it.each([
    ['an account', { label: 'O&#039;Neil &amp; Zoon &lt;BV&gt;' }, "O'Neil & Zoon <BV>"],
    ['a user without a label', { first_name: 'Piet', last_name: 'Jansen' }, 'Piet Jansen'],
    ['a label that is an entity written out', { label: '&amp;lt;' }, '&lt;'],
    ['something without a name', {}, null],
  ])('of %s, when it can be read, is in plain words', async (_, row, name) => {
    expect(await asking(row)).toBe(name);
  });

  it.each(['crm_not_found', 'crm_access_denied', 'crm_invalid_id'] as const)(
    'when Vtiger answers %s, is unknown',
    async (code) => {
      expect(await asking(crmFailure(code))).toBeNull();
    },
  );

  it('when Vtiger is away, is no matter of names', async () => {
    await expect(asking(crmFailure('crm_timeout'))).rejects.toMatchObject({
      code: 'crm_timeout',
      retryable: true,
    });
  });
});
