import type { z } from 'zod';
import { crmFailure } from '../failures';
import type { Element } from '../operations';
import type { SessionPool } from '../sessions';
import type { Transport } from '../transport';
import {
  applyAnswer,
  type ApplyItemAnswer,
  changedAnswer,
  doneAnswer,
  type DoneItem,
  dueAnswer,
  findAnswer,
  type FindItem,
  historyAnswer,
  type HistoryItem,
  type Info,
  infoAnswer,
  readExtension,
} from './answers';

export interface FindAsk {
  readonly addresses: readonly string[];
  readonly fingerprints: readonly string[];
  readonly ids: readonly string[];
}

export interface ApplyItem {
  readonly id: string;
  readonly expect: Element;
  readonly fields: Element;
  readonly history: readonly { readonly id: string; readonly line: string; readonly evidence?: string }[];
}

export interface SuppressItem {
  readonly fingerprint: string;
  readonly action: 'add';
  readonly status: string;
  readonly occurredAt: string;
}

export type DueAsk = Readonly<{
  module: string;
  status: string;
  invitedBefore?: string;
  after?: string;
  limit: number;
}>;
export type ChangedAsk = Readonly<{ module: string; since: string; afterId?: string; limit: number }>;

/** The operations of the extension, each one call (docs/reference/module-webservice.md). */
export interface ExtensionCalls {
  readonly info: () => Promise<Info>;
  /** Answers in the order addresses, fingerprints, ids. */
  find(ask: FindAsk): Promise<FindItem[]>;
  due(ask: DueAsk): Promise<z.infer<typeof dueAnswer>>;
  changed(ask: ChangedAsk): Promise<z.infer<typeof changedAnswer>>;
  apply(items: readonly ApplyItem[]): Promise<ApplyItemAnswer[]>;
  history(ask: { readonly ids: readonly string[]; readonly limit: number }): Promise<HistoryItem[]>;
  erase(items: readonly { readonly id: string }[]): Promise<DoneItem[]>;
  suppress(items: readonly SuppressItem[]): Promise<DoneItem[]>;
}

export interface CallOptions {
  readonly transport: Transport;
  readonly pool: SessionPool;
  /** ms per call, of which the extension may use half: what it does not reach it says, a timeout says nothing. */
  readonly timeout: number;
}

const SHORTEST = 500;
const LONGEST = 8000;

export function createExtensionCalls({ transport, pool, timeout }: CallOptions): ExtensionCalls {
  const ask = <T>(operation: string, schema: z.ZodType<T>, element: unknown, write = false): Promise<T> =>
    pool.run(async ({ name }) => {
      const result = await transport.call({
        operation,
        method: 'POST',
        ...(write ? { write } : { reads: true }),
        parameters: { sessionName: name, element: JSON.stringify(element) },
      });
      return readExtension(schema, result, { operation, write });
    });
  const doAll = async (operation: string, items: readonly unknown[]): Promise<DoneItem[]> =>
    complete((await ask(operation, doneAnswer, { items }, true)).items, items.length, true);
  const budgetMs = Math.round(Math.min(LONGEST, Math.max(SHORTEST, timeout / 2)));
  return {
    info: () =>
      pool.run(async ({ name }) => {
        const operation = 'consentbridge.info';
        const result = await transport.call({ operation, method: 'GET', parameters: { sessionName: name } });
        return readExtension(infoAnswer, result, { operation });
      }),
    find: async (asked) => {
      const { items } = await ask('consentbridge.find', findAnswer, asked);
      return complete(items, asked.addresses.length + asked.fingerprints.length + asked.ids.length);
    },
    due: (asked) => ask('consentbridge.due', dueAnswer, asked),
    changed: (asked) => ask('consentbridge.changed', changedAnswer, asked),
    apply: async (items) => {
      const answer = await ask('consentbridge.apply', applyAnswer, { budgetMs, items }, true);
      return complete(answer.items, items.length, true);
    },
    history: async (asked) =>
      complete((await ask('consentbridge.history', historyAnswer, asked)).items, asked.ids.length),
    erase: (items) => doAll('consentbridge.erase', items),
    suppress: (items) => doAll('consentbridge.suppress', items),
  };
}

/** Answers are told apart by their place alone, so one missing makes all of them worthless. */
function complete<T>(items: T[], count: number, write = false): T[] {
  if (items.length !== count) throw crmFailure('crm_schema', { write, detail: 'items' });
  return items;
}
