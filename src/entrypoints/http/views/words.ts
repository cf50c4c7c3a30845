import type { Notice, Question } from './notice';
import type { PersonNoticeKind, PersonQuestionKind, PersonWords } from './person-words';

/* What people read. Plain words (level B1); the same kinds in every language, or it does not compile. */

export type ActQuestionKind =
  'confirm' | 'ask' | 'subscribe' | 'decline' | 'unsubscribe' | 'undo' | 'preferences';

export type QuestionKind = ActQuestionKind | PersonQuestionKind;

export type ActNoticeKind =
  | 'confirmed'
  | 'subscribed'
  | 'lookInMail'
  | 'declined'
  | 'unsubscribed'
  | 'undone'
  | 'received'
  | 'expired'
  | 'expiredForGood'
  | 'refusedBefore'
  | 'notDone'
  | 'cannotUndo'
  | 'notFound'
  | 'wrongMethod'
  | 'tooMany'
  | 'unavailable'
  | 'fault';

export type NoticeKind = ActNoticeKind | PersonNoticeKind;

export interface ActWords {
  readonly questions: Readonly<Record<ActQuestionKind, Question>>;
  readonly notices: Readonly<Record<ActNoticeKind, Notice>>;
  readonly agreement: string;
  readonly notMe: string;
  readonly newLink: string;
  readonly undo: string;
  readonly privacy: string;
  readonly languages: string;
}

/** Everything that pages say. */
export interface Words extends Omit<ActWords, 'questions' | 'notices'> {
  readonly questions: Readonly<Record<QuestionKind, Question>>;
  readonly notices: Readonly<Record<NoticeKind, Notice>>;
  readonly person: PersonWords;
}
