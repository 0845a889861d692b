import type { Notice } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { ActingOperator } from './acting-operator.ts';
import { recordRefusal } from './record-refusal.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskPorts, HelpdeskScene, HelpdeskTurn } from './scene.ts';

/** Milliseconds. Teams answers an OAuth card at once, or not at all. */
const intentLifetime = 5 * 60_000;
/** Milliseconds in which Teams answers as a rule: after them it is asked again. */
const answerTime = 10_000;

/** Runs `act` as the operator, or asks for the sign-in that it needs: the command is stored and comes again with a token. */
export async function asOperator(
  { turn, ports }: HelpdeskScene,
  act: (graph: ActingOperator) => Promise<HelpdeskReply | Notice>,
): Promise<HelpdeskReply | Notice> {
  const session = await ports.signIn.actAs(turn.user, turn.assertion);
  switch (session.kind) {
    case 'acting':
      return act(session.graph);
    case 'refused':
      return { kind: 'sign-in-refused', because: session.because, again: turn.command };
    case 'sign-in-needed':
      return askForToken(turn, ports);
  }
}

/** Where nothing is written to Graph: whoever may not even read a subject's passes decides nothing about one either. */
export async function withRightsOver(
  subject: UserId,
  scene: HelpdeskScene,
  act: () => Promise<HelpdeskReply | Notice>,
): Promise<HelpdeskReply | Notice> {
  return asOperator(scene, async (graph) => {
    const taps = await graph.tapsOf(subject);
    if (taps.kind === 'read') return act();
    const { because, requestId } = taps;
    await recordRefusal(because, { subject, requestId }, scene);
    return { kind: 'sign-in-refused', because, ...(requestId && { requestId }), again: scene.turn.command };
  });
}

/** Written first and looked up then: of several presses at once each finds the same one, and only that stays. */
async function askForToken(
  { user: operator, command, cardId }: HelpdeskTurn,
  { intents, now, newId }: HelpdeskPorts,
): Promise<HelpdeskReply> {
  const id = newId();
  const time = now();
  await intents.put({ id, operator, command, cardId, expiresAt: new Date(time.getTime() + intentLifetime) });
  const first = command.kind === 'issue' ? await intents.waiting(command, operator, time) : undefined;
  if (!first || first.id === id) return { kind: 'sign-in', intent: id };
  await intents.take(id, operator, time);
  const askedAt = first.expiresAt.getTime() - intentLifetime;
  return { kind: 'sign-in', intent: first.id, ...(time.getTime() - askedAt < answerTime && { isAsked: true }) };
}
