import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LANGUAGES } from '../../consent/event';
import { isMailKind } from './vocabulary';

/** The mails that come with the program; beside `src` and beside `dist`. */
export const BUNDLED_TEMPLATES = resolve(__dirname, '../../../mjml-templates');

/** One line of a template and where it stands, so that a fault can be found. */
export interface Line {
  readonly text: string;
  readonly file: string;
  readonly number: number;
}

/** The directory of one's own mails before the bundled ones. */
export class TemplateFiles {
  constructor(private readonly dirs: readonly string[]) {}

  /** The lines of the first that exists; `null` if none does. */
  read(name: string): Line[] | null {
    return this.readAll(name)[0] ?? null;
  }

  /** All that exist, one's own first. */
  readAll(name: string): Line[][] {
    return this.dirs.map((dir) => linesOf(join(dir, name))).filter((lines) => lines !== null);
  }

  /** A misspelt file would silently never be used. */
  strangers(): string[] {
    return this.dirs.flatMap((dir) => [
      ...namesIn(dir).filter((name) => /\.(mjml|txt)$/.test(name) && !isMailKind(stem(name))),
      ...namesIn(join(dir, 'words')).filter((name) => name.endsWith('.ini') && !isLanguage(stem(name))),
    ]);
  }
}

const stem = (name: string) => basename(name).replace(/\.\w+$/, '');
const isLanguage = (name: string) => LANGUAGES.some((language) => language === name);

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir).map((name) => join(dir, name));
  } catch {
    return [];
  }
}

function linesOf(file: string): Line[] | null {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    return text.split(/\r?\n/).map((line, index) => ({ text: line, file, number: index + 1 }));
  } catch {
    return null;
  }
}
