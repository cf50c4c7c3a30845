import { createHash } from 'node:crypto';

/** A few characters that tell whether a value is the one the page showed: the value itself need not stand there twice. */
export function markOf(value: string): string {
  return createHash('sha256').update(plain(value)).digest('base64url').slice(0, 8);
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,60}$/;

/**
 * What the person typed over. A field that they left as the page showed it is not sent on: staff may have changed it
 * since, and the page's old value must not undo that.
 *
 * @param was `name:mark` of each field in the form, as the page wrote them.
 * @param valueOf what came back for a field; a list of ticks comes back as lines.
 */
export function changedFields(was: string, valueOf: (name: string) => string): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const [name = '', mark] of was.split(' ').map((each) => each.split(':'))) {
    if (!NAME.test(name)) continue;
    const value = valueOf(name);
    if (markOf(value) !== mark) changed.set(name, value);
  }
  return changed;
}

/** Browsers send line ends as CRLF, ticks as lines, Vtiger keeps them between marks; outer white space is nobody's wish. */
function plain(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .split(/\s*\|##\|\s*/)
    .join('\n')
    .trim();
}
