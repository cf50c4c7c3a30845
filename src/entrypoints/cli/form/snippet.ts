import { escapeHtml } from '../../../config/escape-html';
import type { Language } from '../../../consent/event';
import { consentTextFor } from '../../http/hub/consent-text';
import { SIGNUP_WORDS } from '../../http/signup/dictionary';
import { FIELDS, LONGEST } from '../../http/signup/typed';
import { WORDS } from '../../http/views/dictionary';

export interface SnippetFrom {
  readonly publicUrl: string;
  readonly language: Language;
  readonly defaultLanguage: Language;
  readonly consentTexts: Readonly<Partial<Record<Language, string>>>;
  readonly privacyUrl: string;
  readonly controller: string;
  readonly topics: readonly string[];
}

/** A form for another site: plain HTML, no script, nothing ticked. */
export function snippetOf(from: SnippetFrom): string {
  const { language, topics } = from;
  const words = SIGNUP_WORDS[language];
  const agreed = consentTextFor(language, from);
  const field = (name: 'firstname' | 'lastname' | 'email', more: string) =>
    `  <p><label>${text(words[name])}<br>\n    <input type="${name === 'email' ? 'email' : 'text'}" name="${FIELDS[name]}" maxlength="${LONGEST[name]}" ${more}></label></p>`;
  const topic = (value: string) =>
    `    <label><input type="checkbox" name="${FIELDS.topics}" value="${text(value)}"> ${text(value)}</label><br>`;
  return [
    `<form method="post" action="${text(from.publicUrl)}/signup?lang=${language}" lang="${language}">`,
    field('firstname', 'autocomplete="given-name"'),
    field('lastname', 'autocomplete="family-name" required'),
    field('email', 'autocomplete="email" required'),
    ...(topics.length === 0
      ? []
      : [
          `  <fieldset><legend>${text(words.topics)} ${text(words.topicsHelp)}</legend>`,
          ...topics.map(topic),
          '  </fieldset>',
        ]),
    `  <blockquote lang="${agreed.language}" style="white-space: pre-line">${text(agreed.text)}</blockquote>`,
    `  <p><label><input type="checkbox" name="${FIELDS.agree}" value="yes" required> ${text(words.tick)}</label></p>`,
    `  <p><a href="${text(from.privacyUrl)}">${text(WORDS[language].privacy.replaceAll('{controller}', from.controller))}</a></p>`,
    // Off the page for the eye, out of the way of keyboards and screen readers: programs alone fill it in.
    `  <p style="position: absolute; left: -9999px" aria-hidden="true"><label>${text(words.trap)} <input type="text" name="${FIELDS.trap}" tabindex="-1" autocomplete="off"></label></p>`,
    `  <input type="hidden" name="${FIELDS.text}" value="${agreed.mark}">`,
    `  <p><button type="submit">${text(words.button)}</button></p>`,
    '</form>',
  ].join('\n');
}

const text = escapeHtml;
