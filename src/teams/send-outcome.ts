import type { SendOutcome } from '../rollout/nudge.ts';
import type { UnreachableCause } from '../rollout/person.ts';

/** Was not delivered, and may be in a moment; 401 when somebody has renewed a secret. 429 is told apart: it is for everybody. */
const busy = new Set([401, 412, 502, 503, 504]);
/** The request never left this machine. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** ms, where the answer does not say it. */
const usualWait = 5_000;
/** ms. Whatever a header says, somebody looks again after this. */
const longestWait = 10 * 60_000;

/**
 * By sub-code, read leniently: the documentation and what is seen in the wild differ.
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
const causes: readonly (readonly [code: RegExp, cause: UnreachableCause])[] = [
  [/ConversationBlockedByUser|MessageWritesBlocked/i, 'blocked-by-user'],
  [/BotDisabledByAdmin|disabled by (your |the )?admin/i, 'disabled-by-admin'],
  [
    /BotNotInConversationRoster|not part of the conversation roster|isn'?t installed|ForbiddenOperation/i,
    'uninstalled',
  ],
  [/ConversationNotFound|ThreadNotFound/i, 'uninstalled'],
  [/UserNotFound|MemberNotFound|user.*(does not|doesn't) exist/i, 'account-gone'],
];

/** What a failed call to the Connector means for the one message it was about. */
export function outcomeOf(error: unknown): SendOutcome {
  const { name, statusCode: status, code, details, message, response } = partsOf(error);
  if (status === undefined) {
    if (neverSent.has(code ?? '')) return { kind: 'busy', status: 0 };
    // What is thrown before the network is asked, such as by the credential, is no error of it.
    return name === 'RestError' || name === 'AbortError' ? { kind: 'uncertain' } : { kind: 'busy', status: 0 };
  }
  // Taken, and only the answer could not be read.
  if (status < 300) return { kind: 'sent', messageId: undefined };
  if (status === 429) return { kind: 'throttled', retryAfterMs: waitIn(response?.headers?.get?.('retry-after')) };
  if (busy.has(status)) return { kind: 'busy', status };
  if (status === 500) return { kind: 'uncertain' };
  const said = `${code ?? ''} ${message ?? ''} ${details === undefined ? '' : JSON.stringify(details)}`;
  const known = knownCode(said);
  if (status === 403 || status === 404)
    return { kind: 'unreachable', cause: causeIn(said), ...(known && { code: known }) };
  return { kind: 'refused', status, ...(known && { code: known }) };
}

function causeIn(said: string): UnreachableCause {
  return causes.find(([code]) => code.test(said))?.[1] ?? 'unknown';
}

/** A word of Microsoft's, never a text that may name somebody. */
function knownCode(said: string): string | undefined {
  return /"(?:sub)?code\\?":\s*\\?"(\w{1,60})\\?"/i.exec(said)?.[1] ?? /\b[A-Z][a-z]+[A-Z]\w{1,60}\b/.exec(said)?.[0];
}

/** Seconds, or a date. */
function waitIn(header: string | undefined): number {
  if (!header) return usualWait;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), longestWait) : usualWait;
}

type Parts = {
  readonly name?: string;
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly details?: unknown;
  readonly response?: { readonly headers?: { get?(name: string): string | undefined } };
};

function partsOf(error: unknown): Parts {
  return typeof error === 'object' && error !== null ? (error as Parts) : {};
}
