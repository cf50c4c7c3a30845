import { createReturnTokens } from './adapters/tokens/return-tokens';
import type { Stores } from './adapters/redis/open-stores';
import type { Config } from './config';
import { derivedKey } from './config/derived-key';
import { normalizeAddress } from './consent/address';
import type { FlowDeps } from './flow/deps';
import type { ReportDeps } from './flow/mailbox/accept-reports';
import { commandWords } from './flow/mailbox/command-words';
import type { MailDeps } from './flow/mailbox/handle-mail';
import type { ReturnTokens } from './flow/mailbox-ports';
import type { PersonDeps } from './flow/person-ports';

/* The mailbox's part of the composition root. */

/** Mails carry return addresses of ours where MAILBOX_DOMAIN brings them to the mailbox. */
export function returnAddresses(config: Config): Pick<FlowDeps, 'returnTo'> {
  const { domain } = config.mailbox;
  if (domain === undefined) return {};
  const tokens = returnTokens(config);
  return {
    returnTo: (fingerprint) => ({
      bounce: `${tokens.sign({ purpose: 'bounce', fingerprint })}@${domain}`,
      withdraw: `${tokens.sign({ purpose: 'withdraw', fingerprint })}@${domain}`,
    }),
  };
}

/** What handling a mail, or a provider's report, needs. */
export function mailDeps(
  config: Config,
  { deps, stores }: { readonly deps: PersonDeps; readonly stores: Stores },
): MailDeps & ReportDeps {
  const { mail, mailbox, policy } = config;
  const { messageDomain } = deps.settings;
  const from = normalizeAddress(mail.from.address);
  return {
    rules: {
      words: commandWords(mailbox.words),
      defaultLanguage: policy.defaultLanguage,
      ownAddresses: from === null ? [] : [from],
      trustDmarc: mailbox.trustDmarc,
      returns: returnTokens(config),
      tokens: deps.tokens,
      messageDomain,
    },
    accept: stores.acceptRequest,
    memory: stores.doorMemory,
    parcels: stores.parcels,
    waiting: stores.refusalsWaiting,
    seals: deps.seals,
    clock: deps.clock,
    messageDomain,
  };
}

/** Read for as long as a key is known: a bounce comes days later, a way out stays open. */
export function returnTokens({ secrets }: Config): ReturnTokens {
  return createReturnTokens(
    secrets.tokens.map(({ key, withdrawOnly }) => ({ key: derivedKey(key, 'return address'), withdrawOnly })),
  );
}
