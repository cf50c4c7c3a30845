import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedPeople } from './people';
import { portNear } from './ports';
import { startStandIn } from './stand-in/start';
import { createTeller } from './tell-bridge';

/*
 * The whole flow on this machine: stand-in Vtiger, mail catcher and the bridge with a private Redis. Every variable of
 * the bridge can be given, for instance REMIND_AFTER=30s EXPIRE_AFTER=2m npm run demo.
 */

const secret = () => randomBytes(32).toString('base64');

async function main(): Promise<void> {
  const ports = {
    crm: await portNear(4080),
    mail: await portNear(4081),
    smtp: await portNear(4082),
    bridge: Number(process.env['PORT']) || (await portNear(4083)),
    admin: Number(process.env['ADMIN_PORT']) || (await portNear(4084)),
  };
  const given = process.env['WEBHOOK_SECRETS'];
  const webhookSecret = given?.split(',')[0]?.trim() || `whsec_${secret()}`;
  const tell = createTeller(webhookSecret, `http://127.0.0.1:${ports.bridge}/webhooks/vtiger`);
  const crm = await startStandIn({
    port: ports.crm,
    control: true,
    pages: true,
    seed: seedPeople,
    onSaved: tell,
  });
  const mail = startMailCatcher(ports);
  const folder = mkdtempSync(join(tmpdir(), 'consent-demo-'));
  const bridge = startBridge({ ...environment(ports, webhookSecret), DATA_DIR: folder });
  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    bridge.kill('SIGTERM');
    mail.kill('SIGTERM');
    void crm.stop();
    setTimeout(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(code);
    }, 1500);
  };
  bridge.once('exit', (code) => end(code ?? 1));
  process.once('SIGINT', () => end(0));
  process.once('SIGTERM', () => end(0));
  await healthy(ports.bridge);
  process.stdout.write(welcome(ports));
}

function environment(ports: Record<'crm' | 'smtp' | 'bridge' | 'admin', number>, webhookSecret: string) {
  return {
    NODE_ENV: 'demo',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(ports.bridge),
    ADMIN_PORT: String(ports.admin),
    PUBLIC_URL: `http://127.0.0.1:${ports.bridge}`,
    VTIGER_URL: `http://127.0.0.1:${ports.crm}`,
    VTIGER_USERNAME: 'bridge',
    VTIGER_ACCESS_KEY: 'bridgeAccessKey1',
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_FROM: 'Buurtkrant <nieuws@buurtkrant.example>',
    MAIL_MODE: 'live',
    SWEEP_CRON: '*/10 * * * * *',
    WEBHOOK_SECRETS: webhookSecret,
    TOKEN_SECRETS: `d1:${secret()}`,
    LABEL_SECRETS: `l1:${secret()}`,
    ADDRESS_KEY: secret(),
    SEAL_SECRETS: `s1:${secret()}`,
    BRAND_NAME: 'Buurtkrant',
    BRAND_COLOR: '#0b6e4f',
    PRIVACY_URL: 'https://buurtkrant.example/privacy',
    CONTROLLER: 'Stichting Buurtkrant, Utrecht',
    CONSENT_TEXT_NL:
      'Ja, stuur mij per e-mail de nieuwsbrief van de Buurtkrant. Ik kan mij altijd weer afmelden.',
    CONSENT_TEXT_EN:
      'Yes, send me the newsletter of the Buurtkrant by e-mail. I can unsubscribe at any time.',
    CONSENT_TEXT_DE:
      'Ja, senden Sie mir den Newsletter der Buurtkrant per E-Mail. Ich kann mich jederzeit abmelden.',
    CONSENT_TEXT_FR:
      "Oui, envoyez-moi par e-mail la lettre d'information de la Buurtkrant. Je peux me désinscrire à tout moment.",
    ...process.env,
  };
}

/** MailDev: an SMTP server with a web view. A process of its own: it ends itself on signals. */
function startMailCatcher({ smtp, mail }: Record<'smtp' | 'mail', number>): ChildProcess {
  const ports = ['--smtp', String(smtp), '--web', String(mail), '--ip', '127.0.0.1', '--silent'];
  return spawn(process.execPath, [require.resolve('maildev/bin/maildev'), ...ports], { stdio: 'ignore' });
}

function startBridge(env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function healthy(port: number): Promise<void> {
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function welcome(ports: Record<'crm' | 'mail' | 'bridge', number>): string {
  return `
  The demo runs. Open these three:

    1. The CRM (a stand-in for Vtiger)   http://127.0.0.1:${ports.crm}/
    2. The mails people get              http://127.0.0.1:${ports.mail}/
    3. The bridge                        http://127.0.0.1:${ports.bridge}/healthz

  Try it: open the web form (http://127.0.0.1:${ports.crm}/webform), tick the box, send; open the mail, press its
  button, say yes; look at the record in the CRM. Or tick the box of a contact as staff (fill in the source first: it
  is the ground). Faults can be commanded at http://127.0.0.1:${ports.crm}/faults. Ctrl-C ends it all.

  Pages for people:

    Sign up                              http://127.0.0.1:${ports.bridge}/signup
    See, change, take along, erase       http://127.0.0.1:${ports.bridge}/my-data   (type anna@example.org)
    Preferences                          the link in each welcome mail: http://127.0.0.1:${ports.bridge}/preferences/...

`;
}

void main();
