import type { Outcome } from '../../../src/flow/ports';
import { type TokenKind, tokenOf } from '../../unit/entrypoints/http/world';
import { open, type Opener } from './visit';

type Door = 'confirm' | 'decline' | 'subscribe' | 'unsubscribe' | 'undo' | 'preferences';

const link =
  (door: Door, kind: TokenKind = 'valid'): Opener =>
  (visit) =>
    open(visit, `/${door}/${tokenOf(kind, door)}`);

/** The page after the button. */
const pressed =
  (door: Door, outcome: Outcome, kind: TokenKind = 'valid'): Opener =>
  async (visit) => {
    visit.world.intake.outcome = outcome;
    await link(door, kind)(visit);
    await visit.page.click('button');
  };

const applied: Outcome = { state: 'applied' };
const rejected = (code: string): Outcome => ({ state: 'rejected', code });

/** Pages behind the links of mails. */
export const LINK_PAGES: Readonly<Record<string, Opener>> = {
  confirm: link('confirm'),
  ask: link('confirm', 'label'),
  decline: link('decline'),
  subscribe: link('subscribe'),
  unsubscribe: link('unsubscribe'),
  undo: link('undo'),
  expired: link('confirm', 'expired'),
  'expired for good': link('subscribe', 'expired'),
  'not found': link('confirm', 'garbage'),
  'confirmed, with a receipt': pressed('confirm', applied),
  received: pressed('confirm', { state: 'pending' }),
  'refused before': pressed('confirm', rejected('refused_before')),
  'not done': pressed('confirm', rejected('blacklisted')),
  'look in mail': pressed('confirm', applied, 'label'),
  declined: pressed('decline', applied),
  'subscribed, with a receipt': pressed('subscribe', applied),
  unsubscribed: pressed('unsubscribe', { state: 'applied', undoable: true }),
  undone: pressed('undo', applied),
  'cannot undo': pressed('undo', rejected('nothing_to_undo')),
};
