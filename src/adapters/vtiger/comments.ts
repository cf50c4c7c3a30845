import { z } from 'zod';
import type { CrmComment } from '../../flow/ports';
import { crmFailure } from './failures';
import { compareIds } from './ids';
import type { Row, VtigerOperations } from './operations';
import { type Asks, PAGE, readKeyset } from './paging';
import { parseResult } from './parse-result';
import { assertStorable, decodeInstant, sameText } from './values';

const FIELDS = ['id', 'commentcontent', 'createdtime', 'related_to'];
const ALLOWED = new Set(FIELDS);
/** vtiger_modcomments.commentcontent is TEXT: longer ones would be cut. */
const MOST_BYTES = 65_000;

const commentRow = z.object({
  id: z.string(),
  commentcontent: z
    .string()
    .nullable()
    .transform((value) => value ?? ''),
  createdtime: z
    .string()
    .nullable()
    .transform((value) => decodeInstant(value ?? '')),
  related_to: z.string().nullable(),
});
type CommentRow = z.infer<typeof commentRow>;

/** Newest first: ids grow, and createdtime has seconds only. */
export async function readComments(
  asks: Asks,
  record: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<CrmComment[]> {
  // One more than asked for leaves room for the control.
  const page = Math.min(PAGE, limit + 1);
  const rows = await readKeyset<CommentRow>(
    asks,
    {
      select: (after) => ({
        module: 'ModComments',
        fields: FIELDS,
        where: [
          [
            { field: 'related_to', op: '=', value: record },
            ...(after === null ? [] : [{ field: 'id', op: '<' as const, value: after.id }]),
          ],
        ],
        orderBy: ['id'],
        direction: 'desc',
        limit: page,
      }),
      allowed: ALLOWED,
      decode: (row) => parseResult(commentRow, row, 'query'),
      id: (row) => row.id,
      fits: (row, after) => row.related_to === record && (after === null || compareIds(row.id, after.id) < 0),
      expect: 'few',
      shortEnds: true,
    },
    limit,
  );
  return rows.map((row) => ({ id: row.id, content: row.commentcontent, createdTime: row.createdtime }));
}

/** One comment, owned by the API user (fact 83). create keeps entities; it alters what revise alters besides. */
export async function addComment(
  operations: Pick<VtigerOperations, 'create'>,
  record: string,
  content: string,
): Promise<string> {
  assertCommentable(content);
  const row: Row = await operations.create('ModComments', (userId) => ({
    commentcontent: content,
    related_to: record,
    assigned_user_id: userId,
  }));
  const stored = parseResult(commentRow, row, 'create', true);
  if (!sameText(content, stored.commentcontent) || stored.related_to !== record)
    throw crmFailure('crm_not_stored', { detail: 'ModComments: commentcontent' });
  return stored.id;
}

/** @throws Failure `crm_unstorable_text` for what would not come back as it was sent. */
export function assertCommentable(content: string): void {
  assertStorable(content, 'commentcontent', 'kept');
  if (content === '' || Buffer.byteLength(content) > MOST_BYTES)
    throw crmFailure('crm_unstorable_text', { detail: 'commentcontent' });
}
