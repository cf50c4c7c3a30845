import type { Policy } from '../../src/consent/policy';
import { createSeals } from '../../src/adapters/seals/seals';
import { normalizeAddress } from '../../src/consent/address';
import type { ConsentRecord } from '../../src/consent/record';
import type { QueuedAct } from '../../src/flow/apply-act';
import type { QueuedWebhook } from '../../src/flow/apply-webhook';
import type { FlowDeps, FlowSettings } from '../../src/flow/deps';
import type { MailOrder } from '../../src/flow/ports';
import type { AddressLock } from '../../src/flow/store-ports';
import { FakeCeilings } from './fake-ceilings';
import { FakeClock } from './fake-clock';
import { FakeCrm } from './fake-crm';
import { FakeLock } from './fake-lock';
import { FakeMailer } from './fake-mailer';
import { FakeStore } from './fake-store';
import { FakeLog, FakeTally } from './fake-tally';
import { claimsOf, fakeTokens } from './fake-tokens';
import { Probe } from './probe';
import { Simulator } from './simulator';

export const HOUR = 3600_000;
export const DAY = 24 * HOUR;
export const TEXT = 'Yes, send me the newsletter.';

export const POLICY: Policy = {
  remindAfter: 3 * DAY,
  expireAfter: 14 * DAY,
  reinviteAfter: 180 * DAY,
  maxReminders: { nl: 1, en: 1, de: 0, fr: 1 },
  emailOptoutStatuses: ['Optout', 'Unsubscribed', 'Bounced', 'Blacklisted'],
  defaultLanguage: 'nl',
};

export interface WorldOptions {
  readonly policy?: Partial<Policy>;
  readonly settings?: Partial<FlowSettings>;
  readonly staffInvitesPerHour?: number;
}

export type World = ReturnType<typeof createWorld>;

/** The use cases on fakes, with a hand on everything: `deps` for calling one, `simulator` for letting time pass. */
export function createWorld({ policy, settings, staffInvitesPerHour = 50 }: WorldOptions = {}) {
  const clock = new FakeClock();
  const crm = new FakeCrm(clock);
  const mailer = new FakeMailer();
  const lock = new FakeLock(clock, 90_000);
  const ceilings = new FakeCeilings(clock, staffInvitesPerHour);
  const store = new FakeStore(clock);
  const tally = new FakeTally();
  const log = new FakeLog();
  const probe = new Probe();
  const seals = createSeals({
    addressKey: Buffer.alloc(32, 1),
    sealSecrets: [{ kid: 's1', key: Buffer.alloc(32, 2) }],
  });
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `019ab000-0000-7000-8000-0000${ids.toString(16).padStart(8, '0')}`;
  };
  const flush = () => {
    for (const part of [store, lock, ceilings]) part.clear();
    simulator.jobs.clear();
  };
  const simulator: Simulator = new Simulator({ clock, probe, flush, deps: () => deps });
  const probedLock: AddressLock = {
    acquire: async (key) => {
      const lease = await lock.acquire(key);
      return lease === null ? null : probe.wrap('lease', lease);
    },
  };
  const deps: FlowDeps = {
    crm: probe.wrap('crm', crm),
    mailer: probe.wrap('mailer', mailer),
    lock: probe.wrap('lock', probedLock),
    ledger: probe.wrap('ledger', store.ledger),
    ceilings: probe.wrap('ceilings', ceilings),
    memory: probe.wrap('memory', store.memory),
    undo: probe.wrap('undo', store.undo),
    standing: probe.wrap('standing', store.standing),
    pending: probe.wrap('pending', store.pending),
    outcomes: probe.wrap('outcomes', store.outcomes),
    watermarks: probe.wrap('watermarks', store.watermarks),
    alarm: probe.wrap('alarm', store.alarm),
    planner: probe.wrap('planner', simulator.planner),
    network: probe.wrap('network', store.network),
    tokens: fakeTokens,
    clock,
    log,
    newId,
    seals,
    tally,
    settings: {
      policy: { ...POLICY, ...policy },
      mailMode: { kind: 'live' },
      publicUrl: 'https://consent.example/hub',
      messageDomain: 'consent.example',
      controller: 'Example BV',
      consentTexts: { nl: 'Ja, stuur mij de nieuwsbrief.', en: TEXT },
      privacyUrl: 'https://consent.example/privacy',
      inDoubtWait: 90_000,
      readBackAfter: 120_000,
      mailDoubtAfter: 600_000,
      sweepHorizon: 10 * 60_000,
      ...settings,
    },
  };
  return {
    clock,
    crm,
    mailer,
    lock,
    ceilings,
    store,
    tally,
    log,
    probe,
    simulator,
    deps,
    newId,
    flush,
    seals,
    /** Someone who ticked the box on a Vtiger webform just now. */
    signUp: (email: string, fields: Partial<ConsentRecord> = {}) =>
      crm.add({ email, newsletterOptin: true, origin: 'WEBFORM', language: 'en', text: TEXT, ...fields }),
    fingerprint: (email: string) => seals.fingerprint(normalizeAddress(email) ?? ''),
    hook: (
      event: QueuedWebhook['event'],
      record: string,
      fields: Partial<QueuedWebhook> = {},
    ): QueuedWebhook => ({
      event,
      record,
      occurredAt: clock.now(),
      actor: { type: event === 'OptInRequested' ? 'contact' : 'staff' },
      channel: event === 'OptInRequested' ? 'webform' : 'crm',
      source: '',
      basis: '',
      text: '',
      language: '',
      policyUrl: '',
      reason: '',
      eventId: newId(),
      webhookId: newId(),
      ...fields,
    }),
    /** What the hub accepts when the person presses the button behind a mailed link. */
    click: (
      mail: MailOrder | undefined,
      link: keyof MailOrder['links'],
      fields: Partial<QueuedAct> = {},
    ): QueuedAct => {
      const { record, fingerprint, round8, act } = claimsOf(mail?.links[link]);
      return {
        event: BY_ACT[act] ?? 'ConsentWithdrawn',
        record,
        fingerprint,
        channel: 'form',
        occurredAt: clock.now(),
        eventId: newId(),
        ...(round8 === undefined ? {} : { round8 }),
        ...(act === 'confirm'
          ? { shown: { text: TEXT, language: 'en', policyUrl: 'https://consent.example/privacy' } }
          : {}),
        ...fields,
      };
    },
  };
}

const BY_ACT: Partial<Record<string, QueuedAct['event']>> = {
  confirm: 'ConsentConfirmed',
  decline: 'ConsentRefused',
  unsubscribe: 'ConsentWithdrawn',
};
