import type { Request, Response } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { hasNoBody, isOneClick, pageFields } from '../page-body';
import type { Pages } from '../pages';
import { RETRY_SECONDS } from '../retry-after';
import { answerTo } from './answer';
import { consentTextFor } from './consent-text';
import { durable, outcomeOf } from './durable';
import { type Intent, intentOf, topicIntent } from './intent';
import type { Link } from './link';
import { personAct } from './person-act';
import { buttonOf, noticeView, questionView } from './views-of';

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
  const intent = intentFor(performance, request);
  if (isOneClick(request)) {
    await performOneClick(performance, request, response);
    return;
  }
  if (!isPressed(intent, link, { deps, request })) {
    pages.send(response, 200, questionView(deps, link, intent));
    return;
  }
  const now = deps.clock.now();
  const act = personAct(link, intent, { settings, now, request, offered: deps.person.topics() });
  const eventId = await durable(() => deps.intake.acceptAct(act));
  if (eventId === null) {
    unavailable(performance, intent, response);
    return;
  }
  const outcome = await outcomeOf(deps, eventId, response);
  const answer = answerTo({ settings, tokens: deps.tokens, now }, { link, intent, eventId, outcome });
  pages.send(response, answer.status, answer.view);
}

/** What was pressed: the page's one button, or one of the preferences' topics. */
function intentFor({ deps, link }: Performance, request: Request): Intent {
  const stop = link.door === 'preferences' ? pageFields(request).get('stop') : undefined;
  const topic = deps.person.topics().find((each) => each === stop);
  return topic === undefined ? intentOf(link, deps.settings.labelConfirm) : topicIntent(topic);
}

/** RFC 8058: no redirect, no cookie, no origin, nothing but the URL and the pair in the body. */
async function performOneClick(
  { deps, link }: Performance,
  request: Request,
  response: Response,
): Promise<void> {
  const { settings } = deps;
  const intent: Intent = { ...intentOf(link, settings.labelConfirm), channel: 'one-click' };
  const act = personAct(link, intent, { settings, now: deps.clock.now(), request, offered: [] });
  const eventId = await durable(() => deps.intake.acceptAct(act));
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

/** 503 with the same button, so that nobody has to find the mail again. */
function unavailable({ deps, pages, link }: Performance, intent: Intent, response: Response): void {
  const form = buttonOf(deps.settings, link, intent);
  response.set('Retry-After', RETRY_SECONDS);
  pages.send(response, 503, noticeView('unavailable', link.language, { form }));
}
