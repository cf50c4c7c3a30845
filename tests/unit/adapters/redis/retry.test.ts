import { judgeFailure } from '../../../../src/adapters/redis/retry';
import { Failure } from '../../../../src/flow/failure';

const rules = { backoff: 2000, cap: 60_000, patience: 10, inDoubtWait: 90_000 };
const first = { failed: 0, allowed: 5, started: 1 };
const failure = (facts: { retryable: boolean; retryAfter?: number; inDoubt?: boolean }) =>
  new Failure('Why.', { code: 'c', stage: 'crm', ...facts });
const retry = (ms: number) => ({ kind: 'retry', ms, code: 'c', sentence: 'Why.' });
const final = { kind: 'final', code: 'c', sentence: 'Why.' };

it.each([
  ['not retryable', failure({ retryable: false }), first, final],
  ['not retryable though it says when', failure({ retryable: false, retryAfter: 5 }), first, final],
  ['retryable', failure({ retryable: true }), first, retry(2000)],
  ['retryable the third time', failure({ retryable: true }), { ...first, failed: 2 }, retry(8000)],
  [
    'retryable beyond the cap',
    failure({ retryable: true }),
    { failed: 40, allowed: 99, started: 41 },
    retry(60_000),
  ],
  ['retryable on the last attempt', failure({ retryable: true }), { ...first, failed: 4 }, final],
  [
    'with a wait',
    failure({ retryable: true, retryAfter: 1000 }),
    first,
    { kind: 'wait', ms: 1500, code: 'c' },
  ],
  [
    'with a wait on the last attempt',
    failure({ retryable: true, retryAfter: 1000 }),
    { ...first, failed: 4 },
    { kind: 'wait', ms: 1500, code: 'c' },
  ],
  [
    'with a wait beyond patience',
    failure({ retryable: true, retryAfter: 9000 }),
    { ...first, started: 11 },
    retry(9000),
  ],
  [
    'with a wait beyond patience and attempts',
    failure({ retryable: true, retryAfter: 1 }),
    { failed: 4, allowed: 5, started: 11 },
    final,
  ],
  ['in doubt', failure({ retryable: true, inDoubt: true }), first, retry(90_000)],
  [
    'in doubt with a shorter wait',
    failure({ retryable: true, inDoubt: true, retryAfter: 1000 }),
    first,
    retry(90_000),
  ],
])('a failure, when %s, is judged so', (_, error, tries, verdict) => {
  expect(judgeFailure(error, tries, rules, 1)).toEqual(verdict);
});

it('an unknown error, when thrown, is tried again and its message is not passed on', () => {
  const verdict = judgeFailure(new TypeError('ann@example.org'), first, rules, 0);
  expect(verdict).toMatchObject({ kind: 'retry', code: 'unexpected' });
  expect(JSON.stringify(verdict)).not.toContain('ann@');
});

it('an error of the connection, when Redis went away, waits without using up attempts', () => {
  expect(judgeFailure(new Error('Connection is closed.'), first, rules, 0)).toEqual({
    kind: 'wait',
    ms: 1000,
    code: 'store_unavailable',
  });
});
