import type { ActWords } from './words';

export const DUTCH: ActWords = {
  questions: {
    confirm: {
      title: 'Wilt u de nieuwsbrief van {brand} ontvangen?',
      text: ['U zegt ja met de knop hieronder. Deze pagina openen is niet genoeg.'],
      button: 'Ja, stuur mij de nieuwsbrief',
    },
    ask: {
      title: 'Wilt u de nieuwsbrief van {brand} ontvangen?',
      text: [
        'We sturen u eerst een e-mail, zodat we zeker weten dat het adres van u is. U zegt ja met de knop in die e-mail.',
      ],
      button: 'Ja, stuur mij die e-mail',
    },
    subscribe: {
      title: 'Wilt u de nieuwsbrief van {brand} aanzetten?',
      text: ['Hij gaat pas aan als u op de knop drukt.'],
      button: 'Ja, zet de nieuwsbrief aan',
    },
    decline: {
      title: 'Hebt u hier niet om gevraagd?',
      text: [
        'Iemand heeft uw e-mailadres opgegeven voor de nieuwsbrief van {brand}. Was u dat niet? Druk dan op de knop. We schrijven u er dan niet meer over.',
      ],
      button: 'Ik was dit niet, mail mij niet',
    },
    unsubscribe: {
      title: 'Wilt u stoppen met de nieuwsbrief?',
      text: ['Eén klik en het is geregeld: geen nieuwsbrieven meer van {brand}.'],
      button: 'Ja, schrijf mij uit',
    },
    undo: {
      title: 'Hebt u zich per ongeluk uitgeschreven?',
      text: ['We kunnen alles terugzetten zoals het was. Dat kan één uur lang.'],
      button: 'Zet mijn inschrijving terug',
    },
    preferences: {
      title: 'Wilt u onze e‑mails stoppen?',
      text: ['Hier stopt u alle nieuwsbrieven van {brand} in één keer.'],
      button: 'Stop alles',
    },
  },
  notices: {
    confirmed: {
      title: 'Bedankt, u bent ingeschreven',
      text: [
        'Vanaf nu krijgt u de nieuwsbrief van {brand}.',
        'U kunt altijd stoppen met de link in elke nieuwsbrief.',
      ],
    },
    subscribed: {
      title: 'Gelukt, de nieuwsbrief staat aan',
      text: [
        'Vanaf nu krijgt u de nieuwsbrief van {brand}.',
        'U kunt altijd stoppen met de link in elke nieuwsbrief.',
      ],
    },
    lookInMail: {
      title: 'Kijk nu in uw mail',
      text: [
        'Als deze link klopt, krijgt u binnen een paar minuten een e-mail van {brand}. Druk daarin op de knop.',
        'Geen e-mail? Kijk ook bij uw spam.',
      ],
    },
    declined: {
      title: 'Bedankt, we schrijven u niet',
      text: ['Uw adres krijgt geen nieuwsbrieven van {brand}. U hoeft verder niets te doen.'],
    },
    unsubscribed: {
      title: 'U bent uitgeschreven',
      text: [
        'U krijgt geen nieuwsbrieven meer van {brand}. Een nieuwsbrief die al onderweg is, kan nog aankomen.',
      ],
    },
    undone: {
      title: 'Gelukt, alles is weer zoals het was',
      text: ['Uw inschrijving voor de nieuwsbrief van {brand} is teruggezet.'],
    },
    received: {
      title: 'We hebben uw keuze ontvangen',
      text: ['We verwerken die nu. Gaat er iets mis, dan schrijven we u. U kunt deze pagina sluiten.'],
    },
    expired: {
      title: 'Deze link is verlopen',
      text: [
        'Had u er al ja mee gezegd? Dan is alles goed. Zo niet, en wilt u de nieuwsbrief van {brand} nog? Dan sturen we u een nieuwe link.',
      ],
    },
    expiredForGood: {
      title: 'Deze link is verlopen',
      text: ['Er is niets veranderd. Gebruik een nieuwere e-mail van {brand}.'],
    },
    refusedBefore: {
      title: 'U hebt intussen nee gezegd',
      text: [
        'Daarom werkt deze link niet meer en krijgt u geen nieuwsbrieven.',
        'Wilt u toch wel? Dan sturen we u een nieuwe link.',
      ],
    },
    notDone: {
      title: 'Deze link werkt niet meer',
      text: [
        'Er is niets veranderd. Misschien is uw e-mailadres veranderd nadat we deze link stuurden.',
        'Wilt u de nieuwsbrief van {brand}? Meld u dan opnieuw aan.',
      ],
    },
    cannotUndo: {
      title: 'Dit kan niet meer worden teruggezet',
      text: [
        'Dat kan één uur lang, en alleen als er daarna niets anders is gekozen.',
        'Wilt u de nieuwsbrief van {brand}? Meld u dan opnieuw aan.',
      ],
    },
    notFound: {
      title: 'Hier is niets te vinden',
      text: [
        'Misschien heeft uw mailprogramma de link in tweeën geknipt. Open de link opnieuw vanuit de e-mail, of kopieer hem helemaal.',
      ],
    },
    wrongMethod: {
      title: 'Dit werkt hier niet',
      text: ['Open de link opnieuw vanuit de e-mail.'],
    },
    tooMany: {
      title: 'Dat was wat te vaak',
      text: ['Wacht een minuut en probeer het opnieuw. Er is niets veranderd.'],
    },
    unavailable: {
      title: 'Dit lukt nu even niet',
      text: [
        'We konden uw keuze niet opslaan. Er is dus niets veranderd. Probeer het over een minuut opnieuw.',
      ],
    },
    fault: {
      title: 'Er ging iets mis',
      text: ['Dat ligt aan ons, niet aan u. Probeer het later opnieuw.'],
    },
  },
  agreement: 'Hier zegt u ja tegen',
  notMe: 'Ik was dit niet',
  newLink: 'Stuur mij een nieuwe link',
  undo: 'Was dit een vergissing? Zet het terug',
  privacy: 'Zo gaat {controller} met uw gegevens om',
  languages: 'Taal',
};
