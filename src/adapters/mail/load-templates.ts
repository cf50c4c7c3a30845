import { existsSync } from 'node:fs';
import { type Language, LANGUAGES } from '../../consent/event';
import { Failure } from '../../flow/failure';
import { MAIL_KINDS, type MailKind } from '../../flow/ports';
import { inkOn } from '../../config/contrast';
import { type CompiledMail, compileMail } from './compile-mail';
import { Faults } from './faults';
import { type RequestWords, requestWordsIn } from './request-words';
import { BUNDLED_TEMPLATES, TemplateFiles } from './template-files';

/** Organisation and look, the same in every mail. */
export interface MailLook {
  readonly brand: {
    readonly name: string;
    /** `#rrggbb`. */
    readonly color: string;
    readonly logo?: { readonly type: string; readonly bytes: Buffer } | undefined;
  };
  readonly controller: string;
  readonly privacyUrl: string;
  /** One's own mails; what it lacks comes from the bundled ones. */
  readonly templateDir?: string | undefined;
}

export interface MailTemplates {
  get(kind: MailKind, language: Language): CompiledMail;
  /** How a mail names a request in this language. */
  request(language: Language): RequestWords;
}

/** Names the inlined logo inside the message; angle brackets are added by MIME (RFC 2392). */
export const LOGO_ID = 'brand-logo@mail.invalid';
const DEFAULT_DIR = 'mjml-templates';

/**
 * Compiles every mail in every language.
 *
 * @throws Failure `mail_template_fault` that lists every fault with file and line.
 */
export async function loadTemplates(look: MailLook): Promise<MailTemplates> {
  const faults = new Faults();
  const files = new TemplateFiles(templateDirs(look.templateDir, faults));
  for (const file of files.strangers()) faults.add(`${file}: no mail or language has this name`);
  const { name, color, logo } = look.brand;
  const isColour = /^#[0-9a-f]{6}$/i.test(color);
  if (!isColour) faults.add('the brand colour must be #rrggbb');
  const from = {
    files,
    faults,
    aliases: { brand: `partials/brand-${logo === undefined ? 'name' : 'logo'}.mjml` },
    fixed: {
      brandName: name,
      brandColor: color,
      brandInk: isColour ? inkOn(color) : '',
      logoId: LOGO_ID,
      controller: look.controller,
      privacyUrl: look.privacyUrl,
    },
  };
  const compiled = new Map<string, CompiledMail>();
  const requests = new Map(LANGUAGES.map((language) => [language, requestWordsIn(language, from)]));
  for (const language of LANGUAGES)
    for (const kind of MAIL_KINDS)
      compiled.set(`${kind} ${language}`, await compileMail(kind, language, from));
  if (faults.list().length > 0) throw templateFault(faults.list());
  return {
    get: (kind, language) => compiled.get(`${kind} ${language}`) ?? neverCompiled(kind, language),
    request: (language) => requests.get(language) ?? neverCompiled('request-received', language),
  };
}

/** The setting's default names the bundled mails, wherever the process was started. */
function templateDirs(own: string | undefined, faults: Faults): string[] {
  if (own === undefined || (own === DEFAULT_DIR && !existsSync(own))) return [BUNDLED_TEMPLATES];
  if (!existsSync(own)) faults.add(`the template directory ${own} does not exist`);
  return [own, BUNDLED_TEMPLATES];
}

function templateFault(faults: readonly string[]): Failure {
  const message = ['the mail templates have faults:', ...faults].join('\n  ');
  return new Failure(message, { code: 'mail_template_fault', stage: 'mail', retryable: false });
}

function neverCompiled(kind: MailKind, language: Language): never {
  const message = `there is no mail ${kind} in ${language}`;
  throw new Failure(message, { code: 'mail_template_fault', stage: 'mail', retryable: false });
}
