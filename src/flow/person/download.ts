import type { MyData, MyField, MyRecord } from '../person-door';

/* One's data to take along (GDPR art. 15(3), 20(1)): structured, commonly used, machine-readable. As Vtiger holds it. */

/** UTF-8 JSON. */
export function asJson(data: MyData): string {
  const { address, status, topics, language, records, history } = data;
  const taken = {
    address,
    consent: { status, topics, ...(language === undefined ? {} : { language }) },
    records: records.map(({ id, module, fields, consent = [], related }) => ({
      id,
      module,
      fields: [...fields, ...consent].map(asHeld),
      related,
    })),
    history,
  };
  return `${JSON.stringify(taken, null, 2)}\n`;
}

function asHeld({ name, label, type, raw }: MyField): Readonly<Record<string, string>> {
  return { name, label, type, value: raw };
}

type Row = readonly [section: string, record: string, name: string, label: string, value: string];

/**
 * CSV by RFC 4180, a fact per line, with the mark by which spreadsheets know UTF-8. A cell that a spreadsheet would take
 * for a formula begins with an apostrophe.
 */
export function asCsv(data: MyData): string {
  const rows: Row[] = [
    ['section', 'record', 'name', 'label', 'value'],
    ['consent', '', 'address', '', data.address],
    ['consent', '', 'status', '', data.status],
    ...data.topics.map((topic): Row => ['consent', '', 'topic', '', topic]),
    ...data.records.flatMap(recordRows),
    ...data.history.flatMap((line): Row[] =>
      Object.entries(line).flatMap(([name, value]: [string, string | readonly string[]]) => {
        const text = typeof value === 'string' ? value : value.join(', ');
        return text === '' ? [] : [['history', '', name, line.occurredAt, text]];
      }),
    ),
  ];
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function recordRows({ id, module, fields, consent = [], related }: MyRecord): Row[] {
  return [
    ...[...fields, ...consent].map(({ name, label, raw }): Row => [module, id, name, label, raw]),
    ...related.map((each): Row => [
      'related',
      id,
      each.module,
      '',
      each.count === null ? '' : `${each.count}`,
    ]),
  ];
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
