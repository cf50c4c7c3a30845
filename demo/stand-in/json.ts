import { internalError } from './errors';

/** What the decoder gives; PHP's arrays and objects are both arrays there. */
export type PhpValue = string | number | boolean | null | PhpValue[] | { [key: string]: PhpValue };

/**
 * Vtiger's bundled Zend encoder: raw UTF-8, plain slashes, and control characters as they are, which makes the answer
 * invalid JSON (a client's JSON.parse fails on the whole of it).
 */
export function encodeJson(value: unknown): string {
  if (typeof value === 'string') return encodeText(value);
  if (Array.isArray(value)) return `[${value.map(encodeJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${pairs.map(([key, one]) => `${encodeText(key)}:${encodeJson(one)}`).join(',')}}`;
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
};
const encodeText = (text: string): string =>
  `"${text.replace(/[\\"\n\t\r\b\f]/g, (character) => ESCAPED[character] ?? character)}"`;

/**
 * The bundled Zend decoder, lenient as it is: `\uXXXX` is resolved before anything else, each half of a surrogate pair on
 * its own (both are lost in the database's 3-byte UTF-8), raw control characters vanish, a trailing comma and a missing
 * value pass, text after the first value is not looked at. Anything else wrong is INTERNAL_SERVER_ERROR.
 */
export function decodeJson(source: string): PhpValue {
  const plain = source.replace(/[\u0000-\u001f]/g, '').replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code >= 0xd800 && code <= 0xdfff ? '?' : String.fromCharCode(code);
  });
  return new Decoder(plain).value();
}

type Token = { readonly sign: '{' | '}' | '[' | ']' | ',' | ':' } | { readonly datum: PhpValue } | null;
const SIGNS = ['{', '}', '[', ']', ',', ':'] as const;
const NUMBER = /^-?\d*(?:\.\d*)?(?:[eE][-+]?\d+)?/;
const UNESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  "'": "'",
};

class Decoder {
  private offset = 0;
  private token: Token = null;

  constructor(private readonly source: string) {
    this.next();
  }

  value(): PhpValue {
    const { token } = this;
    if (token === null) return null;
    if ('datum' in token) {
      this.next();
      return token.datum;
    }
    if (token.sign === '{') return this.object();
    return token.sign === '[' ? this.array() : null;
  }

  private object(): PhpValue {
    const members: Record<string, PhpValue> = {};
    this.next();
    while (this.more('}')) {
      const key = this.token;
      if (key === null || !('datum' in key) || typeof key.datum !== 'string') throw internalError();
      this.next();
      if (!this.at(':')) throw internalError();
      this.next();
      members[key.datum] = this.value();
      if (this.at('}')) break;
      if (!this.at(',')) throw internalError();
      this.next();
    }
    this.next();
    return members;
  }

  private array(): PhpValue {
    const list: PhpValue[] = [];
    this.next();
    while (this.more(']')) {
      list.push(this.value());
      if (!this.more(']')) break;
      if (!this.at(',')) throw internalError();
      this.next();
    }
    this.next();
    return list;
  }

  private more(end: string): boolean {
    return this.token !== null && !this.at(end);
  }

  private at(sign: string): boolean {
    return this.token !== null && 'sign' in this.token && this.token.sign === sign;
  }

  private next(): void {
    while (/[\t\f\n\r \u0008]/.test(this.source.charAt(this.offset))) this.offset += 1;
    this.token = this.offset < this.source.length ? this.read() : null;
  }

  private read(): Token {
    const character = this.source.charAt(this.offset);
    const sign = SIGNS.find((one) => one === character);
    if (sign !== undefined) {
      this.offset += 1;
      return { sign };
    }
    if (character === '"') return { datum: this.text() };
    for (const [word, datum] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.source.startsWith(word, this.offset)) continue;
      this.offset += word.length;
      return { datum };
    }
    const number = /[-.\d]/.test(character) ? (NUMBER.exec(this.source.slice(this.offset))?.[0] ?? '') : '';
    if (number === '' || Number.isNaN(Number(number)) || /^0\d+$/.test(number)) throw internalError();
    this.offset += number.length;
    return { datum: Number(number) };
  }

  private text(): string {
    let text = '';
    for (this.offset += 1; this.offset < this.source.length; this.offset += 1) {
      const character = this.source.charAt(this.offset);
      if (character === '"') break;
      if (character !== '\\') {
        text += character;
        continue;
      }
      this.offset += 1;
      const escaped = UNESCAPED[this.source.charAt(this.offset)];
      if (escaped === undefined) throw internalError();
      text += escaped;
    }
    this.offset += 1;
    return text;
  }
}
