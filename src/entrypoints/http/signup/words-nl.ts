import type { SignupWords } from './words';

export const DUTCH: SignupWords = {
  title: 'Meld u aan voor de nieuwsbrief van {brand}',
  text: ['Daarna sturen we u een e-mail. Pas als u in die e-mail op de knop drukt, bent u ingeschreven.'],
  firstname: 'Voornaam (mag leeg blijven)',
  lastname: 'Achternaam',
  email: 'E-mailadres',
  topics: 'Waarover wilt u e-mails?',
  topicsHelp: 'Kies er minstens één.',
  tick: 'Ja, dit wil ik',
  button: 'Meld mij aan',
  trap: 'Laat dit veld leeg',
  faults: {
    nameMissing: 'Vul uw achternaam in.',
    nameLong: 'Deze naam is te lang. Maak hem korter.',
    nameOdd: 'Gebruik hier gewone letters, zonder links en zonder emoji.',
    emailMissing: 'Vul uw e-mailadres in.',
    emailWrong: 'Dit is geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl.',
    topicsMissing: 'Kies minstens één onderwerp.',
    topicsChanged: 'De onderwerpen zijn veranderd. Kies opnieuw.',
    tickMissing: 'Zet hier een vinkje. Zonder uw ja sturen we u niets.',
    textChanged: 'De tekst hierboven is veranderd. Lees hem nog eens en zet dan een vinkje.',
  },
  look: 'Er klopt nog iets niet. Kijk hieronder. Er is nog niets verstuurd.',
  again: 'Dat duurde wat lang. Controleer het formulier en druk nog één keer op de knop.',
  done: {
    title: 'Kijk nu in uw mail',
    text: [
      'U krijgt binnen een paar minuten een e-mail van {brand}. Druk daarin op de knop. Pas daarna is het geregeld.',
      'Geen e-mail? Kijk ook bij uw spam, en of u het adres goed hebt ingevuld.',
    ],
  },
  tooMany: {
    title: 'Er zijn net te veel aanmeldingen gedaan',
    text: [
      'Zo voorkomen we dat iemand het adres van anderen misbruikt. Probeer het over {minutes} opnieuw.',
      'Er is niets verstuurd.',
    ],
  },
};
