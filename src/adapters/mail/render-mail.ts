import type { Language } from '../../consent/event';
import { Failure } from '../../flow/failure';
import type { MailOrder } from '../../flow/ports';
import type { MailTemplates } from './load-templates';
import { escapeHtml } from '../../config/escape-html';
import { replacePlaceholders } from './placeholders';
import { KINDS, type MailValue } from './vocabulary';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type RenderOrder = Pick<
  MailOrder,
  'kind' | 'language' | 'links' | 'consentText' | 'validUntil' | 'about' | 'reason'
>;

/** Fills a compiled mail. Values are escaped in the HTML and stand as they are in the text. */
export function renderMail(templates: MailTemplates, order: RenderOrder): RenderedMail {
  const { subject, html, text } = templates.get(order.kind, order.language);
  const values = valuesOf(templates, order);
  const missing = KINDS[order.kind].required.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw incomplete(order, missing.join(', '));
  const fill = (body: string, write: (value: string) => string) =>
    replacePlaceholders(body, (name) => {
      const value = new Map<string, string | undefined>(Object.entries(values)).get(name);
      if (value === undefined) throw incomplete(order, name);
      return write(value);
    });
  return {
    subject,
    html: fill(html, (value) => escapeHtml(value).replace(/\r?\n/g, '<br />\n')),
    text: fill(text, (value) => value),
  };
}

function valuesOf(templates: MailTemplates, order: RenderOrder): Values {
  const { language, links, consentText, validUntil, about, reason } = order;
  const request = about === undefined ? undefined : templates.request(language)[about];
  return {
    confirmUrl: links.confirm,
    declineUrl: links.decline,
    unsubscribeUrl: links.unsubscribe,
    preferencesUrl: links.preferences,
    freshUrl: links.fresh,
    addressUrl: links.address,
    consentText,
    until: validUntil === undefined ? undefined : momentIn(language, validUntil, 'short'),
    due: validUntil === undefined ? undefined : momentIn(language, validUntil),
    about: request?.name,
    result: request?.done,
    reason: reason?.trim() === '' ? undefined : reason,
  };
}
type Values = Readonly<Record<MailValue, string | undefined>>;

const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE', fr: 'fr-FR' };

/**
 * Day and time, because a day alone promises hours that the link may not have. Told in the time of the Netherlands,
 * Belgium, Germany and France, whatever the server's zone.
 */
function momentIn(language: Language, at: number, timeStyle?: 'short'): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'full',
    timeStyle,
    timeZone: 'Europe/Amsterdam',
  }).format(at);
}

function incomplete({ kind }: RenderOrder, names: string): Failure {
  const message = `a mail of kind ${kind} was ordered without ${names}`;
  return new Failure(message, { code: 'mail_order_incomplete', stage: 'mail', retryable: false });
}
