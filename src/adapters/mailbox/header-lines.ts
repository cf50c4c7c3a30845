/** One header field, unfolded (RFC 5322 section 2.2.3). */
export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

/** More fields than any honest mail has. */
const MOST = 500;
/** Longer values than any field that is read here has. */
const LONGEST = 16_000;

/** Header fields in order, of a mail or of a block such as `message/delivery-status` holds (RFC 3464 section 2.1.1). */
export function headerFields(block: string): HeaderField[] {
  const unfolded = block.replace(/\r?\n[ \t]+/g, ' ');
  return unfolded.split(/\r?\n/, MOST).flatMap((line) => {
    const [, name, value] = /^([\x21-\x39\x3b-\x7e]{1,100}):(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined
      ? []
      : [{ name: name.toLowerCase(), value: value.slice(0, LONGEST).trim() }];
  });
}

export function firstOf(fields: readonly HeaderField[], name: string): string {
  return fields.find((field) => field.name === name)?.value ?? '';
}

/** The header of a mail, and where its body begins. */
export function splitHeader(source: Buffer): { readonly header: string; readonly body: Buffer } {
  const crlf = source.indexOf('\r\n\r\n');
  const lf = source.indexOf('\n\n');
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? { at: crlf, length: 4 } : { at: lf, length: 2 };
  if (end.at < 0) return { header: source.toString('latin1'), body: Buffer.alloc(0) };
  return {
    header: source.toString('latin1', 0, end.at),
    body: source.subarray(end.at + end.length),
  };
}
