import type { CliBridge } from '../cli-bridge';
import { type Check, ok, warn } from './check';

/** Reached only when every variable is well-formed: else the program has ended with all faults. */
export function configChecks({ facts }: CliBridge): Check[] {
  const mode = facts.production ? 'production' : 'not production: NODE_ENV is not "production"';
  return [
    ok(`The configuration is read (${mode})`),
    facts.labelLinks
      ? ok('Label links can be signed (LABEL_SECRETS)')
      : ok('Label links are off (LABEL_SECRETS is not set)'),
    ...(facts.labelConfirm === 'trust'
      ? [
          warn(
            'LABEL_CONFIRM is trust: a printed link gives consent',
            'make sure that labels reach their person only',
          ),
        ]
      : []),
  ];
}
