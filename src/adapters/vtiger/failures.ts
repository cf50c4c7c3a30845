import { Failure } from '../../flow/failure';

interface Kind {
  readonly retryable: boolean;
  /** A write that met this may have been applied all the same (facts 7, 9). */
  readonly doubtful?: true;
  /** ms. */
  readonly retryAfter?: number;
  readonly sentence: string;
}

const MINUTE = 60_000;

/** Every way in which the CRM can fail, in one place: what follows from it, and what the admin can do. */
export const CRM_FAILURES = {
  // No answer, or none that could be read.
  crm_refused: {
    retryable: true,
    retryAfter: 5000,
    sentence: 'Vtiger could not be reached; check VTIGER_URL, DNS and that its web server runs.',
  },
  crm_tls: {
    retryable: true,
    retryAfter: MINUTE,
    sentence:
      'The TLS certificate of Vtiger is not accepted; renew it or add its authority with NODE_EXTRA_CA_CERTS.',
  },
  crm_timeout: {
    retryable: true,
    doubtful: true,
    sentence: 'Vtiger did not answer in time; if this goes on, look at its load or raise VTIGER_TIMEOUT.',
  },
  crm_reset: {
    retryable: true,
    doubtful: true,
    sentence:
      'The connection to Vtiger broke before the answer; look at its web server or the proxy between.',
  },
  crm_too_large: {
    retryable: false,
    doubtful: true,
    sentence: 'The answer was larger than the bridge accepts; is VTIGER_URL really a Vtiger?',
  },
  crm_redirect: {
    retryable: false,
    sentence: 'Vtiger answered with a redirect; set VTIGER_URL to the address it finally leads to.',
  },
  crm_http_429: {
    retryable: true,
    retryAfter: MINUTE,
    sentence: 'A server before Vtiger asks for fewer requests; lower VTIGER_CONCURRENCY or lift its limit.',
  },
  crm_http_4xx: {
    retryable: true,
    retryAfter: MINUTE,
    sentence:
      'A server before Vtiger refused the request, or webservice.php is not there; check VTIGER_URL and any firewall.',
  },
  crm_http_5xx: {
    retryable: true,
    doubtful: true,
    retryAfter: 5000,
    sentence: 'Vtiger failed with a server error; look at the PHP log and at its database.',
  },
  crm_empty: {
    retryable: true,
    doubtful: true,
    retryAfter: 5000,
    sentence: 'Vtiger gave an empty answer, as after a PHP error; look at the PHP log and at its database.',
  },
  crm_html: {
    retryable: true,
    doubtful: true,
    retryAfter: 5000,
    sentence:
      'Vtiger answered with a page or a PHP message instead of JSON; open webservice.php in a browser and see what it says.',
  },
  crm_invalid_json: {
    retryable: true,
    doubtful: true,
    sentence: 'The answer of Vtiger was JSON that cannot be read; a workflow or an add-on may print into it.',
  },
  crm_schema: {
    retryable: false,
    doubtful: true,
    sentence: 'The answer of Vtiger has another form than expected; is this version of Vtiger supported?',
  },
  // Log-in and session.
  crm_login_failed: {
    retryable: true,
    retryAfter: MINUTE,
    sentence:
      'Vtiger refused the log-in; check VTIGER_USERNAME, VTIGER_ACCESS_KEY and that the API user is active.',
  },
  crm_session_lost: {
    retryable: true,
    sentence: 'Vtiger forgot a session that had just begun; check its session directory (disk full?).',
  },
  // What Vtiger says itself.
  crm_not_found: {
    retryable: false,
    sentence: 'The record does not exist any more.',
  },
  crm_access_denied: {
    retryable: false,
    sentence: 'The API user may not do this; check its profile, role and the sharing rules.',
  },
  crm_field_denied: {
    retryable: false,
    sentence: 'The API user may not see a field; make it visible in its profile.',
  },
  crm_invalid_id: {
    retryable: false,
    sentence: 'Vtiger does not take this for the id of a record.',
  },
  crm_reference_invalid: {
    retryable: false,
    sentence: 'Vtiger refused a reference to another record.',
  },
  crm_mandatory_missing: {
    retryable: false,
    sentence: 'Vtiger wants a mandatory field that the bridge does not fill; make it optional.',
  },
  crm_duplicate: {
    retryable: false,
    sentence:
      'Duplicate prevention of Vtiger refused the record; two records share a field that was marked unique.',
  },
  crm_query_syntax: {
    retryable: false,
    sentence: 'Vtiger could not read a query of the bridge; please report this with the version of Vtiger.',
  },
  crm_unknown_entity: {
    retryable: false,
    sentence: 'Vtiger does not know the module or relation that was asked for.',
  },
  crm_lead_converted: {
    retryable: false,
    sentence: 'The lead was converted before.',
  },
  crm_operation_unsupported: {
    retryable: false,
    sentence: 'Vtiger does not offer the operation; is this version of Vtiger supported?',
  },
  crm_internal: {
    retryable: true,
    doubtful: true,
    retryAfter: 5000,
    sentence: 'Vtiger reported an error of its own; look at its log and at the workflows of the module.',
  },
  crm_unknown_error: {
    retryable: true,
    doubtful: true,
    retryAfter: 5000,
    sentence: 'Vtiger reported an error that the bridge does not know.',
  },
  // What the extension says.
  crm_extension_off: {
    retryable: true,
    sentence:
      'The extension is switched off in Module Manager; the standard operations are used until it is on.',
  },
  crm_item_refused: {
    retryable: false,
    sentence: 'The extension refused the form of what it was sent; are bridge and extension of one version?',
  },
  crm_busy: {
    retryable: true,
    retryAfter: 2000,
    sentence: 'A record stayed locked in Vtiger, or time ran out before its turn; it is written again.',
  },
  // What the bridge finds itself.
  crm_not_stored: {
    retryable: false,
    sentence:
      'Vtiger answered success but did not store what was sent; check field rights, field lengths and workflows.',
  },
  crm_not_stored_yet: {
    retryable: true,
    retryAfter: 5000,
    sentence:
      'Vtiger answered success but stored nothing, as when its database is locked; it is written again.',
  },
  crm_unstorable_text: {
    retryable: false,
    sentence:
      'A text holds characters that Vtiger alters (emoji, control characters, &...; or <script); write it without them.',
  },
  crm_field_missing: {
    retryable: false,
    sentence: 'A consent field is missing or of the wrong type; run doctor and make the field.',
  },
  crm_field_readonly: {
    retryable: false,
    sentence: 'A consent field is read-only for the API user; make it writable in its profile.',
  },
  crm_control_missing: {
    retryable: true,
    retryAfter: 5000,
    sentence:
      'An empty answer of Vtiger cannot be believed: a record that must be in it is not; look at its database.',
  },
  crm_unqueryable: {
    retryable: false,
    sentence: 'A value cannot be asked for in a query of Vtiger.',
  },
  crm_query_field: {
    retryable: false,
    sentence: 'A query named a field that Vtiger does not have.',
  },
  crm_query_too_long: {
    retryable: false,
    sentence: 'A query is longer than a web server accepts.',
  },
} as const satisfies Record<string, Kind>;

export type CrmFailureCode = keyof typeof CRM_FAILURES;

export interface CrmFailureFacts {
  /** The operation changes records: an unread answer leaves it in doubt. */
  readonly write?: boolean;
  /** Names of fields, modules or operations; never values. */
  readonly detail?: string;
}

/**
 * The failure of that code. Nothing of the request goes into it, and no `cause`: an axios error carries the session
 * and the query.
 */
export function crmFailure(code: CrmFailureCode, { write = false, detail }: CrmFailureFacts = {}): Failure {
  const kind: Kind = CRM_FAILURES[code];
  return new Failure(detail === undefined ? kind.sentence : `${kind.sentence} (${detail})`, {
    code: code === 'crm_not_stored_yet' ? 'crm_not_stored' : code,
    stage: 'crm',
    retryable: kind.retryable,
    inDoubt: write && kind.doubtful === true,
    ...(kind.retryAfter === undefined ? {} : { retryAfter: kind.retryAfter }),
  });
}

export function isCrmFailure(error: unknown, ...codes: readonly CrmFailureCode[]): error is Failure {
  return error instanceof Failure && codes.some((code) => code === error.code);
}
