import type { ActWords } from './words';

export const FRENCH: ActWords = {
  questions: {
    confirm: {
      title: 'Voulez-vous recevoir la newsletter de {brand} ?',
      text: ['Vous dites oui avec le bouton ci-dessous. Ouvrir cette page ne suffit pas.'],
      button: 'Oui, envoyez-moi la newsletter',
    },
    ask: {
      title: 'Voulez-vous recevoir la newsletter de {brand} ?',
      text: [
        'Nous vous envoyons d’abord un e-mail, pour être sûrs que l’adresse est à vous. Vous dites oui avec le bouton dans cet e-mail.',
      ],
      button: 'Oui, envoyez-moi cet e-mail',
    },
    subscribe: {
      title: 'Voulez-vous activer la newsletter de {brand} ?',
      text: ['Elle sera activée quand vous aurez appuyé sur le bouton.'],
      button: 'Oui, activer la newsletter',
    },
    decline: {
      title: 'Vous n’avez rien demandé ?',
      text: [
        'Quelqu’un a donné votre adresse e-mail pour la newsletter de {brand}. Si ce n’était pas vous, appuyez sur le bouton. Nous ne vous écrirons plus à ce sujet.',
      ],
      button: 'Ce n’était pas moi, ne m’écrivez pas',
    },
    unsubscribe: {
      title: 'Voulez-vous arrêter la newsletter ?',
      text: ['Un clic suffit : plus de newsletters de {brand}.'],
      button: 'Oui, désinscrivez-moi',
    },
    undo: {
      title: 'Avez-vous arrêté par erreur ?',
      text: ['Nous pouvons tout remettre comme avant. C’est possible pendant une heure.'],
      button: 'Rétablir mon inscription',
    },
    preferences: {
      title: 'Voulez-vous arrêter nos e‑mails ?',
      text: ['Ici, vous arrêtez toutes les newsletters de {brand} en une fois.'],
      button: 'Tout arrêter',
    },
  },
  notices: {
    confirmed: {
      title: 'Merci, votre inscription est faite',
      text: [
        'Vous recevrez désormais la newsletter de {brand}.',
        'Vous pouvez arrêter à tout moment avec le lien dans chaque newsletter.',
      ],
    },
    subscribed: {
      title: 'C’est fait, la newsletter est activée',
      text: [
        'Vous recevrez désormais la newsletter de {brand}.',
        'Vous pouvez arrêter à tout moment avec le lien dans chaque newsletter.',
      ],
    },
    lookInMail: {
      title: 'Regardez maintenant vos e‑mails',
      text: [
        'Si ce lien est correct, vous recevrez dans quelques minutes un e-mail de {brand}. Appuyez sur le bouton dans cet e-mail.',
        'Pas d’e-mail ? Regardez aussi dans les indésirables.',
      ],
    },
    declined: {
      title: 'Merci, nous ne vous écrirons pas',
      text: ['Votre adresse ne reçoit pas de newsletters de {brand}. Vous n’avez rien d’autre à faire.'],
    },
    unsubscribed: {
      title: 'Votre désinscription est faite',
      text: [
        'Vous ne recevrez plus de newsletters de {brand}. Une newsletter déjà en route peut encore arriver.',
      ],
    },
    undone: {
      title: 'C’est fait, tout est comme avant',
      text: ['Votre inscription à la newsletter de {brand} est rétablie.'],
    },
    received: {
      title: 'Nous avons reçu votre choix',
      text: [
        'Nous nous en occupons. S’il y a un problème, nous vous écrirons. Vous pouvez fermer cette page.',
      ],
    },
    expired: {
      title: 'Ce lien a expiré',
      text: [
        'Aviez-vous déjà dit oui avec ce lien ? Alors tout va bien. Sinon, et si vous voulez toujours la newsletter de {brand}, nous vous envoyons un nouveau lien.',
      ],
    },
    expiredForGood: {
      title: 'Ce lien a expiré',
      text: ['Rien n’a été modifié. Utilisez un e-mail plus récent de {brand}.'],
    },
    refusedBefore: {
      title: 'Vous avez dit non entre-temps',
      text: [
        'C’est pourquoi ce lien ne marche plus, et vous ne recevez pas de newsletters.',
        'Vous avez changé d’avis ? Nous vous envoyons un nouveau lien.',
      ],
    },
    notDone: {
      title: 'Ce lien ne marche plus',
      text: [
        'Rien n’a été modifié. Votre adresse e-mail a peut-être changé depuis l’envoi de ce lien.',
        'Voulez-vous la newsletter de {brand} ? Inscrivez-vous à nouveau.',
      ],
    },
    cannotUndo: {
      title: 'On ne peut plus revenir en arrière',
      text: [
        'C’est possible pendant une heure, et seulement si rien d’autre n’a été choisi depuis.',
        'Voulez-vous la newsletter de {brand} ? Inscrivez-vous à nouveau.',
      ],
    },
    notFound: {
      title: 'Il n’y a rien ici',
      text: [
        'Votre messagerie a peut-être coupé le lien en deux. Ouvrez-le à nouveau depuis l’e-mail, ou copiez-le en entier.',
      ],
    },
    wrongMethod: {
      title: 'Cela ne marche pas ici',
      text: ['Ouvrez à nouveau le lien depuis l’e-mail.'],
    },
    tooMany: {
      title: 'C’était un peu trop souvent',
      text: ['Attendez une minute et réessayez. Rien n’a été modifié.'],
    },
    unavailable: {
      title: 'Cela ne marche pas pour le moment',
      text: [
        'Nous n’avons pas pu enregistrer votre choix, donc rien n’a été modifié. Réessayez dans une minute.',
      ],
    },
    fault: {
      title: 'Une erreur est survenue',
      text: ['C’est notre faute, pas la vôtre. Réessayez plus tard.'],
    },
  },
  agreement: 'Voici à quoi vous dites oui',
  notMe: 'Ce n’était pas moi',
  newLink: 'Envoyez-moi un nouveau lien',
  undo: 'C’était une erreur ? Revenir en arrière',
  privacy: 'Comment {controller} traite vos données',
  languages: 'Langue',
};
