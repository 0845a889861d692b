import type { Intent } from './intent.ts';
import type { OrphanPlace, SignInTest } from './reply.ts';
import type { SymptomId } from './symptoms.ts';

export type PhoneChoice = 'iphone' | 'samsung' | 'pixel' | 'other-android' | 'none';

/**
 * What was asked, whether pressed or typed. A card can be forged: nothing here names a user,
 * and each command is judged against the stored state.
 */
export type Command =
  // anywhere
  | { readonly kind: 'set-up-passkey' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'status' }
  | { readonly kind: 'help' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'start-over' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'what-you-know' }
  | { readonly kind: 'delete-my-data' }
  | { readonly kind: 'confirm-delete' }
  | { readonly kind: 'about-passkeys' }
  | { readonly kind: 'is-it-genuine' }
  | { readonly kind: 'security-key' }
  | { readonly kind: 'remove-passkey' }
  | { readonly kind: 'sign-in-help' }
  | { readonly kind: 'lost-phone' }
  | { readonly kind: 'request-tap' }
  | { readonly kind: 'talk-to-human' }
  | { readonly kind: 'stop-messages' }
  | { readonly kind: 'troubleshoot'; readonly text?: string; readonly symptom?: SymptomId }
  | { readonly kind: 'which-one'; readonly intents: readonly [Intent, Intent] }
  | { readonly kind: 'thanks' }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' }
  | { readonly kind: 'picture' }
  | { readonly kind: 'unknown' }
  /** Automatic or pressed: shows, never acts. */
  | { readonly kind: 'refresh' }
  // on a screen of the guide
  | { readonly kind: 'start' }
  | { readonly kind: 'different-phone' }
  | { readonly kind: 'pick-phone'; readonly phone: PhoneChoice }
  /** Index into the phones that the screen lists. */
  | { readonly kind: 'use-phone'; readonly index: number }
  | { readonly kind: 'tell-os'; readonly version: string }
  | { readonly kind: 'updated-os' }
  | { readonly kind: 'use-computer' }
  | { readonly kind: 'on-the-phone' }
  | { readonly kind: 'no-bluetooth' }
  | { readonly kind: 'one-at-a-time' }
  | { readonly kind: 'all-steps' }
  | { readonly kind: 'next' }
  | { readonly kind: 'back' }
  | { readonly kind: 'done' }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'symptom'; readonly symptom: SymptomId }
  | { readonly kind: 'helped' }
  | { readonly kind: 'still-stuck' }
  | { readonly kind: 'show-steps' }
  | { readonly kind: 'orphan'; readonly where: OrphanPlace }
  | { readonly kind: 'try-it'; readonly how: SignInTest }
  | { readonly kind: 'worked' }
  | { readonly kind: 'did-not-work' }
  | { readonly kind: 'later' }
  | { readonly kind: 'remind-tomorrow' }
  | { readonly kind: 'second-way' }
  | { readonly kind: 'not-me' }
  | { readonly kind: 'lost-how'; readonly what: 'gone' | 'broken' | 'moving' }
  | { readonly kind: 'ask-help-desk' }
  | { readonly kind: 'cancel-request'; readonly number: number };
