import type { Row } from '../../../../src/adapters/vtiger/operations';
import type { Ask } from '../../../../src/adapters/vtiger/proven-query';
import type { Condition, Select } from '../../../../src/adapters/vtiger/query';

type Cells = Readonly<Record<string, string | null>>;

/** A module's table that answers as Vtiger does: collation without case, ids by number, 100 rows at most. */
export function tableAsk(rows: () => readonly Cells[], asked: Select[] = []): Ask {
  return (select) => {
    asked.push(select);
    const matches = rows().filter(
      (row) => select.where.length === 0 || select.where.some((all) => all.every((each) => holds(row, each))),
    );
    const sign = select.direction === 'asc' ? 1 : -1;
    const order = (a: Cells, b: Cells) => {
      for (const field of select.orderBy) {
        const [left, right] = [key(field, a[field] ?? ''), key(field, b[field] ?? '')];
        if (left !== right) return left < right ? -sign : sign;
      }
      return 0;
    };
    const found: Row[] = [...matches].sort(order).slice(0, Math.min(select.limit, 100));
    return Promise.resolve(found);
  };
}

function key(field: string, value: string): string {
  return field === 'id' ? (value.split('x')[1] ?? '').padStart(12, '0') : value.toLowerCase();
}

function holds(row: Cells, { field, op, value }: Condition): boolean {
  const stored = row[field];
  if (stored === null || stored === undefined) return false;
  const left = key(field, stored);
  const against = (typeof value === 'string' ? [value] : value).map((each) => key(field, each));
  const [right = ''] = against;
  if (op === 'in') return against.includes(left);
  if (op === '=') return left === right;
  if (op === '<') return left < right;
  if (op === '>') return left > right;
  return op === '<=' ? left <= right : left >= right;
}
