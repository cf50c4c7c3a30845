import { readEvidence } from '../../src/consent/evidence-reader';
import type { World } from './world';

/** Breaches of "no status without evidence", seen at each write; bounces are delivery facts. */
export function watchProof(world: World): string[] {
  const breaches: string[] = [];
  world.crm.watch = (id, { status }) => {
    if (status === undefined || status === '' || status === 'Bounced') return;
    const proven = evidenceOn(world, id).some((each) => each.toStatus === status);
    if (!proven) breaches.push(`${id} became ${status} without evidence`);
  };
  return breaches;
}

/** The evidence on a record, oldest first. */
export function evidenceOn(world: World, id: string) {
  return world.crm.commentsOn(id).flatMap((content) => readEvidence(content) ?? []);
}

/** Names of the events that a record's evidence tells of, oldest first. */
export function eventsOn(world: World, id: string): string[] {
  return evidenceOn(world, id).map((each) => String(each.block['event']));
}

/** Events whose evidence stands twice on a record. */
export function repeatedEvidence(world: World, id: string): string[] {
  const ids = evidenceOn(world, id).map((each) => each.eventId);
  return ids.filter((each, index) => ids.indexOf(each) !== index);
}

/** Mails with a Message-ID that was used before. */
export function repeatedMails(world: World): string[] {
  const ids = world.mailer.outbox.map((mail) => mail.messageId);
  return ids.filter((each, index) => ids.indexOf(each) !== index);
}
