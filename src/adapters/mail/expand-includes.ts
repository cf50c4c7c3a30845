import type { Faults } from './faults';
import type { Line, TemplateFiles } from './template-files';

const INCLUDE = /^\s*\{\{>\s*(\S+)\s*\}\}\s*$/;
/** Names inside the template directories only. */
const NAME = /^[\w-]+(\/[\w-]+)*\.(mjml|txt)$/;
const DEEPEST = 5;

export interface IncludeFrom {
  readonly files: TemplateFiles;
  /** `{{> brand}}` is the logo or the name. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly faults: Faults;
}

/**
 * Puts partials in place of `{{> partials/name.mjml}}`, line by line, so that each line keeps its origin. MJML's own
 * mj-include stays off: it read any file the process can read (CVE-2025-67898).
 */
export function expandIncludes(lines: readonly Line[], from: IncludeFrom, depth = 0): Line[] {
  return lines.flatMap((line) => {
    const wanted = INCLUDE.exec(line.text)?.[1];
    if (wanted === undefined) return [line];
    const name = from.aliases[wanted] ?? wanted;
    const partial = NAME.test(name) && depth < DEEPEST ? from.files.read(name) : null;
    if (partial !== null) return expandIncludes(partial, from, depth + 1);
    from.faults.at(line, `there is no partial "${wanted}"`);
    return [];
  });
}
