import { querySyntax } from '../errors';
import { buildAutomaton } from './automaton';
import type { Rule } from './grammar';
import { Lexer, type Token } from './lexer';
import { addCondition, addModule, addValue, emptyStatement, type Gathered } from './statement';

const AUTOMATON = buildAutomaton();
const OPERATORS: Readonly<Record<string, string>> = {
  EQ: '=',
  LT: '<',
  GT: '>',
  LTE: '<=',
  GTE: '>=',
  NE: '!=',
  IN: 'IN',
  LIKE: 'LIKE',
};

interface Entry {
  readonly state: number;
  /** Text of the token; null on entries made by a reduction or by a failed look ahead. */
  readonly text: string | null;
}

type LookAhead = 'fits' | 'wasted' | 'refused';

/**
 * The parser of the query language. Its look ahead is Vtiger's, fault included: when a token fits nowhere the reductions
 * tried remain on the stack, so that what follows reads a damaged stack. The messages (which tokens were "expected", and
 * "There is an syntax error in query") come from that damage, which is why it is imitated.
 */
class Parser {
  private readonly stack: Entry[] = [{ state: 0, text: null }];
  /** Index of the top; entries above it can be left over from a look ahead. */
  private top = 0;
  readonly statement = emptyStatement();

  take(token: Token | null, shown: Token): void {
    const terminal = token === null ? '$' : token.terminal;
    for (;;) {
      const state = this.state();
      const move = terminal === null ? undefined : state.moves.get(terminal);
      const { reduce } = state;
      if (terminal !== '$' && this.lookAhead(terminal) === 'refused') this.fail(token, shown);
      if (move !== undefined) {
        this.push(move, token?.text ?? null);
        return;
      }
      if (reduce === null) this.fail(token, shown);
      if (this.reduce(reduce)) return;
    }
  }

  private state() {
    const entry = this.stack[this.top];
    const state = AUTOMATON[entry?.state ?? 0];
    if (state === undefined) throw querySyntax('Parsing failed');
    return state;
  }

  private push(state: number, text: string | null): void {
    this.top += 1;
    this.stack[this.top] = { state, text };
  }

  /** @returns true when the whole statement was accepted. */
  private reduce(rule: Rule): boolean {
    this.act(rule);
    this.top = Math.max(this.top - rule.right.length, 0);
    if (rule.left === 'sql' && this.top === 0) {
      this.statement.complete = true;
      return true;
    }
    const target = this.state().moves.get(rule.left);
    if (target !== undefined) this.push(target, null);
    return false;
  }

  private textAt(offset: number): string | null {
    return this.stack[this.top - offset]?.text ?? null;
  }

  private act(rule: Rule): void {
    const { statement } = this;
    const text = this.textAt(0);
    if (rule.action === 'column') statement.columns.push(text);
    if (rule.action === 'count') statement.columns.push('count(*)');
    if (rule.action === 'table') addModule(statement, text);
    if (rule.action === 'connective') statement.connectives.push(text);
    if (rule.action === 'condition') addCondition(statement, this.textAt(2));
    if (rule.action === 'value') addValue(statement, text);
    if (rule.action === 'operator') statement.operators.push(OPERATORS[rule.right[0] ?? ''] ?? '');
    if (rule.action === 'order') statement.order.push(text);
    if (rule.action === 'direction') statement.direction = rule.right[0] === 'DESC' ? 'DESC' : 'ASC';
    if (rule.action === 'limit') statement.limit.push(text);
    if (rule.action === 'limitPair') statement.limit.push(this.textAt(2), text);
  }

  private lookAhead(terminal: string | null): LookAhead {
    const stack = [...this.stack];
    const { top } = this;
    const restore = (result: LookAhead): LookAhead => {
      this.stack.splice(0, this.stack.length, ...stack);
      this.top = top;
      return result;
    };
    for (;;) {
      const state = this.state();
      if (terminal !== null && state.moves.has(terminal)) return restore('fits');
      if (state.reduce === null) return 'wasted';
      const target = this.tryReduce(state.reduce);
      if (target === 'accepted') return restore(terminal === null ? 'fits' : 'refused');
      if (target === 'lost') return restore('fits');
    }
  }

  private tryReduce(rule: Rule): 'pushed' | 'accepted' | 'lost' {
    this.top = Math.max(this.top - rule.right.length, 0);
    if (rule.left === 'sql') return 'accepted';
    const state = this.state();
    const target = state.moves.get(rule.left);
    if (target !== undefined) {
      this.push(target, null);
      return 'pushed';
    }
    return state.reduce === null ? 'lost' : this.tryReduce(state.reduce);
  }

  private fail(token: Token | null, shown: Token): never {
    const kind = token === null ? 'End of Input' : (token.terminal ?? 'Unknown');
    const { expected } = this.state();
    throw querySyntax(
      `Syntax Error on line 1: token '${shown.text}' Unexpected ${kind}(${token?.text ?? '0'}), expected one of: ${expected.join(',')}`,
    );
  }
}

export function parseQuery(query: string): Gathered {
  const parser = new Parser();
  let last: Token = { terminal: null, text: '' };
  for (const token of new Lexer().tokens(query)) {
    last = token;
    parser.take(token, token);
  }
  parser.take(null, last);
  return parser.statement;
}
