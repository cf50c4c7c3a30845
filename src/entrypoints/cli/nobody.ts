import { SENTENCES } from '../../consent/decision';
import type { Subject } from '../../flow/look-at-address';
import type { CliBridge } from './cli-bridge';
import { EXIT } from './exit-code';
import { finding, type Report } from './report';

/** The answer when no record was found. A refusal may have been made by a link whose record is gone. */
export async function nobody({ deps }: CliBridge, subject: Subject): Promise<Report> {
  if (subject.kind === 'record') return finding('record_not_found', SENTENCES.record_not_found);
  const pending = await deps.pending.find(deps.seals.fingerprint(subject.address));
  const sentence =
    pending === null
      ? 'No Contact or Lead carries this address.'
      : `No Contact or Lead carries this address; its ${pending.name} waits for the first that does.`;
  return finding('address_not_found', sentence, EXIT.findings);
}
