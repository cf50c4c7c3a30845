import { LANGUAGES } from '../../src/consent/event';
import type { TokenClaims, Tokens, TokenVerdict } from '../../src/flow/ports';
import { TOKEN_ACTS } from '../../src/flow/ports';

/** Tokens that can be read: `act.record.fingerprint.round8.expires`. */
export const fakeTokens: Tokens = {
  sign: ({ act, record, fingerprint, round8, expires }) =>
    [act, record, fingerprint, round8 ?? '', expires ?? ''].join('~'),
  signLabel: (record, act, fingerprint) => [act, record, fingerprint, '', '', 'label'].join('~'),
  verify: (token) => readToken(token),
};

/** The claims of the token in a mailed link. */
export function claimsOf(link: string | undefined): TokenClaims {
  const verdict = readToken(new URL(link ?? '').pathname.split('/').at(-1) ?? '');
  if (verdict.kind === 'bad') throw new Error('no token in the link');
  return verdict.claims;
}

/** The language that a mailed link asks for. */
export function languageIn(link: string | undefined): string | undefined {
  return LANGUAGES.find((each) => each === new URL(link ?? '').searchParams.get('lang'));
}

function readToken(token: string): TokenVerdict {
  const [actText, record = '', fingerprint = '', round8 = '', expires = '', label = ''] = token.split('~');
  const act = TOKEN_ACTS.find((each) => each === actText);
  if (act === undefined) return { kind: 'bad' };
  const claims = {
    act,
    record,
    fingerprint,
    ...(round8 === '' ? {} : { round8 }),
    ...(expires === '' ? {} : { expires: Number(expires) }),
  };
  return { kind: 'valid', claims, issuer: label === '' ? 'mailed' : 'label', withdrawOnly: false };
}
