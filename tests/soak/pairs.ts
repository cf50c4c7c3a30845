import { createSeals } from '../../src/adapters/seals/seals';
import { createTokens } from '../../src/adapters/tokens/tokens';
import { desiredFields } from '../../src/consent/converge';
import { sealFactsOf } from '../../src/consent/seal';
import { STATUSES_AND_NONE, type StatusOrNone } from '../../src/consent/status';
import { ROUND } from '../unit/consent/samples';
import { BLANK_STATE, type AddressState } from '../../src/consent/state';
import type { RowName } from '../../src/consent/transition-table';
import type { TokenAct } from '../../src/flow/ports';
import { startRig, type Rig } from '../harness/rig';
import { until } from '../harness/waiting';
import { CONSTITUTION } from '../unit/consent/constitution';
import { probesOf } from '../unit/consent/probes';
import { recordOf, stateOf } from '../unit/consent/samples';
import { Person, UNSUBSCRIBE } from './person';
import { type ProofResult, type ProofScale, prove } from './proof';
import { failedEvents, unfinished } from './quiet';
import { Random } from './random';

const DAY = 24 * 3600_000;
const staff = { actor: { type: 'staff', user: '19x1' }, channel: 'crm' };

/** How each event comes through a door of the bridge; steps of its own come with the mails of the other proofs. */
const DOORS: readonly {
  readonly row: RowName;
  readonly knock: (person: Person, link: (act: TokenAct) => string) => Promise<unknown>;
}[] = [
  { row: 'OptInRequested', knock: (person) => person.tell('OptInRequested') },
  {
    row: 'InvitationRequested',
    knock: (person) => person.tell('InvitationRequested', { ...staff, reason: 'met at the fair' }),
  },
  { row: 'ConsentConfirmed', knock: (person, link) => person.press(link('confirm')) },
  { row: 'ConsentSubscribed', knock: (person, link) => person.press(link('subscribe')) },
  {
    row: 'ConsentRecorded',
    knock: (person) =>
      person.tell('ConsentRecorded', {
        ...staff,
        basis: 'consent',
        source: 'paper form',
        evidence: { text: 'Yes, mail me.', language: 'en', policyUrl: '' },
      }),
  },
  { row: 'ConsentRefused', knock: (person, link) => person.press(link('decline')) },
  { row: 'ConsentRefused', knock: (person) => person.tell('ConsentRefused', staff) },
  { row: 'ConsentWithdrawn', knock: (person, link) => person.press(link('unsubscribe'), UNSUBSCRIBE) },
  { row: 'ConsentWithdrawn', knock: (person) => person.tell('ConsentWithdrawn', staff) },
  { row: 'AddressBlacklisted', knock: (person) => person.tell('AddressBlacklisted', staff) },
  {
    row: 'BlacklistLifted',
    knock: (person) => person.tell('BlacklistLifted', { ...staff, reason: 'entered by mistake' }),
  },
];

interface Case {
  readonly one: StatusOrNone;
  readonly other: StatusOrNone;
  readonly door: (typeof DOORS)[number];
  readonly number: number;
}

/**
 * Two records of one address in every pair of statuses, each event through its door: both end as the design's table
 * says of the effective status. The table is read from the design, not from the code.
 */
export function provePairs({ size, seed }: ProofScale): Promise<ProofResult> {
  return prove('two records of one address', seed, () => pairs(casesFor(size, new Random(seed))));
}

function casesFor(size: ProofScale['size'], random: Random): Case[] {
  const all = STATUSES_AND_NONE.flatMap((one) => STATUSES_AND_NONE.map((other) => ({ one, other })));
  const chosen =
    size === 'full'
      ? all
      : all
          .map((pair) => ({ pair, at: random.next() }))
          .toSorted((a, b) => a.at - b.at)
          .slice(0, 13)
          .map(({ pair }) => pair);
  return chosen
    .flatMap((pair) => DOORS.map((door) => ({ ...pair, door })))
    .map((each, number) => ({ ...each, number }));
}

async function pairs(cases: readonly Case[]) {
  const rig = await startRig({ env: CALM });
  try {
    const seed = seeder(rig);
    const people: { readonly each: Case; readonly person: Person }[] = [];
    for (let from = 0; from < cases.length; from += 10)
      people.push(
        ...(await Promise.all(
          cases.slice(from, from + 10).map(async (each) => {
            const { person, link } = seed(each);
            await each.door.knock(person, link);
            return { each, person };
          }),
        )),
      );
    await until('all events decided', async () => (await unfinished(rig)) === 0, {
      within: 120_000,
      every: 200,
    }).catch(() => undefined);
    const violations = people.flatMap(({ each, person }) => {
      const expected = expectedOf(each);
      const statuses = person.statuses().map((status) => status || 'none');
      return statuses.every((status) => status === expected)
        ? []
        : [
            `${each.one} and, later, ${each.other}, ${each.door.row}: ${statuses.join(' and ')}, must be ${expected}`,
          ];
    });
    const failed = await failedEvents(rig);
    if (failed > 0) violations.push(`${failed} accepted events were given up`);
    return {
      numbers: { pairs: cases.length / DOORS.length, events: DOORS.length, cases: cases.length },
      violations,
    };
  } finally {
    await rig.stop();
  }
}

/** No sweep and no step but the one an event leads to at once. */
const CALM = {
  SWEEP_CRON: '0 0 1 1 *',
  REMIND_AFTER: '30d',
  EXPIRE_AFTER: '60d',
  REINVITE_AFTER: '1s',
  STAFF_INVITES_PER_HOUR: '100000',
  MAIL_RATE: '1000/s',
  RATE_LIMIT_CLIENT: 'off',
  RATE_LIMIT_TOKEN: 'off',
  LOG_LEVEL: 'warn',
};

/** What the design says: the table on the effective status; an invitation that is due goes out at once. */
function expectedOf({ one, other, door }: Case): StatusOrNone {
  const effective = effectiveOf(one, other);
  const cell = CONSTITUTION.find((each) => each.row === door.row && each.status === effective);
  const word = cell === undefined ? '' : (probesOf(cell)[0]?.expected.split(' ')[0] ?? '');
  const status = STATUSES_AND_NONE.find((each) => each === word) ?? effective;
  return status === 'Optin' ? 'Invited' : status;
}

/** "Deciding for an address"; `other` is the later one. */
function effectiveOf(one: StatusOrNone, other: StatusOrNone): StatusOrNone {
  const both = [one, other];
  const decided = both.filter((each) => ['Confirmed', 'Subscribed', 'Optout', 'Unsubscribed'].includes(each));
  const ladder: readonly StatusOrNone[] = ['Bounced', 'Reminded', 'Invited', 'Optin', 'Expired', 'none'];
  if (both.includes('Blacklisted')) return 'Blacklisted';
  return decided.at(-1) ?? ladder.find((rung) => both.includes(rung)) ?? 'none';
}

/** Puts two records there as the bridge would have left them, and signs links as it would have mailed them. */
function seeder(rig: Rig) {
  const seals = createSeals({
    addressKey: bytes(rig.env['ADDRESS_KEY']),
    sealSecrets: [{ kid: 's1', key: bytes(rig.env['SEAL_SECRETS']?.slice(3)) }],
  });
  const tokens = createTokens({
    tokenSecrets: [{ kid: 'a', key: bytes(rig.env['TOKEN_SECRETS']?.slice(2)), withdrawOnly: false }],
    labelSecrets: [],
    now: Date.now,
  });
  const write = (record: string, state: AddressState, fingerprint: string) => {
    if (state.status === 'none') return;
    const fields = desiredFields(state, recordOf(), fingerprint);
    const covers = { fingerprint, consentDate: fields.consentDate, textHash: seals.textHash(fields.text) };
    const seal = seals.issue(sealFactsOf(state, fields.emailOptout), covers);
    rig.crm.records.edit(record, storedFields(fields, seal));
  };
  return ({ one, other, number }: Case) => {
    const address = `pair.${number}@example.org`;
    const fingerprint = seals.fingerprint(address);
    const person = new Person(rig, address, ['Contacts', 'Leads']);
    write(person.records[0] ?? '', dated(one, 5), fingerprint);
    write(person.records[1] ?? '', dated(other, 4), fingerprint);
    const link = (act: TokenAct) => `/${act}/${tokens.sign({ record: person.record, act, fingerprint })}`;
    return { person, link };
  };
}

const bytes = (base64 = '') => Buffer.from(base64, 'base64');

function dated(status: StatusOrNone, days: number): AddressState {
  const at = Math.floor((Date.now() - days * DAY) / 1000) * 1000;
  if (status === 'none') return BLANK_STATE;
  const mailed = ['Invited', 'Reminded', 'Expired'].includes(status);
  return stateOf(status, {
    changedOn: at,
    round: ROUND,
    invitedOn: mailed ? at : null,
    remindedOn: status === 'Reminded' ? at : null,
  });
}

function storedFields(fields: ReturnType<typeof desiredFields>, seal: string): Record<string, string> {
  const time = (at: number | null) =>
    at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  return {
    consent_status: fields.status,
    newsletter_optin: fields.newsletterOptin ? '1' : '0',
    emailoptout: fields.emailOptout ? '1' : '0',
    consent_basis: fields.basis,
    consent_date: time(fields.consentDate),
    consent_invited_on: time(fields.invitedOn),
    consent_reminded_on: time(fields.remindedOn),
    consent_changed_on: time(fields.changedOn),
    consent_text: fields.text,
    consent_source: fields.source,
    consent_round: fields.round,
    consent_address_fp: fields.addressFp,
    consent_seal: seal,
  };
}
