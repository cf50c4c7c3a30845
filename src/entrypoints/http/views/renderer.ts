import { createHash } from 'node:crypto';
import { Eta } from 'eta';
import type { Brand } from '../../../config/brand';
import { WORDS } from './dictionary';
import type { PageView, SectionView } from './page-view';
import { pageStyle } from './style';
import { PAGE_TEMPLATE, PARTS } from './template';

export type * from './page-view';

export interface Renderer {
  /** One document, with everything in it: nothing else is fetched. */
  render(view: PageView): string;
  /** The CSP source of the inline style, `'sha256-...'`. */
  readonly styleSource: string;
}

export interface RendererSettings {
  readonly brand: Brand;
  readonly controller: string;
  readonly privacyUrl: string;
}

/** Compiles the templates once. */
export function createRenderer({ brand, controller, privacyUrl }: RendererSettings): Renderer {
  const eta = new Eta({ autoTrim: false });
  for (const [name, part] of Object.entries(PARTS)) eta.loadTemplate(name, part);
  const template = eta.compile(PAGE_TEMPLATE);
  const style = pageStyle(brand.color);
  const logo = brand.logo && `data:${brand.logo.type};base64,${brand.logo.bytes.toString('base64')}`;
  const fill = (words: string) =>
    words.replaceAll('{brand}', brand.name).replaceAll('{controller}', controller);
  return {
    styleSource: `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    render: (view) => {
      const words = WORDS[view.language];
      return eta.render(template, {
        view: {
          ...view,
          title: fill(view.title),
          text: view.text.map(fill),
          sections: view.sections?.map((section) => filled(section, fill)),
        },
        id: counter(),
        style,
        logo,
        brand: brand.name,
        privacy: { href: privacyUrl, label: fill(words.privacy) },
        languagesLabel: words.languages,
      });
    },
  };
}

/** Headings and texts are our words; everything else in a section is a person's, and stays as it is. */
function filled(section: SectionView, fill: (words: string) => string): SectionView {
  const { heading, text } = section;
  return { ...section, heading: fill(heading), ...(text === undefined ? {} : { text: text.map(fill) }) };
}

/** Ids of a page's inputs, the same for the same page. */
function counter(): () => string {
  let last = 0;
  return () => `f${(last += 1)}`;
}
