import { createHmac, randomUUID } from 'node:crypto';
import { CONSENT_TEXT } from './stand-in/page/save';
import type { SavedChange } from './stand-in/page/saved';
import type { StoredRecord } from './stand-in/records';

/** Plays the extension's part: after a save in the CRM one signed webhook goes to the bridge. */
export function createTeller(secret: string, url: string) {
  return async (record: StoredRecord, change: SavedChange): Promise<void> => {
    const body = JSON.stringify(eventFor(record, change));
    const id = `msg_${randomUUID()}`;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    };
    // A webhook that is lost is no harm: the sweep finds the change.
    await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
  };
}

function eventFor(record: StoredRecord, { by, kind }: SavedChange) {
  const signUp = by === 'webform' && kind === 'created' && record['newsletter_optin'] === '1';
  return {
    event: signUp ? 'OptInRequested' : 'RecordSaved',
    record: record.id,
    occurredAt: new Date().toISOString(),
    actor: { type: signUp ? 'contact' : 'staff' },
    channel: signUp ? 'webform' : 'crm',
    source: signUp ? 'Newsletter form' : '',
    basis: '',
    evidence: { text: signUp ? CONSENT_TEXT : '', language: signUp ? 'en' : '', policyUrl: '' },
    reason: '',
  };
}
