/** An error that Vtiger itself reports: HTTP 200 and `success: false`. The code is a number for duplicates only. */
export class VtigerError extends Error {
  constructor(
    readonly code: string | number,
    message: string,
  ) {
    super(message);
  }
}

/** A PHP fatal: HTTP 500 with an empty HTML body (200 with display_errors=On). */
export class PhpFatal extends Error {}

/** PHP's die(): HTTP 200, text/html, the text; what was done before stays done. */
export class PhpDie extends Error {}

export const accessDenied = (message: string): VtigerError => new VtigerError('ACCESS_DENIED', message);
export const operationDenied = (suffix = ''): VtigerError =>
  accessDenied(`Permission to perform the operation is denied${suffix}`);
export const recordDenied = (): VtigerError => accessDenied('Permission to read given object is denied');
export const createDenied = (): VtigerError => accessDenied('Permission to write is denied');
export const invalidId = (): VtigerError =>
  new VtigerError('INVALID_ID_ATTRIBUTE', 'Id specified is incorrect');
export const authenticationRequired = (): VtigerError =>
  new VtigerError('AUTHENTICATION_REQUIRED', 'Authencation required');
export const invalidSession = (): VtigerError =>
  new VtigerError('INVALID_SESSIONID', 'Session Identifier provided is Invalid');
export const querySyntax = (message: string): VtigerError => new VtigerError('QUERY_SYNTAX_ERROR', message);
export const unknownRelation = (): VtigerError =>
  new VtigerError('UNKOWN_ENTITY', 'Relation specified is incorrect');
export const internalError = (): VtigerError =>
  new VtigerError('INTERNAL_SERVER_ERROR', 'Unknown Error while processing request');
