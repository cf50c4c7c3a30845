import type { PublicSettings } from '../app-deps';
import { WORDS } from '../views/dictionary';
import type { FormView, PageView, SectionView } from '../views/renderer';
import { doorPath } from './door-path';
import { topicIntent } from './intent';
import type { Link } from './link';

interface Offered {
  /** "Stop everything". */
  readonly form: FormView;
  readonly offered: readonly string[];
}

/**
 * The topics, each with its own "stop this". The page is the same for everybody, whatever they get: a newsletter is
 * passed on, and its links must tell a stranger nothing (GDPR art. 5(1)(f)).
 */
export function preferencesSections(
  settings: PublicSettings,
  link: Link,
  { form, offered }: Offered,
): Pick<PageView, 'sections'> & Partial<Pick<PageView, 'text' | 'form'>> {
  const words = WORDS[link.language].person.preferences;
  const more = link.withdrawOnly ? [] : [freshLinkSection(settings, link)];
  if (offered.length === 0) return { form, sections: more };
  const action = doorPath(settings.publicUrl, 'preferences', link);
  const topics = offered.map((topic): FormView => {
    const { field } = topicIntent(topic);
    const fields = field === undefined ? [] : [field];
    return { action, button: words.stopOne, look: 'plain', label: topic, fields };
  });
  return {
    text: [words.withTopics],
    sections: [
      { heading: words.topics, forms: topics },
      { heading: words.everything, forms: [form] },
      ...more,
    ],
  };
}

/** Everything but stopping needs a link that is mailed to the address on the record: its owner reads it, nobody else. */
function freshLinkSection(settings: PublicSettings, link: Link): SectionView {
  const { heading, text, button } = WORDS[link.language].person.preferences.more;
  const action = doorPath(settings.publicUrl, 'access', link);
  return { heading, text: [text], forms: [{ action, button, look: 'plain', fields: [] }] };
}
