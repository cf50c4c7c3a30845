import { readFileSync } from 'node:fs';
import { VARIABLES } from '../../../src/config/variables';

const lines = readFileSync('.env.example', 'utf8').split('\n');
const names = lines.flatMap((line) => /^#? ?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);

describe('.env.example', () => {
  it.each(Object.keys(VARIABLES))('explains a variable in a sentence, when the bridge reads %s', (name) => {
    const listed = names.some((each) => each === name || each === `${name}_FILE`);
    expect(listed).toBe(true);
  });

  it('names no variable, when the bridge does not read it', () => {
    const known = names.filter(
      (name) =>
        name.startsWith('VTIGER_FIELD_') || name.replace(/_FILE$/, '') in VARIABLES || name in VARIABLES,
    );
    expect(names).toEqual(known);
  });

  it('leaves no variable as required, when the bridge has a default for it', () => {
    const active = lines.flatMap((line) => /^([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
    const required = Object.entries(VARIABLES)
      .filter(([, { need }]) => need === 'required')
      .map(([name]) => name);
    const production = ['NODE_ENV', 'REDIS_URL', 'MAIL_MODE', 'CONSENT_TEXT_NL'];
    expect(active.toSorted()).toEqual([...required, ...production].toSorted());
  });
});
