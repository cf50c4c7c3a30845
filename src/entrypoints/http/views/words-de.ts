import type { ActWords } from './words';

export const GERMAN: ActWords = {
  questions: {
    confirm: {
      title: 'Möchten Sie den Newsletter von {brand} bekommen?',
      text: ['Ja sagen Sie mit dem Knopf hier unten. Diese Seite zu öffnen genügt nicht.'],
      button: 'Ja, schicken Sie mir den Newsletter',
    },
    ask: {
      title: 'Möchten Sie den Newsletter von {brand} bekommen?',
      text: [
        'Zuerst schicken wir Ihnen eine E-Mail. So wissen wir, dass die Adresse Ihnen gehört. Ja sagen Sie mit dem Knopf in dieser E-Mail.',
      ],
      button: 'Ja, schicken Sie mir diese E-Mail',
    },
    subscribe: {
      title: 'Möchten Sie den Newsletter von {brand} einschalten?',
      text: ['Er wird erst eingeschaltet, wenn Sie auf den Knopf drücken.'],
      button: 'Ja, Newsletter einschalten',
    },
    decline: {
      title: 'Haben Sie darum nicht gebeten?',
      text: [
        'Jemand hat Ihre E-Mail-Adresse für den Newsletter von {brand} angegeben. Waren Sie das nicht? Dann drücken Sie auf den Knopf. Wir schreiben Ihnen dann nicht mehr dazu.',
      ],
      button: 'Das war ich nicht, bitte keine E-Mails',
    },
    unsubscribe: {
      title: 'Möchten Sie den Newsletter beenden?',
      text: ['Ein Klick genügt: keine Newsletter mehr von {brand}.'],
      button: 'Ja, melden Sie mich ab',
    },
    undo: {
      title: 'Haben Sie sich aus Versehen abgemeldet?',
      text: ['Wir können alles so wiederherstellen, wie es war. Das geht eine Stunde lang.'],
      button: 'Meine Anmeldung wiederherstellen',
    },
    preferences: {
      title: 'Möchten Sie unsere E‑Mails beenden?',
      text: ['Hier beenden Sie alle Newsletter von {brand} auf einmal.'],
      button: 'Alles beenden',
    },
  },
  notices: {
    confirmed: {
      title: 'Danke, Sie sind angemeldet',
      text: [
        'Ab jetzt bekommen Sie den Newsletter von {brand}.',
        'Mit dem Link in jedem Newsletter können Sie ihn jederzeit beenden.',
      ],
    },
    subscribed: {
      title: 'Fertig, der Newsletter ist eingeschaltet',
      text: [
        'Ab jetzt bekommen Sie den Newsletter von {brand}.',
        'Mit dem Link in jedem Newsletter können Sie ihn jederzeit beenden.',
      ],
    },
    lookInMail: {
      title: 'Schauen Sie jetzt in Ihre E‑Mails',
      text: [
        'Wenn dieser Link stimmt, bekommen Sie in ein paar Minuten eine E-Mail von {brand}. Drücken Sie darin auf den Knopf.',
        'Keine E-Mail? Schauen Sie auch im Spam-Ordner nach.',
      ],
    },
    declined: {
      title: 'Danke, wir schreiben Ihnen nicht',
      text: ['Ihre Adresse bekommt keine Newsletter von {brand}. Sie müssen nichts weiter tun.'],
    },
    unsubscribed: {
      title: 'Sie sind abgemeldet',
      text: [
        'Sie bekommen keine Newsletter mehr von {brand}. Einer, der schon unterwegs ist, kann noch ankommen.',
      ],
    },
    undone: {
      title: 'Fertig, alles ist wieder wie vorher',
      text: ['Ihre Anmeldung zum Newsletter von {brand} ist wiederhergestellt.'],
    },
    received: {
      title: 'Wir haben Ihre Wahl erhalten',
      text: [
        'Wir kümmern uns jetzt darum. Wenn etwas nicht klappt, schreiben wir Ihnen. Sie können diese Seite schließen.',
      ],
    },
    expired: {
      title: 'Dieser Link ist abgelaufen',
      text: [
        'Haben Sie damit schon Ja gesagt? Dann ist alles gut. Wenn nicht, und Sie möchten den Newsletter von {brand} noch, schicken wir Ihnen einen neuen Link.',
      ],
    },
    expiredForGood: {
      title: 'Dieser Link ist abgelaufen',
      text: ['Es wurde nichts geändert. Bitte nehmen Sie eine neuere E-Mail von {brand}.'],
    },
    refusedBefore: {
      title: 'Sie haben inzwischen Nein gesagt',
      text: [
        'Darum gilt dieser Link nicht mehr, und Sie bekommen keine Newsletter.',
        'Möchten Sie doch? Dann schicken wir Ihnen einen neuen Link.',
      ],
    },
    notDone: {
      title: 'Dieser Link gilt nicht mehr',
      text: [
        'Es wurde nichts geändert. Vielleicht hat sich Ihre E-Mail-Adresse geändert, seit wir den Link geschickt haben.',
        'Möchten Sie den Newsletter von {brand}? Dann melden Sie sich bitte neu an.',
      ],
    },
    cannotUndo: {
      title: 'Das lässt sich nicht mehr wiederherstellen',
      text: [
        'Das geht eine Stunde lang, und nur wenn danach nichts anderes gewählt wurde.',
        'Möchten Sie den Newsletter von {brand}? Dann melden Sie sich bitte neu an.',
      ],
    },
    notFound: {
      title: 'Hier ist nichts zu finden',
      text: [
        'Vielleicht hat Ihr Mailprogramm den Link geteilt. Öffnen Sie ihn noch einmal aus der E-Mail, oder kopieren Sie ihn ganz.',
      ],
    },
    wrongMethod: {
      title: 'Das geht hier nicht',
      text: ['Bitte öffnen Sie den Link noch einmal aus der E-Mail.'],
    },
    tooMany: {
      title: 'Das war etwas zu oft',
      text: ['Bitte warten Sie eine Minute und versuchen Sie es noch einmal. Es wurde nichts geändert.'],
    },
    unavailable: {
      title: 'Das geht gerade nicht',
      text: [
        'Wir konnten Ihre Wahl nicht speichern, es wurde also nichts geändert. Bitte versuchen Sie es in einer Minute noch einmal.',
      ],
    },
    fault: {
      title: 'Etwas ist schiefgegangen',
      text: ['Das liegt an uns, nicht an Ihnen. Bitte versuchen Sie es später noch einmal.'],
    },
  },
  agreement: 'Dazu sagen Sie Ja',
  notMe: 'Das war ich nicht',
  newLink: 'Schicken Sie mir einen neuen Link',
  undo: 'War das ein Versehen? Wiederherstellen',
  privacy: 'So geht {controller} mit Ihren Daten um',
  languages: 'Sprache',
};
