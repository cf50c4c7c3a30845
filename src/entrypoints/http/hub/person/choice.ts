import { type Language, LANGUAGES } from '../../../../consent/event';
import { pageFields, pageValues } from '../../page-body';
import type { Intent } from '../intent';
import { NEWSLETTER, offeredTopics } from './choices-view';
import type { PersonPage } from './person-page';

/** What was ticked and un-ticked since the page was shown. */
export interface Choice {
  /** Refusals first: were the queue to end between the two, the person gets too little, never too much. */
  readonly intents: readonly Intent[];
  /** Another language of mails than before. */
  readonly language: Language | null;
}

/** Only what is offered counts. */
export function choiceOf(page: Pick<PersonPage, 'deps' | 'request'>): Choice {
  const offered = offeredTopics(page);
  const among = (name: string) => {
    const values = pageValues(page.request, name);
    return offered.filter((each) => values.includes(each));
  };
  const ticked = among('topics');
  const was = among('was');
  const on = ticked.filter((each) => !was.includes(each));
  const off = was.filter((each) => !ticked.includes(each));
  const refusals = off.length === 0 ? [] : [withdrawal(ticked.length === 0 ? 'everything' : off)];
  return {
    intents: on.length === 0 ? refusals : [...refusals, subscription(on)],
    language: languageOf(pageFields(page.request)),
  };
}

function languageOf(fields: ReadonlyMap<string, string>): Language | null {
  const wanted = LANGUAGES.find((each) => each === fields.get('language'));
  return wanted === undefined || wanted === fields.get('wasLanguage') ? null : wanted;
}

export function withdrawal(topics: readonly string[] | 'everything'): Intent {
  const all = topics === 'everything';
  return {
    question: 'preferences',
    event: 'ConsentWithdrawn',
    // Of everything it may be undone for an hour, as from the unsubscribe page.
    channel: 'form',
    showsText: false,
    done: all ? 'unsubscribed' : 'choicesSaved',
    ...(all ? {} : { topics }),
  };
}

function subscription(on: readonly string[]): Intent {
  const topics = on.filter((each) => each !== NEWSLETTER);
  return {
    question: 'subscribe',
    event: 'ConsentSubscribed',
    channel: 'link',
    showsText: true,
    done: 'choicesSaved',
    ...(topics.length === 0 ? {} : { topics }),
  };
}
