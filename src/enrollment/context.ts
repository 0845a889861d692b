import type { Command } from './command.ts';
import type { Screen } from './reply.ts';

/** What "yes" or a thumbs-up means on a screen. Undefined: the screen has asked something else. */
export function positive(screen: Screen | undefined): Command | undefined {
  switch (screen?.kind) {
    case undefined:
      return { kind: 'set-up-passkey' };
    case 'offer':
      return { kind: 'start' };
    case 'ask-phone':
      return screen.phones.length === 1 ? { kind: 'use-phone', index: 0 } : undefined;
    case 'update-os':
      return { kind: 'updated-os' };
    case 'blocked':
    case 'no-phone':
    case 'still-stuck':
      return { kind: 'ask-help-desk' };
    case 'needs-tap':
      return screen.request ? { kind: 'thanks' } : { kind: 'request-tap' };
    case 'steps':
    case 'not-yet':
      return { kind: 'done' };
    case 'one-step':
      return { kind: screen.index + 1 < screen.steps.length ? 'next' : 'done' };
    case 'symptom':
      return { kind: 'helped' };
    case 'orphan':
      return { kind: 'show-steps' };
    case 'registered':
      return { kind: 'try-it', how: 'computer' };
    case 'already-done':
      return screen.fitsGoal ? { kind: 'try-it', how: 'computer' } : { kind: 'start' };
    case 'sign-in-test':
      return { kind: 'worked' };
    case 'no-bluetooth':
      return screen.stage === 'registering' ? { kind: 'on-the-phone' } : { kind: 'thanks' };
    case 'moving-phones':
    case 'another-way':
      return { kind: 'different-phone' };
    case 'confirm-delete':
      return { kind: 'confirm-delete' };
    case 'paused':
      return { kind: 'resume' };
    case 'all-set':
    case 'glad-it-helped':
    case 'requested':
    case 'request-cancelled':
    case 'not-me-reported':
      return { kind: 'thanks' };
    default:
      return undefined;
  }
}

/** What "no" or "nope" means on a screen. Never reports or deletes anything. */
export function negative(screen: Screen | undefined): Command | undefined {
  switch (screen?.kind) {
    case undefined:
      return { kind: 'thanks' };
    case 'offer':
      return { kind: 'different-phone' };
    case 'steps':
    case 'one-step':
      return { kind: 'stuck' };
    case 'symptom':
    case 'stuck':
    case 'orphan':
    case 'sign-in-failed':
      return { kind: 'still-stuck' };
    case 'not-yet':
      return { kind: 'orphan', where: 'nowhere' };
    case 'still-stuck':
      return { kind: 'show-steps' };
    case 'registered':
    case 'already-done':
    case 'second-way':
    case 'moving-phones':
      return { kind: 'later' };
    case 'sign-in-test':
      return { kind: 'did-not-work' };
    case 'confirm-delete':
      return { kind: 'status' };
    default:
      return undefined;
  }
}
