import { normalizeAddress } from '../../../../consent/address';
import { REQUEST_KINDS } from '../../../../flow/request-kinds';
import { pageFields } from '../../page-body';
import { WORDS } from '../../views/dictionary';
import { doorPath } from '../door-path';
import { newAddressForm } from './requests-view';
import type { PageView } from '../../views/renderer';
import { accepting, byLink, myDataForm, opensOnlyErasure, type PersonPage } from './person-page';

/** A new address: a mail goes there first (nothing is written before its button is pressed). */
export async function changeAddress(page: PersonPage): Promise<void> {
  const typed = pageFields(page.request).get('email') ?? '';
  const email = normalizeAddress(typed);
  if (email !== null) {
    await accepting(
      page,
      { request: { kind: 'new-address', ...byLink(page) }, content: { email } },
      'addressMailed',
    );
    return;
  }
  const { pages, link, response } = page;
  const { language } = link;
  const { heading, text } = WORDS[language].person.myData.address;
  pages.send(response, 422, {
    language,
    tone: 'question',
    title: heading,
    text: [text],
    form: newAddressForm(page, { value: typed, wrong: true }),
    languages: [],
  });
}

/** Behind a second page that says what will happen: this cannot be taken back (GDPR art. 17). */
export async function erase(page: PersonPage): Promise<void> {
  if (pageFields(page.request).get('sure') === 'yes') {
    await accepting(page, { request: { kind: 'erase', ...byLink(page) } }, 'eraseAsked');
    return;
  }
  askErasure(page);
}

/** Says what will happen; its button is the request. */
export function askErasure(page: PersonPage, languages: PageView['languages'] = []): void {
  const { deps, pages, link, response } = page;
  const { language } = link;
  const { questions, person } = WORDS[language];
  const { title, text, button } = questions.erase;
  const quiet = { href: doorPath(deps.settings.publicUrl, 'my-data', link), label: person.myData.back };
  pages.send(response, 200, {
    language,
    tone: 'question',
    title,
    text,
    form: myDataForm(page, 'erase', { button, fields: [{ name: 'sure', value: 'yes' }] }),
    ...(opensOnlyErasure(page) ? {} : { quiet }),
    languages,
  });
}

/** What a person of the staff must answer: the register keeps the time (GDPR art. 12(3)). */
export async function askStaff(page: PersonPage): Promise<void> {
  const asked = pageFields(page.request).get('about');
  const about = REQUEST_KINDS.find((each) => each === asked) ?? 'access';
  await accepting(page, { request: { kind: 'ask-staff', about, ...byLink(page) } }, 'staffAsked');
}
