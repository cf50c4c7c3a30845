import { readAnswer } from '../../../../src/adapters/vtiger/answer';
import { Failure } from '../../../../src/flow/failure';
import { failing } from './failing';
import { RECORDED_NAMES, recorded } from './recorded';

function outcomeOf(name: string) {
  const { status, body, operation, method } = recorded(name);
  try {
    readAnswer({ status, body }, { operation, write: method === 'POST' });
    return 'read';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, stage, retryable, inDoubt } = error;
    return { code, stage, retryable, inDoubt };
  }
}

const crm = (code: string, retryable: boolean, inDoubt = false) => ({
  code,
  stage: 'crm',
  retryable,
  inDoubt,
});

describe('answer of Vtiger', () => {
  it.each([
    ['retrieve-contact-ok', 'read'],
    ['query-eq', 'read'],
    ['query-eq-nomatch', 'read'],
    ['revise-one-field', 'read'],
    ['retrieve-not-found', crm('crm_not_found', false)],
    ['retrieve-deleted', crm('crm_not_found', false)],
    ['revise-deleted-in-between', crm('crm_not_found', false)],
    ['delete-again', crm('crm_not_found', false)],
    ['retrieve-wrong-module', crm('crm_invalid_id', false)],
    ['retrieve-unknown-prefix', crm('crm_invalid_id', false)],
    ['retrieve-malformed', crm('crm_invalid_id', false)],
    ['retrieve-empty', crm('crm_invalid_id', false)],
    ['revise-malformed-id', crm('crm_invalid_id', false)],
    ['bridge-private-retrieve', crm('crm_access_denied', false)],
    ['bridge-private-revise', crm('crm_access_denied', false)],
    ['bridge-readonly-sharing-revise', crm('crm_access_denied', false)],
    ['bridge-create-denied', crm('crm_access_denied', false)],
    ['describe-unknown', crm('crm_access_denied', false)],
    ['query-unknown-module', crm('crm_access_denied', false)],
    ['query-by-post', crm('crm_access_denied', false)],
    ['bridge-query-hidden-field', crm('crm_field_denied', false)],
    ['query-unknown-column-where', crm('crm_field_denied', false)],
    ['session-bogus', crm('crm_session_lost', true)],
    ['session-after-logout', crm('crm_session_lost', true)],
    ['session-missing', crm('crm_session_lost', true)],
    ['session-file-gone', crm('crm_session_lost', true)],
    ['login-wrong-key', crm('crm_login_failed', true)],
    ['login-token-superseded', crm('crm_login_failed', true)],
    ['login-token-expired', crm('crm_login_failed', true)],
    ['getchallenge-no-username', crm('crm_login_failed', true)],
    ['create-contact-missing-lastname', crm('crm_mandatory_missing', false)],
    ['create-contact-bad-reference', crm('crm_reference_invalid', false)],
    ['create-duplicate-prevention', crm('crm_duplicate', false)],
    ['query-no-semicolon', crm('crm_query_syntax', false)],
    ['query-empty-string', crm('crm_internal', true)],
    ['create-contact-malformed-json', crm('crm_internal', true, true)],
    ['retrieve-related-wrong-label', crm('crm_unknown_entity', false)],
    ['convertlead-again', crm('crm_lead_converted', false)],
    ['logout-by-get', crm('crm_operation_unsupported', false)],
    ['database-down', crm('crm_http_5xx', true)],
    ['database-down-display-errors', crm('crm_empty', true)],
    ['create-missing-element', crm('crm_http_5xx', true, true)],
    ['create-contact-owner-unknown-user', crm('crm_html', true, true)],
  ])('%s, as recorded, then the outcome is %j', (name, expected) => {
    expect(outcomeOf(name)).toEqual(expected);
  });

  it('each recorded answer, when read, then it is a result or a typed Failure and never an unknown error', () => {
    const unknown = RECORDED_NAMES.filter((name) => {
      const outcome = outcomeOf(name);
      return outcome !== 'read' && outcome.code === 'crm_unknown_error';
    });
    expect(unknown).toEqual([]);
  });

  it('an answer with a raw control character, when read, then the value is what is stored (fact 18)', () => {
    const { status, body } = recorded('create-contact-control-char');
    expect(() => JSON.parse(body) as unknown).toThrow();
    const result = readAnswer({ status, body }, { operation: 'create', write: true });
    expect(result).toMatchObject({ lastname: 'Ctl\u0001x' });
  });

  it.each([
    [301, '', crm('crm_redirect', false)],
    [302, '<html>', crm('crm_redirect', false)],
    [401, '{"success":true,"result":{}}', crm('crm_http_4xx', true)],
    [403, 'no', crm('crm_http_4xx', true)],
    [404, 'no', crm('crm_http_4xx', true)],
    [429, 'slow down', crm('crm_http_429', true)],
    [500, '', crm('crm_http_5xx', true, true)],
    [502, '<html>', crm('crm_http_5xx', true, true)],
    [503, '<html>', crm('crm_http_5xx', true, true)],
    [200, '', crm('crm_empty', true, true)],
    [200, ' \n', crm('crm_empty', true, true)],
    [200, '<html>maintenance</html>', crm('crm_html', true, true)],
    [200, 'Warning: x in y {"success":true,"result":{}}', crm('crm_html', true, true)],
    [204, '', crm('crm_html', true, true)],
    [200, '{"success":true,"result":{"a":', crm('crm_invalid_json', true, true)],
    [200, '{"success":true}{', crm('crm_invalid_json', true, true)],
    [200, '{"success":"yes"}', crm('crm_schema', false, true)],
    [200, '[]', crm('crm_schema', false, true)],
    [200, '{"success":false}', crm('crm_schema', false, true)],
    [200, '{"success":false,"error":{"code":"NEW_ONE","message":"?"}}', crm('crm_unknown_error', true, true)],
  ])('status %d with body %j, when it answers a write, then %j', (status, body, expected) => {
    const read = () => readAnswer({ status, body }, { operation: 'revise', write: true });
    expect(read).toThrow(Failure);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject(expected);
    }
  });

  it('an error that quotes an address, when it is typed, then its message holds none of it', () => {
    const body =
      '{"success":false,"error":{"code":"NEW_ONE","message":"jan@example.com 13142e596b04bf539ffda"}}';
    expect(() => readAnswer({ status: 200, body }, { operation: 'query', write: false })).toThrow(
      failing({ message: expect.not.stringMatching(/jan|1314/) as string }),
    );
  });
});
