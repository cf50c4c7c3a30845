import type { Description } from '../../../../src/adapters/vtiger/schema';
import { CONSENT_FIELDS } from '../../../../src/adapters/vtiger/fields';
import { STATUSES } from '../../../../src/consent/status';

type Described = Description['fields'][number];

/** A description with every field that the bridge needs, named as the extension names them. */
export function described(change: (fields: Described[]) => Described[] = (fields) => fields): Description {
  const standard = ['email', 'createdtime', 'modifiedtime', 'source', 'isconvertedfromlead', 'id'];
  const consent = Object.values(CONSENT_FIELDS).map((spec) => ({
    name: spec.name,
    label: spec.name === 'emailoptout' ? 'Email Opt Out' : `x ${spec.name}`,
    editable: true,
    type: {
      name: spec.types[0] ?? 'string',
      ...(spec.name === 'consent_status' ? { picklistValues: STATUSES.map((value) => ({ value })) } : {}),
    },
  }));
  const others = standard.map((name) => ({ name, label: name, editable: true, type: { name: 'string' } }));
  return {
    idPrefix: '12',
    createable: true,
    updateable: true,
    retrieveable: true,
    fields: change([...others, ...consent]),
  };
}

/** A row as `retrieve` and `query *` give it. */
export function row(part: Readonly<Record<string, string | null>> = {}): Record<string, string | null> {
  return {
    id: '12x3',
    email: 'jan@example.com',
    createdtime: '2026-11-23 22:34:51',
    modifiedtime: '2026-11-23 22:34:51',
    source: 'WEBSERVICE',
    isconvertedfromlead: '0',
    ...Object.fromEntries(
      Object.values(CONSENT_FIELDS).map((spec) => [spec.name, spec.kind === 'flag' ? '0' : '']),
    ),
    ...part,
  };
}
