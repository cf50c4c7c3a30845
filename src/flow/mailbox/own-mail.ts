import type { Tokens } from '../ports';
import type { EmbeddedMail, ReturnTokens } from '../mailbox-ports';

export interface OwnMail {
  readonly fingerprint: string;
  /** `mailed`: the bridge sent it. `label`: Vtiger did, with links that the extension signed, or a retired key's. */
  readonly issuer: 'mailed' | 'label';
}

export interface Recognition {
  readonly returns: Pick<ReturnTokens, 'read'>;
  readonly tokens: Pick<Tokens, 'verify'>;
  /** Right side of our Message-IDs. */
  readonly messageDomain: string;
}

/**
 * Whose mail a report is about: by our return address, by the Message-ID of the mail that came back, or by a link of
 * ours in it. Never by an address in free text: anybody can write that.
 */
export function recogniseOwn(
  report: { readonly to: readonly string[]; readonly original: EmbeddedMail | null },
  recognition: Recognition,
): OwnMail | null {
  const { original } = report;
  const returned = [...report.to, ...(original === null ? [] : [original.returnPath])]
    .map((address) => recognition.returns.read(localPart(address)))
    .find((each) => each?.purpose === 'bounce');
  if (returned) return { fingerprint: returned.fingerprint, issuer: 'mailed' };
  if (original === null) return null;
  return ownMessage(original.messageId, recognition.messageDomain) ?? byLinks(original.links, recognition);
}

/** `<fingerprint.round.kind.number@domain>`: nobody can guess the fingerprint who has not had the mail. */
export function ownMessage(messageId: string, domain: string): OwnMail | null {
  const [, fingerprint, host] = /^<([A-Za-z0-9_-]{22})\.[A-Za-z0-9_.-]+@([^>@]+)>$/.exec(messageId) ?? [];
  if (fingerprint === undefined || host?.toLowerCase() !== domain.toLowerCase()) return null;
  return { fingerprint, issuer: 'mailed' };
}

const LINK =
  /\/(?:confirm|decline|subscribe|unsubscribe|preferences|my-data|address)\/([\w-]+\.[\w-]+\.[\w-]+)/;

function byLinks(links: readonly string[], { tokens }: Recognition): OwnMail | null {
  for (const link of links) {
    const token = LINK.exec(link)?.[1];
    const verdict = token === undefined ? null : tokens.verify(token);
    if (verdict === null || verdict.kind === 'bad') continue;
    const { claims, issuer, withdrawOnly } = verdict;
    // A retired key may have leaked: what it signed proves no more than a printed link does.
    return { fingerprint: claims.fingerprint, issuer: withdrawOnly ? 'label' : issuer };
  }
  return null;
}

export function localPart(address: string): string {
  return address.slice(0, Math.max(address.lastIndexOf('@'), 0));
}
