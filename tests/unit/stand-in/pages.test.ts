import type { SavedChange } from '../../../demo/stand-in/page/saved';
import { startStandIn, type StandIn } from '../../../demo/stand-in/start';

let standIn: StandIn;
const saved: SavedChange[] = [];
beforeEach(async () => {
  saved.length = 0;
  standIn = await startStandIn({ pages: true, onSaved: (_, change) => void saved.push(change) });
});
afterEach(() => standIn.stop());

const send = (path: string, form: Record<string, string>) =>
  fetch(`${standIn.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });

describe('the pages of the stand-in', () => {
  it('make a lead with source WEBFORM and the box only where it was ticked', async () => {
    await send('/webform', { lastname: 'A', email: 'a@example.com', newsletter: '1' });
    await send('/webform', { lastname: 'B', email: 'b@example.com' });
    const [a, b] = standIn.records.list('Leads');
    expect([a?.['newsletter_optin'], a?.['source'], b?.['newsletter_optin']]).toEqual(['1', 'WEBFORM', '0']);
    expect(saved.map((one) => [one.by, one.kind])).toEqual([
      ['webform', 'created'],
      ['webform', 'created'],
    ]);
  });

  it('save what staff changed, and tell which fields', async () => {
    const id = standIn.records.insert('Contacts', { lastname: '<b>', email: 'a@example.com' });
    standIn.records.insert('ModComments', { commentcontent: '<i>proof</i>', related_to: id });
    const page = await (
      await send(`/record?id=${id}`, { email: 'a@example.com', consent_status: 'Optout' })
    ).text();
    expect(page).toContain('&#60;i&#62;proof');
    expect(standIn.records.get(id)?.['consent_status']).toBe('Optout');
    expect(saved[0]).toMatchObject({ by: 'staff', fields: ['consent_status'] });
    expect(await (await fetch(standIn.url)).text()).toContain('&#60;b&#62;');
  });

  it('command faults and clear them', async () => {
    await send('/faults', { fault: '1' });
    expect(standIn.faults.list()).toHaveLength(1);
    await send('/faults', { fault: 'clear' });
    expect(standIn.faults.list()).toHaveLength(0);
  });
});
