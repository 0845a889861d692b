import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { ConverseWithHelpdesk } from '../helpdesk/converse-with-helpdesk.ts';
import type { Intents } from '../helpdesk/ports.ts';
import type { HelpdeskAnswer, HelpdeskTurn } from '../helpdesk/scene.ts';
import type { UserId } from '../passkeys/ids.ts';
import { channelIn } from './activity.ts';
import type { Encounter } from './encounter.ts';
import type { ReadTypedForHelpdesk } from './read-typed-for-helpdesk.ts';
import type { Shown } from './render.ts';

/** Where a TAP is shown: `card`, in the answer to `Action.Execute`, only without an app registration. */
export type TapReveal = 'dialog' | 'card';

/** The help desk as this room uses it. */
export type HelpdeskEdge = {
  readonly converse: ConverseWithHelpdesk;
  readonly intents: Pick<Intents, 'take'>;
  readonly tapReveal: TapReveal;
  /** Good enough to say something: not for an act. */
  readonly isOperator: (user: UserId) => Promise<boolean>;
  /** Somebody came to a channel, or left it. */
  readonly membersChanged: () => Promise<void>;
  readonly readTyped: ReadTypedForHelpdesk;
  readonly now: () => Date;
};

type Particulars = Partial<Pick<HelpdeskTurn, 'cardId' | 'assertion' | 'isAutomatic' | 'isTyped'>>;

/** The acting user is the authenticated sender; nothing in the command says who presses. */
export function askHelpdesk(
  command: HelpdeskCommand,
  { isAutomatic = false, ...particulars }: Particulars,
  { converse }: HelpdeskEdge,
  { activity, user, contact }: Pick<Encounter, 'activity' | 'user' | 'contact'>,
): Promise<HelpdeskAnswer> {
  const channel = channelIn(activity);
  const where = channel ? ({ kind: 'channel', ...channel } as const) : ({ kind: 'personal' } as const);
  return converse({ user, client: contact.client, command, isAutomatic, where, ...particulars });
}

/** Whether the answer may not be put into a message. */
export function isSecret({ reply, isSecret: isMarked }: HelpdeskAnswer): boolean {
  return isMarked === true || reply.kind === 'tap';
}

/** Whether another press was first, whose message is to stay as it is: it may hold the only key to a pass. */
export function isLate(reply: Shown['reply']): boolean {
  return 'isLate' in reply && reply.isLate === true;
}
