import { MODULES } from '../../../consent/record';
import type { CrmInspection, ExtensionFacts, ExtensionInspection } from '../../../flow/crm-inspection';
import type { UnusedExtension } from '../../../flow/crm-inspection';
import { instant, span } from '../words';
import { type Check, fault, ok, warn } from './check';

/** What only the extension brings (interfaces: "Standard grade"). */
const STANDARD_LACKS =
  'no webhook (the sweep finds changes), evidence as comments, links for mail templates by `consent-bridge links`, no suppression after erasure, no bulk work';

const SETTINGS = 'on the settings page of the module';
const SAME_KEY = `set ADDRESS_KEY ${SETTINGS}: until then no printed link works`;

/** Without the right key the module makes no link, or links that lead nobody anywhere. */
const TODO: Readonly<Record<UnusedExtension, readonly ['warn' | 'fault', string]>> = {
  off: ['warn', 'switch it on in Module Manager'],
  hand_made: ['warn', 'move to the fields of the module and unset VTIGER_FIELD_...'],
  contract: ['fault', 'bring bridge and module to versions that belong together'],
  no_key: ['fault', SAME_KEY],
  other_key: ['fault', SAME_KEY],
  denied: ['fault', 'allow the module ConsentBridge in its profile'],
  unknown: ['warn', 'install the module again, or take the fields that it left behind out'],
  form: ['fault', 'bring bridge and module to versions that belong together'],
};

/** The grade, and how the extension is doing. */
export function extensionChecks({ extension }: CrmInspection, now: number): Check[] {
  if (extension === undefined) return [ok(`Standard grade: ${STANDARD_LACKS}`)];
  const { unused, facts } = extension;
  if (unused === null) return [usedCheck(extension), ...(facts === null ? [] : factChecks(facts, now))];
  const [level, todo] = TODO[unused.code];
  return [
    ok(`Standard grade: ${STANDARD_LACKS}`),
    (level === 'warn' ? warn : fault)(
      `The extension ${named(facts)}is there and not used: ${unused.sentence}`,
      todo,
    ),
  ];
}

function named(facts: ExtensionFacts | null): string {
  return facts === null || facts.version === '' ? '' : `(version ${facts.version}) `;
}

function usedCheck({ facts }: ExtensionInspection): Check {
  const what = facts === null ? '' : `: ConsentBridge ${facts.version}, contract ${facts.contract}`;
  return ok(`Extension grade${what}; its address key is ADDRESS_KEY`);
}

function factChecks(facts: ExtensionFacts, now: number): Check[] {
  return [
    facts.designated
      ? ok('The module knows the API user: what the bridge saves sends no event')
      : warn(
          'The module does not know the API user: what the bridge saves sends events',
          `name it ${SETTINGS}`,
        ),
    clockCheck(facts.clockAhead),
    ...zoneCheck(facts.timeZone),
    cronCheck(facts.cronLastRun, now),
    backfillCheck(facts.backfillWaiting),
    outboxCheck(facts.outbox, now),
    pathCheck(facts.fullPath),
  ];
}

const MINUTE = 60_000;
/** Webhooks are refused beyond five minutes (Standard Webhooks); what drifts gets there. */
const CLOCKS_APART = 4 * MINUTE;

function clockCheck(ahead: number | null): Check {
  const apart = Math.abs(ahead ?? 0);
  if (apart <= MINUTE) return ok('The clocks of Vtiger and the bridge agree');
  const what = `The clock of Vtiger is ${span(apart)} ${(ahead ?? 0) > 0 ? 'ahead of' : 'behind'} that of the bridge`;
  return (apart > CLOCKS_APART ? fault : warn)(
    what,
    'run NTP on both; beyond 5 minutes webhooks are refused',
  );
}

/** Said at once, where `timeZoneCheck` needs evidence to compare. Other names of UTC exist. */
const UTC_NAMES = ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT', 'Zulu', 'Universal'];

function zoneCheck(zone: string | null): Check[] {
  if (zone === null) return [];
  if (UTC_NAMES.includes(zone)) return [ok('Vtiger stores its times in UTC')];
  const todo = "set $default_timezone = 'UTC' in config.inc.php of Vtiger";
  return [fault(`Vtiger stores its times in ${zone}; the bridge reads them as UTC`, todo)];
}

const CRON_STALE = 60 * MINUTE;

function cronCheck(lastRun: number | null, now: number): Check {
  const what = `The cron of Vtiger last ran the module's task: ${lastRun === null ? 'never' : instant(lastRun)}`;
  if (lastRun !== null && now - lastRun <= CRON_STALE) return ok(what);
  return fault(what, 'set up cron/vtigercron.sh: it sends events again and makes links for imported records');
}

function backfillCheck(waiting: number): Check {
  return waiting === 0
    ? ok('Every record has its links and its fingerprint')
    : warn(
        `${waiting} records wait for their links and their fingerprint`,
        'the cron of Vtiger makes them; look again later',
      );
}

const WAITS_LONG = 15 * MINUTE;

function outboxCheck({ waiting, oldest }: ExtensionFacts['outbox'], now: number): Check {
  if (waiting === 0 || oldest === null) return ok('No event waits in Vtiger');
  const age = Math.max(0, now - oldest);
  const what = `${waiting} events wait in Vtiger, the oldest for ${span(age)}`;
  return age > WAITS_LONG ? fault(what, "the module's outbox page says why") : ok(what);
}

function pathCheck(fullPath: ExtensionFacts['fullPath']): Check {
  const fields = MODULES.flatMap((module) => fullPath[module].map((field) => `${module}.${field}`));
  return fields.length === 0
    ? ok('No workflow depends on a consent field: the fast path is used')
    : warn(
        `Workflows depend on ${fields.join(', ')}: writing them runs a whole save`,
        'nothing, if the workflows are needed; without them bulk work is many times faster',
      );
}
