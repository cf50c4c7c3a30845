/** A JSON Web Token in any text. */
const TOKEN = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]{5,}/g;
/** An address in any text, also with its @ percent-encoded. */
const ADDRESS = /[^\s<>"]+(?:@|%40)[^\s<>"]+/gi;
const SECRET = /\bwhsec_[\w+/=-]+/g;

/**
 * The last net under the rule that no address and no token is ever logged: error messages of libraries (an SMTP
 * answer, a URL) may carry either.
 */
export function redact(text: string): string {
  return text.replace(TOKEN, '[token]').replace(SECRET, '[secret]').replace(ADDRESS, '[address]');
}
