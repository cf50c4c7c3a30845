import type { CliBridge } from '../cli-bridge';
import { type Check, examined, ok, warn } from './check';

export async function mailChecks({ deps, facts }: CliBridge): Promise<Check[]> {
  const connects = await examined('Mail server', 'correct SMTP_URL, or start the server', async () => {
    await deps.mailer.verify();
    return [ok('The mail server lets the bridge in')];
  });
  return [...connects, dkimCheck(facts.dkim), modeCheck(deps.settings.mailMode.kind)];
}

/** RFC 8058 section 4: one-click counts only where DKIM covers both List-Unsubscribe headers. */
function dkimCheck(dkim: CliBridge['facts']['dkim']): Check {
  return dkim === null
    ? warn(
        'The bridge signs no mail (DKIM)',
        'set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY, unless the mail server signs List-Unsubscribe and List-Unsubscribe-Post',
      )
    : ok(`Mails are signed by DKIM (${dkim.selector}._domainkey.${dkim.domain})`);
}

function modeCheck(mode: 'hold' | 'live' | 'redirect'): Check {
  if (mode === 'live') return ok('MAIL_MODE is live');
  const what = mode === 'hold' ? 'nothing is sent or changed' : 'every mail goes to the admin';
  return warn(`MAIL_MODE is ${mode}: ${what}`, 'set MAIL_MODE=live when you are ready');
}
