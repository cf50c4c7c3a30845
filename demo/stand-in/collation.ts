/**
 * MariaDB's utf8_general_ci, near enough: letters compare without case and accents, blanks at the end do not count.
 * Comparing e-mail addresses in the CRM is therefore looser than it looks: `Zoë@..` finds `zoe@..`.
 */
export function fold(text: string): string {
  return foldCharacters(text).replace(/ +$/, '');
}

const ASCII = /^[\x20-\x7e]*$/;

function foldCharacters(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 's')
    .toUpperCase();
}

export function compareText(left: string, right: string): number {
  const [a, b] = [fold(left), fold(right)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** LIKE: `%` and `_` are wild, a backslash makes the next character plain. */
export function likePattern(pattern: string): (text: string) => boolean {
  let source = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === '%') source += '[^]*';
    else if (character === '_') source += '[^]';
    else {
      if (character === '\\' && index + 1 < pattern.length) index += 1;
      source += foldCharacters(pattern.charAt(index)).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    }
  }
  const expression = new RegExp(`^${source}$`);
  return (text) => expression.test(foldCharacters(text));
}
