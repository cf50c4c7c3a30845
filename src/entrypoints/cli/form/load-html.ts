import { readFile } from 'node:fs/promises';
import { Failure } from '../../../flow/failure';

const PATIENCE = 10_000;
const LARGEST = 2_000_000;

/** A file, or a page of the web as it is delivered: what scripts would add is not seen. */
export async function loadHtml(from: string): Promise<string> {
  const html = /^https?:\/\//i.test(from) ? await fetchPage(from) : await readPage(from);
  return html.slice(0, LARGEST);
}

async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw notRead('the file cannot be read', false);
  }
}

async function fetchPage(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    throw notRead('the page cannot be reached', true);
  });
  if (!answer.ok) throw notRead(`the page answers ${answer.status}`, answer.status >= 500);
  return answer.text().catch(() => {
    throw notRead('the page broke off', true);
  });
}

function notRead(message: string, retryable: boolean): Failure {
  return new Failure(message, { code: 'form_not_read', stage: 'flow', retryable });
}
