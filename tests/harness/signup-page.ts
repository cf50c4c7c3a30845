import { openPage, type Page, submit } from './browser';
import type { Rig } from './rig';
import { fromSomewhere } from './stranger';

export interface SignUpForm {
  readonly firstname?: string;
  readonly lastname?: string;
  readonly email: string;
  readonly topics?: readonly string[];
  readonly agree?: string;
  readonly website?: string;
}

/** Opens `/signup`, fills it in as a person with scripts off, and sends it. */
export async function sendSignUp(rig: Rig, form: SignUpForm, headers = fromSomewhere()): Promise<Page> {
  const page = await openPage(`${rig.bridge().url}/signup?lang=en`, headers);
  const [shown] = page.forms;
  if (shown === undefined) throw new Error('no form on /signup');
  const {
    firstname = 'Wil',
    lastname = 'de Boer',
    email,
    topics = ['News'],
    agree = 'yes',
    website = '',
  } = form;
  return submit(page, shown, { firstname, lastname, email, topics, agree, website }, headers);
}
