import { createExtensionCalls } from '../../../../src/adapters/vtiger/extension/calls';
import { itemFailure } from '../../../../src/adapters/vtiger/extension/item-failure';
import type { CrmRequest } from '../../../../src/adapters/vtiger/transport';
import { failing } from '../vtiger/failing';

function callsWith(result: unknown, timeout = 15_000) {
  const requests: CrmRequest[] = [];
  const session = {
    name: 's1',
    userId: '19x5',
    userName: 'bridge',
    version: '8.4.0',
    timeZone: '',
    dateFormat: '',
  };
  const transport = {
    call: (request: CrmRequest) => {
      requests.push(request);
      return Promise.resolve(result);
    },
    close: () => undefined,
  };
  const calls = createExtensionCalls({ transport, pool: { run: (call) => call(session) }, timeout });
  return { calls, requests };
}

const item = { id: '12x5', expect: {}, fields: {}, history: [] };
const asks = { addresses: ['jan@example.com'], fingerprints: [], ids: [] };

describe('calls of the extension', () => {
  it('reads, when made, then they are POSTs that may be sent again; writes may not', async () => {
    const { calls, requests } = callsWith(JSON.stringify({ items: [{ ok: true, records: [] }] }));
    await calls.find(asks);
    expect(requests[0]).toMatchObject({ operation: 'consentbridge.find', method: 'POST', reads: true });
    expect(JSON.parse(requests[0]?.parameters['element'] ?? '')).toEqual(asks);
    await calls.apply([item]).catch(() => undefined);
    expect(requests[1]).toMatchObject({ operation: 'consentbridge.apply', write: true });
    expect(requests[1]).not.toHaveProperty('reads');
  });

  it.each([
    [15_000, 7500],
    [60_000, 8000],
    [600, 500],
  ])('a time-out of %i ms, when writing, then the extension gets %i of them', async (timeout, budgetMs) => {
    const { calls, requests } = callsWith(JSON.stringify({ items: [] }), timeout);
    await calls.apply([]);
    expect(JSON.parse(requests[0]?.parameters['element'] ?? '')).toMatchObject({ budgetMs });
  });

  it.each([
    ['no text', { items: [] }],
    ['text that is no JSON', '{'],
    ['JSON of another form', '{"items":1}'],
    ['too few items', '{"items":[]}'],
    ['a record without a module', '{"items":[{"ok":true,"records":[{"id":"12x5"}]}]}'],
  ])('%s, when read, then crm_schema; of a write it is in doubt', async (_what, result) => {
    const { calls } = callsWith(result);
    await expect(calls.find(asks)).rejects.toThrow(
      failing({ code: 'crm_schema', retryable: false, inDoubt: false }),
    );
    await expect(calls.apply([item])).rejects.toThrow(failing({ code: 'crm_schema', inDoubt: true }));
  });

  it('an information of another contract, when read, then the number alone is certain', async () => {
    const { calls } = callsWith('{"contract":7,"keys":"elsewhere"}');
    const { contract, ...rest } = await calls.info();
    expect(contract).toBe(7);
    expect(rest).toMatchObject({ version: '', keys: { addressCheck: '' }, cron: { lastRun: '' } });
  });
});

describe('a refused item', () => {
  it.each([
    ['NOT_FOUND', 'crm_not_found', false, false],
    ['ACCESS_DENIED', 'crm_access_denied', false, false],
    ['INVALID_ITEM', 'crm_item_refused', false, false],
    ['STALE', 'record_changed', true, false],
    ['BUSY', 'crm_busy', true, false],
    ['NOT_TRIED', 'crm_busy', true, false],
    ['NOT_STORED', 'crm_not_stored', false, false],
    ['INTERNAL', 'crm_internal', true, false],
    ['SOMETHING_NEW', 'crm_unknown_error', true, true],
  ])('%s, when met, then %s', (code, ours, retryable, inDoubt) => {
    const failure = itemFailure({ ok: false, code, message: 'm' }, 'consentbridge.apply');
    expect(failure).toMatchObject({ code: ours, retryable, inDoubt, stage: 'crm' });
  });
});
