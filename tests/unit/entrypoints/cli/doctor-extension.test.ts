import { extensionChecks } from '../../../../src/entrypoints/cli/doctor/extension-checks';
import type { ExtensionFacts, UnusedExtension } from '../../../../src/flow/crm-inspection';
import { inspectionOf } from './fake-bridge';

const NOW = Date.UTC(2026, 10, 24, 10);
const MINUTE = 60_000;

const FACTS: ExtensionFacts = {
  version: '0.1.0',
  contract: 1,
  clockAhead: 900,
  timeZone: 'UTC',
  designated: true,
  backfillWaiting: 0,
  outbox: { waiting: 0, oldest: null },
  cronLastRun: NOW - 5 * MINUTE,
  fullPath: { Contacts: [], Leads: [] },
};

const checksOf = (facts: Partial<ExtensionFacts> = {}) =>
  extensionChecks(
    inspectionOf({ grade: 'extension', extension: { unused: null, facts: { ...FACTS, ...facts } } }),
    NOW,
  );

describe('doctor on the extension', () => {
  it('all is well, when looked at, then nothing is to do', () => {
    const checks = checksOf();
    expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(checks[0]?.what).toBe(
      'Extension grade: ConsentBridge 0.1.0, contract 1; its address key is ADDRESS_KEY',
    );
  });

  it.each<[string, Partial<ExtensionFacts>, 'warn' | 'fault', string]>([
    ['the API user is not the named one', { designated: false }, 'warn', 'sends events'],
    ['its clock is ahead', { clockAhead: 2 * MINUTE }, 'warn', '2 minutes ahead of'],
    ['its clock is far behind', { clockAhead: -6 * MINUTE }, 'fault', '6 minutes behind'],
    ['it stores local times', { timeZone: 'Europe/Brussels' }, 'fault', 'Europe/Brussels'],
    ['cron never ran', { cronLastRun: null }, 'fault', 'never'],
    ['cron stopped', { cronLastRun: NOW - 61 * MINUTE }, 'fault', '2026-11-24 08:59:00'],
    ['records wait', { backfillWaiting: 12 }, 'warn', '12 records wait'],
    [
      'events wait long',
      { outbox: { waiting: 3, oldest: NOW - 20 * MINUTE } },
      'fault',
      '3 events wait in Vtiger, the oldest for 20 minutes',
    ],
    [
      'a workflow hangs on a field',
      { fullPath: { Contacts: [], Leads: ['consent_status'] } },
      'warn',
      'Leads.consent_status',
    ],
  ])('%s, when looked at, then it is told, and what to do', (_when, facts, level, words) => {
    const told = checksOf(facts).filter((check) => check.level !== 'ok');
    expect(told.map((check) => check.level)).toEqual([level]);
    expect(told[0]?.what).toContain(words);
    expect(told[0]?.todo).toMatch(/\w/);
  });

  it('events that have just come, when looked at, then they are no finding', () => {
    const checks = checksOf({ outbox: { waiting: 1, oldest: NOW - MINUTE } });
    expect(checks.map(({ level }) => level)).not.toContain('fault');
  });

  it.each<[UnusedExtension, 'warn' | 'fault']>([
    ['off', 'warn'],
    ['hand_made', 'warn'],
    ['unknown', 'warn'],
    ['contract', 'fault'],
    ['form', 'fault'],
    ['no_key', 'fault'],
    ['other_key', 'fault'],
    ['denied', 'fault'],
  ])('it is there and not used (%s), when looked at, then a %s that says why', (code, level) => {
    const extension = { unused: { code, sentence: 'the reason' }, facts: { ...FACTS, cronLastRun: null } };
    const [grade, why, ...more] = extensionChecks(inspectionOf({ extension }), NOW);
    expect([grade?.level, why?.level]).toEqual(['ok', level]);
    expect(grade?.what).toContain('Standard grade');
    expect(why?.what).toContain('(version 0.1.0) is there and not used: the reason');
    expect(why?.todo).toMatch(/\w/);
    expect(more).toEqual([]);
  });

  it('an extension that says nothing of itself, when looked at, then why it is not used is told all the same', () => {
    const extension = { unused: { code: 'off' as const, sentence: 'it is switched off' }, facts: null };
    const [, why] = extensionChecks(inspectionOf({ extension }), NOW);
    expect(why?.what).toBe('The extension is there and not used: it is switched off');
  });
});
