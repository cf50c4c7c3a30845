import { operationDenied } from '../errors';
import { runQuery } from '../query/run';
import type { Operation } from './call';
import { EXTENSION_OPERATIONS } from './consentbridge';
import { convertLead } from './convert-lead';
import { describe, listTypes } from './describe';
import { create, remove, retrieve, revise, update } from './records';
import { addRelated, queryRelated, relatedTypes, retrieveRelated } from './related';
import { sync } from './sync';

export interface RegisteredOperation {
  /** From where parameters are read: $_GET or $_POST, whatever the request's method. */
  readonly source: 'GET' | 'POST';
  /** Needs no session. */
  readonly beforeLogin?: boolean;
  readonly run?: Operation;
}

const query: Operation = ({ crm, access, parameter }) => runQuery(crm, access, parameter('query') ?? '');
const noFile: Operation = () => {
  throw operationDenied(' for id');
};

/** Table vtiger_ws_operation; those without `run` are about sessions and live in server code of their own. */
export const OPERATIONS: ReadonlyMap<string, RegisteredOperation> = new Map<string, RegisteredOperation>([
  ['getchallenge', { source: 'GET', beforeLogin: true }],
  ['login', { source: 'POST', beforeLogin: true }],
  ['extendsession', { source: 'POST', beforeLogin: true }],
  ['logout', { source: 'POST' }],
  ['listtypes', { source: 'GET', run: listTypes }],
  ['describe', { source: 'GET', run: describe }],
  ['retrieve', { source: 'GET', run: retrieve }],
  ['query', { source: 'GET', run: query }],
  ['sync', { source: 'GET', run: sync }],
  ['relatedtypes', { source: 'GET', run: relatedTypes }],
  ['retrieve_related', { source: 'GET', run: retrieveRelated }],
  ['query_related', { source: 'GET', run: queryRelated }],
  ['files_retrieve', { source: 'GET', run: noFile }],
  ['create', { source: 'POST', run: create }],
  ['update', { source: 'POST', run: update }],
  ['revise', { source: 'POST', run: revise }],
  ['delete', { source: 'POST', run: remove }],
  ['convertlead', { source: 'POST', run: convertLead }],
  ['add_related', { source: 'POST', run: addRelated }],
  ...EXTENSION_OPERATIONS,
]);
