import type { ActWords } from './words';

export const ENGLISH: ActWords = {
  questions: {
    confirm: {
      title: 'Do you want the newsletter of {brand}?',
      text: ['You say yes with the button below. Opening this page is not enough.'],
      button: 'Yes, send me the newsletter',
    },
    ask: {
      title: 'Do you want the newsletter of {brand}?',
      text: [
        'First we send you an e-mail, to be sure that the address is yours. You say yes with the button in that e-mail.',
      ],
      button: 'Yes, send me that e-mail',
    },
    subscribe: {
      title: 'Do you want to switch on the newsletter of {brand}?',
      text: ['It is switched on once you press the button.'],
      button: 'Yes, switch on the newsletter',
    },
    decline: {
      title: 'Did you not ask for this?',
      text: [
        'Somebody gave your e-mail address for the newsletter of {brand}. If that was not you, press the button. We will then not write to you about it again.',
      ],
      button: 'This was not me, do not e-mail me',
    },
    unsubscribe: {
      title: 'Do you want to stop the newsletter?',
      text: ['One click and you are out: no more newsletters from {brand}.'],
      button: 'Yes, unsubscribe me',
    },
    undo: {
      title: 'Did you unsubscribe by mistake?',
      text: ['We can put everything back as it was. This works for one hour.'],
      button: 'Put my subscription back',
    },
    preferences: {
      title: 'Do you want to stop our e‑mails?',
      text: ['Here you can stop all newsletters of {brand} at once.'],
      button: 'Stop everything',
    },
  },
  notices: {
    confirmed: {
      title: 'Thank you, you are subscribed',
      text: [
        'From now on you get the newsletter of {brand}.',
        'You can stop at any time with the link in every newsletter.',
      ],
    },
    subscribed: {
      title: 'Done, the newsletter is on',
      text: [
        'From now on you get the newsletter of {brand}.',
        'You can stop at any time with the link in every newsletter.',
      ],
    },
    lookInMail: {
      title: 'Now look in your mail',
      text: [
        'If this link is right, you will get an e-mail from {brand} in a few minutes. Press the button in it.',
        'No e-mail? Look in your spam folder too.',
      ],
    },
    declined: {
      title: 'Thank you, we will not write to you',
      text: ['Your address gets no newsletters from {brand}. You need not do anything else.'],
    },
    unsubscribed: {
      title: 'You are unsubscribed',
      text: ['You get no more newsletters from {brand}. One that was already on its way may still arrive.'],
    },
    undone: {
      title: 'Done, everything is as it was',
      text: ['Your subscription to the newsletter of {brand} has been put back.'],
    },
    received: {
      title: 'We have received your choice',
      text: ['We are working on it. We write to you if something is wrong. You can close this page.'],
    },
    expired: {
      title: 'This link has expired',
      text: [
        'Did you say yes with it before? Then all is well. If not, and you still want the newsletter of {brand}, we send you a new link.',
      ],
    },
    expiredForGood: {
      title: 'This link has expired',
      text: ['Nothing was changed. Please use a newer e-mail from {brand}.'],
    },
    refusedBefore: {
      title: 'You said no in the meantime',
      text: [
        'That is why this link no longer works, and you get no newsletters.',
        'Did you change your mind? Then we send you a new link.',
      ],
    },
    notDone: {
      title: 'This link no longer works',
      text: [
        'Nothing was changed. Perhaps your e-mail address has changed since we sent this link.',
        'Do you want the newsletter of {brand}? Then sign up again.',
      ],
    },
    cannotUndo: {
      title: 'This can no longer be put back',
      text: [
        'That works for one hour, and only if nothing else was chosen since.',
        'Do you want the newsletter of {brand}? Then sign up again.',
      ],
    },
    notFound: {
      title: 'There is nothing here',
      text: [
        'Perhaps your mail program broke the link in two. Open it from the e-mail again, or copy all of it.',
      ],
    },
    wrongMethod: {
      title: 'This does not work here',
      text: ['Please open the link from the e-mail again.'],
    },
    tooMany: {
      title: 'That was a bit too often',
      text: ['Please wait a minute and try again. Nothing was changed.'],
    },
    unavailable: {
      title: 'This does not work right now',
      text: ['We could not save your choice, so nothing was changed. Please try again in a minute.'],
    },
    fault: {
      title: 'Something went wrong',
      text: ['This is our fault, not yours. Please try again later.'],
    },
  },
  agreement: 'This is what you say yes to',
  notMe: 'This was not me',
  newLink: 'Send me a new link',
  undo: 'Was this a mistake? Put it back',
  privacy: 'How {controller} handles your data',
  languages: 'Language',
};
