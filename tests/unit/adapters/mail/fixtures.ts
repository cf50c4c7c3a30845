import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MailLook } from '../../../../src/adapters/mail/load-templates';
import type { Language } from '../../../../src/consent/event';
import type { MailKind, MailOrder } from '../../../../src/flow/ports';

export const LOOK: MailLook = {
  brand: { name: 'Bakkerij "De & Zoon"', color: '#1a5fb4' },
  controller: 'De & Zoon B.V., Utrecht',
  privacyUrl: 'https://example.org/privacy?a=1&b=2',
};

export const link = (act: string) => `https://consent.example.org/${act}/aaa.bbb.ccc`;

/** The link that is the mail's one action; answers to a request about data have none. */
export const ACTION: Readonly<Partial<Record<MailKind, string>>> = {
  invitation: link('confirm'),
  reminder: link('confirm'),
  'new-link': link('confirm'),
  welcome: link('unsubscribe'),
  'already-subscribed': link('unsubscribe'),
  'fresh-link': link('my-data'),
  'erase-check': link('my-data'),
  'address-check': link('new-address'),
};

export function orderOf(
  kind: MailKind,
  language: Language = 'nl',
  changes: Partial<MailOrder> = {},
): MailOrder {
  return {
    kind,
    language,
    to: 'ann@example.org',
    messageId: '<fp.round.invitation.0@example.org>',
    links: {
      confirm: link('confirm'),
      decline: link('decline'),
      unsubscribe: link('unsubscribe'),
      fresh: link('my-data'),
      address: link('new-address'),
      preferences: link('preferences'),
    },
    consentText: 'Ja, stuur mij de nieuwsbrief.',
    validUntil: Date.UTC(2026, 11, 6, 9, 30),
    about: 'erase',
    reason: 'Uw facturen: 7 jaar.',
    ...changes,
  };
}

/** A template directory of one's own with these files. */
export function templateDir(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'mails-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
