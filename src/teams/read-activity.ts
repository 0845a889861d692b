import { type Activity, hasPicture, isPersonal } from './activity.ts';
import { type Press, readExecute, readSubmit } from './read-card-action.ts';

/** What Teams sent, as far as we care. */
export type Received =
  | { readonly kind: 'said'; readonly text: string; readonly picture: boolean }
  | { readonly kind: 'submitted'; readonly press: Press }
  | { readonly kind: 'executed'; readonly press: Press }
  | { readonly kind: 'said-in-group'; readonly text: string }
  | { readonly kind: 'installed' }
  | { readonly kind: 'other-invoke'; readonly name: string }
  | { readonly kind: 'ignored' };

/** Characters. More than any sentence or pasted error text needs. */
const longestText = 4_000;

export function readReceived(activity: Activity): Received {
  switch (activity.type) {
    case 'message':
      return readMessage(activity);
    case 'invoke':
      return readInvoke(activity);
    case 'installationUpdate':
      return activity.action === 'add' && isPersonal(activity) ? { kind: 'installed' } : { kind: 'ignored' };
    case 'conversationUpdate':
      return addsTheBot(activity) && isPersonal(activity) ? { kind: 'installed' } : { kind: 'ignored' };
    default:
      return { kind: 'ignored' };
  }
}

function readMessage(activity: Activity): Received {
  const text = plainText(activity.text ?? '');
  if (!isPersonal(activity)) return { kind: 'said-in-group', text };
  if (!text && isObject(activity.value)) return { kind: 'submitted', press: readSubmit(activity.value) };
  return { kind: 'said', text, picture: hasPicture(activity) };
}

function readInvoke(activity: Activity): Received {
  if (activity.name !== 'adaptiveCard/action' || !isPersonal(activity))
    return { kind: 'other-invoke', name: activity.name ?? '' };
  return { kind: 'executed', press: readExecute(activity.value) };
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
