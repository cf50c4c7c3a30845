import { internalError } from '../errors';
import type { Terminal } from './grammar';

/** A token; `null` is what Vtiger's lexer gives for a word it has no use for ("Unknown" in messages). */
export interface Token {
  readonly terminal: Terminal | null;
  readonly text: string;
}

// The backslash is no escape here, though MariaDB takes it for one: the hole of the recorded injection.
const TOKEN = /^(?:\w+|'(?:[^']|'')+'|\(|\)|[+-]?\d+|,|\*|=|<=|>=|<|>|!=|;)/;
const BLANK = /^[ \t\r\n]+/;
const COMPARISON: Readonly<Record<string, Terminal>> = {
  '=': 'EQ',
  '<': 'LT',
  '<=': 'LTE',
  '>=': 'GTE',
  '!=': 'NE',
  '>': 'GT',
};

/**
 * Vtiger's lexer decides by where it stands, not by the word alone: first the four mandatory parts, then where, order
 * by and limit, each with its own reading of a word. A character it does not know is INTERNAL_SERVER_ERROR.
 */
export class Lexer {
  private mandatory: 'select' | 'columns' | 'from' | 'table' | null = 'select';
  private part: 'where' | 'orderby' | 'limit' = 'where';
  private counting = false;
  private columnSeen = false;
  private inList = false;
  private ordering = false;

  *tokens(query: string): Generator<Token> {
    let rest = query;
    while (rest !== '') {
      const blank = BLANK.exec(rest)?.[0];
      const text = blank ?? TOKEN.exec(rest)?.[0];
      if (text === undefined) throw internalError();
      rest = rest.slice(text.length);
      const terminal = blank === undefined ? this.read(text) : 'skip';
      if (terminal !== 'skip') yield { terminal, text };
    }
  }

  private read(text: string): Terminal | null | 'skip' {
    const word = text.toLowerCase();
    if (this.mandatory !== null) return this.readMandatory(word);
    if (text === ';') return 'SEMICOLON';
    if (word === 'order') {
      this.ordering = true;
      return 'skip';
    }
    if (word === 'by' && this.ordering) {
      this.ordering = false;
      this.part = 'orderby';
    }
    if (word === 'where' || word === 'orderby' || word === 'limit') this.part = word;
    if (this.part === 'where') return this.readWhere(word);
    return this.part === 'orderby' ? this.readOrder(word) : readLimit(word);
  }

  private readMandatory(word: string): Terminal | null {
    if (this.mandatory === 'select') {
      if (word !== 'select') return null;
      this.mandatory = 'columns';
      return 'SELECT';
    }
    if (this.mandatory === 'columns') return this.readColumn(word);
    if (this.mandatory === 'from') {
      if (word !== 'from') return null;
      this.mandatory = 'table';
      return 'FRM';
    }
    this.mandatory = null;
    return word === 'where' ? null : 'TABLENAME';
  }

  private readColumn(word: string): Terminal {
    if (word === 'from') {
      this.mandatory = 'table';
      return 'FRM';
    }
    if (word === '*') {
      if (!this.counting) this.mandatory = 'from';
      return 'ASTERISK';
    }
    if (word === 'count') {
      this.counting = true;
      return 'COUNT';
    }
    return punctuation(word) ?? 'COLUMNNAME';
  }

  private readWhere(word: string): Terminal {
    const comparison = COMPARISON[word];
    if (comparison !== undefined) return comparison;
    if (word === 'where') return 'WHERE';
    if (word === ')' && this.inList) {
      this.inList = false;
      this.columnSeen = false;
    }
    if (word === '(' || word === ')') return word === '(' ? 'PARENOPEN' : 'PARENCLOSE';
    if (word === 'and' || word === 'or') return word === 'and' ? 'LOGICAL_AND' : 'LOGICAL_OR';
    if (!this.columnSeen) {
      this.columnSeen = true;
      return 'COLUMNNAME';
    }
    if (word === 'in') {
      this.inList = true;
      return 'IN';
    }
    if (word === ',') return 'COMMA';
    if (word === 'like') return 'LIKE';
    if (!this.inList) this.columnSeen = false;
    return 'VALUE';
  }

  private readOrder(word: string): Terminal {
    if (!this.ordering) {
      this.ordering = true;
      return 'ORDERBY';
    }
    if (word === ',') return 'COMMA';
    if (word === 'asc' || word === 'desc') return word === 'asc' ? 'ASC' : 'DESC';
    return 'COLUMNNAME';
  }
}

const readLimit = (word: string): Terminal => (word === 'limit' ? 'LIMIT' : (punctuation(word) ?? 'VALUE'));

function punctuation(word: string): Terminal | undefined {
  if (word === '(') return 'PARENOPEN';
  if (word === ')') return 'PARENCLOSE';
  return word === ',' ? 'COMMA' : undefined;
}
