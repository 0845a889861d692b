import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { HelpdeskReply } from '../helpdesk/reply.ts';
import type { HelpdeskAnswer } from '../helpdesk/scene.ts';
import { settledWithin, within } from './deadline.ts';
import type { Encounter } from './encounter.ts';
import { forChannel } from './for-channel.ts';
import { askHelpdesk, type HelpdeskEdge, isSecret } from './helpdesk-edge.ts';
import { accepted, cardAnswer, type HttpAnswer, nothingToShow } from './invoke-answers.ts';
import { everybody } from './messenger.ts';
import type { HelpdeskPress } from './read-card-action.ts';
import { cardOf, type Shown } from './render.ts';

/** "Use this channel" is answered where it was said. False: to this user it means nothing. */
export async function answerWordsInChannel(
  command: HelpdeskCommand,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<boolean> {
  const { chat, deps, finished } = encounter;
  const { reply } = await within(deps.patience.turn, askHelpdesk(command, { isTyped: true }, edge, encounter));
  const shown = forChannel(reply);
  if (!shown) return false;
  await chat.send({ reply: shown });
  finished(command.kind, 'answered');
  return true;
}

/** The presser acts; what is for the presser alone goes to the private chat, and only to somebody who has one anything is done. */
export async function answerChannelPress(
  press: HelpdeskPress,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { deps, later, finished } = encounter;
  const { helpdesk: command, automatic, by } = press;
  const declined = by === 'execute' ? nothingToShow : accepted;
  if (automatic || command.kind === 'show-tap') return declined;
  const asking = within(deps.patience.turn, act(command, edge, encounter));
  const early = await settledWithin(deps.patience.invoke, asking);
  if (!early) {
    later(
      async () => {
        const outcome = await asking;
        finished(command.kind, 'late');
        await show(outcome, encounter);
      },
      async () => finished(command.kind, 'failed'),
    );
    return declined;
  }
  finished(command.kind, 'answered');
  later(() => show(early.value, encounter));
  const { shared } = early.value;
  return shared && by === 'execute' ? cardAnswer(cardOf(deps.render, { reply: shared }, everybody)) : declined;
}

type Outcome = {
  readonly own?: Shown['reply'];
  readonly shared?: HelpdeskReply | undefined;
  /** There is no private chat in which to say anything. */
  readonly isUnknown?: true;
};

async function act(command: HelpdeskCommand, edge: HelpdeskEdge, encounter: Encounter): Promise<Outcome> {
  const { user, deps } = encounter;
  if (!(await deps.contacts.of(user))) {
    deps.log.info({ user }, 'Pressed in a channel by somebody without a private chat: nothing done');
    return { isUnknown: true };
  }
  return outcomeOf(await askHelpdesk(command, {}, edge, encounter));
}

function outcomeOf(answer: HelpdeskAnswer): Outcome {
  if (isSecret(answer)) throw new TypeError('A TAP came without having been asked for');
  const shared = forChannel(answer.reply);
  return shared === answer.reply ? { shared } : { shared, own: answer.reply };
}

async function show({ own, shared, isUnknown }: Outcome, { activity, user, contact, deps }: Encounter): Promise<void> {
  const { replyToId } = activity;
  // Names nobody, but whoever just pressed.
  if (isUnknown) await deps.outbox.channelOf(contact).send({ reply: { kind: 'write-in-private' } });
  if (shared && replyToId) await deps.outbox.channelOf(contact).edit(replyToId, { reply: shared });
  const known = own && (await deps.contacts.of(user));
  if (known) await deps.outbox.chatWith(known).send({ reply: own });
}
