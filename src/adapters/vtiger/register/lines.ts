/* `Name: value` lines in a ticket's description: what the bridge must know again, readable for staff. */

const NAMES = ['Request', 'Kind', 'Record', 'Received', 'Due', 'Language', 'State', 'Extended'] as const;
export type LineName = (typeof NAMES)[number];
export type Lines = Readonly<Partial<Record<LineName, string>>>;

/** '' where there is no such line. */
export function readLine(description: string, name: LineName): string {
  return lineOf(name).exec(plainEnds(description))?.[1]?.trim() ?? '';
}

/** Sets lines where they stand, and new ones below them or on top. What staff wrote around them stays. */
export function setLines(description: string, values: Lines): string {
  let text = plainEnds(description);
  for (const name of NAMES) {
    const value = values[name];
    if (value !== undefined) text = setLine(text, name, oneLine(value));
  }
  return text;
}

function setLine(text: string, name: LineName, value: string): string {
  const line = `${name}: ${value}`;
  // Functions, for `$` in a value is no pattern.
  if (lineOf(name).test(text)) return text.replace(lineOf(name), () => line);
  const above = NAMES.findLast((each) => lineOf(each).test(text));
  if (above !== undefined) return text.replace(lineOf(above), (before) => `${before}\n${line}`);
  return text === '' ? line : `${line}\n\n${text}`;
}

function lineOf(name: LineName): RegExp {
  return new RegExp(`^[ \\t]*${name}:[ \\t]*(.*)$`, 'm');
}

function plainEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** A line end in a value would begin a line of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
