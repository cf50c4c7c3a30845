import type { Language } from '../../consent/event';
import type { Faults } from './faults';
import type { Line, TemplateFiles } from './template-files';

/** Key to text, with the place where the text stands. */
export type Words = ReadonlyMap<string, Line>;

export interface WordsFrom {
  readonly files: TemplateFiles;
  readonly faults: Faults;
}

/**
 * The words of some sections in one language, later sections over earlier ones. One's own file replaces only the lines
 * it holds.
 */
export function wordsFor(
  language: Language,
  sections: readonly string[],
  { files, faults }: WordsFrom,
): Words {
  const name = `words/${language}.ini`;
  const found = files.readAll(name).map((lines) => parseWords(lines, faults));
  if (found.length === 0) faults.add(`${name} is missing`);
  const layers = found.reverse();
  return new Map(sections.flatMap((section) => layers.flatMap((layer) => [...(layer.get(section) ?? [])])));
}

function parseWords(lines: readonly Line[], faults: Faults): Map<string, Map<string, Line>> {
  const sections = new Map<string, Map<string, Line>>();
  let section: Map<string, Line> | undefined;
  for (const line of lines) {
    const header = /^\s*\[([\w-]+)\]\s*$/.exec(line.text)?.[1];
    const [, key, text] = /^\s*([A-Za-z]\w*)\s*=\s*(.*?)\s*$/.exec(line.text) ?? [];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, Line>();
      sections.set(header, section);
    } else if (key !== undefined && text !== undefined && section !== undefined)
      section.set(key, { ...line, text });
    else if (!/^\s*([#;].*)?$/.test(line.text))
      faults.at(line, 'expected "key = words", "[mail]" or "# remark"');
  }
  return sections;
}
