import type { Outcome } from '../../../../flow/ports';
import { pageFields } from '../../page-body';
import type { PageView } from '../../views/renderer';
import { answerTo } from '../answer';
import { consentTextFor } from '../consent-text';
import { durable, outcomeOf } from '../durable';
import { type Intent, topicIntent } from '../intent';
import { personAct } from '../person-act';
import { noticeView } from '../views-of';
import { type Choice, choiceOf, withdrawal } from './choice';
import { NEWSLETTER, offeredTopics } from './choices-view';
import { backForm, byLink, type PersonPage, unavailable } from './person-page';
import { showMyData } from './show';

/** "Save my choices". */
export async function saveChoices(page: PersonPage): Promise<void> {
  const { deps, request, link } = page;
  const choice = choiceOf(page);
  const agrees = choice.intents.some(({ showsText }) => showsText);
  const mark = consentTextFor(link.language, deps.settings).mark;
  // A text that changed since the page was shown is shown again, not agreed to.
  if (agrees && pageFields(request).get('text') !== mark) await showMyData(page);
  else await carryOut(page, choice);
}

/** The buttons of a shared mailbox: one topic, or everything. */
export async function stopChoices(page: PersonPage): Promise<void> {
  const topic = pageFields(page.request).get('topic');
  const known = offeredTopics(page).find((each) => each === topic && each !== NEWSLETTER);
  if (topic !== undefined && known === undefined) await showMyData(page);
  else {
    const intent = known === undefined ? withdrawal('everything') : topicIntent(known);
    await carryOut(page, { intents: [intent], language: null });
  }
}

interface Accepted {
  readonly intent: Intent;
  readonly eventId: string;
}

async function carryOut(page: PersonPage, { intents, language }: Choice): Promise<void> {
  const { pages, link, response } = page;
  const form = backForm(page);
  const send = (view: PageView, status = 200) => pages.send(response, status, { form, ...view });
  if (intents.length === 0 && language === null) {
    send(noticeView('nothingChanged', link.language));
    return;
  }
  const accepted = await acceptAll(page, intents);
  const changed = language === null ? '' : await acceptLanguage(page, language);
  const lost = accepted.length < intents.length || changed === null;
  if (lost && accepted.length === 0) unavailable(page);
  else if (lost) send(noticeView('partlySaved', link.language), 503);
  else if (accepted.length === 0) send(noticeView('choicesSaved', link.language));
  else {
    const { status, view } = await answerToAll(page, accepted);
    send(view, status);
  }
}

/** In order, each a moment after the one before: what comes later is judged by what came first. */
async function acceptAll(page: PersonPage, intents: readonly Intent[]): Promise<Accepted[]> {
  const { deps, request, link } = page;
  const { settings } = deps;
  const { record, act, fingerprint } = link.claims;
  const from = { claims: { record, act, fingerprint }, language: link.language };
  const now = deps.clock.now();
  const offered = deps.person.topics();
  const accepted: Accepted[] = [];
  for (const [index, intent] of intents.entries()) {
    const act = personAct(from, intent, { settings, now: now + index, request, offered });
    const eventId = await durable(() => deps.intake.acceptAct(act));
    if (eventId === null) break;
    accepted.push({ intent, eventId });
  }
  return accepted;
}

async function acceptLanguage(page: PersonPage, language: string): Promise<string | null> {
  const { deps } = page;
  const request = { kind: 'change', ...byLink(page) } as const;
  return durable(() => deps.person.accept(request, { consent_language: language }));
}

/** One page for all of them: what went wrong, else what is not known yet, else what was switched on. */
async function answerToAll(page: PersonPage, accepted: readonly Accepted[]) {
  const { deps, link, response } = page;
  const now = deps.clock.now();
  const ended: (Accepted & { readonly outcome: Outcome })[] = [];
  for (const each of accepted)
    ended.push({ ...each, outcome: await outcomeOf(deps, each.eventId, response) });
  const worst = ['rejected', 'pending']
    .map((state) => ended.find(({ outcome }) => outcome.state === state))
    .find((each) => each !== undefined);
  const told = worst ?? ended.at(-1);
  if (told === undefined) throw new Error('nothing was accepted');
  const { settings, tokens } = deps;
  return answerTo({ settings, tokens, now }, { link, ...told });
}
