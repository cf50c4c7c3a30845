import { fromSomewhere } from './stranger';

/* What a person does in a browser with scripts off: opens a page, fills in one of its forms, presses the button. */

export interface Form {
  readonly action: string;
  /** What the browser sends when nothing is touched. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly button: string;
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly title: string;
  /** As it came in: of a download the file. */
  readonly body: string;
  /** What a person reads: without tags, styles and hidden fields. */
  readonly text: string;
  readonly forms: readonly Form[];
}

export interface Filled {
  /** Replaces what stands there; a list is several ticks, `[]` none. */
  readonly [name: string]: string | readonly string[];
}

export type Sent = readonly (readonly [name: string, value: string])[];

export async function openPage(url: string, headers = fromSomewhere()): Promise<Page> {
  return pageOf(url, await fetch(url, { headers, redirect: 'manual' }));
}

export async function sendTo(url: string, fields: Sent, headers = fromSomewhere()): Promise<Page> {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value]));
  return pageOf(url, await fetch(url, { method: 'POST', body, headers, redirect: 'manual' }));
}

/** Fills in one form of a page and presses its button. */
export function submit(
  page: Page,
  form: Form,
  filled: Filled = {},
  headers = fromSomewhere(),
): Promise<Page> {
  const kept = form.fields.filter(([name]) => !(name in filled));
  const typed = Object.entries(filled).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, each] as const),
  );
  return sendTo(new URL(form.action, page.url).href, [...kept, ...typed], headers);
}

/** The form whose hidden fields hold these. */
export function formWith(page: Page, holds: Readonly<Record<string, string>>): Form {
  const wanted = Object.entries(holds);
  const form = page.forms.find(({ fields }) =>
    wanted.every(([name, value]) => fields.some((each) => each[0] === name && each[1] === value)),
  );
  if (form === undefined) throw new Error(`no form with ${JSON.stringify(holds)} on "${page.title}"`);
  return form;
}

async function pageOf(url: string, response: Response): Promise<Page> {
  const body = await response.text();
  const html = (response.headers.get('content-type') ?? '').startsWith('text/html') ? body : '';
  return {
    url,
    status: response.status,
    headers: response.headers,
    title: plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? ''),
    body,
    text: plain(html.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/g, ' ')),
    forms: [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => ({
      action: attribute(tag, 'action'),
      fields: fieldsIn(inner),
      button: plain(/<button\b[^>]*>([\s\S]*?)<\/button>/.exec(inner)?.[1] ?? ''),
    })),
  };
}

/** HTML 4.10.22.4: what is not ticked is not sent. */
function fieldsIn(html: string): (readonly [string, string])[] {
  const controls = html.matchAll(/<(input)\b([^>]*)>|<(select|textarea)\b([^>]*)>([\s\S]*?)<\/\3>/g);
  return [...controls].flatMap(([, input, tag = '', other = '', otherTag = '', inner = '']) => {
    if (input === undefined) {
      const chosen =
        /<option\b([^>]*)\sselected/.exec(inner)?.[1] ?? /<option\b([^>]*)>/.exec(inner)?.[1] ?? '';
      const value = other === 'textarea' ? decoded(inner.replace(/^\n/, '')) : attribute(chosen, 'value');
      return [[attribute(otherTag, 'name'), value] as const];
    }
    const ticked = attribute(tag, 'type') !== 'checkbox' || /\schecked\b/.test(tag);
    return ticked ? [[attribute(tag, 'name'), attribute(tag, 'value')] as const] : [];
  });
}

function attribute(tag: string, name: string): string {
  return decoded(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function plain(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
