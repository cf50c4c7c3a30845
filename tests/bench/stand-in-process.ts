import { startStandIn } from '../../demo/stand-in/start';

/** The stand-in Vtiger with so many contacts; tells its URL and their ids. */
async function main(): Promise<void> {
  const contacts = Number(process.env['CONTACTS']);
  const ids: string[] = [];
  const crm = await startStandIn({
    latency: Number(process.env['LATENCY']),
    seed: (records) => {
      // In an empty module nothing is queried, which no CRM in use would repeat.
      records.insert('Leads', { lastname: 'Lead', email: 'lead@example.org' });
      for (let number = 0; number < contacts; number += 1)
        ids.push(
          records.insert('Contacts', { lastname: `Person ${number}`, email: `person${number}@example.org` }),
        );
    },
  });
  process.on('message', (question) => {
    if (question === 'statuses') process.send?.(statuses(crm.records.list('Contacts')));
    else process.send?.(crm.calls.counts());
  });
  process.send?.({ url: crm.url, ids });
}

function statuses(records: readonly Readonly<Record<string, string | null>>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { consent_status: status } of records) counts[status ?? ''] = (counts[status ?? ''] ?? 0) + 1;
  return counts;
}

// Ends with the bench, however that ends.
process.on('disconnect', () => process.exit());
void main();
