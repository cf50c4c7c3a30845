import type { PersonWords } from './person-words';

export const DUTCH_PERSON: PersonWords = {
  questions: {
    showData: {
      title: 'Wilt u uw gegevens zien?',
      text: [
        'Hier ziet u wat {brand} over u bewaart. U kunt het veranderen, downloaden of laten wissen.',
        'Deze link is alleen voor u en werkt 30 minuten. Stuur hem niet door.',
      ],
      button: 'Laat mijn gegevens zien',
    },
    askLink: {
      title: 'Wilt u uw gegevens zien of veranderen?',
      text: [
        'Vul uw e-mailadres in. We sturen er een link naartoe. Met die link ziet u wat {brand} over u bewaart.',
      ],
      button: 'Stuur mij de link',
    },
    newAddress: {
      title: 'Is dit uw nieuwe e‑mailadres?',
      text: [
        'U hebt {brand} gevraagd om voortaan naar dit adres te schrijven. Druk op de knop, dan passen we het aan.',
        'Was u dit niet? Sluit dan deze pagina. Er verandert niets.',
      ],
      button: 'Ja, gebruik dit adres',
    },
    erase: {
      title: 'Wilt u dat we uw gegevens wissen?',
      text: [
        'We wissen uw naam, uw adressen en al het andere dat {brand} over u bewaart. U krijgt dan geen nieuwsbrieven meer.',
        'Soms moeten we van de wet iets bewaren, bijvoorbeeld een factuur. Dan bewaren we alleen dat, en vertellen we u waarom.',
        'U krijgt een e-mail als we beginnen en als we klaar zijn. Dat duurt hoogstens een maand. Daarna kunnen we uw gegevens niet meer terughalen.',
      ],
      button: 'Ja, wis mijn gegevens',
    },
  },
  notices: {
    linkMailed: {
      title: 'Kijk nu in uw mail',
      text: [
        'Als we dit adres kennen, krijgt u binnen een paar minuten een e-mail van {brand}. De link daarin werkt 30 minuten.',
        'Geen e-mail? Kijk ook bij uw spam. We sturen hoogstens één link per tien minuten.',
      ],
    },
    topicStopped: {
      title: 'Dit onderwerp is gestopt',
      text: [
        'U krijgt geen e-mails meer over: {topic}. Een e-mail die al onderweg is, kan nog aankomen.',
        'Verder is er niets veranderd.',
      ],
    },
    choicesSaved: { title: 'Uw keuzes zijn opgeslagen', text: ['Vanaf nu houden we ons eraan.'] },
    partlySaved: {
      title: 'Niet alles kon worden opgeslagen',
      text: ['Wat u hebt uitgezet, is opgeslagen. Ga terug en kies de rest nog een keer.'],
    },
    changed: {
      title: 'Uw gegevens zijn veranderd',
      text: ['Dank u wel. Vanaf nu gebruiken we de nieuwe gegevens.'],
    },
    changeRefused: {
      title: 'Dit konden we niet opslaan',
      text: ['Er is niets veranderd. Kijk nog eens naar wat is gemarkeerd.'],
    },
    nothingChanged: { title: 'Er is niets veranderd', text: ['Alles is zoals het was.'] },
    notStored: {
      title: 'Niet alles is opgeslagen',
      text: [
        'Een deel van wat u invulde, is niet bewaard zoals u het schreef. Kijk bij uw gegevens wat er nu staat en probeer het nog eens.',
        'Lukt het weer niet? Kies dan bij uw gegevens ‘Vraag het onze medewerkers’.',
      ],
    },
    addressNotSaved: {
      title: 'Uw nieuwe adres kon niet worden opgeslagen',
      text: [
        'We gebruiken nog uw oude adres. Vraag de verandering opnieuw aan op de pagina met uw gegevens. Lukt het dan weer niet? Vraag het daar onze medewerkers.',
      ],
    },
    addressMailed: {
      title: 'Kijk nu in de mail van uw nieuwe adres',
      text: [
        'We sturen een e-mail naar het nieuwe adres. Druk binnen 24 uur op de knop in die e-mail.',
        'Tot dan gebruiken we uw oude adres.',
      ],
    },
    addressConfirmed: {
      title: 'Uw nieuwe adres is opgeslagen',
      text: [
        'Vanaf nu schrijft {brand} naar dit adres.',
        'Kreeg u onze nieuwsbrieven op uw oude adres? Dan vragen we u eerst per e-mail of u ze hier ook wilt. Tot u antwoord geeft, krijgt u er geen.',
      ],
    },
    eraseAsked: {
      title: 'We hebben uw verzoek ontvangen',
      text: [
        'We gaan ermee aan de slag. U krijgt daarover een e-mail, en nog een als we klaar zijn: binnen een maand.',
      ],
    },
    staffAsked: {
      title: 'Onze medewerkers antwoorden u',
      text: ['U krijgt een e-mail waarin staat tot wanneer. Het duurt hoogstens een maand.'],
    },
    nobody: {
      title: 'Met deze link vinden we geen gegevens',
      text: [
        'Misschien is uw e-mailadres veranderd nadat we deze link stuurden. Vraag dan een nieuwe link met uw huidige adres.',
      ],
    },
    dataAway: {
      title: 'We kunnen uw gegevens nu even niet laten zien',
      text: ['Er is niets verloren en niets veranderd. Probeer het over een minuut opnieuw.'],
    },
    dataLinkOver: {
      title: 'Deze link is verlopen',
      text: [
        'Voor uw veiligheid werkt hij maar 30 minuten. Vul uw e-mailadres in, dan sturen we u een nieuwe link.',
      ],
    },
  },
  preferences: {
    topics: 'Eén onderwerp stoppen',
    stopOne: 'Stop dit',
    everything: 'Alles stoppen',
    more: {
      heading: 'Meer zien of veranderen',
      text: 'Wilt u iets aanzetten, uw adres veranderen of uw gegevens zien? Dan sturen we een link naar het e-mailadres dat we kennen.',
      button: 'Stuur mij die link',
    },
    withTopics: 'U kunt één onderwerp stoppen, of alle nieuwsbrieven van {brand} in één keer.',
  },
  receipt: {
    heading: 'Uw bewijs',
    agreedOn: 'U zei ja op',
    topics: 'Onderwerpen',
    number: 'Nummer',
    controller: 'Gezegd tegen',
    privacy: 'Privacy',
    agreed: 'Hier zei u ja tegen',
    save: 'Bewaar dit bewijs als bestand',
  },
  email: {
    label: 'Uw e-mailadres',
    invalid: 'Dit is geen volledig e-mailadres. Het ziet eruit als naam@voorbeeld.nl.',
  },
  myData: {
    title: 'Uw gegevens',
    intro: 'Dit bewaart {brand} over u bij het adres {address}.',
    back: 'Terug naar mijn gegevens',
    status: {
      none: 'U krijgt onze nieuwsbrieven niet.',
      Optin: 'We gaan u per e-mail vragen of u onze nieuwsbrieven wilt.',
      Invited: 'We hebben u per e-mail gevraagd of u onze nieuwsbrieven wilt. U hebt nog niet geantwoord.',
      Reminded:
        'We hebben u twee keer per e-mail gevraagd of u onze nieuwsbrieven wilt. U hebt nog niet geantwoord.',
      Expired: 'U krijgt onze nieuwsbrieven niet: we vroegen het per e-mail en er kwam geen antwoord.',
      Confirmed: 'U krijgt onze nieuwsbrieven. U zei ja met de link in onze e-mail.',
      Subscribed: 'U krijgt onze nieuwsbrieven.',
      Optout: 'U krijgt onze nieuwsbrieven niet: u zei nee.',
      Unsubscribed: 'U krijgt onze nieuwsbrieven niet: u hebt zich uitgeschreven.',
      Bounced: 'U krijgt onze nieuwsbrieven niet: onze e-mails naar uw adres kwamen terug.',
      Blacklisted:
        'We schrijven niet naar uw adres. Alleen onze medewerkers kunnen dat veranderen: vraag het hieronder.',
    },
    choices: {
      start: 'Iets aanzetten',
      heading: 'Wat u van ons krijgt',
      legend: 'Stuur mij e-mails over',
      newsletter: 'De nieuwsbrief van {brand}',
      language: 'Taal van onze e-mails',
      sameLanguage: 'Zoals nu',
      agreement: 'Voor alles wat u aanzet, zegt u hier ja tegen',
      save: 'Bewaar mijn keuzes',
      switchOn: 'Zet aan wat ik heb aangevinkt',
      stop: 'Stop alles',
    },
    shared:
      'Dit e-mailadres is van meer mensen, of van een bedrijf. Daarom laten we hier geen gegevens zien. Onze medewerkers kunnen u helpen.',
    records: { Contacts: 'Uw gegevens als contact', Leads: 'Uw gegevens uit uw aanvraag' },
    empty: 'Verder is hier niets bewaard.',
    change: {
      heading: 'Mijn gegevens veranderen',
      button: 'Bewaar de veranderingen',
      faults: {
        not_editable: 'Dit kunt u hier niet veranderen. Vraag het onze medewerkers.',
        required: 'Dit mag niet leeg zijn.',
        too_long: 'Dit is te lang. Maak het korter.',
        characters: 'Er staat een teken in dat we niet kunnen bewaren, bijvoorbeeld < of een emoji.',
        not_listed: 'Kies er een uit de lijst.',
        not_a_phone: 'Dit is geen telefoonnummer. Het ziet eruit als +31 20 123 4567.',
        not_a_date: 'Dit is geen datum. Hij ziet eruit als 1980-12-31.',
      },
    },
    yes: 'ja',
    no: 'nee',
    address: {
      heading: 'Mijn e-mailadres veranderen',
      text: 'We sturen eerst een e-mail naar het nieuwe adres. Het verandert als u op de knop in die e-mail drukt.',
      label: 'Nieuw e-mailadres',
      button: 'Stuur mij die e-mail',
    },
    history: {
      heading: 'Wat er met de nieuwsbrief is gebeurd',
      none: 'Nog niets.',
      newest: 'Hier ziet u het laatste. In de download staat alles.',
    },
    related: {
      heading: 'Wat we verder van u hebben',
      text: 'U mag onze medewerkers om een kopie vragen: zie “Vraag het onze medewerkers” hieronder.',
      unseen: 'alleen te zien voor onze medewerkers',
    },
    download: {
      heading: 'Mijn gegevens downloaden',
      text: 'U krijgt een bestand met alles wat hier is bewaard. JSON is voor computers, CSV opent u in Excel.',
      json: 'Download als JSON',
      csv: 'Download als CSV',
    },
    erase: {
      heading: 'Mijn gegevens wissen',
      text: 'Eerst laten we u zien wat er dan gebeurt.',
      button: 'Wis mijn gegevens',
    },
    ask: {
      heading: 'Vraag het onze medewerkers',
      text: 'Zij schrijven u op uw e-mailadres, binnen een maand.',
      label: 'Waar gaat het over?',
      button: 'Vraag het onze medewerkers',
      about: {
        access: 'Ik wil een kopie van alles',
        correction: 'Er klopt iets niet, en ik kan het hier niet veranderen',
        objection: 'Ik wil niet dat u mijn gegevens ergens voor gebruikt',
        erase: 'Ik wil dat mijn gegevens worden gewist',
      },
    },
  },
  history: {
    events: {
      OptInRequested: 'Er werd om de nieuwsbrief gevraagd',
      InvitationRequested: 'We wilden u vragen of u de nieuwsbrief wilt',
      InvitationSent: 'We stuurden u een e-mail met de vraag',
      ReminderSent: 'We stuurden u de vraag nog een keer',
      InvitationExpired: 'De tijd om te antwoorden was voorbij',
      ConsentConfirmed: 'U zei ja met de link in onze e-mail',
      ConsentSubscribed: 'U zette de nieuwsbrief aan',
      ConsentRecorded: 'Onze medewerkers noteerden dat u ja zei',
      ConsentRefused: 'U zei nee',
      ConsentWithdrawn: 'U stopte de nieuwsbrief',
      WithdrawalUndone: 'U wilde toch niet stoppen',
      AddressBounced: 'Een e-mail naar uw adres kwam terug',
      ComplaintReceived: 'Uw mailprovider meldde dat u onze e-mail als spam hebt gemarkeerd',
      AddressBlacklisted: 'Onze medewerkers stopten alle e-mails naar uw adres',
      AddressChanged: 'Uw e-mailadres werd veranderd',
      BlacklistLifted: 'Onze medewerkers stonden e-mails naar uw adres weer toe',
    },
    by: { contact: 'door u', staff: 'door onze medewerkers', system: 'automatisch' },
    channels: {
      webform: 'een formulier op een website',
      form: 'een pagina van ons',
      link: 'een link in een e-mail',
      label: 'een link in een brief of nieuwsbrief',
      'one-click': 'de afmeldknop van uw mailprogramma',
      mailbox: 'een e-mail aan ons',
      import: 'een lijst die is ingelezen',
      crm: 'ons klantsysteem',
      system: 'onze computer',
    },
    topics: 'Onderwerpen',
  },
  modules: {
    ModComments: 'Notities van onze medewerkers',
    Emails: 'E-mails',
    HelpDesk: 'Vragen en klachten',
    Documents: 'Documenten',
    Calendar: 'Afspraken en taken',
    Events: 'Afspraken',
    Potentials: 'Verkoopgesprekken',
    Quotes: 'Offertes',
    SalesOrder: 'Bestellingen',
    PurchaseOrder: 'Inkopen',
    Invoice: 'Facturen',
    Products: 'Producten',
    Services: 'Diensten',
    ServiceContracts: 'Servicecontracten',
    Assets: 'Producten die u hebt',
    Project: 'Projecten',
    Campaigns: 'Campagnes',
    PBXManager: 'Telefoongesprekken',
    SMSNotifier: 'Sms-berichten',
    Vendors: 'Leveranciers',
  },
};
