import type { HelpdeskAnswer } from '../helpdesk/scene.ts';
import { settledWithin, within } from './deadline.ts';
import { type Encounter, type Placement, placeAnswer, showPlacement } from './encounter.ts';
import { askHelpdesk, type HelpdeskEdge, isLate, isSecret } from './helpdesk-edge.ts';
import { accepted, cardAnswer, type HttpAnswer, nothingToShow, refreshFailed } from './invoke-answers.ts';
import { type HelpdeskPress, pressOfNobody } from './read-card-action.ts';
import { cardOf, type Shown } from './render.ts';
import { withTyping } from './with-typing.ts';

const oneMoment: Shown = { reply: { kind: 'one-moment' } };

/** In the private chat. The card that was pressed becomes the answer. */
export function answerHelpdeskPress(
  press: HelpdeskPress,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  if (press.automatic) return refresh(press, edge, encounter);
  if (press.helpdesk.kind === 'show-tap') return showInAnswer(press, edge, encounter);
  return press.by === 'execute' ? answerExecute(press, edge, encounter) : answerSubmit(press, edge, encounter);
}

async function answerExecute(
  { helpdesk: command }: HelpdeskPress,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { contact, deps, later, finished } = encounter;
  const asking = within(deps.patience.act, placeHelpdesk(command, edge, encounter));
  const chat = deps.outbox.chatWith(contact);
  const early = await settledWithin(deps.patience.invoke, asking);
  if (early) {
    later(() => showHelpdesk(early.value, chat, encounter));
    finished(command.kind, 'answered');
    return card(early.value.inPlace ?? early.value.aside ?? oneMoment, encounter);
  }
  showLate(command, asking, chat, encounter);
  return card(oneMoment, encounter);
}

async function answerSubmit(
  { helpdesk: command }: HelpdeskPress,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { chat, contact, deps, finished } = encounter;
  const asking = within(deps.patience.act, placeHelpdesk(command, edge, encounter));
  const patience = { ...deps.patience, turn: deps.patience.act };
  const early = await withTyping(chat, patience, () => settledWithin(deps.patience.turn, asking));
  // Without an answer to the press, only an edit can tell that something is happening.
  if (!early || early.value.signIn) await showPlacement({ inPlace: oneMoment }, chat, encounter);
  if (early) {
    await showHelpdesk(early.value, chat, encounter);
    if (early.value.aside) await chat.send(early.value.aside);
    finished(command.kind, 'answered');
  } else showLate(command, asking, deps.outbox.chatWith(contact), encounter);
  return accepted;
}

/** Of what the turn could not wait for. */
function showLate(
  { kind }: HelpdeskPress['helpdesk'],
  asking: Promise<HelpdeskPlacement>,
  chat: Encounter['chat'],
  encounter: Encounter,
): void {
  encounter.later(
    async () => {
      await showHelpdesk(await asking, chat, encounter);
      encounter.finished(kind, 'late');
    },
    async () => {
      encounter.finished(kind, 'failed');
      await showHelpdesk({ inPlace: { reply: { kind: 'something-went-wrong' } } }, chat, encounter);
    },
  );
}

/** Teams asks by itself: nothing is done, written or edited. */
async function refresh(
  { helpdesk: command }: HelpdeskPress,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { activity, deps, finished } = encounter;
  const particulars = { isAutomatic: true, ...cardIdOf(activity) };
  const answer = await within(deps.patience.invoke, askHelpdesk(command, particulars, edge, encounter));
  finished(command.kind, 'answered');
  return isSecret(answer) || answer.reply.kind === 'sign-in' ? nothingToShow : card(answer, encounter);
}

/** The card with the button stays as it is: the answer is for this client and this moment, and never written into a message. */
async function showInAnswer(press: HelpdeskPress, edge: HelpdeskEdge, encounter: Encounter): Promise<HttpAnswer> {
  const { activity, chat, deps, finished } = encounter;
  if (edge.tapReveal !== 'card' || press.by !== 'execute') {
    const how = edge.tapReveal === 'card' ? 'the answer to Action.Execute' : 'a dialog';
    deps.log.warn({ by: press.by }, `A pass was to be shown other than in ${how}: not opened`);
    finished('show-tap', 'failed');
    if (press.by === 'submit') await chat.send({ reply: { kind: 'something-went-wrong' } });
    return press.by === 'submit' ? accepted : refreshFailed;
  }
  const asking = askHelpdesk(press.helpdesk, cardIdOf(activity), edge, encounter);
  const answer = await settledWithin(deps.patience.invoke, asking);
  finished('show-tap', answer ? 'answered' : 'failed');
  return answer ? card(answer.value, encounter) : refreshFailed;
}

/** `inPlace` undefined: the operator is signing in, or the message stays as it is; `aside` is then for the one press. */
type HelpdeskPlacement = Partial<Placement> & { readonly signIn?: Shown; readonly aside?: Shown };

async function placeHelpdesk(
  command: HelpdeskPress['helpdesk'],
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HelpdeskPlacement> {
  const { activity, contact, deps } = encounter;
  await deps.contacts.remember(contact);
  return placed(await askHelpdesk(command, cardIdOf(activity), edge, encounter), encounter);
}

async function placed(answer: HelpdeskAnswer, encounter: Encounter): Promise<HelpdeskPlacement> {
  const { reply } = answer;
  if (isSecret(answer)) throw new TypeError('A TAP came without having been asked for');
  // To somebody without the role it was a press that nobody knows.
  if (reply.kind === 'not-understood') return placeAnswer({ reply }, pressOfNobody, encounter);
  if (isLate(reply)) return { aside: { reply } };
  if (reply.kind !== 'sign-in') return { inPlace: { reply } };
  return reply.isAsked ? {} : { signIn: { reply } };
}

async function showHelpdesk(
  { inPlace, signIn, ...rest }: HelpdeskPlacement,
  chat: Encounter['chat'],
  encounter: Encounter,
): Promise<void> {
  if (inPlace) await showPlacement({ inPlace, ...rest }, chat, encounter);
  if (signIn) await chat.send(signIn);
}

function cardIdOf({ replyToId }: Encounter['activity']): { readonly cardId?: string } {
  return replyToId ? { cardId: replyToId } : {};
}

function card({ reply, ...screen }: Shown, { contact, deps }: Encounter): HttpAnswer {
  return cardAnswer(cardOf(deps.render, { reply, ...screen }, contact));
}
