import type { PersonWords } from './person-words';

export const GERMAN_PERSON: PersonWords = {
  questions: {
    showData: {
      title: 'Möchten Sie Ihre Daten sehen?',
      text: [
        'Hier sehen Sie, was {brand} über Sie speichert. Sie können es ändern, herunterladen oder löschen lassen.',
        'Dieser Link ist nur für Sie und gilt 30 Minuten. Bitte leiten Sie ihn nicht weiter.',
      ],
      button: 'Meine Daten zeigen',
    },
    askLink: {
      title: 'Möchten Sie Ihre Daten sehen oder ändern?',
      text: [
        'Geben Sie Ihre E-Mail-Adresse ein. Wir schicken einen Link dorthin. Damit sehen Sie, was {brand} über Sie speichert.',
      ],
      button: 'Schicken Sie mir den Link',
    },
    newAddress: {
      title: 'Ist das Ihre neue E‑Mail-Adresse?',
      text: [
        'Sie haben {brand} gebeten, ab jetzt an diese Adresse zu schreiben. Drücken Sie auf den Knopf, dann ändern wir sie.',
        'Waren Sie das nicht? Dann schließen Sie diese Seite. Es ändert sich nichts.',
      ],
      button: 'Ja, diese Adresse verwenden',
    },
    erase: {
      title: 'Sollen wir Ihre Daten löschen?',
      text: [
        'Wir löschen Ihren Namen, Ihre Adressen und alles andere, was {brand} über Sie speichert. Sie bekommen dann keine Newsletter mehr.',
        'Manchmal müssen wir nach dem Gesetz etwas behalten, zum Beispiel eine Rechnung. Dann behalten wir nur das und sagen Ihnen, warum.',
        'Sie bekommen eine E-Mail, wenn wir anfangen und wenn wir fertig sind. Das dauert höchstens einen Monat. Danach können wir Ihre Daten nicht mehr zurückholen.',
      ],
      button: 'Ja, meine Daten löschen',
    },
  },
  notices: {
    linkMailed: {
      title: 'Schauen Sie jetzt in Ihre E‑Mails',
      text: [
        'Wenn wir diese Adresse kennen, bekommen Sie in ein paar Minuten eine E-Mail von {brand}. Der Link darin gilt 30 Minuten.',
        'Keine E-Mail? Schauen Sie auch im Spam-Ordner nach. Wir schicken höchstens einen Link in zehn Minuten.',
      ],
    },
    topicStopped: {
      title: 'Dieses Thema ist beendet',
      text: [
        'Sie bekommen keine E-Mails mehr zu: {topic}. Eine, die schon unterwegs ist, kann noch ankommen.',
        'Sonst wurde nichts geändert.',
      ],
    },
    choicesSaved: { title: 'Ihre Auswahl ist gespeichert', text: ['Ab jetzt halten wir uns daran.'] },
    partlySaved: {
      title: 'Nicht alles konnte gespeichert werden',
      text: [
        'Was Sie ausgeschaltet haben, ist gespeichert. Bitte gehen Sie zurück und wählen Sie den Rest noch einmal.',
      ],
    },
    changed: {
      title: 'Ihre Daten sind geändert',
      text: ['Vielen Dank. Ab jetzt verwenden wir die neuen Daten.'],
    },
    changeRefused: {
      title: 'Das konnten wir nicht speichern',
      text: ['Es wurde nichts geändert. Bitte sehen Sie sich das Markierte noch einmal an.'],
    },
    nothingChanged: { title: 'Es wurde nichts geändert', text: ['Alles ist so, wie es war.'] },
    notStored: {
      title: 'Nicht alles wurde gespeichert',
      text: [
        'Ein Teil Ihrer Angaben wurde nicht so gespeichert, wie Sie ihn geschrieben haben. Sehen Sie bei Ihren Daten nach, was jetzt dort steht, und versuchen Sie es noch einmal.',
        'Klappt es wieder nicht? Wählen Sie dann bei Ihren Daten „Unsere Mitarbeiter fragen“.',
      ],
    },
    addressNotSaved: {
      title: 'Ihre neue Adresse konnte nicht gespeichert werden',
      text: [
        'Wir verwenden noch Ihre alte Adresse. Bitten Sie auf der Seite mit Ihren Daten noch einmal um die Änderung. Klappt es wieder nicht? Dann fragen Sie dort unsere Mitarbeiter.',
      ],
    },
    addressMailed: {
      title: 'Schauen Sie jetzt in die E‑Mails Ihrer neuen Adresse',
      text: [
        'Wir schicken eine E-Mail an die neue Adresse. Drücken Sie darin innerhalb von 24 Stunden auf den Knopf.',
        'Bis dahin verwenden wir Ihre alte Adresse.',
      ],
    },
    addressConfirmed: {
      title: 'Ihre neue Adresse ist gespeichert',
      text: [
        'Ab jetzt schreibt {brand} an diese Adresse.',
        'Haben Sie unseren Newsletter an der alten Adresse bekommen? Dann fragen wir Sie erst per E-Mail, ob Sie ihn hier möchten. Bis zu Ihrer Antwort bekommen Sie keinen.',
      ],
    },
    eraseAsked: {
      title: 'Wir haben Ihre Bitte erhalten',
      text: [
        'Wir fangen jetzt damit an. Sie bekommen dazu eine E-Mail und noch eine, wenn wir fertig sind: innerhalb eines Monats.',
      ],
    },
    staffAsked: {
      title: 'Unsere Mitarbeiter antworten Ihnen',
      text: ['Sie bekommen eine E-Mail, in der steht, bis wann. Es dauert höchstens einen Monat.'],
    },
    nobody: {
      title: 'Mit diesem Link finden wir keine Daten',
      text: [
        'Vielleicht hat sich Ihre E-Mail-Adresse geändert, seit wir den Link geschickt haben. Dann fordern Sie mit der jetzigen Adresse einen neuen an.',
      ],
    },
    dataAway: {
      title: 'Wir können Ihre Daten gerade nicht zeigen',
      text: [
        'Es ist nichts verloren, und es wurde nichts geändert. Bitte versuchen Sie es in einer Minute noch einmal.',
      ],
    },
    dataLinkOver: {
      title: 'Dieser Link ist abgelaufen',
      text: [
        'Zu Ihrer Sicherheit gilt er nur 30 Minuten. Geben Sie Ihre E-Mail-Adresse ein, dann schicken wir Ihnen einen neuen.',
      ],
    },
  },
  preferences: {
    topics: 'Ein Thema beenden',
    stopOne: 'Beenden',
    everything: 'Alles beenden',
    more: {
      heading: 'Mehr sehen oder ändern',
      text: 'Möchten Sie etwas einschalten, Ihre Adresse ändern oder Ihre Daten sehen? Dann schicken wir einen Link an die E-Mail-Adresse, die wir kennen.',
      button: 'Schicken Sie mir diesen Link',
    },
    withTopics: 'Sie können ein Thema beenden oder alle Newsletter von {brand} auf einmal.',
  },
  receipt: {
    heading: 'Ihr Beleg',
    agreedOn: 'Ja gesagt haben Sie am',
    topics: 'Themen',
    number: 'Nummer',
    controller: 'Gesagt zu',
    privacy: 'Datenschutz',
    agreed: 'Dazu haben Sie Ja gesagt',
    save: 'Diesen Beleg als Datei speichern',
  },
  email: {
    label: 'Ihre E-Mail-Adresse',
    invalid: 'Das ist keine vollständige E-Mail-Adresse. Sie sieht aus wie name@beispiel.de.',
  },
  myData: {
    title: 'Ihre Daten',
    intro: 'Das speichert {brand} über Sie bei der Adresse {address}.',
    back: 'Zurück zu meinen Daten',
    status: {
      none: 'Sie bekommen unsere Newsletter nicht.',
      Optin: 'Wir werden Sie per E-Mail fragen, ob Sie unsere Newsletter möchten.',
      Invited:
        'Wir haben Sie per E-Mail gefragt, ob Sie unsere Newsletter möchten. Sie haben noch nicht geantwortet.',
      Reminded:
        'Wir haben Sie zweimal per E-Mail gefragt, ob Sie unsere Newsletter möchten. Sie haben noch nicht geantwortet.',
      Expired:
        'Sie bekommen unsere Newsletter nicht: Wir haben per E-Mail gefragt, und es kam keine Antwort.',
      Confirmed: 'Sie bekommen unsere Newsletter. Sie haben mit dem Link in unserer E-Mail Ja gesagt.',
      Subscribed: 'Sie bekommen unsere Newsletter.',
      Optout: 'Sie bekommen unsere Newsletter nicht: Sie haben Nein gesagt.',
      Unsubscribed: 'Sie bekommen unsere Newsletter nicht: Sie haben sich abgemeldet.',
      Bounced: 'Sie bekommen unsere Newsletter nicht: Unsere E-Mails an Ihre Adresse kamen zurück.',
      Blacklisted:
        'Wir schreiben nicht an Ihre Adresse. Nur unsere Mitarbeiter können das ändern: Fragen Sie sie weiter unten.',
    },
    choices: {
      start: 'Etwas einschalten',
      heading: 'Was Sie von uns bekommen',
      legend: 'Schicken Sie mir E-Mails zu',
      newsletter: 'Der Newsletter von {brand}',
      language: 'Sprache unserer E-Mails',
      sameLanguage: 'Wie bisher',
      agreement: 'Zu allem, was Sie einschalten, sagen Sie hiermit Ja',
      save: 'Meine Auswahl speichern',
      switchOn: 'Einschalten, was ich angekreuzt habe',
      stop: 'Alles beenden',
    },
    shared:
      'Diese E-Mail-Adresse gehört mehreren Menschen oder einer Firma. Darum zeigen wir hier keine Daten. Unsere Mitarbeiter können Ihnen helfen.',
    records: { Contacts: 'Ihre Daten als Kontakt', Leads: 'Ihre Daten aus Ihrer Anfrage' },
    empty: 'Sonst ist hier nichts gespeichert.',
    change: {
      heading: 'Meine Daten ändern',
      button: 'Änderungen speichern',
      faults: {
        not_editable: 'Das können Sie hier nicht ändern. Fragen Sie unsere Mitarbeiter.',
        required: 'Das darf nicht leer sein.',
        too_long: 'Das ist zu lang. Bitte kürzen Sie es.',
        characters: 'Es enthält ein Zeichen, das wir nicht speichern können, zum Beispiel < oder ein Emoji.',
        not_listed: 'Bitte wählen Sie etwas aus der Liste.',
        not_a_phone: 'Das ist keine Telefonnummer. Sie sieht aus wie +49 30 1234567.',
        not_a_date: 'Das ist kein Datum. Es sieht aus wie 1980-12-31.',
      },
    },
    yes: 'ja',
    no: 'nein',
    address: {
      heading: 'Meine E-Mail-Adresse ändern',
      text: 'Zuerst schicken wir eine E-Mail an die neue Adresse. Geändert wird sie, wenn Sie darin auf den Knopf drücken.',
      label: 'Neue E-Mail-Adresse',
      button: 'Schicken Sie mir diese E-Mail',
    },
    history: {
      heading: 'Was mit dem Newsletter geschehen ist',
      none: 'Noch nichts.',
      newest: 'Hier sehen Sie das Letzte. Beim Herunterladen bekommen Sie alles.',
    },
    related: {
      heading: 'Was wir sonst von Ihnen haben',
      text: 'Sie dürfen unsere Mitarbeiter um eine Kopie bitten: siehe unten „Unsere Mitarbeiter fragen“.',
      unseen: 'nur für unsere Mitarbeiter sichtbar',
    },
    download: {
      heading: 'Meine Daten herunterladen',
      text: 'Sie bekommen eine Datei mit allem, was hier gespeichert ist. JSON ist für Computer, CSV öffnen Sie in Excel.',
      json: 'Als JSON herunterladen',
      csv: 'Als CSV herunterladen',
    },
    erase: {
      heading: 'Meine Daten löschen',
      text: 'Zuerst zeigen wir Ihnen, was dann geschieht.',
      button: 'Meine Daten löschen',
    },
    ask: {
      heading: 'Unsere Mitarbeiter fragen',
      text: 'Sie schreiben Ihnen an Ihre E-Mail-Adresse, innerhalb eines Monats.',
      label: 'Worum geht es?',
      button: 'Unsere Mitarbeiter fragen',
      about: {
        access: 'Ich möchte eine Kopie von allem',
        correction: 'Etwas stimmt nicht, und ich kann es hier nicht ändern',
        objection: 'Ich möchte nicht, dass Sie meine Daten für etwas verwenden',
        erase: 'Ich möchte, dass meine Daten gelöscht werden',
      },
    },
  },
  history: {
    events: {
      OptInRequested: 'Jemand hat um den Newsletter gebeten',
      InvitationRequested: 'Wir wollten Sie fragen, ob Sie den Newsletter möchten',
      InvitationSent: 'Wir haben Ihnen eine E-Mail mit der Frage geschickt',
      ReminderSent: 'Wir haben Ihnen die Frage noch einmal geschickt',
      InvitationExpired: 'Die Zeit für eine Antwort war vorbei',
      ConsentConfirmed: 'Sie haben mit dem Link in unserer E-Mail Ja gesagt',
      ConsentSubscribed: 'Sie haben den Newsletter eingeschaltet',
      ConsentRecorded: 'Unsere Mitarbeiter haben notiert, dass Sie Ja gesagt haben',
      ConsentRefused: 'Sie haben Nein gesagt',
      ConsentWithdrawn: 'Sie haben den Newsletter beendet',
      WithdrawalUndone: 'Sie wollten doch nicht aufhören',
      AddressBounced: 'Eine E-Mail an Ihre Adresse kam zurück',
      ComplaintReceived: 'Ihr E-Mail-Anbieter hat gemeldet, dass Sie unsere E-Mail als Spam markiert haben',
      AddressBlacklisted: 'Unsere Mitarbeiter haben alle E-Mails an Ihre Adresse beendet',
      AddressChanged: 'Ihre E-Mail-Adresse wurde geändert',
      BlacklistLifted: 'Unsere Mitarbeiter haben E-Mails an Ihre Adresse wieder erlaubt',
    },
    by: { contact: 'durch Sie', staff: 'durch unsere Mitarbeiter', system: 'automatisch' },
    channels: {
      webform: 'ein Formular auf einer Website',
      form: 'eine Seite von uns',
      link: 'ein Link in einer E-Mail',
      label: 'ein Link in einem Brief oder Newsletter',
      'one-click': 'der Abmeldeknopf Ihres Mailprogramms',
      mailbox: 'eine E-Mail an uns',
      import: 'eine Liste, die eingelesen wurde',
      crm: 'unser Kundensystem',
      system: 'unser Computer',
    },
    topics: 'Themen',
  },
  modules: {
    ModComments: 'Notizen unserer Mitarbeiter',
    Emails: 'E-Mails',
    HelpDesk: 'Fragen und Beschwerden',
    Documents: 'Dokumente',
    Calendar: 'Termine und Aufgaben',
    Events: 'Termine',
    Potentials: 'Verkaufsgespräche',
    Quotes: 'Angebote',
    SalesOrder: 'Bestellungen',
    PurchaseOrder: 'Einkäufe',
    Invoice: 'Rechnungen',
    Products: 'Produkte',
    Services: 'Dienstleistungen',
    ServiceContracts: 'Serviceverträge',
    Assets: 'Produkte, die Sie haben',
    Project: 'Projekte',
    Campaigns: 'Kampagnen',
    PBXManager: 'Telefonate',
    SMSNotifier: 'SMS',
    Vendors: 'Lieferanten',
  },
};
