import type { EventName } from '../../../consent/event';
import type { PersonAct } from '../../../flow/ports';
import type { NoticeKind, QuestionKind } from '../views/words';
import type { Link } from './link';

/** What the button of a page means. */
export interface Intent {
  readonly question: QuestionKind;
  readonly event: EventName;
  readonly channel: PersonAct['channel'];
  /** The page shows the consent text, and the act carries it. */
  readonly showsText: boolean;
  readonly notMe?: true;
  /** A field without which a POST shows the page and does nothing: posts without our form are not a person's. */
  readonly field?: { readonly name: string; readonly value: string };
  /** A POST without any body counts as the button: leaving asks no more than joining did (GDPR art. 7(3)). */
  readonly bare?: true;
  readonly done: NoticeKind;
  /** What a withdrawal switches off; absent: everything. */
  readonly topics?: readonly string[];
}

type LabelConfirm = 'request' | 'trust';

/** A printed label proves nothing about who owns the address: its holder can only have a mail sent there. */
const ASK = {
  question: 'ask',
  event: 'OptInRequested',
  channel: 'label',
  showsText: true,
  done: 'lookInMail',
} as const;

export function intentOf(link: Pick<Link, 'door' | 'issuer'>, labelConfirm: LabelConfirm): Intent {
  const channel = link.issuer === 'label' ? 'label' : 'link';
  const label = link.issuer === 'label';
  switch (link.door) {
    case 'confirm':
      if (label && labelConfirm === 'request') return ASK;
      return { question: 'confirm', event: 'ConsentConfirmed', channel, showsText: true, done: 'confirmed' };
    case 'again':
      return { ...ASK, channel, showsText: false };
    case 'subscribe':
      if (label) return ASK;
      return {
        question: 'subscribe',
        event: 'ConsentSubscribed',
        channel,
        showsText: true,
        done: 'subscribed',
      };
    case 'decline':
      // Every way to this page says "this was not me", and so does its one button.
      return {
        question: 'decline',
        event: 'ConsentRefused',
        channel,
        showsText: false,
        notMe: true,
        done: 'declined',
      };
    case 'unsubscribe':
      return {
        ...WITHDRAW,
        question: 'unsubscribe',
        field: { name: 'unsubscribe', value: 'yes' },
        bare: true,
      };
    case 'preferences':
      return { ...WITHDRAW, question: 'preferences', field: { name: 'stop', value: 'everything' } };
    case 'undo':
      return { question: 'undo', event: 'WithdrawalUndone', channel, showsText: false, done: 'undone' };
  }
}

/** Channel `form`: a withdrawal by our button may be undone for an hour, one by a mail program's may not. */
const WITHDRAW = {
  event: 'ConsentWithdrawn',
  channel: 'form',
  showsText: false,
  done: 'unsubscribed',
} as const;

/** "Stop this" beside one of the topics. A topic that is not offered is none: the page is shown again. */
export function topicIntent(topic: string): Intent {
  return {
    ...WITHDRAW,
    question: 'preferences',
    field: { name: 'stop', value: topic },
    topics: [topic],
    done: 'topicStopped',
  };
}
