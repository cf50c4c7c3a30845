import type { MyData } from '../../../../flow/person-door';
import { WORDS } from '../../views/dictionary';
import type { PageView, SectionView } from '../../views/renderer';
import { choicesSection, sharedChoicesSections } from './choices-view';
import { historySection, relatedSection } from './history-view';
import type { PersonPage } from './person-page';
import { readOrAnswer } from './read';
import { changeSections, recordSections } from './records-view';
import { askSection, downloadSection, eraseSection, newAddressSection } from './requests-view';

type Page = Pick<PersonPage, 'deps' | 'link'>;

/** What is stored about the person, and everything they can do with it, on one page (GDPR art. 15 to 21). */
export async function showMyData(page: PersonPage): Promise<void> {
  const view = await readOrAnswer(page);
  if (view === null) return;
  const { pages, response } = page;
  pages.send(response, 200, view.kind === 'shared' ? sharedView(page) : dataView(page, view.data));
}

function dataView(page: Page, data: MyData): PageView {
  const { title, intro } = WORDS[page.link.language].person.myData;
  return pageOf(page, title, {
    text: [intro.replaceAll('{address}', data.address)],
    sections: [
      choicesSection(page, data),
      ...recordSections(page, data),
      ...relatedSection(page, data),
      historySection(page, data),
      ...changeSections(page, data),
      newAddressSection(page),
      downloadSection(page),
      askSection(page),
      eraseSection(page),
    ],
  });
}

/** Who reads a shared mailbox is not known: choices are the mailbox's, data is not (GDPR art. 15(4)). */
export function sharedView(page: Page): PageView {
  const { title, shared } = WORDS[page.link.language].person.myData;
  return pageOf(page, title, {
    text: [shared],
    sections: [...sharedChoicesSections(page), askSection(page)],
  });
}

function pageOf(
  page: Page,
  title: string,
  rest: { readonly text: readonly string[]; readonly sections: readonly SectionView[] },
): PageView {
  return { language: page.link.language, tone: 'question', title, ...rest, languages: [] };
}
