import type { Transporter } from 'nodemailer';

/**
 * nodemailer reports a lost connection alike before and after the final dot (RFC 5321 section 4.1.1.4), but only after
 * it may the server have taken the mail. So we watch the message itself: once the connection has read it to its end,
 * the dot is on its way.
 */
export class Handover {
  private readonly complete = new Set<string>();

  /** Watches every message of this transporter, outside of DKIM, which reads its input early. */
  watch(transporter: Transporter): void {
    transporter.use('stream', (mail, done) => {
      const { message } = mail;
      const id = message.messageId();
      const open = message.createReadStream.bind(message);
      message.createReadStream = (options) => {
        const stream = open(options);
        // The pool may try again on another connection, but never what may have arrived.
        if (this.complete.has(id)) stream.destroy(new Error('the message was already handed over'));
        return stream.once('end', () => this.complete.add(id));
      };
      done();
    });
  }

  /** Tells whether the mail may have arrived, and forgets it. */
  take(messageId: string): boolean {
    return this.complete.delete(messageId);
  }
}
