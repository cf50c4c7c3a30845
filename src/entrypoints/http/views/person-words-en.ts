import type { PersonWords } from './person-words';

export const ENGLISH_PERSON: PersonWords = {
  questions: {
    showData: {
      title: 'Do you want to see your data?',
      text: [
        'Here you see what {brand} stores about you. You can change it, download it or have it deleted.',
        'This link is for you alone and works for 30 minutes. Please do not forward it.',
      ],
      button: 'Show my data',
    },
    askLink: {
      title: 'Do you want to see or change your data?',
      text: [
        'Type your e-mail address. We send a link to it. With that link you see what {brand} stores about you.',
      ],
      button: 'Send me the link',
    },
    newAddress: {
      title: 'Is this your new e‑mail address?',
      text: [
        'You asked {brand} to write to this address from now on. Press the button and we change it.',
        'Was this not you? Then close this page. Nothing will change.',
      ],
      button: 'Yes, use this address',
    },
    erase: {
      title: 'Do you want us to delete your data?',
      text: [
        'We delete your name, your addresses and everything else that {brand} stores about you. You then get no more newsletters.',
        'Sometimes the law says that we must keep something, for example an invoice. Then we keep only that, and tell you why.',
        'You get an e-mail when we start and when we are done. That takes one month at most. Afterwards we cannot bring your data back.',
      ],
      button: 'Yes, delete my data',
    },
  },
  notices: {
    linkMailed: {
      title: 'Now look in your mail',
      text: [
        'If we know this address, you will get an e-mail from {brand} in a few minutes. The link in it works for 30 minutes.',
        'No e-mail? Look in your spam folder too. We send one link in ten minutes at most.',
      ],
    },
    topicStopped: {
      title: 'This topic is stopped',
      text: [
        'You get no more e-mails about: {topic}. One that was already on its way may still arrive.',
        'Nothing else was changed.',
      ],
    },
    choicesSaved: { title: 'Your choices are saved', text: ['We will keep to them from now on.'] },
    partlySaved: {
      title: 'Not everything could be saved',
      text: ['What you switched off is saved. Please go back and choose the rest once more.'],
    },
    changed: { title: 'Your data is changed', text: ['Thank you. We use the new data from now on.'] },
    changeRefused: {
      title: 'We could not save this',
      text: ['Nothing was changed. Please look at what is marked.'],
    },
    nothingChanged: {
      title: 'Nothing was changed',
      text: ['Everything is as it was before.'],
    },
    notStored: {
      title: 'Not everything was saved',
      text: [
        'Some of what you filled in was not kept as you wrote it. Look at your data to see what is there now, and try again.',
        'Does it fail again? Then choose ‘Ask our staff’ on the page with your data.',
      ],
    },
    addressNotSaved: {
      title: 'Your new address could not be saved',
      text: [
        'We still use your old address. Please ask for the change again on the page with your data. Does it fail again? Then ask our staff there.',
      ],
    },
    addressMailed: {
      title: 'Now look in the mail of your new address',
      text: [
        'We send an e-mail to the new address. Press the button in it within 24 hours.',
        'Until then we keep using your old address.',
      ],
    },
    addressConfirmed: {
      title: 'Your new address is saved',
      text: [
        'From now on {brand} writes to this address.',
        'Did you get our newsletters at your old address? Then we first ask you by e-mail whether you want them here. Until you answer you get none.',
      ],
    },
    eraseAsked: {
      title: 'We have received your request',
      text: [
        'We start on it now. You get an e-mail that says so, and another one when we are done: within one month.',
      ],
    },
    staffAsked: {
      title: 'Our staff will answer you',
      text: ['You get an e-mail that says until when. It takes one month at most.'],
    },
    nobody: {
      title: 'We find no data with this link',
      text: [
        'Perhaps your e-mail address has changed since we sent this link. Then ask for a new link with your present address.',
      ],
    },
    dataAway: {
      title: 'We cannot show your data right now',
      text: ['Nothing is lost and nothing was changed. Please try again in a minute.'],
    },
    dataLinkOver: {
      title: 'This link has expired',
      text: [
        'For your safety it works for 30 minutes only. Type your e-mail address and we send you a new link.',
      ],
    },
  },
  preferences: {
    topics: 'Stop one topic',
    stopOne: 'Stop this',
    everything: 'Stop everything',
    more: {
      heading: 'See or change more',
      text: 'Do you want to switch something on, change your address or see your data? Then we send a link to the e-mail address that we know.',
      button: 'Send me that link',
    },
    withTopics: 'You can stop one topic, or all newsletters of {brand} at once.',
  },
  receipt: {
    heading: 'Your receipt',
    agreedOn: 'You said yes on',
    topics: 'Topics',
    number: 'Number',
    controller: 'Said to',
    privacy: 'Privacy',
    agreed: 'You said yes to this',
    save: 'Save this receipt as a file',
  },
  email: {
    label: 'Your e-mail address',
    invalid: 'This is not a full e-mail address. It looks like name@example.com.',
  },
  myData: {
    title: 'Your data',
    intro: 'This is what {brand} stores about you with the address {address}.',
    back: 'Back to my data',
    status: {
      none: 'You do not get our newsletters.',
      Optin: 'We are about to ask you by e-mail whether you want our newsletters.',
      Invited: 'We asked you by e-mail whether you want our newsletters. You have not answered yet.',
      Reminded: 'We asked you twice by e-mail whether you want our newsletters. You have not answered yet.',
      Expired: 'You do not get our newsletters: we asked by e-mail, and there was no answer.',
      Confirmed: 'You get our newsletters. You said yes with the link in our e-mail.',
      Subscribed: 'You get our newsletters.',
      Optout: 'You do not get our newsletters: you said no.',
      Unsubscribed: 'You do not get our newsletters: you unsubscribed.',
      Bounced: 'You do not get our newsletters: our e-mails to your address came back.',
      Blacklisted: 'We do not write to your address. Only our staff can change that: ask them below.',
    },
    choices: {
      start: 'Switch something on',
      heading: 'What you get from us',
      legend: 'Send me e-mails about',
      newsletter: 'The newsletter of {brand}',
      language: 'Language of our e-mails',
      sameLanguage: 'As it is now',
      agreement: 'For everything that you switch on, you say yes to this',
      save: 'Save my choices',
      switchOn: 'Switch on what I ticked',
      stop: 'Stop everything',
    },
    shared:
      'This e-mail address belongs to more than one person, or to a company. That is why we show no data here. Our staff can help you.',
    records: { Contacts: 'Your data as our contact', Leads: 'Your data from your request' },
    empty: 'Nothing else is stored here.',
    change: {
      heading: 'Change my data',
      button: 'Save the changes',
      faults: {
        not_editable: 'This cannot be changed here. Ask our staff.',
        required: 'This may not be empty.',
        too_long: 'This is too long. Please make it shorter.',
        characters: 'There is a sign in it that we cannot store, for example < or an emoji.',
        not_listed: 'Please choose one from the list.',
        not_a_phone: 'This is not a phone number. It looks like +44 20 7946 0000.',
        not_a_date: 'This is not a date. It looks like 1980-12-31.',
      },
    },
    yes: 'yes',
    no: 'no',
    address: {
      heading: 'Change my e-mail address',
      text: 'We first send an e-mail to the new address. It is changed when you press the button in that e-mail.',
      label: 'New e-mail address',
      button: 'Send me that e-mail',
    },
    history: {
      heading: 'What happened with the newsletter',
      none: 'Nothing yet.',
      newest: 'Here you see the latest. The download holds everything.',
    },
    related: {
      heading: 'What else we keep about you',
      text: 'You may ask our staff for a copy: see “Ask our staff” below.',
      unseen: 'can only be seen by our staff',
    },
    download: {
      heading: 'Download my data',
      text: 'You get a file with everything that is stored here. JSON is for computers, CSV opens in Excel.',
      json: 'Download as JSON',
      csv: 'Download as CSV',
    },
    erase: {
      heading: 'Delete my data',
      text: 'First we show you what will happen.',
      button: 'Delete my data',
    },
    ask: {
      heading: 'Ask our staff',
      text: 'They write to your e-mail address, within one month.',
      label: 'What is it about?',
      button: 'Ask our staff',
      about: {
        access: 'I want a copy of everything',
        correction: 'Something is wrong, and I cannot change it here',
        objection: 'I do not want you to use my data for something',
        erase: 'I want my data deleted',
      },
    },
  },
  history: {
    events: {
      OptInRequested: 'The newsletter was asked for',
      InvitationRequested: 'We were going to ask you whether you want the newsletter',
      InvitationSent: 'We sent you an e-mail with the question',
      ReminderSent: 'We sent you the question once more',
      InvitationExpired: 'The time to answer was over',
      ConsentConfirmed: 'You said yes with the link in our e-mail',
      ConsentSubscribed: 'You switched the newsletter on',
      ConsentRecorded: 'Our staff noted that you said yes',
      ConsentRefused: 'You said no',
      ConsentWithdrawn: 'You stopped the newsletter',
      WithdrawalUndone: 'You took back that you had stopped',
      AddressBounced: 'An e-mail to your address came back',
      ComplaintReceived: 'Your e-mail provider told us that you marked our e-mail as spam',
      AddressBlacklisted: 'Our staff stopped all e-mails to your address',
      AddressChanged: 'Your e-mail address was changed',
      BlacklistLifted: 'Our staff allowed e-mails to your address again',
    },
    by: { contact: 'by you', staff: 'by our staff', system: 'automatically' },
    channels: {
      webform: 'a form on a website',
      form: 'a page of ours',
      link: 'a link in an e-mail',
      label: 'a link in a letter or newsletter',
      'one-click': 'the unsubscribe button of your mail program',
      mailbox: 'an e-mail to us',
      import: 'a list that was read in',
      crm: 'our customer system',
      system: 'our computer',
    },
    topics: 'Topics',
  },
  modules: {
    ModComments: 'Notes of our staff',
    Emails: 'E-mails',
    HelpDesk: 'Questions and complaints',
    Documents: 'Documents',
    Calendar: 'Appointments and tasks',
    Events: 'Appointments',
    Potentials: 'Sales talks',
    Quotes: 'Quotes',
    SalesOrder: 'Orders',
    PurchaseOrder: 'Purchases',
    Invoice: 'Invoices',
    Products: 'Products',
    Services: 'Services',
    ServiceContracts: 'Service contracts',
    Assets: 'Products you have',
    Project: 'Projects',
    Campaigns: 'Campaigns',
    PBXManager: 'Phone calls',
    SMSNotifier: 'Text messages',
    Vendors: 'Suppliers',
  },
};
