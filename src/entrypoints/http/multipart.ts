/**
 * Reads the text fields of a small multipart/form-data body (RFC 7578). Files and nested parts are not wanted here;
 * what does not parse is left out.
 */
export function multipartFields(body: Buffer, contentType: string): ReadonlyMap<string, string> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  const fields = new Map<string, string>();
  if (boundary === undefined) return fields;
  // RFC 2046 section 5.1.1: each delimiter stands at the start of a line; what precedes the first is a preamble.
  const parts = `\r\n${body.toString('utf8')}`.split(`\r\n--${boundary}`).slice(1);
  for (const part of parts) {
    if (part.startsWith('--')) break;
    const [name, value] = fieldOf(part) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  return fields;
}

function fieldOf(part: string): readonly [string, string] | null {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const header = part.slice(0, end);
  const [, quoted, plain] =
    /\r\ncontent-disposition:\s*form-data\b[^\r\n]*?;\s*name=(?:"([^"\r\n]*)"|([^\s;"]+))/i.exec(header) ??
    [];
  const name = quoted ?? plain;
  return name === undefined ? null : [name, part.slice(end + 4)];
}
