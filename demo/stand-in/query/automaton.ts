import { type Rule, RULES, TERMINALS } from './grammar';

/** One state: where a symbol leads, and the rule that is reduced when no terminal fits. */
export interface State {
  readonly moves: ReadonlyMap<string, number>;
  readonly reduce: Rule | null;
  /** Terminals with a move, in the order of messages. */
  readonly expected: readonly string[];
}

interface Item {
  readonly rule: number;
  readonly dot: number;
}

/** The LR(0) automaton of the grammar: no state of it has two rules to reduce, so lookaheads are not needed. */
export function buildAutomaton(): readonly State[] {
  const kernels: (readonly Item[])[] = [[{ rule: 0, dot: 0 }]];
  const known = new Map<string, number>([[keyOf([{ rule: 0, dot: 0 }]), 0]]);
  const states: State[] = [];
  for (let index = 0; index < kernels.length; index += 1) {
    const items = closure(kernels[index] ?? []);
    const moves = new Map<string, number>();
    for (const [symbol, kernel] of successors(items)) {
      const key = keyOf(kernel);
      const target = known.get(key) ?? kernels.push(kernel) - 1;
      known.set(key, target);
      moves.set(symbol, target);
    }
    const done = items.find((item) => symbolAfter(item) === undefined);
    states.push({
      moves,
      reduce: done === undefined ? null : (RULES[done.rule] ?? null),
      expected: TERMINALS.filter((one) => moves.has(one)),
    });
  }
  return states;
}

const keyOf = (items: readonly Item[]): string =>
  items
    .map((item) => `${item.rule}.${item.dot}`)
    .sort()
    .join(' ');

const symbolAfter = (item: Item): string | undefined => RULES[item.rule]?.right[item.dot];

function closure(kernel: readonly Item[]): readonly Item[] {
  const items = [...kernel];
  for (const item of items) {
    const next = symbolAfter(item);
    RULES.forEach((rule, index) => {
      const known = items.some((one) => one.rule === index && one.dot === 0);
      if (rule.left === next && !known) items.push({ rule: index, dot: 0 });
    });
  }
  return items;
}

function successors(items: readonly Item[]): ReadonlyMap<string, Item[]> {
  const moves = new Map<string, Item[]>();
  for (const item of items) {
    const symbol = symbolAfter(item);
    if (symbol === undefined) continue;
    const kernel = moves.get(symbol) ?? [];
    kernel.push({ rule: item.rule, dot: item.dot + 1 });
    moves.set(symbol, kernel);
  }
  return moves;
}
