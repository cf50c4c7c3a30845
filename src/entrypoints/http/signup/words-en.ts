import type { SignupWords } from './words';

export const ENGLISH: SignupWords = {
  title: 'Sign up for the newsletter of {brand}',
  text: [
    'Then we send you an e-mail. You are subscribed once you press the button in that e-mail, not before.',
  ],
  firstname: 'First name (may stay empty)',
  lastname: 'Last name',
  email: 'E-mail address',
  topics: 'What do you want e-mails about?',
  topicsHelp: 'Choose at least one.',
  tick: 'Yes, I want this',
  button: 'Sign me up',
  trap: 'Leave this field empty',
  faults: {
    nameMissing: 'Fill in your last name.',
    nameLong: 'This name is too long. Please make it shorter.',
    nameOdd: 'Please use plain letters here, without links and without emoji.',
    emailMissing: 'Fill in your e-mail address.',
    emailWrong: 'This is not an e-mail address. One looks like name@example.com.',
    topicsMissing: 'Choose at least one topic.',
    topicsChanged: 'The topics have changed. Please choose again.',
    tickMissing: 'Please tick this box. Without your yes we send you nothing.',
    textChanged: 'The text above has changed. Please read it again, then tick the box.',
  },
  look: 'Something is not right yet. Please look below. Nothing was sent.',
  again: 'That took a while. Please check the form and press the button once more.',
  done: {
    title: 'Now look in your mail',
    text: [
      'In a few minutes you get an e-mail from {brand}. Press the button in it. Only then it is done.',
      'No e-mail? Look in your spam folder too, and check whether you typed the address right.',
    ],
  },
  tooMany: {
    title: 'There were too many sign-ups just now',
    text: [
      'This keeps people from misusing the addresses of others. Please try again in {minutes}.',
      'Nothing was sent.',
    ],
  },
};
