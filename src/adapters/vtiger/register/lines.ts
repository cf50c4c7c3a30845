/* `Name: value` lines in a ticket's description: what the bridge must know again, readable for staff. */

export type LineName = 'Request' | 'Kind' | 'Record' | 'Received' | 'Due' | 'Language' | 'State' | 'Extended';

const lineOf = (name: LineName) => new RegExp(`^[ \\t]*${name}:[ \\t]*(.*)$`, 'm');

/** '' where there is no such line. */
export function readLine(description: string, name: LineName): string {
  return lineOf(name).exec(description.replaceAll('\r\n', '\n'))?.[1]?.trim() ?? '';
}

/** Sets lines where they stand; new ones go before the text. What staff wrote around them stays. */
export function setLines(description: string, values: Readonly<Partial<Record<LineName, string>>>): string {
  let text = description.replaceAll('\r\n', '\n');
  const added: string[] = [];
  for (const [name, value] of entriesOf(values)) {
    const line = `${name}: ${oneLine(value)}`;
    // A function: `$` in a value is no pattern.
    if (lineOf(name).test(text)) text = text.replace(lineOf(name), () => line);
    else added.push(line);
  }
  if (added.length === 0) return text;
  return [...added, ...(text === '' ? [] : [text])].join('\n');
}

export function writeLines(
  values: Readonly<Record<LineName, string> | Partial<Record<LineName, string>>>,
): string {
  return setLines('', values);
}

const NAMES: readonly LineName[] = [
  'Request',
  'Kind',
  'Record',
  'Received',
  'Due',
  'Language',
  'State',
  'Extended',
];

function entriesOf(
  values: Readonly<Partial<Record<LineName, string>>>,
): readonly (readonly [LineName, string])[] {
  return NAMES.flatMap((name): [LineName, string][] => {
    const value = values[name];
    return value === undefined ? [] : [[name, value]];
  });
}

/** A line end in a value would begin a line of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
