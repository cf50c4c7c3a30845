import type { SignupWords } from './words';

export const GERMAN: SignupWords = {
  title: 'Melden Sie sich für den Newsletter von {brand} an',
  text: [
    'Danach senden wir Ihnen eine E-Mail. Angemeldet sind Sie erst, wenn Sie in dieser E-Mail auf die Schaltfläche drücken.',
  ],
  firstname: 'Vorname (darf leer bleiben)',
  lastname: 'Nachname',
  email: 'E-Mail-Adresse',
  topics: 'Worüber möchten Sie E-Mails?',
  topicsHelp: 'Wählen Sie mindestens eines.',
  tick: 'Ja, das möchte ich',
  button: 'Jetzt anmelden',
  trap: 'Lassen Sie dieses Feld leer',
  faults: {
    nameMissing: 'Geben Sie Ihren Nachnamen ein.',
    nameLong: 'Dieser Name ist zu lang. Bitte kürzen Sie ihn.',
    nameOdd: 'Bitte verwenden Sie hier einfache Buchstaben, ohne Links und ohne Emojis.',
    emailMissing: 'Geben Sie Ihre E-Mail-Adresse ein.',
    emailWrong: 'Das ist keine E-Mail-Adresse. Sie sieht aus wie name@beispiel.de.',
    topicsMissing: 'Wählen Sie mindestens ein Thema.',
    topicsChanged: 'Die Themen haben sich geändert. Bitte wählen Sie neu.',
    tickMissing: 'Bitte setzen Sie hier ein Häkchen. Ohne Ihr Ja senden wir Ihnen nichts.',
    textChanged:
      'Der Text oben hat sich geändert. Bitte lesen Sie ihn noch einmal und setzen Sie dann ein Häkchen.',
  },
  look: 'Etwas stimmt noch nicht. Bitte sehen Sie unten nach. Es wurde noch nichts gesendet.',
  again: 'Das hat etwas gedauert. Bitte prüfen Sie das Formular und drücken Sie noch einmal.',
  done: {
    title: 'Sehen Sie jetzt in Ihre E-Mails',
    text: [
      'In wenigen Minuten bekommen Sie eine E-Mail von {brand}. Drücken Sie darin auf die Schaltfläche. Erst dann ist alles erledigt.',
      'Keine E-Mail? Sehen Sie auch im Spam-Ordner nach, und ob die Adresse richtig geschrieben ist.',
    ],
  },
  tooMany: {
    title: 'Es gab gerade zu viele Anmeldungen',
    text: [
      'So verhindern wir, dass jemand fremde Adressen missbraucht. Bitte versuchen Sie es in {minutes} noch einmal.',
      'Es wurde nichts gesendet.',
    ],
  },
};
