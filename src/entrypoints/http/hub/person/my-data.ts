import { pageFields } from '../../page-body';
import { WORDS } from '../../views/dictionary';
import { languageLinks } from '../door-path';
import { askErasure, askStaff, changeAddress, erase } from './ask';
import { changeFields } from './change';
import { saveChoices, stopChoices } from './choose';
import { downloadMyData } from './download';
import { myDataForm, opensOnlyErasure, type PersonPage } from './person-page';
import { showMyData } from './show';

/**
 * GET `/my-data/:token`: what lies behind, and a button. A link scanner that opens it reads nothing personal, and no
 * request reaches the CRM.
 */
export function offerMyData(page: PersonPage): void {
  if (opensOnlyErasure(page)) {
    askErasure(page, languageLinks());
    return;
  }
  const { pages, link, response } = page;
  const { language } = link;
  const { title, text, button } = WORDS[language].questions.showData;
  const form = myDataForm(page, 'show', { button });
  pages.send(response, 200, {
    language,
    tone: 'question',
    title,
    text,
    form,
    languages: languageLinks(),
  });
}

/** What each button of the page does; a POST without one of them does nothing. */
const ACTS: ReadonlyMap<string, (page: PersonPage) => Promise<void>> = new Map([
  ['show', showMyData],
  ['choices', saveChoices],
  ['stop', stopChoices],
  ['change', changeFields],
  ['address', changeAddress],
  ['json', downloadMyData('json')],
  ['csv', downloadMyData('csv')],
  ['erase', erase],
  ['ask', askStaff],
]);

export async function actOnMyData(page: PersonPage): Promise<void> {
  const doing = pageFields(page.request).get('do') ?? '';
  const act = opensOnlyErasure(page) && doing !== 'erase' ? undefined : ACTS.get(doing);
  if (act === undefined) offerMyData(page);
  else await act(page);
}
