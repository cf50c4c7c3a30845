const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

/** A whole, valid environment for tests and the demo; places are given by whoever starts the parts. */
export function testEnvironment(places: {
  readonly vtigerUrl: string;
  readonly smtpUrl: string;
  readonly publicUrl: string;
  readonly port: number;
  readonly adminPort: number;
}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: String(places.port),
    ADMIN_PORT: String(places.adminPort),
    PUBLIC_URL: places.publicUrl,
    VTIGER_URL: places.vtigerUrl,
    VTIGER_USERNAME: 'admin',
    VTIGER_ACCESS_KEY: 'adminAccessKey01',
    SMTP_URL: places.smtpUrl,
    MAIL_FROM: 'Buurtkrant <nieuws@buurtkrant.example>',
    MAIL_MODE: 'live',
    WEBHOOK_SECRETS: `whsec_${key(1)}`,
    TOKEN_SECRETS: `a:${key(2)}`,
    LABEL_SECRETS: `l:${key(5)}`,
    ADDRESS_KEY: key(3),
    SEAL_SECRETS: `s1:${key(4)}`,
    BRAND_NAME: 'Buurtkrant',
    PRIVACY_URL: 'https://buurtkrant.example/privacy',
    CONTROLLER: 'Stichting Buurtkrant, Utrecht',
    CONSENT_TEXT_NL:
      'Ja, stuur mij per e-mail de nieuwsbrief van Stichting Buurtkrant. Ik kan mij altijd weer afmelden.',
    CONSENT_TEXT_EN:
      'Yes, send me the newsletter of Stichting Buurtkrant by e-mail. I can unsubscribe at any time.',
    CONSENT_TEXT_DE:
      'Ja, senden Sie mir den Newsletter der Stichting Buurtkrant per E-Mail. Ich kann mich jederzeit abmelden.',
    CONSENT_TEXT_FR:
      "Oui, envoyez-moi par e-mail la lettre d'information de Stichting Buurtkrant. Je peux me désinscrire à tout moment.",
  };
}
