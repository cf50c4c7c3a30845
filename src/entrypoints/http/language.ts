import type { Request } from 'express';
import { type Language, LANGUAGES } from '../../consent/event';

/** The link's `?lang=`, else what the browser prefers, else the default. */
export function chooseLanguage(request: Request, fallback: Language): Language {
  const wanted = request.query['lang'];
  const named = LANGUAGES.find((each) => each === wanted);
  if (named !== undefined) return named;
  // The default stands first: it is also the answer to a browser that names no preference.
  const offered = [fallback, ...LANGUAGES.filter((each) => each !== fallback)];
  const accepted = request.acceptsLanguages(offered);
  return offered.find((each) => each === accepted) ?? fallback;
}
