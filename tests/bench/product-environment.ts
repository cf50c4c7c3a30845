import { testEnvironment } from '../harness/environment';
import { freePort } from '../harness/free-port';

/** The bridge as it is measured: no limits per client or token, mail as fast as it goes. */
export async function productEnvironment(
  places: { readonly redisUrl: string; readonly vtigerUrl?: string; readonly smtpUrl?: string },
  own: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const {
    redisUrl,
    // Nobody listens there: who has the role `web` alone calls neither.
    vtigerUrl = 'http://127.0.0.1:9',
    smtpUrl = 'smtp://127.0.0.1:9',
  } = places;
  return {
    ...testEnvironment({ vtigerUrl, smtpUrl, publicUrl: `http://127.0.0.1:${port}`, port, adminPort }),
    NODE_ENV: 'production',
    REDIS_URL: redisUrl,
    RATE_LIMIT_CLIENT: 'off',
    RATE_LIMIT_TOKEN: 'off',
    MAIL_RATE: '1000/s',
    VTIGER_CONCURRENCY: '8',
    ...own,
  };
}
