import type { FormHtml, PageHtml, Tag } from './read-html';

export interface FormFinding {
  readonly code: string;
  readonly sentence: string;
}

export interface FormRules {
  /** Any of them must be readable on the page. */
  readonly consentTexts: readonly string[];
  /** Of those texts, as our own forms carry them. */
  readonly marks: readonly string[];
  readonly privacyUrl: string;
  /** Vtiger's name of the newsletter box. */
  readonly box: string;
}

/** `vtiger`: posts to Vtiger's Webforms. `bridge`: posts to the bridge's sign-up. */
export type FormKind = 'vtiger' | 'bridge';

export interface JudgedForm {
  readonly kind: FormKind | null;
  readonly findings: readonly FormFinding[];
}

/** What of a form would make a consent that does not count (GDPR art. 4(11), 7; CJEU C-673/17 on ticked boxes). */
export function judgeForm(page: PageHtml, rules: FormRules): JudgedForm {
  const found = page.forms.map((form) => ({ form, kind: kindOf(form) })).find(({ kind }) => kind !== null);
  if (found === undefined || found.kind === null) return { kind: null, findings: [say('no_form')] };
  const { form, kind } = found;
  const box = kind === 'vtiger' ? rules.box : 'agree';
  return {
    kind,
    findings: [
      ...sendFaults(form, kind),
      ...boxFaults(form, kind, box),
      ...wordFaults(page, rules),
      ...fieldFaults(form),
      ...(kind === 'vtiger' ? vtigerFaults(form) : bridgeFaults(form, rules)),
    ].map(say),
  };
}

function kindOf({ form }: FormHtml): FormKind | null {
  const action = form.attributes.get('action') ?? '';
  if (/\/modules\/Webforms\/capture\.php\b/i.test(action)) return 'vtiger';
  return /\/signup(\?|$)/.test(action) ? 'bridge' : null;
}

function sendFaults({ form }: FormHtml, kind: FormKind): Code[] {
  const action = form.attributes.get('action') ?? '';
  const plain = /^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])[:/])/i.test(action);
  const multipart = /multipart/i.test(form.attributes.get('enctype') ?? '');
  return [
    ...when(plain, 'action_not_https'),
    ...when(!/^post$/i.test(form.attributes.get('method') ?? ''), 'method_not_post'),
    ...when(kind === 'bridge' && multipart, 'enctype_multipart'),
  ];
}

const TRUE = /^(1|on|yes|true)$/i;

function boxFaults({ tags }: FormHtml, kind: FormKind, name: string): Code[] {
  const named = tags.filter((tag) => tag.attributes.get('name') === name);
  const boxes = named.filter((tag) => typeOf(tag) === 'checkbox');
  const hidden = named.filter((tag) => typeOf(tag) === 'hidden');
  const set = hidden.some((tag) => TRUE.test(tag.attributes.get('value') ?? ''));
  const [box] = boxes;
  if (box === undefined) return [set ? 'box_hidden' : 'box_missing'];
  return [
    ...when(set, 'box_hidden'),
    ...when(
      boxes.some((each) => each.attributes.has('checked')),
      'box_ticked',
    ),
    ...when(kind === 'vtiger' && box.attributes.has('required'), 'box_required'),
    ...when(!isLabelled(box, tags), 'box_without_label'),
  ];
}

function isLabelled(box: Tag, tags: readonly Tag[]): boolean {
  const id = box.attributes.get('id');
  const named = box.attributes.has('aria-label') || box.attributes.has('aria-labelledby');
  return box.labelled || named || (id !== undefined && tags.some((tag) => tag.attributes.get('for') === id));
}

function wordFaults({ text, links }: PageHtml, { consentTexts, privacyUrl }: FormRules): Code[] {
  const shown = consentTexts.some((each) => text.includes(each.replace(/\s+/g, ' ').trim()));
  const privacy = links.some(
    (href) => href === privacyUrl || /privacy|datenschutz|confidentialit/i.test(href),
  );
  return [...when(!shown, 'text_missing'), ...when(!privacy, 'privacy_missing')];
}

function fieldFaults({ tags }: FormHtml): Code[] {
  const field = (name: string) => tags.find((tag) => tag.attributes.get('name') === name);
  const email = field('email');
  return [
    ...when(email === undefined, 'email_missing'),
    ...when(email !== undefined && !email.attributes.has('required'), 'email_not_required'),
    ...when(field('lastname') === undefined, 'lastname_missing'),
  ];
}

function vtigerFaults({ tags }: FormHtml): Code[] {
  const has = (name: string) => tags.some((tag) => tag.attributes.get('name') === name);
  return [...when(has('__vtrftk'), 'token_copied'), ...when(!has('consent_source'), 'source_missing')];
}

function bridgeFaults({ tags }: FormHtml, { marks }: FormRules): Code[] {
  const mark = tags.find((tag) => tag.attributes.get('name') === 'text')?.attributes.get('value') ?? '';
  return when(!marks.includes(mark), 'text_changed');
}

const typeOf = ({ name, attributes }: Tag) =>
  name === 'input' ? (attributes.get('type') ?? 'text').toLowerCase() : name;
const when = (is: boolean, code: Code): Code[] => (is ? [code] : []);
const say = (code: Code): FormFinding => ({ code, sentence: SENTENCES[code] });

const SENTENCES = {
  no_form: 'There is no form that posts to Vtiger’s modules/Webforms/capture.php or to the bridge’s /signup.',
  action_not_https: 'The form is sent over http: names and addresses can be read on the way. Use https.',
  method_not_post: 'The form is not sent by POST: names and addresses end up in logs and histories.',
  enctype_multipart: 'Leave enctype away: the bridge reads a form as browsers send it by default.',
  box_missing: 'There is no newsletter box: nobody can say yes with this form.',
  box_hidden: 'The newsletter field is sent as yes without anybody choosing it. Make it a box.',
  box_ticked:
    'The box is ticked beforehand: that is no consent. In Vtiger, empty the field’s default value: Vtiger stores it for everybody, also for who unticked the box.',
  box_required: 'The box is required: who wants no newsletter cannot send the form (GDPR art. 7(4)).',
  box_without_label: 'The box has no label of its own: put the words into <label>, around the box.',
  text_missing: 'The consent text of CONSENT_TEXT_... does not stand on the page word for word.',
  privacy_missing: 'There is no link to PRIVACY_URL.',
  email_missing: 'There is no field email.',
  email_not_required: 'The field email is not required: without an address nobody can be asked to confirm.',
  lastname_missing: 'There is no field lastname, which Vtiger requires.',
  token_copied:
    'The form holds __vtrftk, a token of the administrator’s own session that Vtiger copies into it. Take the line out; it is not needed.',
  source_missing:
    'There is no hidden field consent_source with the form’s name: the proof will not say where it was.',
  text_changed: 'The form was made for another consent text. Print it again: consent-bridge form snippet.',
} as const;
type Code = keyof typeof SENTENCES;
