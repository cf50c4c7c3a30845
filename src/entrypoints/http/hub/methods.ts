import type { RequestHandler } from 'express';
import type { Pages } from '../pages';

/** OPTIONS: what the page takes, and nothing else. */
export function allow(methods: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', methods).status(204).end();
  };
}

export function wrongMethod(pages: Pages, methods: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', methods);
    pages.notice(request, response, { status: 405, kind: 'wrongMethod' });
  };
}
