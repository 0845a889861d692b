import type { CheckId, CheckResult, EvidenceSource } from '../passkeys/check.ts';
import type { Unreadable } from '../passkeys/facts.ts';
import type { Intent } from './intent.ts';
import type { SymptomId } from './symptoms.ts';

export type StoredKind = 'contact' | 'guide' | 'requests' | 'preferences' | 'nudges';

export type KnownFact = {
  readonly what: CheckId;
  readonly result: CheckResult;
  readonly value?: string;
  readonly source: EvidenceSource;
  readonly at?: string;
};

/** Said beside the guide; the screen stays where it is. */
export type Notice =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'help' }
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'which-one'; readonly intents: readonly [Intent, Intent] }
  | { readonly kind: 'found-symptoms'; readonly symptoms: readonly SymptomId[] }
  | { readonly kind: 'cannot-see-pictures' }
  | { readonly kind: 'you-are-welcome' }
  | { readonly kind: 'nothing-open' }
  | { readonly kind: 'about-passkeys' }
  | { readonly kind: 'is-it-genuine' }
  | { readonly kind: 'security-key'; readonly allowed?: boolean }
  | { readonly kind: 'remove-passkey' }
  | { readonly kind: 'sign-in-help'; readonly hasPasskey?: boolean }
  | { readonly kind: 'messages-stopped' }
  | {
      readonly kind: 'known-about-you';
      readonly facts: readonly KnownFact[];
      readonly stored: readonly StoredKind[];
      readonly readAt: string;
    }
  | { readonly kind: 'data-deleted'; readonly keptRequests: boolean }
  | { readonly kind: 'will-remind'; readonly at: string }
  /** "Remind me tomorrow": now. */
  | { readonly kind: 'reminder' }
  | { readonly kind: 'not-in-pilot' }
  /** In a group or channel: the answer is in the private chat. */
  | { readonly kind: 'in-private' }
  /** The same, of somebody who has no private chat with the bot yet. */
  | { readonly kind: 'write-in-private' }
  | { readonly kind: 'continued-below' }
  | { readonly kind: 'one-moment' }
  | { readonly kind: 'could-not-read'; readonly because: Unreadable }
  | { readonly kind: 'something-went-wrong' };
