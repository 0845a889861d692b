import { settledWithin, within } from './deadline.ts';
import { type Encounter, type Placement, placeAnswer, showPlacement } from './encounter.ts';
import { cardAnswer, type HttpAnswer } from './invoke-answers.ts';
import type { Press } from './read-card-action.ts';
import { cardOf, type Shown } from './render.ts';

/**
 * The answer to `Action.Execute` changes the client that pressed; the edit of the message changes all the others.
 * The HTTP answer never waits for the edit, and not long for the result: then the edit brings it.
 */
export async function answerPress(press: Press, encounter: Encounter): Promise<HttpAnswer> {
  const { user, contact, deps, later, finished } = encounter;
  const { command, screenId } = press;
  const chat = deps.outbox.chatWith(contact);
  const show = (placement: Placement) => showPlacement(placement, chat, encounter);

  const turn = { user, client: contact.client, command, pressed: true, ...(screenId && { screenId }) };
  const place = async () => {
    const enrollment = await deps.enrollments.meet(contact);
    return placeAnswer(await deps.converse({ ...turn, ...(enrollment && { enrollment }) }), press, encounter);
  };
  const placing = within(deps.patience.turn, place());
  const early = await settledWithin(deps.patience.invoke, placing);
  if (early) {
    later(() => show(early.value));
    finished(command.kind, 'answered');
    return card(early.value.inPlace, encounter);
  }
  later(
    async () => {
      await show(await placing);
      finished(command.kind, 'late');
    },
    async () => {
      finished(command.kind, 'failed');
      await show({ inPlace: { reply: { kind: 'something-went-wrong' } } });
    },
  );
  return card({ reply: { kind: 'one-moment' } }, encounter);
}

/** Teams asks by itself when a card comes into view: the current screen is shown; nothing is done, written or edited. */
export async function answerRefresh(press: Press, encounter: Encounter): Promise<HttpAnswer> {
  const { user, contact, deps, finished } = encounter;
  const { command, screenId } = press;
  const turn = { user, client: contact.client, command, pressed: false, ...(screenId && { screenId }) };
  const answer = await within(deps.patience.invoke, deps.converse(turn));
  finished(command.kind, 'answered');
  return card(answer, encounter);
}

function card(shown: Shown, { contact, deps }: Encounter): HttpAnswer {
  return cardAnswer(cardOf(deps.render, shown, contact));
}
