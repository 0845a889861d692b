import type { Command } from '../enrollment/command.ts';
import type { Contact } from '../enrollment/contact.ts';
import type { Enrollment } from '../enrollment/enrollment.ts';
import type { Answer } from '../enrollment/turn.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import { answerWordsInChannel } from './answer-in-channel.ts';
import { within } from './deadline.ts';
import { type Encounter, noteCard, placeAnswer, showPlacement } from './encounter.ts';
import { askHelpdesk } from './helpdesk-edge.ts';
import type { Press } from './read-card-action.ts';
import type { Shown } from './render.ts';
import { askRollout } from './rollout-edge.ts';
import { withTyping } from './with-typing.ts';

/** Typed words are answered with a new message: what was said stays above it. */
export async function answerWords(text: string, picture: boolean, encounter: Encounter): Promise<void> {
  const { contact, chat, deps } = encounter;
  const [answer, command] = await withTyping(chat, deps.patience, () =>
    // Remembered before the turn: a turn that deletes the user's data has the last word.
    reply({ text, picture }, contact, encounter, deps.enrollments.meet(contact)),
  );
  const cardId = await chat.send(answer);
  await noteCard(answer, cardId, answer.previousCardId, chat, encounter);
  encounter.finished(command, 'answered');
}

/** The one sentence that anyone in the group may read; the answer itself goes to the private chat. */
export async function answerInGroup(text: string, encounter: Encounter): Promise<void> {
  const { user, contact, chat, deps } = encounter;
  const { helpdesk } = deps;
  const wanted = helpdesk?.readTyped({ text, current: undefined, locale: contact.client.locale });
  const isForChannel = wanted?.kind === 'use-this-channel';
  if (helpdesk && isForChannel && (await answerWordsInChannel(wanted, helpdesk, encounter))) return;
  const known = await deps.contacts.of(user);
  await chat.send({ reply: { kind: known ? 'in-private' : 'write-in-private' } });
  if (!known) return encounter.finished('unknown', 'answered');
  const privateChat = deps.outbox.chatWith(known);
  const [answer, command] = await within(
    deps.patience.turn,
    reply(
      { text: text || 'help', picture: false, isForUser: isForChannel },
      known,
      encounter,
      deps.enrollments.load(user),
    ),
  );
  const cardId = await privateChat.send(answer);
  await noteCard(answer, cardId, answer.previousCardId, privateChat, encounter);
  encounter.finished(command, 'answered');
}

/** `Action.Submit` cannot answer with a card: the message it was pressed on is edited. */
export async function answerSubmit(press: Press, encounter: Encounter): Promise<void> {
  const { user, contact, chat, deps } = encounter;
  const { command, screenId } = press;
  const turn = { user, client: contact.client, command, pressed: true, ...(screenId && { screenId }) };
  const answer = await withTyping(chat, deps.patience, async () => {
    const enrollment = await deps.enrollments.meet(contact);
    return deps.converse({ ...turn, ...(enrollment && { enrollment }) });
  });
  await showPlacement(await placeAnswer(answer, press, encounter), chat, encounter);
  encounter.finished(command.kind, 'answered');
}

type Said = {
  readonly text: string;
  readonly picture: boolean;
  /** It is known already to be nothing for the help desk. */
  readonly isForUser?: boolean;
};
type Answered = Shown & Pick<Answer, 'previousCardId'>;

/** What an operator would say is tried as that first. To everybody else it is what it is to a user. */
async function reply(
  { text, picture, isForUser = false }: Said,
  { user, client }: Contact,
  encounter: Encounter,
  loading: Promise<Enrollment | undefined>,
): Promise<readonly [Answered, (Command | HelpdeskCommand | RolloutCommand)['kind']]> {
  const { readTyped, converse, helpdesk } = encounter.deps;
  const enrollment = await loading;
  const current = enrollment?.screen;
  const { locale } = client;
  const forHelpdesk = isForUser ? undefined : helpdesk?.readTyped({ text, current, locale });
  if (helpdesk && forHelpdesk) {
    const answer = await askHelpdesk(forHelpdesk, { isTyped: true }, helpdesk, encounter);
    if (answer.reply.kind !== 'not-understood') return [{ reply: answer.reply }, forHelpdesk.kind];
  }
  const { rollout } = encounter.deps;
  const forRollout = isForUser ? undefined : rollout?.readTyped({ text, locale });
  const fromRollout = rollout && forRollout && (await askRollout(forRollout, {}, rollout, encounter));
  if (forRollout && fromRollout && 'reply' in fromRollout) return [fromRollout, forRollout.kind];
  const command = readTyped({ text, picture, current, locale });
  const turn = { user, client, command, pressed: false, ...(enrollment && { enrollment }) };
  return [await converse(turn), command.kind];
}
