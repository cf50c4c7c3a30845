import { SENTENCES } from '../consent/decision';
import type { FlowDeps } from './deps';
import { Failure } from './failure';
import type { TokenAct } from './ports';
import { addressOf } from './with-address';

export const LABEL_LINKS = ['confirm', 'subscribe', 'unsubscribe', 'preferences'] as const;
export type LabelLinks = Readonly<Record<(typeof LABEL_LINKS)[number], string>>;

/**
 * The four links that may be printed for a record; they never expire (interfaces: Tokens). LABEL_SECRETS must be set.
 *
 * @throws Failure `record_not_found`, `no_address` or `invalid_address`.
 */
export async function labelLinks(
  deps: Pick<FlowDeps, 'crm' | 'seals' | 'tokens' | 'settings'>,
  id: string,
): Promise<LabelLinks> {
  const record = await deps.crm.retrieve(id);
  if (record === null) throw refused('record_not_found');
  const { fault, fingerprint } = addressOf(deps, record);
  if (fault !== null) throw refused(fault);
  const link = (act: TokenAct) =>
    `${deps.settings.publicUrl}/${act}/${deps.tokens.signLabel(record.id, act, fingerprint)}`;
  return {
    confirm: link('confirm'),
    subscribe: link('subscribe'),
    unsubscribe: link('unsubscribe'),
    preferences: link('preferences'),
  };
}

function refused(code: 'record_not_found' | 'no_address' | 'invalid_address'): Failure {
  return new Failure(SENTENCES[code], { code, stage: 'flow', retryable: false });
}
