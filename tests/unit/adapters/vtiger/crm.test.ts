import { createHash } from 'node:crypto';
import nock from 'nock';
import { createVtigerCrm, type VtigerCrm } from '../../../../src/adapters/vtiger/crm';
import type { Log } from '../../../../src/flow/ports';
import { CONSENT_FIELDS } from '../../../../src/adapters/vtiger/fields';
import { described, row } from './consent-fields';
import { failing } from './failing';
import { recorded } from './recorded';

const HOST = 'https://crm.example.com';
const KEY = 'bridgeAccessKey1';
const silent: Log = { error: noop, warn: noop, info: noop, debug: noop, child: () => silent };
function noop(): void {
  return undefined;
}

let calls: string[] = [];
let locked = 0;
let crm: VtigerCrm;

function ok(result: unknown): string {
  return JSON.stringify({ success: true, result });
}

function onGet(operation: string, matches: Record<string, string> = {}) {
  return nock(HOST)
    .get('/crm/webservice.php')
    .query(
      (query) =>
        query['operation'] === operation && Object.entries(matches).every(([k, v]) => query[k] === v),
    );
}

function onPost(operation: string, body: (form: Record<string, unknown>) => boolean = () => true) {
  return nock(HOST).post(
    '/crm/webservice.php',
    (form: Record<string, unknown>) => form['operation'] === operation && body(form),
  );
}

function allowLogin(): void {
  const challenge = recorded('getchallenge-ok');
  onGet('getchallenge', { username: 'bridge' }).reply(200, challenge.body);
  const proof = createHash('md5').update(`6b04bf5397ef4${KEY}`).digest('hex');
  onPost('login', (form) => form['accessKey'] === proof).reply(200, recorded('login-ok').body);
}

/** Contacts as the extension makes it; ids 12x... */
function allowDescribe(): void {
  onGet('describe', { elementType: 'Contacts' }).reply(200, ok(described()));
}

function allowDescribeLeads(): void {
  onGet('describe', { elementType: 'Leads' }).reply(200, ok({ ...described(), idPrefix: '10' }));
}

// nock replaces Node's own http, which jest's files share within a process: it must not stay behind.
afterAll(() => nock.restore());

beforeEach(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  calls = [];
  locked = 0;
  crm = createVtigerCrm({
    url: `${HOST}/crm/`,
    username: 'bridge',
    accessKey: KEY,
    concurrency: 1,
    timeout: 5000,
    loginLock: (run) => {
      locked += 1;
      return run();
    },
    onCall: (operation, _ms, result) => {
      calls.push(`${operation} ${result}`);
    },
    log: silent,
  });
});

afterEach(() => {
  crm.close();
  expect(nock.pendingMocks()).toEqual([]);
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('log-in', () => {
  it('the first call, when made, then it logs in by challenge under the lock and goes on', async () => {
    allowLogin();
    onGet('listtypes').reply(200, recorded('listtypes').body);
    expect(await crm.operations.listTypes()).toContain('Contacts');
    expect(calls).toEqual(['getchallenge ok', 'login ok', 'listtypes ok']);
    expect(locked).toBe(1);
  });

  it('a challenge that another client spoilt, when refused, then a second one is asked for (fact 20)', async () => {
    onGet('getchallenge').reply(200, recorded('getchallenge-ok').body);
    onPost('login').reply(200, recorded('login-token-superseded').body);
    allowLogin();
    onGet('listtypes').reply(200, recorded('listtypes').body);
    await crm.operations.listTypes();
    expect(calls).toContain('login crm_login_failed');
  });

  it('a wrong key, when refused twice, then it fails, to be tried much later', async () => {
    onGet('getchallenge').times(2).reply(200, recorded('getchallenge-ok').body);
    onPost('login').times(2).reply(200, recorded('login-wrong-key').body);
    await expect(crm.operations.listTypes()).rejects.toThrow(
      failing({ code: 'crm_login_failed', retryable: true, retryAfter: 60_000, inDoubt: false }),
    );
  });

  it('a session that has died, when found by a write, then the write is made once more on a new one', async () => {
    allowLogin();
    allowDescribe();
    onPost('revise').reply(200, recorded('session-bogus').body);
    allowLogin();
    onPost('revise').reply(200, ok(row({ consent_status: 'Optin' })));
    const record = await crm.write('12x3', { status: 'Optin' });
    expect(record.status).toBe('Optin');
    expect(calls.filter((call) => call.startsWith('revise'))).toEqual([
      'revise crm_session_lost',
      'revise ok',
    ]);
  });
});

describe('retrieve', () => {
  it('a record, when it exists, then it is given by our names', async () => {
    allowLogin();
    allowDescribe();
    onGet('retrieve', { id: '12x3' }).reply(
      200,
      ok(row({ consent_status: 'Invited', newsletter_optin: '1' })),
    );
    expect(await crm.retrieve('12x3')).toMatchObject({
      id: '12x3',
      status: 'Invited',
      newsletterOptin: true,
    });
  });

  it.each(['retrieve-not-found', 'retrieve-deleted', 'retrieve-wrong-module', 'retrieve-trailing-garbage'])(
    'a record, when the answer is %s, then there is none',
    async (name) => {
      allowLogin();
      allowDescribe();
      onGet('retrieve').reply(200, recorded(name).body);
      expect(await crm.retrieve('12x3')).toBeNull();
    },
  );

  it.each(['abc', '', '3', '12X3', '12x3abc', "12x3' or 1=1"])(
    '%j, when asked for, then nobody is called',
    async (id) => {
      expect(await crm.retrieve(id)).toBeNull();
      expect(calls).toEqual([]);
    },
  );

  it('a record of another module, when asked for, then it is none of ours', async () => {
    allowLogin();
    allowDescribe();
    allowDescribeLeads();
    expect(await crm.retrieve('11x3')).toBeNull();
    expect(calls).not.toContain('retrieve ok');
  });

  it('a record that the API user may not see, when asked for, then that is said', async () => {
    allowLogin();
    allowDescribe();
    onGet('retrieve').reply(200, recorded('bridge-private-retrieve').body);
    await expect(crm.retrieve('12x38')).rejects.toThrow(
      failing({ code: 'crm_access_denied', retryable: false }),
    );
  });

  it('a module that the API user may not see, when asked for, then no record counts as gone', async () => {
    allowLogin();
    onGet('describe', { elementType: 'Contacts' }).reply(200, recorded('describe-unknown').body);
    await expect(crm.retrieve('12x3')).rejects.toThrow(failing({ code: 'crm_access_denied' }));
  });

  it('a module without our fields, when asked for, then the missing ones are named', async () => {
    allowLogin();
    onGet('describe', { elementType: 'Contacts' }).reply(200, recorded('describe-contacts').body);
    onGet('retrieve').reply(200, recorded('retrieve-contact-ok').body);
    await expect(crm.retrieve('12x3')).rejects.toThrow(
      failing({ code: 'crm_field_missing', message: expect.stringContaining('consent_seal') as string }),
    );
  });

  it('the modules, when described once, then they are remembered', async () => {
    allowLogin();
    allowDescribe();
    onGet('retrieve').times(2).reply(200, ok(row()));
    await crm.retrieve('12x3');
    await crm.retrieve('12x3');
    expect(calls.filter((call) => call.startsWith('describe'))).toHaveLength(1);
  });
});

describe('write', () => {
  const given = { status: 'Confirmed', text: 'one\r\ntwo', changedOn: Date.UTC(2026, 10, 24, 9, 0, 0) };
  const sent = {
    consent_status: 'Confirmed',
    consent_text: 'one\r\ntwo',
    consent_changed_on: '2026-11-24 09:00:00',
  };

  beforeEach(() => {
    allowLogin();
    allowDescribe();
  });

  it('fields, when written, then only they are sent, and line ends may come back in another style', async () => {
    onPost(
      'revise',
      (form) => form['element'] === JSON.stringify({ ...sent, id: '12x3' }) || same(form, sent),
    ).reply(200, ok(row({ ...sent, consent_text: 'one\ntwo' })));
    expect(await crm.write('12x3', given)).toMatchObject({ status: 'Confirmed', text: 'one\ntwo' });
  });

  it('nothing of it, when stored, then it is tried again: the database was locked (fact 9)', async () => {
    onPost('revise').reply(200, ok(row({ consent_status: 'Invited' })));
    await expect(crm.write('12x3', given)).rejects.toThrow(
      failing({ code: 'crm_not_stored', retryable: true, inDoubt: false }),
    );
  });

  it('a part of it, when not stored, then the fields are named and another try cannot help (fact 87)', async () => {
    onPost('revise').reply(200, ok(row({ ...sent, consent_text: '' })));
    await expect(crm.write('12x3', given)).rejects.toThrow(
      failing({
        code: 'crm_not_stored',
        retryable: false,
        message: expect.stringContaining('Contacts: consent_text') as string,
      }),
    );
  });

  it('a text, when Vtiger altered it, then it is not stored', async () => {
    onPost('revise').reply(200, ok(row({ ...sent, consent_text: '&lt;script' })));
    await expect(crm.write('12x3', given)).rejects.toThrow(
      failing({ code: 'crm_not_stored', retryable: false }),
    );
  });

  it.each([
    ['an emoji', 'yes \u{1f600}'],
    ['an entity', 'a&amp;b'],
    ['a script tag', '<script>'],
  ])('a text with %s, when written, then nothing is sent', async (_name, text) => {
    await expect(crm.write('12x3', { text })).rejects.toThrow(
      failing({ code: 'crm_unstorable_text', retryable: false, inDoubt: false }),
    );
    expect(calls.some((call) => call.startsWith('revise'))).toBe(false);
  });

  it.each([
    ['revise-deleted-in-between', { code: 'crm_not_found', retryable: false, inDoubt: false }],
    ['bridge-private-revise', { code: 'crm_access_denied', retryable: false, inDoubt: false }],
    ['create-duplicate-prevention', { code: 'crm_duplicate', retryable: false, inDoubt: false }],
    ['create-contact-malformed-json', { code: 'crm_internal', retryable: true, inDoubt: true }],
    ['create-contact-owner-unknown-user', { code: 'crm_html', retryable: true, inDoubt: true }],
    ['database-down', { code: 'crm_http_5xx', retryable: true, inDoubt: true }],
    ['database-down-display-errors', { code: 'crm_empty', retryable: true, inDoubt: true }],
  ])('a write, when the answer is %s, then %j', async (name, facts) => {
    const { status, body } = recorded(name);
    onPost('revise').reply(status, body);
    await expect(crm.write('12x3', given)).rejects.toThrow(failing(facts));
  });

  it('an answer without a field that was just hidden, when read, then the next write looks at the rights anew', async () => {
    const rest = Object.fromEntries(Object.entries(row(sent)).filter(([name]) => name !== 'consent_text'));
    onPost('revise').reply(200, ok(rest));
    await expect(crm.write('12x3', given)).rejects.toThrow(
      failing({ code: 'crm_field_denied', retryable: false, inDoubt: false }),
    );
    onGet('describe', { elementType: 'Contacts' }).reply(
      200,
      ok(described((fields) => fields.filter((each) => each.name !== CONSENT_FIELDS.text.name))),
    );
    await expect(crm.write('12x3', given)).rejects.toThrow(failing({ code: 'crm_field_missing' }));
  });
});

function same(form: Record<string, unknown>, sent: Record<string, string>): boolean {
  const element = JSON.parse(String(form['element'])) as Record<string, string>;
  const { id, ...rest } = element;
  return (
    id === '12x3' &&
    JSON.stringify(Object.entries(rest).sort()) === JSON.stringify(Object.entries(sent).sort())
  );
}

describe('queries', () => {
  beforeEach(() => {
    allowLogin();
    allowDescribe();
  });

  it('a field that was just hidden, when a query names it, then the module is described anew', async () => {
    onGet('query').reply(200, recorded('bridge-query-hidden-field').body);
    onGet('describe', { elementType: 'Contacts' }).reply(200, ok(described()));
    // The page, the control, and the proof that nothing follows.
    onGet('query')
      .times(3)
      .reply(200, ok([row()]));
    expect(await crm.listAll('Contacts', null)).toHaveLength(1);
  });
});

describe('comments', () => {
  beforeEach(allowLogin);

  it('a comment, when added, then the API user owns it and its id is answered', async () => {
    const { result } = recorded('create-modcomment');
    onPost('create', (form) => {
      const element = JSON.parse(String(form['element'])) as Record<string, string>;
      return form['elementType'] === 'ModComments' && element['assigned_user_id'] === '19x1';
    }).reply(200, ok(result));
    expect(await crm.addComment('12x3', 'Consent confirmed <b>x</b> & y')).toBe('30x43');
  });

  it('a comment, when stored otherwise than sent, then it is not stored', async () => {
    onPost('create').reply(200, ok(recorded('create-modcomment').result));
    await expect(crm.addComment('12x3', 'other')).rejects.toThrow(failing({ code: 'crm_not_stored' }));
  });

  it('comments, when read, then those of the record, without the control', async () => {
    onGet('query').reply(200, ok([{ id: '30x1' }]));
    const [own] = recorded('query-modcomments').result as Record<string, unknown>[];
    onGet('query', {
      query:
        "select id,commentcontent,createdtime,related_to from ModComments where related_to = '12x3' or id = '30x1' order by id desc limit 21;",
    }).reply(200, ok([own, { ...own, id: '30x1', related_to: '12x9' }]));
    expect(await crm.comments('12x3', 20)).toEqual([
      {
        id: '30x43',
        content: 'Consent confirmed <b>x</b> & y',
        createdTime: Date.UTC(2026, 10, 23, 22, 39, 15),
      },
    ]);
  });
});

describe('inspection', () => {
  it('the lab, when inspected, then version, user, fields and gaps are told', async () => {
    allowLogin();
    onGet('describe', { elementType: 'Contacts' }).reply(200, recorded('describe-contacts').body);
    onGet('describe', { elementType: 'Leads' }).reply(200, recorded('describe-unknown').body);
    onGet('describe', { elementType: 'ModComments' }).reply(200, recorded('describe-modcomments').body);
    const inspection = await crm.inspect();
    expect(inspection).toMatchObject({
      version: '8.4.0',
      grade: 'standard',
      user: { id: '19x1', name: 'admin', timeZone: 'Europe/Amsterdam', dateFormat: 'dd-mm-yyyy' },
    });
    const [contacts, leads, comments] = inspection.modules;
    expect(contacts).toMatchObject({
      name: 'Contacts',
      readable: true,
      updateable: true,
      missingStatuses: [],
    });
    expect(contacts?.fields).toMatchObject({
      consent_status: 'consent_status',
      consent_text: 'consent_text',
    });
    expect(contacts?.missing).toContain('consent_round');
    expect(leads).toMatchObject({ name: 'Leads', readable: false, updateable: false });
    expect(comments).toMatchObject({ name: 'ModComments', creatable: true, missing: [] });
  });
});
