import { createPrivateKey } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import { Failure } from '../../flow/failure';

export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  /** PEM; line ends may be written `\n`, as environment files do. */
  readonly privateKey: string;
}

/** RFC 8058 section 3.1: both List headers must be signed. From to Content-Type as RFC 6376 section 5.4.1 advises. */
const SIGNED = [
  'From',
  'To',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Auto-Submitted',
].join(':');

/**
 * Checked at start: nodemailer signs with RSA only and sends a mail unsigned, without a word, when the key does not
 * fit. RFC 8301 asks for 1024 bits or more.
 */
export function dkimOptions({
  domain,
  selector,
  privateKey,
}: DkimSettings): NonNullable<SendMailOptions['dkim']> {
  const pem = privateKey.replace(/\\n/g, '\n');
  if (!isRsaKey(pem))
    throw new Failure('the DKIM key must be an RSA private key in PEM form of 1024 bits or more', {
      code: 'mail_dkim_key',
      stage: 'mail',
      retryable: false,
    });
  return { domainName: domain, keySelector: selector, privateKey: pem, headerFieldNames: SIGNED };
}

function isRsaKey(pem: string): boolean {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1024;
  } catch {
    return false;
  }
}
