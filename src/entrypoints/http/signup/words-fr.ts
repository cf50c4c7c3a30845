import type { SignupWords } from './words';

export const FRENCH: SignupWords = {
  title: 'Inscrivez-vous à la newsletter de {brand}',
  text: [
    'Ensuite, nous vous envoyons un e-mail. Votre inscription est faite seulement quand vous appuyez sur le bouton dans cet e-mail.',
  ],
  firstname: 'Prénom (peut rester vide)',
  lastname: 'Nom',
  email: 'Adresse e-mail',
  topics: 'Sur quoi voulez-vous des e-mails ?',
  topicsHelp: 'Choisissez-en au moins un.',
  tick: 'Oui, je le veux',
  button: 'M’inscrire',
  trap: 'Laissez ce champ vide',
  faults: {
    nameMissing: 'Écrivez votre nom.',
    nameLong: 'Ce nom est trop long. Écrivez-le plus court.',
    nameOdd: 'Utilisez ici de simples lettres, sans lien et sans emoji.',
    emailMissing: 'Écrivez votre adresse e-mail.',
    emailWrong: 'Ce n’est pas une adresse e-mail. Elle ressemble à nom@exemple.fr.',
    topicsMissing: 'Choisissez au moins un sujet.',
    topicsChanged: 'Les sujets ont changé. Choisissez à nouveau.',
    tickMissing: 'Cochez cette case. Sans votre oui, nous ne vous envoyons rien.',
    textChanged: 'Le texte ci-dessus a changé. Relisez-le, puis cochez la case.',
  },
  look: 'Quelque chose ne va pas encore. Regardez ci-dessous. Rien n’a été envoyé.',
  again: 'Cela a pris un peu de temps. Vérifiez le formulaire et appuyez encore une fois sur le bouton.',
  done: {
    title: 'Regardez maintenant vos e-mails',
    text: [
      'Dans quelques minutes, vous recevez un e-mail de {brand}. Appuyez sur le bouton qui s’y trouve. C’est seulement alors que tout est fait.',
      'Pas d’e-mail ? Regardez aussi dans vos spams, et vérifiez l’adresse que vous avez écrite.',
    ],
  },
  tooMany: {
    title: 'Il y a eu trop d’inscriptions',
    text: [
      'Ainsi, personne ne peut abuser de l’adresse des autres. Essayez encore dans {minutes}.',
      'Rien n’a été envoyé.',
    ],
  },
};
