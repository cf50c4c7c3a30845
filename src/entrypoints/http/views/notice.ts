/** `{brand}` is replaced by the sender's name. */
export interface Notice {
  readonly title: string;
  readonly text: readonly string[];
}

export interface Question extends Notice {
  /** Says the act itself, never just "confirm": nobody may take the page for already done. */
  readonly button: string;
}
