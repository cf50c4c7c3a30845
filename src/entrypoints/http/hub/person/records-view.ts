import type { MyData, MyField, MyRecord } from '../../../../flow/person-door';
import { WORDS } from '../../views/dictionary';
import { autocompleteOf, fieldLabel } from '../../views/field-labels';
import type { FormView, InputView, SectionView } from '../../views/renderer';
import { myDataForm, type PersonPage } from './person-page';
import { markOf } from './changed-fields';

type Page = Pick<PersonPage, 'deps' | 'link'>;

/** What came back: the form as it was filled in, and which field was not taken. */
export interface Refused {
  readonly typed: ReadonlyMap<string, string>;
  readonly field: string;
  readonly fault: string;
}

/** Every record of the person, each field in words; empty ones are left to the download. */
export function recordSections({ link: { language } }: Page, { records }: MyData): SectionView[] {
  const { myData } = WORDS[language].person;
  return records.map(({ module, fields }) => {
    const facts = fields
      .filter(({ value }) => value !== '')
      .map((field) => ({ label: fieldLabel(field, language), value: field.value }));
    const heading = myData.records[module];
    return facts.length === 0 ? { heading, text: [myData.empty] } : { heading, facts };
  });
}

/** One form for each record that has something to change. */
export function changeSections(page: Page, { records }: MyData): SectionView[] {
  const { change, records: names } = WORDS[page.link.language].person.myData;
  const forms = records.flatMap((record) => {
    const form = changeForm(page, record);
    return form === null ? [] : [{ form, name: names[record.module] }];
  });
  return forms.map(({ form, name }) => ({
    heading: forms.length === 1 ? change.heading : `${change.heading}: ${name}`,
    folded: true,
    forms: [form],
  }));
}

export function changeForm(page: Page, record: MyRecord, refused?: Refused): FormView | null {
  const { button } = WORDS[page.link.language].person.myData.change;
  const editable = record.fields.filter((field) => field.editable);
  if (editable.length === 0) return null;
  const marks = editable.map(({ name, raw }) => `${name}:${markOf(raw)}`).join(' ');
  return myDataForm(page, 'change', {
    button,
    look: 'plain',
    fields: [
      { name: 'record', value: record.id },
      { name: 'was', value: marks },
    ],
    inputs: editable.map((field) => inputOf(page, field, refused)),
  });
}

function inputOf({ link: { language } }: Page, field: MyField, refused?: Refused): InputView {
  const { change, yes, no } = WORDS[language].person.myData;
  const faults: Readonly<Record<string, string>> = change.faults;
  const fault = refused?.field === field.name ? faults[refused.fault] : undefined;
  const value = refused?.typed.get(field.name) ?? field.raw;
  const common = {
    name: `v.${field.name}`,
    label: fieldLabel(field, language),
    ...(field.mandatory ? { required: true } : {}),
    ...(fault === undefined ? {} : { error: fault }),
  };
  const autocomplete = autocompleteOf(field.name);
  switch (field.type) {
    case 'boolean':
      return {
        ...common,
        kind: 'select',
        value,
        options: [
          { value: '1', label: yes },
          { value: '0', label: no },
        ],
      };
    case 'picklist':
      return { ...common, kind: 'select', value, options: choicesOf(field) };
    case 'multipicklist': {
      const on = value.split(/\|##\||\n/).map((each) => each.trim());
      const options = (field.values ?? []).map((each) => ({
        value: each,
        label: each,
        checked: on.includes(each),
      }));
      return { ...common, kind: 'ticks', options };
    }
    default: {
      const kind = field.type === 'text' ? 'long' : field.type === 'phone' ? 'tel' : 'text';
      return { ...common, kind, value, ...(autocomplete === undefined ? {} : { autocomplete }) };
    }
  }
}

/** The value that stands there may have left the list since: it stays until the person chooses another. */
function choicesOf({ values = [], raw }: MyField): { readonly value: string; readonly label: string }[] {
  const listed = values.includes(raw) || raw === '' ? values : [raw, ...values];
  const some = listed.map((value) => ({ value, label: value }));
  return values.includes('') ? some : [{ value: '', label: '–' }, ...some];
}
