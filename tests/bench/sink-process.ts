import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/* A mail server that counts: mails, addresses that got more than one, the moment of the last. */

const mailsTo = new Map<string, number>();
let mails = 0;
let lastAt = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, session, done) => {
    stream.resume();
    stream.on('end', () => {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      mailsTo.set(to, (mailsTo.get(to) ?? 0) + 1);
      mails += 1;
      lastAt = Date.now();
      done();
    });
  },
});
server.on('error', () => undefined);
process.on('message', () => process.send?.({ mails, addresses: mailsTo.size, lastAt }));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.server.address() as AddressInfo;
  process.send?.({ url: `smtp://127.0.0.1:${port}` });
});
// Ends with the bench, however that ends.
process.on('disconnect', () => process.exit());
