import { durable } from '../durable';
import { noticeView } from '../views-of';
import { RETRY_SECONDS } from '../../retry-after';
import { byLink, type PersonPage } from './person-page';

/**
 * `/preferences/:token/access`: mails a fresh link to the address on the record, never to whoever holds this one. The
 * answer is the same whatever comes of it.
 */
export async function mailFreshLink(page: PersonPage<'access'>): Promise<void> {
  const { deps, pages, link, response } = page;
  const id = await durable(() => deps.person.accept({ kind: 'link', ...byLink(page) }));
  if (id !== null) {
    pages.send(response, 200, noticeView('linkMailed', link.language));
    return;
  }
  response.set('Retry-After', RETRY_SECONDS);
  pages.send(response, 503, noticeView('unavailable', link.language));
}
