import type { z } from 'zod';
import { type ConsentFields, type ConsentRecord, type ModuleName, MODULES } from '../../../consent/record';
import { CONSENT_FIELD_NAMES, CONSENT_FIELDS } from '../fields';
import type { Element } from '../operations';
import { decodeRecord } from '../record';
import type { ModuleSchema } from '../schema';
import { encodeFlag } from '../values';
import type { recordRow } from './answers';

type RecordRow = z.infer<typeof recordRow>;

/** The extension makes its fields itself, so their names are known without asking. */
function schemaOf(module: ModuleName): ModuleSchema {
  const names: Record<string, string> = {};
  for (const key of CONSENT_FIELD_NAMES) names[key] = CONSENT_FIELDS[key].name;
  return {
    module,
    idPrefix: '',
    names,
    missing: [],
    off: [],
    notWritable: [],
    allowed: new Set(),
    statuses: null,
    converted: true,
  };
}

const [CONTACTS, LEADS] = [schemaOf(MODULES[0]), schemaOf(MODULES[1])];

export function ownSchema(module: ModuleName): ModuleSchema {
  return module === 'Contacts' ? CONTACTS : LEADS;
}

/** @param write the row is the answer to a write. */
export function decodeRow(row: RecordRow, write = false): ConsentRecord {
  return decodeRecord(ownSchema(row.module), row, write);
}

type TextKey = {
  [K in keyof ConsentFields]: ConsentFields[K] extends string ? K : never;
}[keyof ConsentFields];
const TEXTS = [
  'status',
  'basis',
  'text',
  'source',
  'addressFp',
  'seal',
] as const satisfies readonly TextKey[];

/**
 * What must still be stored when the record is written: all that it was judged by. Dates are left out; one that cannot
 * be read is told as none and would never be equal. Whoever changes a date of consent changes the text with it, or the
 * change counts for nothing (domain: "Records changed around the bridge").
 */
export function expectOf(record: ConsentRecord): Element {
  return {
    email: record.email,
    emailoptout: encodeFlag(record.emailOptout),
    newsletter_optin: encodeFlag(record.newsletterOptin),
    ...Object.fromEntries(TEXTS.map((key) => [CONSENT_FIELDS[key].name, record[key]])),
  };
}
