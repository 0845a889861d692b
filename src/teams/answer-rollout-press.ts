import type { Command } from '../enrollment/command.ts';
import type { RolloutAnswer } from '../rollout/scene.ts';
import { answerPress } from './answer-press.ts';
import { answerSubmit } from './answer-words.ts';
import { settledWithin, within } from './deadline.ts';
import { type Encounter, showPlacement } from './encounter.ts';
import { accepted, cardAnswer, type HttpAnswer, nothingToShow } from './invoke-answers.ts';
import { pressOfNobody, type RolloutPress } from './read-card-action.ts';
import { cardOf, type Shown } from './render.ts';
import { askRollout, type RolloutEdge } from './rollout-edge.ts';
import { withTyping } from './with-typing.ts';

const oneMoment: Shown = { reply: { kind: 'one-moment' } };

/** In the private chat. The card that was pressed becomes the answer, or the guide's. */
export async function answerRolloutPress(
  press: RolloutPress,
  edge: RolloutEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  if (press.automatic) return refresh(press, edge, encounter);
  return press.by === 'execute' ? answerExecute(press, edge, encounter) : submit(press, edge, encounter);
}

async function answerExecute(press: RolloutPress, edge: RolloutEdge, encounter: Encounter): Promise<HttpAnswer> {
  const { contact, deps, later, finished } = encounter;
  const chat = deps.outbox.chatWith(contact);
  const asking = within(deps.patience.turn, ask(press, edge, encounter));
  const early = await settledWithin(deps.patience.invoke, asking);
  if (early) {
    const { value } = early;
    const command = guideCommand(value);
    if (command) return answerPress({ command, automatic: false }, encounter);
    const shown = shownOf(value);
    later(() => show(shown, chat, encounter));
    finished(press.rollout.kind, 'answered');
    return isFile(shown) ? nothingToShow : cardAnswer(cardOf(deps.render, shown, contact));
  }
  later(
    async () => {
      const answer = await asking;
      const command = guideCommand(answer);
      if (command) await answerSubmit({ command, automatic: false }, { ...encounter, chat });
      else await show(shownOf(answer), chat, encounter);
      finished(press.rollout.kind, 'late');
    },
    async () => {
      finished(press.rollout.kind, 'failed');
      await show({ reply: { kind: 'something-went-wrong' } }, chat, encounter);
    },
  );
  return cardAnswer(cardOf(deps.render, oneMoment, contact));
}

async function submit(press: RolloutPress, edge: RolloutEdge, encounter: Encounter): Promise<HttpAnswer> {
  const { chat, deps, finished } = encounter;
  const answer = await withTyping(chat, deps.patience, () => ask(press, edge, encounter));
  const command = guideCommand(answer);
  if (command) await answerSubmit({ command, automatic: false }, encounter);
  else {
    await show(shownOf(answer), chat, encounter);
    finished(press.rollout.kind, 'answered');
  }
  return accepted;
}

async function ask({ rollout }: RolloutPress, edge: RolloutEdge, encounter: Encounter) {
  await encounter.deps.contacts.remember(encounter.contact);
  return askRollout(rollout, {}, edge, encounter);
}

/** Teams asks by itself: nothing is done, written or edited. */
async function refresh({ rollout }: RolloutPress, edge: RolloutEdge, encounter: Encounter): Promise<HttpAnswer> {
  const { contact, deps, finished } = encounter;
  const answer = await within(deps.patience.invoke, askRollout(rollout, { isAutomatic: true }, edge, encounter));
  finished(rollout.kind, 'answered');
  if (!answer || 'goOn' in answer || isFile(answer)) return nothingToShow;
  return cardAnswer(cardOf(deps.render, answer, contact));
}

/** To whoever may not, a button of an owner is one that nobody knows. */
function guideCommand(answer: RolloutAnswer | undefined): Command | undefined {
  if (!answer) return pressOfNobody.command;
  return 'goOn' in answer ? answer.goOn : undefined;
}

function shownOf(answer: RolloutAnswer | undefined): Shown {
  return answer && 'reply' in answer ? answer : { reply: { kind: 'not-understood' } };
}

/** A request to take a file is a message of its own: no card can become one. */
function isFile({ reply }: Shown): boolean {
  return reply.kind === 'report-file';
}

async function show(shown: Shown, chat: Encounter['chat'], encounter: Encounter): Promise<void> {
  if (isFile(shown)) await chat.send(shown);
  else await showPlacement({ inPlace: shown }, chat, encounter);
}
