import { type ErasureFacts, judgeErasure, type RecordVerdict } from '../../../src/flow/person/judge-erasure';

const PLAIN: ErasureFacts = { scope: 'own', converted: false, documents: 'none', account: null };
const RULES = { keepAccountTypes: ['Customer', 'Partner'], approved: false };

const word = (verdict: RecordVerdict) =>
  verdict.kind === 'delete' ? 'delete' : `${verdict.kind} ${verdict.code}`;

const TABLE: readonly [string, Partial<ErasureFacts>, string, string][] = [
  ['nothing holds it', {}, 'delete', 'delete'],
  ['documents name it', { documents: 'some' }, 'keep documents', 'keep documents'],
  [
    'a module cannot be read',
    { documents: 'unknown' },
    'review documents_unknown',
    'review documents_unknown',
  ],
  ['its Account is of no protected type', { account: { type: 'Press' } }, 'delete', 'delete'],
  ['its Account has no type', { account: { type: '' } }, 'delete', 'delete'],
  [
    'its Account is protected, however the type is spelled',
    { account: { type: ' customer ' } },
    'keep account_protected',
    'keep account_protected',
  ],
  ['its Account cannot be read', { account: 'unknown' }, 'review account_unknown', 'review account_unknown'],
  ['its address is shared', { scope: 'shared' }, 'review shared_address', 'delete'],
  ['its address is a role', { scope: 'role' }, 'review role_address', 'delete'],
  ['it was a Lead', { converted: true }, 'review lead_converted', 'delete'],
  [
    'its address is shared and documents name it',
    { scope: 'shared', documents: 'some' },
    'review shared_address',
    'keep documents',
  ],
  [
    'its address is a role and a module cannot be read',
    { scope: 'role', documents: 'unknown' },
    'review role_address',
    'review documents_unknown',
  ],
  [
    'documents name it and its Account cannot be read',
    { documents: 'some', account: 'unknown' },
    'review account_unknown',
    'review account_unknown',
  ],
];

describe('a record to be erased', () => {
  it.each(TABLE)('when %s, is judged alone and after approval', (_, facts, alone, approved) => {
    const all = { ...PLAIN, ...facts };
    expect(word(judgeErasure(all, RULES))).toBe(alone);
    expect(word(judgeErasure(all, { ...RULES, approved: true }))).toBe(approved);
  });

  const SCOPES = ['own', 'shared', 'role'] as const;
  const DOCUMENTS = ['none', 'some', 'unknown'] as const;
  const ACCOUNTS = [null, 'unknown', { type: 'Customer' }, { type: 'Press' }] as const;
  const every = SCOPES.flatMap((scope) =>
    DOCUMENTS.flatMap((documents) =>
      ACCOUNTS.flatMap((account) =>
        [true, false].map((converted): ErasureFacts => ({ scope, documents, account, converted })),
      ),
    ),
  );

  it('when anything about it is unknown, is deleted by nobody, over all facts', () => {
    const unknown = every.filter((each) => each.documents === 'unknown' || each.account === 'unknown');
    expect(unknown).toHaveLength(36);
    for (const approved of [true, false])
      for (const facts of unknown) expect(judgeErasure(facts, { ...RULES, approved }).kind).toBe('review');
  });

  it('when it is not the asker alone, is never judged without staff, over all facts', () => {
    for (const facts of every.filter(({ scope }) => scope !== 'own'))
      expect(judgeErasure(facts, RULES).kind).toBe('review');
  });

  it('when it is deleted, has no documents and no protected Account, over all facts', () => {
    for (const approved of [true, false])
      for (const facts of every) {
        if (judgeErasure(facts, { ...RULES, approved }).kind !== 'delete') continue;
        expect(facts.documents).toBe('none');
        expect(facts.account).not.toEqual({ type: 'Customer' });
      }
  });
});
