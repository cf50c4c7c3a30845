import type { MailedRequest } from '../person-requests';
import type { PersonDeps } from '../person-ports';
import type { Outcome } from '../ports';
import { eraseByMail } from './erase-by-mail';
import { noteBounce, noteComplaint } from './note-report';
import { doubtWithdrawal, withdrawByMail } from './withdraw-by-mail';

/** What mails ask or tell, each by its use case. */
export async function answerMailed(
  deps: PersonDeps,
  request: MailedRequest & { readonly requestId: string },
): Promise<Outcome> {
  switch (request.kind) {
    case 'mail-withdrawal':
      return withdrawByMail(deps, request);
    case 'doubtful-withdrawal':
      return doubtWithdrawal(deps, request);
    case 'erase-mailed':
      return eraseByMail(deps, request);
    case 'bounce':
      return noteBounce(deps, request);
    case 'complaint':
      return noteComplaint(deps, request);
  }
}
