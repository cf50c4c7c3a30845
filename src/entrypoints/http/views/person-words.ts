import type { ActorType, Channel, EventName } from '../../../consent/event';
import type { ModuleName } from '../../../consent/record';
import type { StatusOrNone } from '../../../consent/status';
import type { RequestKind } from '../../../flow/request-kinds';
import type { FieldFault } from '../../../flow/person/check-value';
import type { Notice, Question } from './notice';

/* What people read on the pages about their choices and their data. */

export type PersonQuestionKind = 'showData' | 'askLink' | 'newAddress' | 'erase';

export type PersonNoticeKind =
  | 'linkMailed'
  | 'topicStopped'
  | 'choicesSaved'
  | 'partlySaved'
  | 'changed'
  | 'changeRefused'
  | 'nothingChanged'
  | 'notStored'
  | 'addressNotSaved'
  | 'addressMailed'
  | 'addressConfirmed'
  | 'eraseAsked'
  | 'staffAsked'
  | 'nobody'
  | 'dataAway'
  | 'dataLinkOver';

export interface PersonWords {
  readonly questions: Readonly<Record<PersonQuestionKind, Question>>;
  readonly notices: Readonly<Record<PersonNoticeKind, Notice>>;
  readonly preferences: {
    readonly topics: string;
    readonly stopOne: string;
    readonly everything: string;
    readonly more: Section;
    readonly withTopics: string;
  };
  readonly receipt: {
    readonly heading: string;
    readonly agreedOn: string;
    readonly topics: string;
    readonly number: string;
    readonly controller: string;
    readonly privacy: string;
    readonly agreed: string;
    readonly save: string;
  };
  readonly email: { readonly label: string; readonly invalid: string };
  readonly myData: MyDataWords;
  readonly history: HistoryWords;
  /** Vtiger's modules, as people would call what is in them. */
  readonly modules: Readonly<Record<string, string>>;
}

interface Section {
  readonly heading: string;
  readonly text: string;
  readonly button: string;
}

export interface MyDataWords {
  readonly title: string;
  /** `{address}`. */
  readonly intro: string;
  readonly back: string;
  readonly status: Readonly<Record<StatusOrNone, string>>;
  readonly choices: {
    readonly start: string;
    readonly heading: string;
    readonly legend: string;
    readonly newsletter: string;
    readonly language: string;
    readonly sameLanguage: string;
    readonly agreement: string;
    readonly save: string;
    readonly switchOn: string;
    readonly stop: string;
  };
  readonly shared: string;
  readonly records: Readonly<Record<ModuleName, string>>;
  readonly empty: string;
  readonly change: {
    readonly heading: string;
    readonly button: string;
    readonly faults: Readonly<Record<FieldFault, string>>;
  };
  readonly yes: string;
  readonly no: string;
  readonly address: Section & { readonly label: string };
  readonly history: { readonly heading: string; readonly none: string; readonly newest: string };
  readonly related: { readonly heading: string; readonly text: string; readonly unseen: string };
  readonly download: {
    readonly heading: string;
    readonly text: string;
    readonly json: string;
    readonly csv: string;
  };
  readonly erase: Section;
  readonly ask: Section & { readonly label: string; readonly about: Readonly<Record<RequestKind, string>> };
}

export interface HistoryWords {
  readonly events: Readonly<Record<EventName, string>>;
  readonly by: Readonly<Record<ActorType, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly topics: string;
}
