import { durable, outcomeOf } from '../durable';
import { doorPath, languageLinks } from '../door-path';
import { noticeView } from '../views-of';
import { RETRY_SECONDS } from '../../retry-after';
import { WORDS } from '../../views/dictionary';
import type { FormView } from '../../views/renderer';
import { byLink, type PersonPage } from './person-page';

type AddressPage = PersonPage<'address'>;

/** `/address/:token`: the mailbox of the new address is shown to be the person's before anything is written. */
export function showNewAddress(page: AddressPage): void {
  const { pages, link, response } = page;
  const { language } = link;
  const { title, text } = WORDS[language].questions.newAddress;
  const form = useAddressForm(page);
  pages.send(response, 200, {
    language,
    tone: 'question',
    title,
    text,
    form,
    languages: languageLinks(),
  });
}

export async function useNewAddress(page: AddressPage): Promise<void> {
  const { deps, pages, link, response } = page;
  const { language, claims } = link;
  const asked = { kind: 'address-confirmed', ...byLink(page), request8: claims.round8 ?? '' } as const;
  const id = await durable(() => deps.person.accept(asked));
  if (id === null) {
    response.set('Retry-After', RETRY_SECONDS);
    pages.send(response, 503, noticeView('unavailable', language, { form: useAddressForm(page) }));
    return;
  }
  const { state, code } = await outcomeOf(deps, id, response);
  if (state === 'rejected')
    pages.send(response, 409, noticeView(code === 'not_stored' ? 'addressNotSaved' : 'notDone', language));
  else pages.send(response, 200, noticeView(state === 'pending' ? 'received' : 'addressConfirmed', language));
}

function useAddressForm({ deps, link }: AddressPage): FormView {
  return {
    action: doorPath(deps.settings.publicUrl, 'address', link),
    button: WORDS[link.language].questions.newAddress.button,
    fields: [],
  };
}
