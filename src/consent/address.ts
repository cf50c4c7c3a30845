const LOCAL_PART = /^[^\s@"(),:;<>[\]\\\p{Cc}]{1,64}$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]{1,253}$/u;

/**
 * The normal form of an address: trimmed, NFC, lower-cased, domain in ASCII form (RFC 5891 through the WHATWG URL).
 * Consent belongs to this form; two records are of one address when it is equal to the byte.
 *
 * @returns `null` when it is no address one could mail.
 */
export function normalizeAddress(raw: string): string | null {
  const trimmed = raw.trim().toLowerCase().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  const domain = at < 1 ? null : asciiDomain(trimmed.slice(at + 1));
  if (domain === null || !LOCAL_PART.test(local) || /^\.|\.\.|\.$/.test(local)) return null;
  return `${local}@${domain}`;
}

function asciiDomain(domain: string): string | null {
  if (!DOMAIN.test(domain) || !URL.canParse(`http://${domain}/`)) return null;
  const host = new URL(`http://${domain}/`).hostname;
  const labels = host.split('.');
  const valid = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  // A host without a dot, or one that the URL parser read as an IPv4 address, takes no mail from outside.
  return valid && labels.length > 1 && host.length <= 253 && !/\.\d+$/.test(host) ? host : null;
}
