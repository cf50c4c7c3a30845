import type { HeaderField } from './header-lines';

/**
 * What the admin's own server found of DMARC, by its Authentication-Results (RFC 8601) and no other's. A sender may
 * bring such a header along, so only one above the server's own Received line counts for `pass`; `fail` counts
 * wherever it stands, for it only makes us careful. `fromDomain` must be the domain that passed.
 */
export function dmarcOf(
  fields: readonly HeaderField[],
  authservId: string | undefined,
  fromDomain: string,
): 'pass' | 'fail' | 'none' {
  if (authservId === undefined) return 'none';
  const border = fields.findIndex((field) => field.name === 'received' && !isLocalHandover(field.value));
  const results = fields.map((field, at) => ({
    above: border < 0 || at < border,
    result: resultOf(field, authservId),
  }));
  if (results.some(({ result }) => result?.verdict === 'fail')) return 'fail';
  const top = results.find(({ result, above }) => result !== null && above)?.result;
  return top?.verdict === 'pass' && top.domain === fromDomain ? 'pass' : 'none';
}

/** Dovecot and others write a Received line of their own when they take the mail over by LMTP (RFC 2033). */
function isLocalHandover(received: string): boolean {
  return /\bwith\s+lmtp[sa]*\b/i.test(received);
}

/** `null`: not the own server's, or silent about DMARC. `fail` is what the method says; all else is `other`. */
function resultOf(
  { name, value }: HeaderField,
  authservId: string,
): { readonly verdict: 'pass' | 'fail' | 'other'; readonly domain: string } | null {
  if (name !== 'authentication-results') return null;
  const [server = '', ...methods] = withoutComments(value).split(';');
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== authservId.toLowerCase()) return null;
  const dmarc = methods.find((method) => /^\s*dmarc\s*=/i.test(method));
  if (dmarc === undefined) return null;
  const said = /^\s*dmarc\s*=\s*([a-z]+)/i.exec(dmarc)?.[1]?.toLowerCase();
  const domain = /\bheader\.from\s*=\s*"?([^\s";]+)/i.exec(dmarc)?.[1]?.toLowerCase() ?? '';
  return { verdict: said === 'pass' || said === 'fail' ? said : 'other', domain: domain.replace(/^.*@/, '') };
}

/** RFC 5322 comments may hold anything, semicolons and comments too. One pass: a sender may nest them without end. */
function withoutComments(value: string): string {
  let depth = 0;
  let plain = '';
  for (const character of value) {
    if (character === '(') depth += 1;
    if (depth === 0) plain += character;
    if (character === ')' && depth > 0) depth -= 1;
  }
  return plain;
}
