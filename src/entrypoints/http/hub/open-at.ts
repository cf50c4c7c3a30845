import type { Request } from 'express';
import type { PublicAppDeps } from '../app-deps';
import { chooseLanguage } from '../language';
import { type DoorName, openLink, type OpenedLink } from './link';

/** The link that a request brought to a door. */
export function openAt<Door extends DoorName>(
  { tokens, settings }: Pick<PublicAppDeps, 'tokens' | 'settings'>,
  door: Door,
  request: Request,
): OpenedLink<Door> {
  const { token } = request.params;
  const language = chooseLanguage(request, settings.defaultLanguage);
  return openLink(tokens, { door, token: typeof token === 'string' ? token : '', language });
}
