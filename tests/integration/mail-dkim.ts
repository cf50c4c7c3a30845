import { createHash, createVerify, type KeyObject } from 'node:crypto';

export interface Signature {
  readonly tags: ReadonlyMap<string, string>;
  readonly signedFields: readonly string[];
  readonly bodyHashMatches: boolean;
  readonly signatureMatches: boolean;
}

/** Verifies relaxed/relaxed rsa-sha256 (RFC 6376 sections 3.4.2, 3.4.4, 3.7) over the bytes as they arrived. */
export function verifyDkim(raw: Buffer, publicKey: KeyObject): Signature {
  const message = raw.toString('latin1');
  const cut = message.indexOf('\r\n\r\n');
  const fields = message.slice(0, cut).split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => /^dkim-signature:/i.test(field)) ?? '';
  const tags = tagsOf(signature);
  const signedFields = (tags.get('h') ?? '').split(':').map((name) => name.trim().toLowerCase());
  const bodyHash = createHash('sha256').update(relaxedBody(message.slice(cut + 4)), 'latin1');
  const signed = [
    ...signedFields.map((name) => relaxedField(lastOf(fields, name))),
    relaxedField(signature.replace(/(;\s*b=)[^;]*$/, '$1')),
  ].join('\r\n');
  const verifier = createVerify('RSA-SHA256').update(signed, 'latin1');
  return {
    tags,
    signedFields,
    bodyHashMatches: bodyHash.digest('base64') === tags.get('bh')?.replace(/\s/g, ''),
    signatureMatches: verifier.verify(publicKey, tags.get('b')?.replace(/\s/g, '') ?? '', 'base64'),
  };
}

function tagsOf(field: string): Map<string, string> {
  const parts = field.slice(field.indexOf(':') + 1).split(';');
  return new Map(
    parts.map((part): [string, string] => {
      const [name = '', ...value] = part.split('=');
      return [
        name.trim(),
        value
          .join('=')
          .replace(/\r\n\s*/g, '')
          .trim(),
      ];
    }),
  );
}

function lastOf(fields: readonly string[], name: string): string {
  return fields.findLast((field) => field.toLowerCase().startsWith(`${name}:`)) ?? '';
}

function relaxedField(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

function relaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+(?=\r\n)/g, '').replace(/[ \t]+/g, ' ');
  return lines.replace(/(\r\n)*$/, '') === '' ? '' : lines.replace(/(\r\n)*$/, '\r\n');
}
