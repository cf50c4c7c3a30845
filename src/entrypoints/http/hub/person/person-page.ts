import type { Request, Response } from 'express';
import { type ByLink, ERASE_ONLY, type PersonRequest } from '../../../../flow/person-requests';
import type { PublicAppDeps } from '../../app-deps';
import type { Pages } from '../../pages';
import { RETRY_SECONDS } from '../../retry-after';
import { WORDS } from '../../views/dictionary';
import type { FormView } from '../../views/renderer';
import type { NoticeKind } from '../../views/words';
import { doorPath } from '../door-path';
import { durable } from '../durable';
import type { DoorName, Link } from '../link';
import { noticeView } from '../views-of';

/** One exchange on a page of the person's side. */
export interface PersonPage<Door extends DoorName = 'my-data'> {
  readonly deps: PublicAppDeps;
  readonly pages: Pages;
  readonly link: Link<Door>;
  readonly request: Request;
  readonly response: Response;
}

/** Who asks, as the link says. */
export function byLink({ deps, link }: Pick<PersonPage<DoorName>, 'deps' | 'link'>): ByLink {
  const { record, fingerprint, round8 } = link.claims;
  const { language } = link;
  const who = { record, fingerprint, language, occurredAt: deps.clock.now() };
  return round8 === undefined ? who : { ...who, round8 };
}

/** A form of `/my-data/:token`; `doing` is what its button does. */
export function myDataForm(
  { deps, link }: Pick<PersonPage, 'deps' | 'link'>,
  doing: string,
  form: Omit<FormView, 'action' | 'fields'> & Partial<Pick<FormView, 'fields'>>,
): FormView {
  const { fields = [], ...rest } = form;
  return {
    ...rest,
    action: doorPath(deps.settings.publicUrl, 'my-data', link),
    fields: [{ name: 'do', value: doing }, ...fields],
  };
}

/** It was mailed for whoever asked by mail to be erased: it shows and does nothing else. */
export function opensOnlyErasure({ link }: Pick<PersonPage, 'link'>): boolean {
  return link.claims.round8 === ERASE_ONLY;
}

/** "Back to my data": a button, since reading the data needs a POST. */
export function backForm(page: Pick<PersonPage, 'deps' | 'link'>): FormView {
  const { back } = WORDS[page.link.language].person.myData;
  return myDataForm(page, 'show', { button: back, look: 'plain' });
}

function back(page: PersonPage): { readonly form?: FormView } {
  return opensOnlyErasure(page) ? {} : { form: backForm(page) };
}

/** Accepts a request and says so; the answer does not wait for what comes of it. */
export async function accepting(
  page: PersonPage,
  asked: { readonly request: PersonRequest; readonly content?: Readonly<Record<string, string>> },
  done: NoticeKind,
): Promise<void> {
  const { deps, pages, link, response } = page;
  const id = await durable(() => deps.person.accept(asked.request, asked.content));
  if (id === null) unavailable(page);
  else pages.send(response, 200, noticeView(done, link.language, back(page)));
}

/** 503: what was typed stands in the browser still, one step back. */
export function unavailable(page: PersonPage): void {
  const { pages, link, response } = page;
  response.set('Retry-After', RETRY_SECONDS);
  pages.send(response, 503, noticeView('unavailable', link.language, back(page)));
}
