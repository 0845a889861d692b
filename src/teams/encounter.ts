import type { Command } from '../enrollment/command.ts';
import type { Contact } from '../enrollment/contact.ts';
import type { Answer } from '../enrollment/turn.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import type { Activity } from './activity.ts';
import type { BotDeps } from './bot-deps.ts';
import type { Chat } from './chat.ts';
import type { TurnResult } from './metrics.ts';
import type { Press } from './read-card-action.ts';
import type { Shown } from './render.ts';

/** One authenticated activity of a known user. */
export type Encounter = {
  readonly activity: Activity;
  readonly user: UserId;
  readonly contact: Contact;
  /** The conversation the activity came from; only until the turn is answered. */
  readonly chat: Chat;
  readonly deps: BotDeps;
  /** Goes on after the HTTP answer. A failure is logged; then `otherwise`. */
  readonly later: (work: () => Promise<void>, otherwise?: () => Promise<void>) => void;
  readonly finished: (command: (Command | HelpdeskCommand | RolloutCommand)['kind'], result: TurnResult) => void;
};

/** Where the answer to a press goes: into the pressed card, and sometimes a message beside it. */
export type Placement = {
  readonly inPlace: Shown;
  readonly beside?: Shown;
  /** The message that shows the screen so far. */
  readonly previousCardId?: string | undefined;
  /** It stands further down than the pressed card: it stays the one that shows the screen. */
  readonly isBelow?: boolean;
};

/**
 * What is said beside the guide must not take the guide away: the pressed card shows the screen again
 * and the notice is a message of its own. On the card of a notice, the next notice takes its place.
 */
export async function placeAnswer(answer: Answer, press: Press, { user, deps }: Encounter): Promise<Placement> {
  const mayBeOnGuide = press.screenId !== undefined || press.command.kind === 'unknown';
  if (answer.screenId === undefined && mayBeOnGuide) {
    const guide = await deps.enrollments.load(user);
    if (guide) return { inPlace: { reply: guide.screen, screenId: guide.screenId }, beside: { reply: answer.reply } };
  }
  // A card with buttons of the guide was the guide's card once, and so was the one that says where it goes on.
  const isBelow = press.screenId !== undefined || press.command.kind === 'status';
  return { inPlace: answer, previousCardId: answer.previousCardId, isBelow };
}

/** The stored message is what every client of the user shows, so it is edited too. Where that fails, a new one is sent. */
export async function showPlacement(placement: Placement, chat: Chat, encounter: Encounter): Promise<void> {
  const { inPlace, beside, previousCardId, isBelow } = placement;
  const { replyToId } = encounter.activity;
  const isEdited = replyToId !== undefined && (await chat.edit(replyToId, inPlace));
  const cardId = isEdited ? replyToId : await chat.send(inPlace);
  const hasOther = isBelow && isEdited && previousCardId && previousCardId !== cardId;
  const isKept = hasOther && (await chat.edit(previousCardId, inPlace));
  await noteCard(inPlace, isKept ? previousCardId : cardId, previousCardId, chat, encounter);
  if (beside) await chat.send(beside);
}

/** From now on this message shows the screen; the one before points to it. */
export async function noteCard(
  { screenId }: Shown,
  cardId: string | undefined,
  previousCardId: string | undefined,
  chat: Chat,
  { user, deps }: Pick<Encounter, 'user' | 'deps'>,
): Promise<void> {
  if (!screenId || !cardId) return;
  await deps.enrollments.setCard(user, screenId, cardId);
  if (previousCardId && previousCardId !== cardId)
    await chat.edit(previousCardId, { reply: { kind: 'continued-below' } });
}
