import { asCsv, asJson } from '../../../../flow/person/download';
import type { PersonPage } from './person-page';
import { readOrAnswer } from './read';
import { sharedView } from './show';

const FORMS = {
  json: { type: 'application/json; charset=utf-8', write: asJson },
  csv: { type: 'text/csv; charset=utf-8', write: asCsv },
} as const;

/** One's data as a file (GDPR art. 20(1): structured, commonly used, machine-readable). */
export function downloadMyData(form: keyof typeof FORMS): (page: PersonPage) => Promise<void> {
  const { type, write } = FORMS[form];
  return async (page) => {
    const view = await readOrAnswer(page);
    if (view === null) return;
    const { pages, response } = page;
    if (view.kind === 'shared') pages.send(response, 403, sharedView(page));
    else response.attachment(`my-data.${form}`).type(type).send(write(view.data));
  };
}
