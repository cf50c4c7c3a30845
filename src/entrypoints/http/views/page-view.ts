import type { Language } from '../../../consent/event';

/** What one page shows: a heading and words, then what there is to do, the main thing first. */
export interface PageView {
  readonly language: Language;
  readonly tone: 'question' | 'done' | 'sorry';
  readonly title: string;
  readonly text: readonly string[];
  readonly agreement?: AgreementView;
  readonly form?: FormView;
  readonly quiet?: LinkView;
  readonly receipt?: ReceiptView;
  readonly sections?: readonly SectionView[];
  /** Ours, put in raw; the answer's CSP must name its hash. */
  readonly script?: string;
  /** Where the other languages are; empty where the page cannot be asked for again. */
  readonly languages: readonly { readonly code: Language; readonly name: string; readonly href: string }[];
}

/** The consent text, word for word, in its own language. */
export interface AgreementView {
  readonly label: string;
  readonly text: string;
  readonly language: Language;
}

export interface LinkView {
  readonly href: string;
  readonly label: string;
  /** The name of the file that the link saves. */
  readonly download?: string;
}

export interface FormView {
  readonly action: string;
  readonly button: string;
  /** `plain`: a second choice beside the page's main button. */
  readonly look?: 'main' | 'plain';
  /** Stands beside the button, in one row: a topic and its "Stop this". */
  readonly label?: string;
  /** Hidden ones. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly inputs?: readonly InputView[];
  /** A proof-of-work challenge (JSON) that a script may answer into the hidden field `altcha`. */
  readonly challenge?: string;
  /** A field that no person sees or hears; programs that fill in everything fill it in too. */
  readonly trap?: { readonly name: string; readonly label: string };
}

interface Input {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** What is wrong with what was typed, in words. */
  readonly error?: string;
  readonly required?: boolean;
}

export type InputView =
  | (Input & {
      readonly kind: 'text' | 'email' | 'tel' | 'long';
      readonly value: string;
      /** HTML's names, WCAG 2.2 SC 1.3.5: `email`, `given-name`. */
      readonly autocomplete?: string;
      readonly maxLength?: number;
    })
  | (Input & { readonly kind: 'select'; readonly value: string; readonly options: readonly OptionView[] })
  /** One box; never ticked of its own accord. */
  | (Input & { readonly kind: 'tick'; readonly value: string; readonly checked: boolean })
  /** Boxes under one legend, all of one name. */
  | (Input & {
      readonly kind: 'ticks';
      readonly options: readonly (OptionView & { readonly checked: boolean })[];
    })
  | (AgreementView & { readonly kind: 'agreement' });

export interface OptionView {
  readonly value: string;
  readonly label: string;
  readonly language?: Language;
}

/** A part of a longer page under its own heading. */
export interface SectionView {
  readonly heading: string;
  /** Shown when opened: what few look for, and whoever does knows. */
  readonly folded?: true;
  readonly text?: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly lines?: readonly LineView[];
  readonly forms?: readonly FormView[];
  readonly link?: LinkView;
}

/** One line of a history. */
export interface LineView {
  readonly iso: string;
  readonly when: string;
  readonly text: string;
  readonly more?: string;
  readonly quote?: string;
}

/** What was agreed to, to keep or to print. */
export interface ReceiptView {
  readonly heading: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly iso?: string }[];
  readonly agreement: AgreementView;
  readonly link: LinkView;
}
