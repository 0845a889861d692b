import type { Notice } from '../enrollment/reply.ts';
import type { ActingOperator } from './acting-operator.ts';
import type { HelpdeskReply } from './reply.ts';
import type { HelpdeskScene } from './scene.ts';

/** Milliseconds. Teams answers an OAuth card at once, or not at all. */
const intentLifetime = 5 * 60_000;

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
    case 'sign-in-needed': {
      const id = ports.newId();
      const expiresAt = new Date(ports.now().getTime() + intentLifetime);
      await ports.intents.put({ id, operator: turn.user, command: turn.command, cardId: turn.cardId, expiresAt });
      return { kind: 'sign-in', intent: id };
    }
  }
}
