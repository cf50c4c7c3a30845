/**
 * Who opened a link, as far as it shows. Only counted, never acted on: a scanner that looks like a browser must do no
 * harm either, and a person who looks like a scanner must get through.
 */
export const CLICK_KINDS = [
  'browser',
  'head',
  /** It names itself. */
  'scanner',
  /** One client opens many links within seconds: a gateway that looks at the mails of a whole company. */
  'burst',
  /** Within seconds of the mail's sending. */
  'hasty',
  'one-click',
  /** The sign-up's field that no person sees was filled in. */
  'trap',
] as const;
export type ClickKind = (typeof CLICK_KINDS)[number];
