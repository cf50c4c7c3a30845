/** What may be wrong with a field, or with the whole form. */
export type FaultKind =
  | 'nameMissing'
  | 'nameLong'
  | 'nameOdd'
  | 'emailMissing'
  | 'emailWrong'
  | 'topicsMissing'
  | 'topicsChanged'
  | 'tickMissing'
  | 'textChanged';

/** The words of the sign-up page (level B1). `{brand}` is the sender's name. */
export interface SignupWords {
  readonly title: string;
  readonly text: readonly string[];
  readonly firstname: string;
  readonly lastname: string;
  readonly email: string;
  readonly topics: string;
  readonly topicsHelp: string;
  /** Beside the box: the person's own words. */
  readonly tick: string;
  readonly button: string;
  readonly trap: string;
  readonly faults: Readonly<Record<FaultKind, string>>;
  /** Above a form that comes back. */
  readonly look: string;
  readonly again: string;
  readonly done: { readonly title: string; readonly text: readonly string[] };
  /** `{minutes}`: how long to wait. */
  readonly tooMany: { readonly title: string; readonly text: readonly string[] };
}
