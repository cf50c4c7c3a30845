import { LANGUAGES, type Language } from '../../consent/event';

export const COMMANDS = ['withdraw', 'erase', 'access'] as const;
export type Command = (typeof COMMANDS)[number];

export interface CommandWord {
  readonly command: Command;
  /** `null`: the word is used in every language. */
  readonly language: Language | null;
}

export type CommandWords = ReadonlyMap<string, CommandWord>;

const BUNDLED: Readonly<Record<Command, Readonly<Partial<Record<Language | 'any', readonly string[]>>>>> = {
  withdraw: {
    any: ['STOP', 'STOPP'],
    nl: ['AFMELDEN', 'AFMELDING', 'UITSCHRIJVEN'],
    en: ['UNSUBSCRIBE'],
    de: ['ABMELDEN', 'ABMELDUNG', 'ABBESTELLEN'],
    fr: ['DÉSABONNER', 'DÉSINSCRIRE', 'DÉSINSCRIPTION'],
  },
  erase: {
    nl: ['VERWIJDER', 'VERWIJDEREN', 'VERWIJDERING'],
    en: ['DELETE', 'ERASE'],
    de: ['LÖSCHEN', 'LOESCHEN', 'LÖSCHUNG'],
    fr: ['SUPPRIMER', 'EFFACER', 'SUPPRESSION'],
  },
  access: {
    nl: ['GEGEVENS', 'INZAGE'],
    en: ['MYDATA'],
    de: ['AUSKUNFT'],
    fr: ['DONNÉES'],
  },
};

/** The words of the subject line, the admin's own beside the bundled ones. */
export function commandWords(own: Readonly<Partial<Record<Command, readonly string[]>>> = {}): CommandWords {
  const words = new Map<string, CommandWord>();
  for (const command of COMMANDS) {
    for (const language of [...LANGUAGES, 'any'] as const) {
      const known = language === 'any' ? null : language;
      for (const word of BUNDLED[command][language] ?? [])
        words.set(plain(word), { command, language: known });
    }
    for (const word of own[command] ?? []) words.set(plain(word), { command, language: null });
  }
  return words;
}

/** `Re:`, `Fw:`, `AW:`, `Antw:` and their like, in the languages that people's programs speak; also `Re[2]:`. */
const PREFIX =
  /^(re|fw|fwd|aw|wg|antw|antwort|betr|doorst|tr|rv|réf|ref|rép|rep|sv|vs|vb|r|i)\s*(\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]\s*/iu;
const AROUND = /^[^\p{L}\p{N}]+/u;
const WORD = /^[\p{L}\p{M}\p{N}]+/u;
/** A person's mail may have gone to and fro; what is longer is no subject. */
const MOST_PREFIXES = 20;

/** What the subject's first word asks for; `null` when it is no word of ours: then nothing is guessed. */
export function readCommand(subject: string, words: CommandWords): CommandWord | null {
  let rest = subject.normalize('NFC').trim().replace(AROUND, '');
  for (let count = 0; count < MOST_PREFIXES && PREFIX.test(rest); count += 1)
    rest = rest.replace(PREFIX, '').replace(AROUND, '');
  const word = WORD.exec(rest)?.[0];
  return word === undefined ? null : (words.get(plain(word)) ?? null);
}

/** Without case and accents: telephones write DESABONNER. */
function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
