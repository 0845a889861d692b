import type { UserId } from '../passkeys/ids.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import type { RolloutAnswer, RolloutConverse } from '../rollout/scene.ts';
import type { Encounter } from './encounter.ts';
import type { ReadTypedForRollout } from './read-typed-for-rollout.ts';

/** The rollout as this room uses it. */
export type RolloutEdge = {
  readonly converse: RolloutConverse;
  readonly readTyped: ReadTypedForRollout;
  /** They have read their chat up to this message. */
  readonly noteSeen?: (user: UserId, lastRead: string) => Promise<void>;
  /** The report of a campaign, for somebody who may have it now. Undefined: they may not, or it is gone. */
  readonly reportFor: (
    user: UserId,
    campaign: string,
  ) => Promise<{ readonly name: string; readonly content: AsyncIterable<string> } | undefined>;
};

/** The acting user is the authenticated sender. Undefined: to them there is no such command. */
export function askRollout(
  command: RolloutCommand,
  { isAutomatic = false }: { readonly isAutomatic?: boolean },
  { converse }: RolloutEdge,
  { activity, user, contact }: Pick<Encounter, 'activity' | 'user' | 'contact'>,
): Promise<RolloutAnswer | undefined> {
  const { replyToId } = activity;
  return converse({ user, client: contact.client, command, isAutomatic, ...(replyToId && { cardId: replyToId }) });
}
