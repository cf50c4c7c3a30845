/** One start tag with its attributes; names in lower case, entities decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Stands inside a `<label>`. */
  readonly labelled: boolean;
}

export interface FormHtml {
  readonly form: Tag;
  /** Of the form: input, select, textarea, label, a ... */
  readonly tags: readonly Tag[];
}

export interface PageHtml {
  readonly forms: readonly FormHtml[];
  /** All links of the page: a privacy link may stand beside the form. */
  readonly links: readonly string[];
  /** What a person reads, spaces made one. What a hidden field holds is not read by anybody. */
  readonly text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<(script|style|textarea|title)\b([^>]*)>[\s\S]*?<\/\1\s*>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Reads a page as far as forms need: tags and text. No script runs, and what is not closed is forgiven. */
export function readHtml(html: string): PageHtml {
  const forms: { form: Tag; tags: Tag[] }[] = [];
  const links: string[] = [];
  let open: { form: Tag; tags: Tag[] } | null = null;
  let labels = 0;
  for (const [, rawName, rawAttributes, slash, plainName, plainAttributes] of html.matchAll(TOKEN)) {
    const name = (rawName ?? plainName ?? '').toLowerCase();
    if (name === 'label') labels = Math.max(0, labels + (slash === '/' ? -1 : 1));
    if (name === 'form' && slash === '/') open = null;
    if (name === '' || slash === '/') continue;
    const tag = {
      name,
      attributes: attributesIn(rawAttributes ?? plainAttributes ?? ''),
      labelled: labels > 0,
    };
    if (name === 'form') forms.push((open = { form: tag, tags: [] }));
    else open?.tags.push(tag);
    if (name === 'a') links.push(tag.attributes.get('href') ?? '');
  }
  return { forms, links, text: decode(html.replace(TOKEN, ' ')).replace(/\s+/g, ' ') };
}

function attributesIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decode(double ?? single ?? bare ?? ''),
    ]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
