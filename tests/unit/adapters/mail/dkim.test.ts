import { generateKeyPairSync } from 'node:crypto';
import { dkimOptions } from '../../../../src/adapters/mail/dkim';
import { thrownBy } from './fixtures';

const rsa = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
const options = (privateKey: string) => dkimOptions({ domain: 'example.org', selector: 's1', privateKey });

it('a DKIM key, when it is RSA, then both List headers are signed', () => {
  const { headerFieldNames } = { headerFieldNames: '', ...options(rsa(1024)) };
  expect(headerFieldNames?.split(':')).toEqual(
    expect.arrayContaining(['From', 'Message-ID', 'List-Unsubscribe', 'List-Unsubscribe-Post']),
  );
});

it('a DKIM key, when its line ends are written \\n, then it is read', () => {
  expect(() => options(rsa(1024).replace(/\n/g, '\\n'))).not.toThrow();
});

it.each([
  ['no key', 'hello'],
  ['too short', rsa(512)],
  [
    'ed25519, with which mails would leave unsigned',
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  ],
])('a DKIM key, when it is %s, then the start is refused and the key not repeated', (_, key) => {
  const thrown = thrownBy(() => options(key));
  expect(thrown).toMatchObject({ code: 'mail_dkim_key', stage: 'mail', retryable: false });
  expect(() => options(key)).not.toThrow(key);
});
