import type { UserId } from '../passkeys/ids.ts';
import type { Freeze } from './ports.ts';
import type { HelpdeskReply } from './reply.ts';
import type { PersonView } from './reply-views.ts';

export type FrozenReply = Extract<HelpdeskReply, { readonly kind: 'frozen' }>;

/** All that is open about somebody, for whoever may lift it, or not; undefined: nothing is. */
export function frozenReply(
  person: PersonView,
  freezes: readonly Freeze[],
  canClear: boolean,
): FrozenReply | undefined {
  const [first] = freezes;
  if (!first) return undefined;
  const shown = freezes.map(({ id, because, at }) => ({ id, because, at: at.toISOString() }));
  return { kind: 'frozen', person, since: first.at.toISOString(), freezes: shown, canClear };
}

/** Neither the frozen user, nor an operator whom any of the alarms is about: not even what is not about them. */
export function mayClear(user: UserId, subject: UserId, freezes: readonly Freeze[]): boolean {
  return user !== subject && !freezes.some(({ operator }) => operator === user);
}
