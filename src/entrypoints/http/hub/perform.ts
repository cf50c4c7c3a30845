import type { Request, Response } from 'express';
import { Failure } from '../../../flow/failure';
import type { Outcome, PersonAct } from '../../../flow/ports';
import { requestIdOf } from '../access-log';
import type { PublicAppDeps } from '../app-deps';
import { hasNoBody, isOneClick, pageFields } from '../page-body';
import type { Pages } from '../pages';
import { RETRY_SECONDS } from '../retry-after';
import { answerTo } from './answer';
import { consentTextFor } from './consent-text';
import { type Intent, intentOf } from './intent';
import type { Link } from './link';
import { personAct } from './person-act';
import { noticeView, questionView } from './views-of';

export interface Performance {
  readonly deps: PublicAppDeps;
  readonly pages: Pages;
  readonly link: Link;
}

/** A POST: accept the act durably, wait a moment for its outcome, show the page that fits. */
export async function performAct(
  performance: Performance,
  request: Request,
  response: Response,
): Promise<void> {
  const { deps, pages, link } = performance;
  const { settings } = deps;
  const intent = intentOf(link, settings.labelConfirm);
  if (isOneClick(request)) {
    await performOneClick(performance, request, response);
    return;
  }
  if (!isPressed(intent, link, { deps, request })) {
    pages.send(response, 200, questionView(deps, link, intent));
    return;
  }
  const now = deps.clock.now();
  const eventId = await accept(deps, personAct(link, intent, { settings, now, request }));
  if (eventId === null) {
    unavailable(performance, intent, response);
    return;
  }
  const outcome = await outcomeOf(deps, eventId, response);
  const answer = answerTo({ settings, tokens: deps.tokens, now }, { link, intent, eventId, outcome });
  pages.send(response, answer.status, answer.view);
}

/** RFC 8058: no redirect, no cookie, no origin, nothing but the URL and the pair in the body. */
async function performOneClick(
  { deps, link }: Performance,
  request: Request,
  response: Response,
): Promise<void> {
  const { settings } = deps;
  const intent: Intent = { ...intentOf(link, settings.labelConfirm), channel: 'one-click' };
  const act = personAct(link, intent, { settings, now: deps.clock.now(), request });
  const eventId = await accept(deps, act);
  response.type('text/plain');
  if (eventId === null) response.status(503).set('Retry-After', RETRY_SECONDS).send('Please try again.\n');
  else response.status(200).send('You are unsubscribed.\n');
}

/** Our button was pressed, and the text on the page is still the one that would be agreed to. */
function isPressed(
  { field, bare, showsText }: Intent,
  link: Link,
  { deps, request }: { readonly deps: PublicAppDeps; readonly request: Request },
): boolean {
  const fields = pageFields(request);
  const named = field === undefined || fields.get(field.name) === field.value;
  if (!named && !(bare === true && hasNoBody(request))) return false;
  const mark = fields.get('text');
  return !showsText || mark === undefined || mark === consentTextFor(link.language, deps.settings).mark;
}

/** The event's id, or `null` when it could not be stored: then nothing is claimed to be kept. */
async function accept({ intake }: PublicAppDeps, act: PersonAct): Promise<string | null> {
  try {
    return await intake.acceptAct(act);
  } catch (error) {
    if (error instanceof Failure && error.code === 'store_unavailable') return null;
    throw error;
  }
}

/** The act is durable already; not knowing its outcome is "pending". */
async function outcomeOf(
  { intake, settings, log }: PublicAppDeps,
  eventId: string,
  response: Response,
): Promise<Outcome> {
  try {
    return await intake.outcomeOfAct(eventId, settings.outcomeWait);
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'unknown';
    log.warn('outcome not known in time', { requestId: requestIdOf(response), code });
    return { state: 'pending' };
  }
}

/** 503 with the same button, so that nobody has to find the mail again. */
function unavailable({ deps, pages, link }: Performance, intent: Intent, response: Response): void {
  const { form } = questionView(deps, link, intent);
  response.set('Retry-After', RETRY_SECONDS);
  pages.send(response, 503, noticeView('unavailable', link.language, form === undefined ? {} : { form }));
}
