import { STATUSES_AND_NONE, type StatusOrNone } from '../../../src/consent/status';
import type { RowName } from '../../../src/consent/transition-table';

/** The table of the design, as it stands there. The tests read it; nothing here is derived from the code. */
const TABLE = `
| event | none | Optin | Invited | Reminded | Expired | Confirmed | Subscribed | Optout | Unsubscribed | Bounced | Blacklisted |
|---|---|---|---|---|---|---|---|---|---|---|---|
| OptInRequested by the person | Optin | = | = [1] | = [1] | Optin | = [2] | = [2] | Optin [3] | Optin [3] | Optin | x |
| InvitationRequested by staff, with a ground | Optin | = | = | = | Optin [4] | = | = | x | x | x | x |
| InvitationSent (same round) | x | Invited | = | = | x | = | = | = | = | = | = |
| ReminderSent (same round) | x | x | Reminded | = | x | = | = | = | = | = | = |
| InvitationExpired (same round) | x | x | Expired [5] | Expired [5] | = | = | = | = | = | = | = |
| ConsentConfirmed (mailed link) | Confirmed | Confirmed | Confirmed | Confirmed | x [6] | = | = | x [6] | x [6] | Confirmed | x |
| ConsentSubscribed (fresh link) | Subscribed | Subscribed | Subscribed | Subscribed | Subscribed | Subscribed | = | Subscribed | Subscribed | Subscribed | x |
| ConsentRecorded by staff: basis, text, date, source | Subscribed | Subscribed | Subscribed | Subscribed | Subscribed | = | = | [7] | [7] | x | x |
| ConsentRefused | Optout | Optout | Optout | Optout | Optout | Optout | Optout | = | = | Optout | = |
| ConsentWithdrawn | Unsubscribed | Unsubscribed | Unsubscribed | Unsubscribed | Unsubscribed | Unsubscribed | Unsubscribed | = | = | Unsubscribed | = |
| WithdrawalUndone (1 hour, its own token) | x | x | x | x | x | x | x | x | [8] | x | x |
| AddressBounced (permanent) | Bounced | Bounced | Bounced | Bounced | Bounced | Bounced | Bounced | = | = | = | = |
| ComplaintReceived / AddressBlacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | Blacklisted | = |
| AddressChanged by the person (fresh link, new address confirmed) | = | Optin | Optin | Optin | = | Optin | Optin | = | = | Optin | = |
| AddressChanged by staff or import | = | none [9] | none [9] | none [9] | none | none [9] | none [9] | = | = | none | = |
| BlacklistLifted by staff, with a reason | x | x | x | x | x | x | x | x | x | x | Optout |
`;

export interface ConstitutionCell {
  readonly row: RowName;
  readonly status: StatusOrNone;
  /** What the page says: `=`, `x`, a status, or '' where only a footnote stands. */
  readonly becomes: '=' | 'x' | '' | StatusOrNone;
  /** 0 where there is none. */
  readonly footnote: number;
}

export const CONSTITUTION: readonly ConstitutionCell[] = readTable(TABLE);

function readTable(table: string): ConstitutionCell[] {
  const [head = [], , ...rows] = table.trim().split('\n').map(cellsOf);
  return rows.flatMap(([title = '', ...cells]) =>
    rowsOf(title).flatMap((row) =>
      cells.map((cell, column) => {
        const status = STATUSES_AND_NONE.find((each) => each === head[column + 1]);
        if (status === undefined) throw new Error(`no status heads column ${column}`);
        return { row, status, ...readCell(cell) };
      }),
    ),
  );
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function rowsOf(title: string): RowName[] {
  if (title.startsWith('AddressChanged'))
    return [title.includes('by the person') ? 'AddressChangedByPerson' : 'AddressChangedByStaff'];
  return [...title.matchAll(/\b[A-Z]\w+[a-z][A-Z]\w+\b/g)].map(([name]) => name as RowName);
}

function readCell(cell: string): Pick<ConstitutionCell, 'becomes' | 'footnote'> {
  const [, word = '', footnote = '0'] = /^(=|x|\w+)?\s*(?:\[(\d)\])?$/.exec(cell) ?? [];
  const becomes =
    word === '=' || word === 'x' || word === '' ? word : STATUSES_AND_NONE.find((each) => each === word);
  if (becomes === undefined) throw new Error(`no such cell: ${cell}`);
  return { becomes, footnote: Number(footnote) };
}
