import { SqlError, type SqlToken, sqlTokens } from './tokens';

export type Term =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'null' }
  | { readonly kind: 'column'; readonly name: string };

export type Condition =
  | { readonly kind: 'and'; readonly parts: readonly Condition[] }
  | { readonly kind: 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Term; readonly right: Term }
  | { readonly kind: 'in'; readonly left: Term; readonly list: readonly Term[] }
  | { readonly kind: 'truth'; readonly term: Term };

export interface SelectTail {
  readonly where: Condition | null;
  readonly order: readonly string[];
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Reads `WHERE .. ORDER BY .. LIMIT ..`, the part of the statement that can go wrong. */
export function parseTail(sql: string): SelectTail {
  return new TailParser(sqlTokens(sql)).parse();
}

const COMPARISONS = new Set(['=', '<', '>', '<=', '>=', '!=', '<>']);

class TailParser {
  private index = 0;

  constructor(private readonly tokens: readonly SqlToken[]) {}

  parse(): SelectTail {
    const where = this.word('where') ? this.or() : null;
    const order = this.word('order') ? this.order() : [];
    const descending = this.word('desc') || (this.word('asc') && false);
    const [offset, limit] = this.word('limit') ? this.limit() : [0, Infinity];
    this.sign(';');
    if (this.index < this.tokens.length) throw new SqlError('words left over');
    return { where, order, descending, offset, limit };
  }

  private order(): readonly string[] {
    if (!this.word('by')) throw new SqlError('order without by');
    const columns: string[] = [];
    do {
      const term = this.term();
      if (term.kind !== 'column') throw new SqlError('no column to order by');
      columns.push(term.name);
    } while (this.sign(','));
    return columns;
  }

  private limit(): readonly [offset: number, limit: number] {
    const first = this.number();
    return this.sign(',') ? [first, this.number()] : [0, first];
  }

  private number(): number {
    const token = this.tokens[this.index++];
    if (token?.kind !== 'number') throw new SqlError('limit is no number');
    return token.value;
  }

  private or(): Condition {
    const parts = [this.and()];
    while (this.word('or')) parts.push(this.and());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  }

  private and(): Condition {
    const parts = [this.comparison()];
    while (this.word('and')) parts.push(this.comparison());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
  }

  private comparison(): Condition {
    if (this.sign('(')) {
      const inner = this.or();
      this.need(')');
      return inner;
    }
    const left = this.term();
    if (this.word('in')) return { kind: 'in', left, list: this.list() };
    if (this.word('like')) return { kind: 'compare', operator: 'like', left, right: this.term() };
    const token = this.tokens[this.index];
    if (token?.kind !== 'sign' || !COMPARISONS.has(token.value)) return { kind: 'truth', term: left };
    this.index += 1;
    return { kind: 'compare', operator: token.value, left, right: this.term() };
  }

  private list(): readonly Term[] {
    this.need('(');
    const list = [this.term()];
    while (this.sign(',')) list.push(this.term());
    this.need(')');
    return list;
  }

  private term(): Term {
    const token = this.tokens[this.index++];
    if (token?.kind === 'text' || token?.kind === 'number') return token;
    if (token?.kind !== 'word') throw new SqlError('no value');
    return token.value.toLowerCase() === 'null'
      ? { kind: 'null' }
      : { kind: 'column', name: token.value.split('.').at(-1) ?? '' };
  }

  private word(value: string): boolean {
    const token = this.tokens[this.index];
    const found = token?.kind === 'word' && token.value.toLowerCase() === value;
    if (found) this.index += 1;
    return found;
  }

  private sign(value: string): boolean {
    const token = this.tokens[this.index];
    const found = token?.kind === 'sign' && token.value === value;
    if (found) this.index += 1;
    return found;
  }

  private need(value: string): void {
    if (!this.sign(value)) throw new SqlError(`no ${value}`);
  }
}
