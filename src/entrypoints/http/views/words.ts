/* What people read. Plain words (level B1); the same kinds in every language, or it does not compile. */

export type QuestionKind =
  'confirm' | 'ask' | 'subscribe' | 'decline' | 'unsubscribe' | 'undo' | 'preferences';

export type NoticeKind =
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

/** `{brand}` is replaced by the sender's name. */
export interface Notice {
  readonly title: string;
  readonly text: readonly string[];
}

export interface Question extends Notice {
  /** Says the act itself, never just "confirm": nobody may take the page for already done. */
  readonly button: string;
}

export interface Words {
  readonly questions: Readonly<Record<QuestionKind, Question>>;
  readonly notices: Readonly<Record<NoticeKind, Notice>>;
  readonly agreement: string;
  readonly notMe: string;
  readonly newLink: string;
  readonly undo: string;
  readonly privacy: string;
  readonly languages: string;
}
