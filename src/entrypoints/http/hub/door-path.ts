import { LANGUAGES, type Language } from '../../../consent/event';
import { LANGUAGE_NAMES } from '../views/dictionary';
import type { PageView } from '../views/renderer';
import type { DoorName, Link } from './link';

/** The address of a page without a token, below the path of PUBLIC_URL, in the page's language. */
export function pagePath(publicUrl: string, path: string, language: Language): string {
  return `${new URL(publicUrl).pathname.replace(/\/$/, '')}${path}?lang=${language}`;
}

/** The address of a door. */
export function doorPath(
  publicUrl: string,
  door: DoorName,
  { token, language }: Pick<Link<DoorName>, 'token' | 'language'>,
): string {
  if (door === 'again') return pagePath(publicUrl, `/confirm/${token}/again`, language);
  if (door === 'access') return pagePath(publicUrl, `/preferences/${token}/access`, language);
  return pagePath(publicUrl, `/${door}/${token}`, language);
}

/** Relative, so that they hold below any path. Only on pages that were asked for by GET. */
export function languageLinks(): PageView['languages'] {
  return LANGUAGES.map((code) => ({ code, name: LANGUAGE_NAMES[code], href: `?lang=${code}` }));
}
