/** A statement MariaDB would refuse. Vtiger does not report it: the answer is an empty list. */
export class SqlError extends Error {}

export type SqlToken =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string };

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  '0': '\0',
  Z: '\x1a',
};
const NUMBER = /^\d+(?:\.\d+)?(?![\w])/;
const WORD = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)?/;
const SIGN = /^(?:<=|>=|!=|<>|[=<>(),;*+-])/;

/** MariaDB's reading, in which a backslash escapes and `-- ` and `#` begin a comment. */
export function sqlTokens(text: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let rest = text;
  while ((rest = rest.replace(/^(?:\s+|--(?:\s[^\n]*)?(?:\n|$)|#[^\n]*)+/, '')) !== '') {
    const quote = rest.charAt(0);
    if (quote === "'" || quote === '"') {
      const [value, length] = readText(rest, quote);
      tokens.push({ kind: 'text', value });
      rest = rest.slice(length);
      continue;
    }
    const [token, length] = readPlain(rest);
    tokens.push(token);
    rest = rest.slice(length);
  }
  return tokens;
}

function readPlain(rest: string): readonly [token: SqlToken, length: number] {
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined) return [{ kind: 'number', value: Number(number) }, number.length];
  const word = WORD.exec(rest)?.[0];
  if (word !== undefined) return [{ kind: 'word', value: word }, word.length];
  const sign = SIGN.exec(rest)?.[0];
  if (sign === undefined) throw new SqlError('unknown character');
  return [{ kind: 'sign', value: sign }, sign.length];
}

function readText(rest: string, quote: string): readonly [value: string, length: number] {
  let value = '';
  for (let index = 1; index < rest.length; index += 1) {
    const character = rest.charAt(index);
    if (character === '\\') {
      index += 1;
      const escaped = rest.charAt(index);
      // Before a wildcard the backslash stays: LIKE reads it itself.
      value += escaped === '%' || escaped === '_' ? `\\${escaped}` : (ESCAPES[escaped] ?? escaped);
    } else if (character !== quote) {
      value += character;
    } else if (rest.charAt(index + 1) === quote) {
      value += quote;
      index += 1;
    } else {
      return [value, index + 1];
    }
  }
  throw new SqlError('literal without end');
}
