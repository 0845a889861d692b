import type { Command } from './command.ts';
import type { Screen } from './reply.ts';

/** What "yes", "it worked" or a thumbs-up means on a screen. */
export function positive(screen: Screen | undefined): Command | undefined {
  switch (screen?.kind) {
    case 'offer':
      return { kind: 'start' };
    case 'steps':
    case 'not-yet':
    case 'orphan':
      return { kind: 'done' };
    case 'one-step':
      return { kind: screen.index + 1 < screen.steps.length ? 'next' : 'done' };
    case 'symptom':
      return { kind: 'helped' };
    case 'registered':
      return { kind: 'try-it', how: 'computer' };
    case 'sign-in-test':
      return { kind: 'worked' };
    case 'update-os':
      return { kind: 'updated-os' };
    case 'needs-tap':
      return screen.request ? undefined : { kind: 'request-tap' };
    case 'paused':
      return { kind: 'resume' };
    default:
      return undefined;
  }
}

/** What "no" or "nope" means on a screen. Never reports or deletes anything. */
export function negative(screen: Screen | undefined): Command | undefined {
  switch (screen?.kind) {
    case 'offer':
      return { kind: 'different-phone' };
    case 'steps':
    case 'one-step':
      return { kind: 'stuck' };
    case 'symptom':
      return { kind: 'still-stuck' };
    case 'registered':
      return { kind: 'later' };
    case 'sign-in-test':
      return { kind: 'did-not-work' };
    default:
      return undefined;
  }
}
