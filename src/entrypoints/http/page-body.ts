import express, { type Request } from 'express';
import { multipartFields } from './multipart';

/** Enough for a button's fields and for RFC 8058; nothing larger is read. */
const LARGEST = 1024;

export const readPageBody = express.raw({ type: () => true, limit: LARGEST, inflate: false });

/** A person's data with a street and a description, and nothing near an upload. */
const LARGEST_FORM = 16 * 1024;

export const readFormBody = express.raw({ type: () => true, limit: LARGEST_FORM, inflate: false });

/** The fields of a posted form, urlencoded or multipart (RFC 8058 section 3.2 asks for both). */
export function pageFields(request: Pick<Request, 'body' | 'get'>): ReadonlyMap<string, string> {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return new Map();
  const type = request.get('content-type') ?? '';
  if (/^multipart\/form-data\b/i.test(type)) return multipartFields(body, type);
  const urlencoded = type === '' || /^application\/x-www-form-urlencoded\b/i.test(type);
  return urlencoded ? new Map(new URLSearchParams(body.toString('utf8'))) : new Map();
}

/** Every value of one name, as ticked boxes send them. */
export function pageValues(request: Pick<Request, 'body' | 'get'>, name: string): string[] {
  const body: unknown = request.body;
  const type = request.get('content-type') ?? '';
  if (Buffer.isBuffer(body) && /^application\/x-www-form-urlencoded\b/i.test(type))
    return new URLSearchParams(body.toString('utf8')).getAll(name);
  const value = pageFields(request).get(name);
  return value === undefined ? [] : [value];
}

export function hasNoBody({ body }: Pick<Request, 'body'>): boolean {
  return !Buffer.isBuffer(body) || body.length === 0;
}

/** RFC 8058 section 3.1: the pair that a mail provider posts for its user, and nothing else is asked for. */
export function isOneClick(request: Pick<Request, 'body' | 'get' | 'method' | 'path'>): boolean {
  if (request.method !== 'POST' || !/\/unsubscribe\/[^/]+\/?$/.test(request.path)) return false;
  return pageFields(request).get('List-Unsubscribe') === 'One-Click';
}
