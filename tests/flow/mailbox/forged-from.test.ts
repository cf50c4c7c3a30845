import { createMailWorld, mailOf, OWN_SERVER } from '../../fakes/mail-world';

const EMAIL = 'anna@example.com';

/** What the own server wrote above its Received line, and what came along below it from whoever sent the mail. */
const received = `Received: from mail.example.com by ${OWN_SERVER}; Tue, 24 Nov 2026 09:00:01 +0100\n`;
const results = (verdict: string, server = OWN_SERVER) =>
  `Authentication-Results: ${server};\n dmarc=${verdict} (p=reject) header.from=example.com\n`;

const PROOFS = {
  pass: `${results('pass')}${received}`,
  fail: `${results('fail')}${received}`,
  none: received,
  'forged below the Received line': `${received}${results('pass')}`,
  "another server's": `${results('pass', 'mx.evil.example')}${received}`,
  'pass of another domain': `Authentication-Results: ${OWN_SERVER}; dmarc=pass header.from=evil.example\n${received}`,
  'fail, and a forged pass': `${results('fail')}${received}${results('pass')}`,
} as const;
type Proof = keyof typeof PROOFS;

/** What is left when all is done: the record, what the person was mailed, what staff see. */
async function outcomeOf(subject: string, proof: Proof, trustDmarc: boolean) {
  const world = createMailWorld({ trustDmarc, person: { erasePolicy: 'auto' } });
  const id = await world.addMember(EMAIL);
  const { end } = await world.receive(mailOf(EMAIL, subject, { headers: PROOFS[proof] }));
  await world.workOff();
  const record = world.people.isGone(id) ? 'erased' : world.crm.see(id).status;
  const mails = world.mailer.outbox.map(({ kind, to }) => (to === EMAIL ? kind : `${kind} to a stranger`));
  const tickets = [...world.register.tickets.values()].map((each) => each.kind);
  return { end, record, mails, tickets };
}

const WITHDRAWN = { end: 'done', record: 'Unsubscribed', mails: [], tickets: [] };
const DOUBTED = { end: 'review', record: 'Subscribed', mails: ['request-received'], tickets: ['objection'] };
const ASKED = { end: 'done', record: 'Subscribed', mails: ['erase-check'], tickets: [] };
const ERASED = { end: 'done', record: 'erased', mails: ['request-done'], tickets: ['erase'] };
const LINKED = { end: 'done', record: 'Subscribed', mails: ['fresh-link'], tickets: [] };

const BELIEVED: readonly Proof[] = ['pass'];
const DISOWNED: readonly Proof[] = ['fail', 'fail, and a forged pass'];

describe.each(Object.keys(PROOFS) as Proof[])('a mail whose proof is: %s', (proof) => {
  describe.each([false, true])('with ERASE_TRUST_DMARC=%s', (trust) => {
    it('says AFMELDEN, then it is honoured, unless the sender’s domain disowns it', async () => {
      expect(await outcomeOf('AFMELDEN', proof, trust)).toEqual(
        DISOWNED.includes(proof) ? DOUBTED : WITHDRAWN,
      );
    });

    it('says VERWIJDER, then the address on record is asked, unless it is proven and that is trusted', async () => {
      expect(await outcomeOf('VERWIJDER', proof, trust)).toEqual(
        trust && BELIEVED.includes(proof) ? ERASED : ASKED,
      );
    });

    it('says GEGEVENS, then a link goes to the address on record, whatever the proof', async () => {
      expect(await outcomeOf('GEGEVENS', proof, trust)).toEqual(LINKED);
    });
  });
});
