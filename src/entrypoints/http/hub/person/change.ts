import { pageFields, pageValues } from '../../page-body';
import { WORDS } from '../../views/dictionary';
import type { NoticeKind } from '../../views/words';
import { durable, outcomeOf } from '../durable';
import { noticeView } from '../views-of';
import { changedFields } from './changed-fields';
import { backForm, byLink, type PersonPage, unavailable } from './person-page';
import { readOrAnswer } from './read';
import { changeForm } from './records-view';

/** Writes what the person typed over to their own records (GDPR art. 16); the flow checks it, field by field. */
export async function changeFields(page: PersonPage): Promise<void> {
  const { deps, request, response } = page;
  const fields = pageFields(request);
  const valueOf = (name: string) => pageValues(request, `v.${name}`).join('\n');
  const typed = changedFields(fields.get('was') ?? '', valueOf);
  const record = fields.get('record') ?? '';
  if (typed.size === 0) {
    notice(page, 200, 'nothingChanged');
    return;
  }
  const content = { ...Object.fromEntries(typed), record };
  const id = await durable(() => deps.person.accept({ kind: 'change', ...byLink(page) }, content));
  if (id === null) {
    unavailable(page);
    return;
  }
  const outcome = await outcomeOf(deps, id, response);
  if (outcome.state === 'pending') notice(page, 200, 'received');
  else if (outcome.state !== 'rejected') notice(page, 200, 'changed');
  else await showAgain(page, { record, typed, code: outcome.code ?? '' });
}

function notice({ pages, response, ...page }: PersonPage, status: number, kind: NoticeKind): void {
  pages.send(response, status, noticeView(kind, page.link.language, { form: backForm(page) }));
}

interface Refusal {
  readonly record: string;
  readonly typed: ReadonlyMap<string, string>;
  /** `too_long:mobile`. */
  readonly code: string;
}

/** The form as it was filled in, with the reason at the field: nobody types it all again. */
async function showAgain(page: PersonPage, { record, typed, code }: Refusal): Promise<void> {
  const [fault = '', field = ''] = code.split(':');
  if (field === '') {
    notice(page, 409, fault === 'not_stored' ? 'notStored' : 'notDone');
    return;
  }
  const view = await readOrAnswer(page);
  if (view === null) return;
  const { pages, link, response } = page;
  const { language } = link;
  const records = view.kind === 'shared' ? [] : view.data.records;
  const own = records.find(({ id }) => id === record) ?? records[0];
  const form = own && changeForm(page, own, { typed, field, fault });
  if (form === undefined || form === null) {
    notice(page, 409, 'notDone');
    return;
  }
  const back = { heading: WORDS[language].person.myData.title, forms: [backForm(page)] };
  const shown = { form: { ...form, look: 'main' as const }, sections: [back] };
  pages.send(response, 422, noticeView('changeRefused', language, shown));
}
