import type { DeliveryStatus } from '../mailbox-ports';

export type Permanence = 'permanent' | 'soft' | 'none';

/**
 * RFC 3463 statuses that say the recipient's address is dead: no such mailbox or domain, moved, no mail exchanger
 * (5.1.10, RFC 7505), mailbox disabled (5.2.1). Not 5.1.7 to 5.1.9, which speak of the sender.
 */
const DEAD = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.1.5', '5.1.6', '5.1.10', '5.2.1']);
const ABOUT_SENDER = new Set(['5.1.7', '5.1.8', '5.1.9']);

/**
 * What one line of a delivery report means for the address. In doubt the milder: a living address called dead loses a
 * person, a dead one that counts as soft is called so some mails later.
 */
export function permanenceOf({ action, status }: Pick<DeliveryStatus, 'action' | 'status'>): Permanence {
  const [grade = '', subject = ''] = status.split('.');
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return 'none';
  // Security and policy (x.7.x): the server refused us, not the person.
  if (subject === '7' || ABOUT_SENDER.has(status)) return 'none';
  if (action === 'delayed' || grade === '4') return 'soft';
  if (action !== 'failed') return 'none';
  return DEAD.has(status) ? 'permanent' : 'soft';
}
