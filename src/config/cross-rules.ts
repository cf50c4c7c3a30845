import { isLoopback } from './addresses';
import type { Values } from './read-environment';

/** Rules over more than one variable; each is silent where a variable it needs is at fault already. */
export function crossFaults(values: Partial<Values>): string[] {
  return RULES.flatMap((rule) => rule(values) ?? []);
}

const RULES: readonly ((values: Partial<Values>) => string | null)[] = [
  ({ NODE_ENV, REDIS_URL }) =>
    NODE_ENV === 'production' && REDIS_URL === undefined
      ? 'REDIS_URL is required in production (AOF on, maxmemory-policy noeviction)'
      : null,
  ({ NODE_ENV, MAIL_MODE }) =>
    NODE_ENV === 'production' && MAIL_MODE === undefined
      ? 'MAIL_MODE is required in production: hold, redirect:address or live'
      : null,
  ({ ADMIN_HOST, ADMIN_TOKEN }) =>
    ADMIN_HOST !== undefined && !isLoopback(ADMIN_HOST) && ADMIN_TOKEN === undefined
      ? 'ADMIN_TOKEN is required when ADMIN_HOST is not loopback'
      : null,
  ({ REMIND_AFTER, EXPIRE_AFTER }) =>
    REMIND_AFTER !== undefined && EXPIRE_AFTER !== undefined && REMIND_AFTER >= EXPIRE_AFTER
      ? 'REMIND_AFTER must be shorter than EXPIRE_AFTER'
      : null,
  (values) => {
    const set = [values.DKIM_DOMAIN, values.DKIM_SELECTOR, values.DKIM_PRIVATE_KEY].filter(Boolean).length;
    return set === 0 || set === 3
      ? null
      : 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY are set together or not at all';
  },
  ({ QUEUE_PREFIX }) =>
    QUEUE_PREFIX !== undefined && !/^\{[^{}:\s]+\}$/.test(QUEUE_PREFIX)
      ? 'QUEUE_PREFIX must be one word in braces such as {consent}: a cluster keeps braced names together'
      : null,
  ({ TOKEN_SECRETS, LABEL_SECRETS }) => {
    const kids = new Set((TOKEN_SECRETS ?? []).map(({ kid }) => kid));
    return (LABEL_SECRETS ?? []).some(({ kid }) => kids.has(kid))
      ? 'LABEL_SECRETS and TOKEN_SECRETS must not share a kid: a label link must never pass for a mailed one'
      : null;
  },
];
