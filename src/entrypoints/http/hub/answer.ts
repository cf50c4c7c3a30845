import type { Outcome } from '../../../flow/ports';
import type { PageView } from '../views/renderer';
import { WORDS } from '../views/dictionary';
import type { NoticeKind } from '../views/words';
import type { Intent } from './intent';
import type { DoorName, Link } from './link';
import { doorPath } from './door-path';
import { receiptOf } from './receipt';
import { newLinkForm, noticeView, type ViewDeps } from './views-of';

export interface Answer {
  readonly status: number;
  readonly view: PageView;
}

export interface AnswerDeps extends ViewDeps {
  readonly now: number;
}

interface Acted {
  readonly link: Pick<Link<DoorName>, 'claims' | 'token' | 'language'>;
  readonly intent: Intent;
  readonly eventId: string;
  readonly outcome: Outcome;
}

const UNDO_SECONDS = 3600;
/** The link is overtaken without a no of the person: the page of an expired link fits. */
const OVERTAKEN: readonly string[] = ['label_not_waiting', 'older_than_decision'];

/** The page after the button, by the outcome. Applied and unchanged look the same: pressing twice is no fault. */
export function answerTo(deps: AnswerDeps, acted: Acted): Answer {
  const { link, intent, outcome } = acted;
  // The same answer for everybody: whoever holds a link must not learn what the address's status is.
  if (intent.event === 'OptInRequested')
    return { status: 200, view: noticeView('lookInMail', link.language) };
  switch (outcome.state) {
    case 'applied':
    case 'unchanged':
      return { status: 200, view: doneView(deps, acted) };
    case 'pending':
      return { status: 200, view: noticeView('received', link.language) };
    case 'rejected':
      return rejectedAnswer(deps, acted);
  }
}

function doneView(deps: AnswerDeps, acted: Acted): PageView {
  const { link, intent, eventId } = acted;
  const { language } = link;
  const view = noticeView(intent.done, language, undoOffer(deps, acted));
  const { event, topics = [] } = intent;
  if (event === 'ConsentConfirmed' || event === 'ConsentSubscribed')
    return { ...view, receipt: receiptOf(deps.settings, { eventId, event, at: deps.now, language, topics }) };
  return { ...view, text: view.text.map((line) => line.replaceAll('{topic}', topics.join(', '))) };
}

function rejectedAnswer(deps: AnswerDeps, { link, intent, outcome }: Acted): Answer {
  const sorry = (status: number, kind: NoticeKind, more: Partial<PageView> = {}) => ({
    status,
    view: noticeView(kind, link.language, more),
  });
  const code = outcome.code ?? '';
  // A refusal is never turned away: whatever hindered it is the bridge's to mend.
  if (intent.event === 'ConsentRefused' || intent.event === 'ConsentWithdrawn') return sorry(200, 'received');
  if (intent.event === 'WithdrawalUndone') return sorry(409, 'cannotUndo');
  const form = link.claims.act === 'confirm' ? { form: newLinkForm(deps.settings, link) } : {};
  if (code === 'expired') return sorry(410, 'expired', form);
  if (code === 'refused_before') return sorry(409, 'refusedBefore', form);
  if (OVERTAKEN.includes(code)) return sorry(409, 'expired', form);
  return sorry(409, 'notDone');
}

/** A link, not a button: a second press of "unsubscribe" must not land on "put it back". */
function undoOffer(
  { settings, tokens, now }: AnswerDeps,
  { link, intent, eventId, outcome }: Acted,
): Partial<PageView> {
  if (outcome.undoable !== true || intent.event !== 'ConsentWithdrawn') return {};
  const { record, fingerprint } = link.claims;
  const token = tokens.sign({
    record,
    act: 'undo',
    fingerprint,
    round8: eventId.slice(-8),
    expires: Math.floor(now / 1000) + UNDO_SECONDS,
  });
  const { language } = link;
  return {
    quiet: { href: doorPath(settings.publicUrl, 'undo', { token, language }), label: WORDS[language].undo },
  };
}
