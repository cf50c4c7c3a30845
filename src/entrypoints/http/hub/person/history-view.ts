import type { Language } from '../../../../consent/event';
import type { MyData, MyHistoryLine } from '../../../../flow/person-door';
import { WORDS } from '../../views/dictionary';
import { instantInWords } from '../../views/instant';
import type { LineView, SectionView } from '../../views/renderer';
import type { PersonPage } from './person-page';

type Page = Pick<PersonPage, 'link'>;

/** The page stays short; the download holds every line. */
const MOST_LINES = 40;

/** What happened, in words, the newest first. */
export function historySection({ link: { language } }: Page, { history }: MyData): SectionView {
  const words = WORDS[language].person.myData.history;
  const shown = history.slice(-MOST_LINES);
  // A text is quoted where it was first shown, not at each line again.
  const lines = shown.map((line, index) => {
    const before = shown.slice(0, index).some(({ text }) => text === line.text);
    return lineOf(line, before ? '' : line.text, language);
  });
  const text = history.length === 0 ? [words.none] : history.length > MOST_LINES ? [words.newest] : [];
  return { heading: words.heading, folded: true, text, lines: lines.reverse() };
}

function lineOf(line: MyHistoryLine, quote: string, language: Language): LineView {
  const words = WORDS[language].person.history;
  const at = Date.parse(line.occurredAt);
  const topics = line.topics.length === 0 ? '' : `${words.topics}: ${line.topics.join(', ')}`;
  const how = [named(words.by, line.actor), named(words.channels, line.channel)].filter(Boolean).join(', ');
  const more = [topics, how].filter(Boolean).join(' · ');
  return {
    iso: line.occurredAt,
    when: Number.isNaN(at) ? '' : instantInWords(at, language),
    text: named(words.events, line.event) || line.event,
    ...(more === '' ? {} : { more }),
    ...(quote === '' ? {} : { quote }),
  };
}

/** Evidence may be of a later version, or of a CRM's own: a word that is not known is left out. */
function named(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? '') : '';
}

/** Comments, mails, tickets, documents: how many there are, and how to ask for them (GDPR art. 15(3)). */
export function relatedSection({ link: { language } }: Page, { records }: MyData): SectionView[] {
  const { myData, modules } = WORDS[language].person;
  const { heading, text, unseen } = myData.related;
  const counts = new Map<string, number | null>();
  for (const { module, count } of records.flatMap(({ related }) => related)) {
    const before = counts.get(module);
    counts.set(module, before === null || count === null ? null : (before ?? 0) + count);
  }
  const facts = [...counts]
    .filter(([, count]) => count !== 0)
    .map(([module, count]) => ({ label: named(modules, module) || module, value: String(count ?? unseen) }));
  return facts.length === 0 ? [] : [{ heading, folded: true, text: [text], facts }];
}
