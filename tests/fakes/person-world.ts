import type { ConsentRecord } from '../../src/consent/record';
import { Failure } from '../../src/flow/failure';
import { DEFAULT_EMPTIED } from '../../src/flow/person/erase-fields';
import type { PersonDeps, PersonSettings } from '../../src/flow/person-ports';
import type { QueuedRequest } from '../../src/flow/person-requests';
import type { Outcome } from '../../src/flow/ports';
import { FakeCounts, FakeParcels, FakeTraces } from './fake-parcels';
import { FakeSoftBounces } from './fake-soft-bounces';
import { FakePersonCrm } from './fake-person-crm';
import { FakeRegister } from './fake-register';
import { Crash } from './probe';
import { createWorld, DAY, type WorldOptions } from './world';

export type PersonWorld = ReturnType<typeof createPersonWorld>;

const COMMON = ['salutationtype', 'firstname', 'lastname', 'phone', 'mobile', 'consent_language'];

export const PERSON_SETTINGS: PersonSettings = {
  editable: {
    Contacts: [...COMMON, 'title', 'mailingstreet', 'mailingcity'],
    Leads: [...COMMON, 'company', 'lane', 'city'],
  },
  erasePolicy: 'review',
  keepModules: ['Invoice', 'HelpDesk'],
  keepAccountTypes: ['Customer'],
  emptied: DEFAULT_EMPTIED,
  roleAddresses: ['info', 'sales'],
  signupSource: 'Sign-up page',
  eraseUnconfirmedAfter: 30 * DAY,
};

export interface PersonWorldOptions extends WorldOptions {
  readonly person?: Partial<PersonSettings>;
}

/** The world with persons in it: their data, the register and parcels; the same probe counts their calls. */
export function createPersonWorld({ person, ...options }: PersonWorldOptions = {}) {
  const world = createWorld(options);
  const { clock, crm, probe } = world;
  const people = new FakePersonCrm(crm, clock);
  const register = new FakeRegister(clock);
  const parcels = new FakeParcels(clock);
  const traces = new FakeTraces();
  const requestCounts = new FakeCounts();
  const softBounces = new FakeSoftBounces(clock);
  const deps: PersonDeps = {
    ...world.deps,
    people: probe.wrap('people', people),
    register: probe.wrap('register', register),
    parcels: probe.wrap('parcels', parcels),
    traces: probe.wrap('traces', traces),
    requestCounts: probe.wrap('requestCounts', requestCounts),
    softBounces: probe.wrap('softBounces', softBounces),
    person: { ...PERSON_SETTINGS, ...person },
  };
  return {
    ...world,
    deps,
    people,
    register,
    parcels,
    traces,
    requestCounts,
    softBounces,
    /** Somebody in the CRM, by name and address. */
    addPerson: (
      email: string,
      [firstname, lastname]: readonly [string, string],
      fields: Partial<ConsentRecord> = {},
    ): string => {
      const id = crm.add({ email, ...fields });
      people.set(id, { firstname, lastname, assigned_user_id: '19x5' });
      return id;
    },
    /** What the hub knows of an access link to the record. */
    link: (record: string) => ({
      record,
      fingerprint: world.fingerprint(crm.see(record).email),
      language: 'en' as const,
      occurredAt: clock.now(),
    }),
    /**
     * Runs a request as the queue does: a Failure that may pass is tried again after its wait, also after the process
     * died. Answers what was thrown at last, if it was final.
     */
    work: async <R extends QueuedRequest>(
      handle: (deps: PersonDeps, request: R) => Promise<Outcome>,
      request: R,
    ): Promise<Failure | null> => {
      for (let tries = 0; tries < 50; tries += 1) {
        try {
          await handle(deps, request);
          return null;
        } catch (error) {
          if (error instanceof Crash) {
            probe.revive();
            clock.advance(95_000);
          } else if (!(error instanceof Failure)) throw error;
          else if (!error.retryable) return error;
          else clock.advance(Math.max(error.retryAfter ?? 0, 2000));
        }
      }
      throw new Error('the request does not come to an end');
    },
  };
}
