import type { PersonWords } from './person-words';

export const FRENCH_PERSON: PersonWords = {
  questions: {
    showData: {
      title: 'Voulez-vous voir vos données ?',
      text: [
        'Vous voyez ici ce que {brand} garde sur vous. Vous pouvez le modifier, le télécharger ou le faire effacer.',
        'Ce lien est pour vous seul et marche pendant 30 minutes. Ne le transférez pas.',
      ],
      button: 'Afficher mes données',
    },
    askLink: {
      title: 'Voulez-vous voir ou modifier vos données ?',
      text: [
        'Écrivez votre adresse e-mail. Nous y envoyons un lien. Avec ce lien, vous voyez ce que {brand} garde sur vous.',
      ],
      button: 'Envoyez-moi le lien',
    },
    newAddress: {
      title: 'Est-ce votre nouvelle adresse e‑mail ?',
      text: [
        'Vous avez demandé à {brand} d’écrire désormais à cette adresse. Appuyez sur le bouton et nous la changeons.',
        'Ce n’était pas vous ? Alors fermez cette page. Rien ne changera.',
      ],
      button: 'Oui, utilisez cette adresse',
    },
    erase: {
      title: 'Voulez-vous que nous effacions vos données ?',
      text: [
        'Nous effaçons votre nom, vos adresses et tout ce que {brand} garde sur vous. Vous ne recevrez plus de newsletters.',
        'Parfois, la loi nous oblige à garder quelque chose, par exemple une facture. Alors nous ne gardons que cela et nous vous disons pourquoi.',
        'Vous recevez un e-mail quand nous commençons et quand nous avons fini. Cela prend un mois au plus. Ensuite, nous ne pouvons plus retrouver vos données.',
      ],
      button: 'Oui, effacez mes données',
    },
  },
  notices: {
    linkMailed: {
      title: 'Regardez maintenant vos e‑mails',
      text: [
        'Si nous connaissons cette adresse, vous recevrez dans quelques minutes un e-mail de {brand}. Le lien marche pendant 30 minutes.',
        'Pas d’e-mail ? Regardez aussi dans les indésirables. Nous envoyons au plus un lien toutes les dix minutes.',
      ],
    },
    topicStopped: {
      title: 'Ce sujet est arrêté',
      text: [
        'Vous ne recevrez plus d’e-mails sur : {topic}. Un e-mail déjà en route peut encore arriver.',
        'Rien d’autre n’a été modifié.',
      ],
    },
    choicesSaved: {
      title: 'Vos choix sont enregistrés',
      text: ['Nous les respectons à partir de maintenant.'],
    },
    partlySaved: {
      title: 'Tout n’a pas pu être enregistré',
      text: [
        'Ce que vous avez désactivé est enregistré. Revenez en arrière et choisissez le reste encore une fois.',
      ],
    },
    changed: {
      title: 'Vos données sont modifiées',
      text: ['Merci. Nous utilisons les nouvelles données à partir de maintenant.'],
    },
    changeRefused: {
      title: 'Nous n’avons pas pu enregistrer cela',
      text: ['Rien n’a été modifié. Vérifiez ce qui est marqué.'],
    },
    nothingChanged: { title: 'Rien n’a été modifié', text: ['Tout est comme avant.'] },
    notStored: {
      title: 'Tout n’a pas été enregistré',
      text: [
        'Une partie de ce que vous avez écrit n’a pas été gardée telle quelle. Regardez dans vos données ce qui s’y trouve maintenant, puis réessayez.',
        'Cela échoue encore ? Choisissez alors « Demander à notre équipe » sur la page de vos données.',
      ],
    },
    addressNotSaved: {
      title: 'Votre nouvelle adresse n’a pas pu être enregistrée',
      text: [
        'Nous utilisons encore votre ancienne adresse. Demandez à nouveau la modification sur la page de vos données. Cela échoue encore ? Demandez alors à notre équipe sur cette page.',
      ],
    },
    addressMailed: {
      title: 'Regardez maintenant les e‑mails de votre nouvelle adresse',
      text: [
        'Nous envoyons un e-mail à la nouvelle adresse. Appuyez sur le bouton dans cet e-mail avant 24 heures.',
        'Jusque-là, nous utilisons votre ancienne adresse.',
      ],
    },
    addressConfirmed: {
      title: 'Votre nouvelle adresse est enregistrée',
      text: [
        'Désormais, {brand} écrit à cette adresse.',
        'Receviez-vous nos newsletters à votre ancienne adresse ? Nous vous demandons d’abord par e-mail si vous les voulez ici. Jusqu’à votre réponse, vous n’en recevez pas.',
      ],
    },
    eraseAsked: {
      title: 'Nous avons reçu votre demande',
      text: [
        'Nous nous en occupons. Vous recevez un e-mail à ce sujet, et un autre quand nous avons fini : dans le mois.',
      ],
    },
    staffAsked: {
      title: 'Notre équipe vous répondra',
      text: ['Vous recevez un e-mail qui dit jusqu’à quand. Cela prend un mois au plus.'],
    },
    nobody: {
      title: 'Nous ne trouvons pas de données avec ce lien',
      text: [
        'Votre adresse e-mail a peut-être changé depuis l’envoi de ce lien. Demandez un nouveau lien avec votre adresse actuelle.',
      ],
    },
    dataAway: {
      title: 'Nous ne pouvons pas afficher vos données pour le moment',
      text: ['Rien n’est perdu et rien n’a été modifié. Réessayez dans une minute.'],
    },
    dataLinkOver: {
      title: 'Ce lien a expiré',
      text: [
        'Pour votre sécurité, il ne marche que 30 minutes. Écrivez votre adresse e-mail et nous vous envoyons un nouveau lien.',
      ],
    },
  },
  preferences: {
    topics: 'Arrêter un sujet',
    stopOne: 'Arrêter',
    everything: 'Tout arrêter',
    more: {
      heading: 'Voir ou modifier plus',
      text: 'Voulez-vous activer quelque chose, changer d’adresse ou voir vos données ? Nous envoyons un lien à l’adresse e-mail que nous connaissons.',
      button: 'Envoyez-moi ce lien',
    },
    withTopics: 'Vous pouvez arrêter un sujet, ou toutes les newsletters de {brand} en une fois.',
  },
  receipt: {
    heading: 'Votre reçu',
    agreedOn: 'Vous avez dit oui le',
    topics: 'Sujets',
    number: 'Numéro',
    controller: 'Dit à',
    privacy: 'Vie privée',
    agreed: 'Vous avez dit oui à ceci',
    save: 'Enregistrer ce reçu dans un fichier',
  },
  email: {
    label: 'Votre adresse e-mail',
    invalid: 'Ce n’est pas une adresse e-mail complète. Elle ressemble à nom@exemple.fr.',
  },
  myData: {
    title: 'Vos données',
    intro: 'Voici ce que {brand} garde sur vous avec l’adresse {address}.',
    back: 'Retour à mes données',
    status: {
      none: 'Vous ne recevez pas nos newsletters.',
      Optin: 'Nous allons vous demander par e-mail si vous voulez nos newsletters.',
      Invited:
        'Nous vous avons demandé par e-mail si vous voulez nos newsletters. Vous n’avez pas encore répondu.',
      Reminded:
        'Nous vous avons demandé deux fois par e-mail si vous voulez nos newsletters. Vous n’avez pas encore répondu.',
      Expired:
        'Vous ne recevez pas nos newsletters : nous avons demandé par e-mail et il n’y a pas eu de réponse.',
      Confirmed: 'Vous recevez nos newsletters. Vous avez dit oui avec le lien dans notre e-mail.',
      Subscribed: 'Vous recevez nos newsletters.',
      Optout: 'Vous ne recevez pas nos newsletters : vous avez dit non.',
      Unsubscribed: 'Vous ne recevez pas nos newsletters : vous avez arrêté.',
      Bounced: 'Vous ne recevez pas nos newsletters : nos e-mails à votre adresse sont revenus.',
      Blacklisted:
        'Nous n’écrivons pas à votre adresse. Seule notre équipe peut changer cela : demandez-lui plus bas.',
    },
    choices: {
      start: 'Activer quelque chose',
      heading: 'Ce que vous recevez de nous',
      legend: 'Envoyez-moi des e-mails sur',
      newsletter: 'La newsletter de {brand}',
      language: 'Langue de nos e-mails',
      sameLanguage: 'Comme maintenant',
      agreement: 'Pour tout ce que vous activez, vous dites oui à ceci',
      save: 'Enregistrer mes choix',
      switchOn: 'Activer ce que j’ai coché',
      stop: 'Tout arrêter',
    },
    shared:
      'Cette adresse e-mail appartient à plusieurs personnes ou à une entreprise. C’est pourquoi nous n’affichons pas de données ici. Notre équipe peut vous aider.',
    records: { Contacts: 'Vos données de contact', Leads: 'Vos données de votre demande' },
    empty: 'Rien d’autre n’est gardé ici.',
    change: {
      heading: 'Modifier mes données',
      button: 'Enregistrer les modifications',
      faults: {
        not_editable: 'Vous ne pouvez pas modifier cela ici. Demandez à notre équipe.',
        required: 'Ce champ ne peut pas être vide.',
        too_long: 'C’est trop long. Raccourcissez, s’il vous plaît.',
        characters: 'Il contient un signe que nous ne pouvons pas garder, par exemple < ou un émoji.',
        not_listed: 'Choisissez dans la liste, s’il vous plaît.',
        not_a_phone: 'Ce n’est pas un numéro de téléphone. Il ressemble à +33 1 23 45 67 89.',
        not_a_date: 'Ce n’est pas une date. Elle ressemble à 1980-12-31.',
      },
    },
    yes: 'oui',
    no: 'non',
    address: {
      heading: 'Changer mon adresse e-mail',
      text: 'Nous envoyons d’abord un e-mail à la nouvelle adresse. Elle change quand vous appuyez sur le bouton dans cet e-mail.',
      label: 'Nouvelle adresse e-mail',
      button: 'Envoyez-moi cet e-mail',
    },
    history: {
      heading: 'Ce qui s’est passé avec la newsletter',
      none: 'Rien pour le moment.',
      newest: 'Vous voyez ici le plus récent. Le fichier à télécharger contient tout.',
    },
    related: {
      heading: 'Ce que nous gardons encore sur vous',
      text: 'Vous pouvez demander une copie à notre équipe : voir « Demander à notre équipe » plus bas.',
      unseen: 'visible seulement par notre équipe',
    },
    download: {
      heading: 'Télécharger mes données',
      text: 'Vous recevez un fichier avec tout ce qui est gardé ici. JSON est pour les ordinateurs, CSV s’ouvre dans Excel.',
      json: 'Télécharger en JSON',
      csv: 'Télécharger en CSV',
    },
    erase: {
      heading: 'Effacer mes données',
      text: 'Nous vous montrons d’abord ce qui se passera.',
      button: 'Effacer mes données',
    },
    ask: {
      heading: 'Demander à notre équipe',
      text: 'Elle vous écrit à votre adresse e-mail, dans le mois.',
      label: 'De quoi s’agit-il ?',
      button: 'Demander à notre équipe',
      about: {
        access: 'Je veux une copie de tout',
        correction: 'Quelque chose est faux et je ne peux pas le modifier ici',
        objection: 'Je ne veux pas que vous utilisiez mes données pour quelque chose',
        erase: 'Je veux que mes données soient effacées',
      },
    },
  },
  history: {
    events: {
      OptInRequested: 'La newsletter a été demandée',
      InvitationRequested: 'Nous voulions vous demander si vous voulez la newsletter',
      InvitationSent: 'Nous vous avons envoyé un e-mail avec la question',
      ReminderSent: 'Nous vous avons envoyé la question encore une fois',
      InvitationExpired: 'Le temps pour répondre était passé',
      ConsentConfirmed: 'Vous avez dit oui avec le lien dans notre e-mail',
      ConsentSubscribed: 'Vous avez activé la newsletter',
      ConsentRecorded: 'Notre équipe a noté que vous avez dit oui',
      ConsentRefused: 'Vous avez dit non',
      ConsentWithdrawn: 'Vous avez arrêté la newsletter',
      WithdrawalUndone: 'Vous ne vouliez finalement pas arrêter',
      AddressBounced: 'Un e-mail à votre adresse est revenu',
      ComplaintReceived:
        'Votre fournisseur d’e-mail a signalé que vous avez marqué notre e-mail comme indésirable',
      AddressBlacklisted: 'Notre équipe a arrêté tous les e-mails à votre adresse',
      AddressChanged: 'Votre adresse e-mail a été modifiée',
      BlacklistLifted: 'Notre équipe a de nouveau permis les e-mails à votre adresse',
    },
    by: { contact: 'par vous', staff: 'par notre équipe', system: 'automatiquement' },
    channels: {
      webform: 'un formulaire sur un site web',
      form: 'une page de notre site',
      link: 'un lien dans un e-mail',
      label: 'un lien dans une lettre ou une newsletter',
      'one-click': 'le bouton de désinscription de votre messagerie',
      mailbox: 'un e-mail à notre adresse',
      import: 'une liste importée',
      crm: 'notre système de clients',
      system: 'notre ordinateur',
    },
    topics: 'Sujets',
  },
  modules: {
    ModComments: 'Notes de notre équipe',
    Emails: 'E-mails',
    HelpDesk: 'Questions et réclamations',
    Documents: 'Documents',
    Calendar: 'Rendez-vous et tâches',
    Events: 'Rendez-vous',
    Potentials: 'Discussions de vente',
    Quotes: 'Devis',
    SalesOrder: 'Commandes',
    PurchaseOrder: 'Achats',
    Invoice: 'Factures',
    Products: 'Produits',
    Services: 'Services',
    ServiceContracts: 'Contrats de service',
    Assets: 'Produits que vous avez',
    Project: 'Projets',
    Campaigns: 'Campagnes',
    PBXManager: 'Appels téléphoniques',
    SMSNotifier: 'SMS',
    Vendors: 'Fournisseurs',
  },
};
