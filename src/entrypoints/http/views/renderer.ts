import { createHash } from 'node:crypto';
import { Eta } from 'eta';
import type { Brand } from '../../../config/brand';
import type { Language } from '../../../consent/event';
import { pageStyle } from './style';
import { PAGE_TEMPLATE } from './template';
import { WORDS } from './dictionary';

/** What one page shows. Every page is this: a heading, words, at most one button, at most one quiet link. */
export interface PageView {
  readonly language: Language;
  readonly tone: 'question' | 'done' | 'sorry';
  readonly title: string;
  readonly text: readonly string[];
  readonly agreement?: { readonly label: string; readonly text: string; readonly language: Language };
  readonly form?: {
    readonly action: string;
    readonly button: string;
    readonly fields: readonly { readonly name: string; readonly value: string }[];
  };
  readonly quiet?: { readonly href: string; readonly label: string };
  /** Where the other languages are; empty where the page cannot be asked for again. */
  readonly languages: readonly { readonly code: Language; readonly name: string; readonly href: string }[];
}

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

/** Compiles the template once. */
export function createRenderer({ brand, controller, privacyUrl }: RendererSettings): Renderer {
  const eta = new Eta({ autoTrim: false });
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
        view: { ...view, title: fill(view.title), text: view.text.map(fill) },
        style,
        logo,
        brand: brand.name,
        privacy: { href: privacyUrl, label: fill(words.privacy) },
        languagesLabel: words.languages,
      });
    },
  };
}
