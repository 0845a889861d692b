import type { HelpdeskCommand } from '../helpdesk/command.ts';
import { type Activity, channelIn, clientOf, hasPicture, isPersonal } from './activity.ts';
import {
  type HelpdeskPress,
  type Press,
  type RolloutPress,
  readDialogRequest,
  readExecute,
  readSubmit,
} from './read-card-action.ts';
import { type FileConsent, readFileConsent } from './read-file-consent.ts';
import type { Reading } from './read-helpdesk-command.ts';
import { readReceipt } from './read-receipt.ts';
import { readSignInFailure, readTokenExchange, type SignInFailure, type TokenExchange } from './read-sign-in.ts';

/** What Teams sent, as far as we care. */
export type Received =
  | { readonly kind: 'said'; readonly text: string; readonly picture: boolean }
  | { readonly kind: 'submitted'; readonly press: Press }
  | { readonly kind: 'executed'; readonly press: Press }
  | { readonly kind: 'pressed-for-helpdesk'; readonly press: HelpdeskPress }
  | { readonly kind: 'pressed-for-rollout'; readonly press: RolloutPress }
  | { readonly kind: 'file-consent'; readonly consent: FileConsent }
  | { readonly kind: 'said-in-group'; readonly text: string }
  | { readonly kind: 'installed' }
  /** Of a channel's team, or something else about it. */
  | { readonly kind: 'members-changed' }
  /** Undefined: of a button that opens none of our dialogs. */
  | { readonly kind: 'dialog-asked'; readonly command: HelpdeskCommand | undefined }
  | { readonly kind: 'token-came'; readonly exchange: TokenExchange }
  | { readonly kind: 'sign-in-failed'; readonly code: SignInFailure }
  /** Up to which message they have read the chat. */
  | { readonly kind: 'read-receipt'; readonly lastRead: string }
  | { readonly kind: 'other-invoke'; readonly name: string }
  | { readonly kind: 'ignored' };

/** Characters. More than any sentence or pasted error text needs. */
const longestText = 4_000;

export function readReceived(activity: Activity, now: Date): Received {
  switch (activity.type) {
    case 'message':
      return readMessage(activity, readingOf(activity, now));
    case 'invoke':
      return readInvoke(activity, readingOf(activity, now));
    case 'event': {
      const lastRead = isPersonal(activity) ? readReceipt(activity) : undefined;
      return lastRead ? { kind: 'read-receipt', lastRead } : { kind: 'ignored' };
    }
    case 'installationUpdate':
      return activity.action === 'add' && isPersonal(activity) ? { kind: 'installed' } : { kind: 'ignored' };
    case 'conversationUpdate':
      if (channelIn(activity)) return { kind: 'members-changed' };
      return addsTheBot(activity) && isPersonal(activity) ? { kind: 'installed' } : { kind: 'ignored' };
    default:
      return { kind: 'ignored' };
  }
}

function readingOf(activity: Activity, now: Date): Reading {
  return { timeZone: clientOf(activity).timeZone, now };
}

function readMessage(activity: Activity, reading: Reading): Received {
  const text = plainText(activity.text ?? '');
  const press = !text && isObject(activity.value) ? readSubmit(activity.value, reading) : undefined;
  if (press && 'helpdesk' in press) return { kind: 'pressed-for-helpdesk', press };
  if (!isPersonal(activity)) return { kind: 'said-in-group', text };
  if (press && 'rollout' in press) return { kind: 'pressed-for-rollout', press };
  return press ? { kind: 'submitted', press } : { kind: 'said', text, picture: hasPicture(activity) };
}

function readInvoke(activity: Activity, reading: Reading): Received {
  const { name = '', value } = activity;
  const other = { kind: 'other-invoke', name } as const;
  if (name === 'adaptiveCard/action') {
    const press = readExecute(value, reading);
    if ('helpdesk' in press) return { kind: 'pressed-for-helpdesk', press };
    if (!isPersonal(activity)) return other;
    return 'rollout' in press ? { kind: 'pressed-for-rollout', press } : { kind: 'executed', press };
  }
  if (!isPersonal(activity)) return other;
  switch (name) {
    case 'task/fetch':
      return { kind: 'dialog-asked', command: readDialogRequest(value, reading) };
    case 'signin/tokenExchange': {
      const exchange = readTokenExchange(value);
      return exchange ? { kind: 'token-came', exchange } : other;
    }
    case 'fileConsent/invoke': {
      const consent = readFileConsent(value);
      return consent ? { kind: 'file-consent', consent } : other;
    }
    case 'signin/failure': {
      const code = readSignInFailure(value);
      return code ? { kind: 'sign-in-failed', code } : other;
    }
    default:
      return other;
  }
}

/** Only the bot's own arrival: a user who joins is the other half of the same installation. */
function addsTheBot({ membersAdded = [], recipient }: Activity): boolean {
  return membersAdded.some(({ id }) => id !== undefined && id === recipient?.id);
}

/** Teams puts a mention of the bot as `<at>…</at>` into the text. */
function plainText(raw: string): string {
  return raw
    .slice(0, longestText)
    .replaceAll(/<at(?: [^>]*)?>[^<]*<\/at>/gu, ' ')
    .replaceAll('&nbsp;', ' ')
    .trim();
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
