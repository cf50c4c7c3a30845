import { LANGUAGES, type Language } from './consent/event';
import { readBrand } from './config/brand';
import { crossFaults } from './config/cross-rules';
import { readFieldMap } from './config/field-map';
import { configFrom } from './config/from-values';
import { readMailboxFiles } from './config/mailbox-files';
import { type Environment, readEnvironment, readText, type Values } from './config/read-environment';
import type { Config } from './config/shape';
import { consentTexts } from './config/texts';

export type { Config } from './config/shape';

/** Every fault of the environment at once; the program ends with exit code 78 (EX_CONFIG). */
export class ConfigFaults extends Error {
  readonly code = 'config_invalid';

  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((each) => `  ${each}`).join('\n')}`,
    );
    this.name = 'ConfigFaults';
  }
}

/** @throws ConfigFaults listing all faults; no value is ever repeated in them. */
export function readConfig(env: Environment): Config {
  const { values, faults } = readEnvironment(env);
  const { map, faults: mapFaults } = readFieldMap(env);
  const texts = readTexts(values, faults);
  const brand = readBrand(values, faults);
  const mailbox = readMailboxFiles(values, faults);
  const all = [...faults, ...mapFaults, ...crossFaults(values)];
  if (all.length > 0) throw new ConfigFaults(all);
  return Object.freeze(configFrom(values as Values, { fields: map, texts, brand, mailbox }));
}

function readTexts(values: Partial<Values>, faults: string[]): Partial<Record<Language, string>> {
  const file = values.CONSENT_TEXTS_FILE;
  const json = file === undefined ? undefined : readText('CONSENT_TEXTS_FILE', file, faults);
  const parsed = json === undefined ? undefined : consentTexts.safeParse(json);
  if (parsed?.success === false)
    faults.push(`CONSENT_TEXTS_FILE ${parsed.error.issues[0]?.message ?? 'is not valid'}`);
  const texts: Partial<Record<Language, string>> = { ...parsed?.data };
  for (const language of LANGUAGES) {
    const own = values[`CONSENT_TEXT_${language.toUpperCase() as Uppercase<Language>}`];
    if (own !== undefined) texts[language] = own;
  }
  const wanted = values.DEFAULT_LANGUAGE;
  const known = faults.some((fault) => fault.startsWith('CONSENT_TEXT'));
  if (wanted !== undefined && texts[wanted] === undefined && !known)
    faults.push(`CONSENT_TEXT_${wanted.toUpperCase()} is missing: the text of the default language`);
  return texts;
}
