import { REQUEST_KINDS } from '../../../../flow/request-kinds';
import { WORDS } from '../../views/dictionary';
import type { FormView, SectionView } from '../../views/renderer';
import { myDataForm, type PersonPage } from './person-page';

type Page = Pick<PersonPage, 'deps' | 'link'>;

/* The parts of the page by which one asks for something. */

export function newAddressForm(
  page: Page,
  typed: { readonly value: string; readonly wrong?: true } = { value: '' },
): FormView {
  const { myData, email } = WORDS[page.link.language].person;
  const { label, button } = myData.address;
  return myDataForm(page, 'address', {
    button,
    inputs: [
      {
        kind: 'email',
        name: 'email',
        label,
        value: typed.value,
        autocomplete: 'email',
        required: true,
        ...(typed.wrong === undefined ? {} : { error: email.invalid }),
      },
    ],
  });
}

export function newAddressSection(page: Page): SectionView {
  const { heading, text } = WORDS[page.link.language].person.myData.address;
  return { heading, folded: true, text: [text], forms: [newAddressForm(page)] };
}

export function downloadSection(page: Page): SectionView {
  const { heading, text, json, csv } = WORDS[page.link.language].person.myData.download;
  const forms = [
    myDataForm(page, 'json', { button: json, look: 'plain' }),
    myDataForm(page, 'csv', { button: csv, look: 'plain' }),
  ];
  return { heading, folded: true, text: [text], forms };
}

export function eraseSection(page: Page): SectionView {
  const { heading, text, button } = WORDS[page.link.language].person.myData.erase;
  return {
    heading,
    folded: true,
    text: [text],
    forms: [myDataForm(page, 'erase', { button, look: 'plain' })],
  };
}

export function askSection(page: Page): SectionView {
  const { heading, text, button, label, about } = WORDS[page.link.language].person.myData.ask;
  const options = REQUEST_KINDS.map((value) => ({ value, label: about[value] }));
  const inputs = [{ kind: 'select', name: 'about', label, value: 'access', options }] as const;
  return {
    heading,
    folded: true,
    text: [text],
    forms: [myDataForm(page, 'ask', { button, look: 'plain', inputs })],
  };
}
