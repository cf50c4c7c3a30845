import mjml2html from 'mjml';
import type { Language } from '../../consent/event';
import type { MailKind } from '../../flow/ports';
import { expandIncludes, type IncludeFrom } from './expand-includes';
import { escapeHtml } from '../../config/escape-html';
import { placeholdersIn } from './placeholders';
import { resolveLine, type ResolveWith } from './resolve-line';
import type { Line } from './template-files';
import { type FixedValues, KINDS, type MailValue } from './vocabulary';
import { wordsFor } from './words';

/** A mail of one kind in one language, ready but for the values of the person. */
export interface CompiledMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface CompileFrom extends IncludeFrom {
  readonly fixed: Omit<FixedValues, 'language'>;
}

/** Compiles once at start; every fault is added to `from.faults`, none is left for the moment of sending. */
export async function compileMail(
  kind: MailKind,
  language: Language,
  from: CompileFrom,
): Promise<CompiledMail> {
  const { faults } = from;
  const words = wordsFor(language, ['common', kind], from);
  const using = { words, fixed: { ...from.fixed, language }, allowed: KINDS[kind].allowed, faults };
  const html = await compileHtml(`${kind}.mjml`, from, { ...using, escape: escapeHtml });
  const text = compileText(`${kind}.txt`, from, { ...using, escape: (value) => value });
  for (const [part, body] of [
    ['mjml', html],
    ['txt', text],
  ] as const)
    for (const name of missingIn(body, kind))
      faults.add(`${kind}.${part} (${language}) does not show {{${name}}}`);
  return {
    subject: subjectOf(kind, language, { ...using, allowed: [], escape: (value) => value }),
    html,
    text,
  };
}

async function compileHtml(name: string, from: CompileFrom, using: ResolveWith): Promise<string> {
  const lines = linesOf(name, from);
  const source = lines.map((line) => resolveLine(line, using)).join('\n');
  if (lines.length === 0) return '';
  try {
    // No fonts: MJML would load them from elsewhere, and then opening the mail would tell somebody.
    const { html, errors } = await mjml2html(source, {
      validationLevel: 'soft',
      ignoreIncludes: true,
      keepComments: false,
      fonts: {},
    });
    for (const { line, message, tagName } of errors)
      from.faults.at(lines[line - 1] ?? { file: name, number: line }, `<${tagName}> ${message}`);
    for (const remote of remoteIn(html)) from.faults.add(`${name} fetches ${remote} from elsewhere`);
    return html;
  } catch (error) {
    from.faults.add(`${name} is no MJML: ${error instanceof Error ? error.message : 'unknown fault'}`);
    return '';
  }
}

function compileText(name: string, from: CompileFrom, using: ResolveWith): string {
  return linesOf(name, from)
    .map((line) => resolveLine(line, using).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .concat('\n');
}

function linesOf(name: string, from: CompileFrom): Line[] {
  const lines = from.files.read(name);
  if (lines === null) from.faults.add(`${name} is missing`);
  return expandIncludes(lines ?? [], from);
}

function subjectOf(kind: MailKind, language: Language, using: ResolveWith): string {
  const word = using.words.get('subject');
  if (word === undefined) using.faults.add(`words/${language}.ini has no subject for ${kind}`);
  return word === undefined ? '' : resolveLine(word, using);
}

function missingIn(body: string, kind: MailKind): MailValue[] {
  const present = new Set(placeholdersIn(body));
  return body === '' ? [] : KINDS[kind].required.filter((name) => !present.has(name));
}

/** A remote image or style sheet tells its server that the mail was opened: tracking, in effect. */
function remoteIn(html: string): string[] {
  const found = html.matchAll(
    /(?:\bsrc|\bbackground|<link[^>]*\bhref)\s*=\s*["']?\s*(?:https?:)?\/\/[^"'\s>]*|url\(\s*["']?(?:https?:)?\/\/[^)]*|<script/gi,
  );
  return [...found].map((match) => match[0]);
}
