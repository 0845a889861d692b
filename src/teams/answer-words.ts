import type { Command } from '../enrollment/command.ts';
import type { Contact } from '../enrollment/contact.ts';
import type { Enrollment } from '../enrollment/enrollment.ts';
import type { Answer } from '../enrollment/turn.ts';
import type { BotDeps, Patience } from './bot-deps.ts';
import type { Chat } from './chat.ts';
import { within } from './deadline.ts';
import { type Encounter, noteCard, placeAnswer, showPlacement } from './encounter.ts';
import type { Press } from './read-card-action.ts';

/** Typed words are answered with a new message: what was said stays above it. */
export async function answerWords(text: string, picture: boolean, encounter: Encounter): Promise<void> {
  const { contact, chat, deps } = encounter;
  const [answer, command] = await withTyping(chat, deps.patience, () =>
    // Remembered before the turn: a turn that deletes the user's data has the last word.
    reply(text, picture, contact, deps, deps.enrollments.meet(contact)),
  );
  const cardId = await chat.send(answer);
  await noteCard(answer, cardId, answer.previousCardId, chat, encounter);
  encounter.finished(command, 'answered');
}

/** The one sentence that anyone in the group may read; the answer itself goes to the private chat. */
export async function answerInGroup(text: string, encounter: Encounter): Promise<void> {
  const { user, chat, deps } = encounter;
  const known = await deps.contacts.of(user);
  await chat.send({ reply: { kind: known ? 'in-private' : 'write-in-private' } });
  if (!known) return encounter.finished('unknown', 'answered');
  const privateChat = deps.outbox.chatWith(known);
  const [answer, command] = await within(
    deps.patience.turn,
    reply(text || 'help', false, known, deps, deps.enrollments.load(user)),
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

async function reply(
  text: string,
  picture: boolean,
  { user, client }: Contact,
  { readTyped, converse }: BotDeps,
  loading: Promise<Enrollment | undefined>,
): Promise<readonly [Answer, Command['kind']]> {
  const enrollment = await loading;
  const command = readTyped({ text, picture, current: enrollment?.screen, locale: client.locale });
  const turn = { user, client, command, pressed: false, ...(enrollment && { enrollment }) };
  return [await converse(turn), command.kind];
}

async function withTyping<T>(chat: Chat, patience: Patience, work: () => Promise<T>): Promise<T> {
  let typing: Promise<void> | undefined;
  const timer = setTimeout(() => {
    typing = chat.typing();
  }, patience.typing);
  try {
    return await within(patience.turn, work());
  } finally {
    clearTimeout(timer);
    await typing;
  }
}
