import { isIPv6 } from 'node:net';
import type { Request } from 'express';
import type { ActNetwork } from '../../flow/ports';
import type { PublicSettings } from './app-deps';

const LONGEST_AGENT = 300;

/** Where a request came from, as far as the admin keeps it; `null`: nothing is kept. */
export function networkOf(
  request: Pick<Request, 'ip' | 'get'>,
  keep: PublicSettings['evidenceNetwork'],
): ActNetwork | null {
  if (keep === 'none') return null;
  const ip = request.ip ?? '';
  const userAgent = (request.get('user-agent') ?? '').slice(0, LONGEST_AGENT);
  return { ip: keep === 'full' ? ip : truncated(ip), userAgent };
}

/** The last octet of IPv4, the last 80 bits of IPv6: what analytics practice takes as no longer one connection. */
function truncated(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain.replace(/\.\d+$/, '.0');
  const [head = '', tail = ''] = plain.split('::');
  const given = head.split(':').filter((group) => group !== '');
  const last = tail.split(':').filter((group) => group !== '');
  const filling = plain.includes('::') ? Array<string>(8 - given.length - last.length).fill('0') : [];
  return `${[...given, ...filling, ...last].slice(0, 3).join(':')}::`;
}
