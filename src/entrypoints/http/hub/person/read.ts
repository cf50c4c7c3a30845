import { Failure } from '../../../../flow/failure';
import type { MyDataView } from '../../../../flow/person-door';
import { requestIdOf } from '../../access-log';
import { RETRY_SECONDS } from '../../retry-after';
import { pagePath } from '../door-path';
import { noticeView } from '../views-of';
import { WORDS } from '../../views/dictionary';
import { backForm, byLink, type PersonPage } from './person-page';

/** What is stored, or `null` when the page has been answered: the CRM is away, or nothing belongs to the link any more. */
export async function readOrAnswer(
  page: PersonPage,
): Promise<Exclude<MyDataView, { readonly kind: 'gone' }> | null> {
  const { deps, pages, link, response } = page;
  const { language } = link;
  const view = await ask(page);
  if (view === null) {
    response.set('Retry-After', RETRY_SECONDS);
    pages.send(response, 503, noticeView('dataAway', language, { form: backForm(page) }));
    return null;
  }
  if (view.kind !== 'gone') return view;
  const quiet = {
    href: pagePath(deps.settings.publicUrl, '/my-data', language),
    label: WORDS[language].newLink,
  };
  pages.send(response, 404, noticeView('nobody', language, { quiet }));
  return null;
}

async function ask(page: PersonPage): Promise<MyDataView | null> {
  const { deps, response } = page;
  const { record, fingerprint, language, round8 } = byLink(page);
  const link = { record, fingerprint, language, ...(round8 === undefined ? {} : { round8 }) };
  try {
    return await deps.person.myData(link);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    deps.log.warn('data could not be read', { requestId: requestIdOf(response), code: error.code });
    return null;
  }
}
