import type { Command } from '../enrollment/command.ts';
import type { Log } from '../enrollment/ports.ts';
import type { Converse } from '../enrollment/turn.ts';
import type { Participants } from './ports.ts';

type Ports = {
  readonly participants: Pick<Participants, 'noteAtWork'>;
  readonly log: Log;
  readonly now: () => Date;
};

/** Small talk, questions, and what leads away from the guide. Everything else is work on a passkey. */
const besides: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  'refresh',
  'greeting',
  'thanks',
  'help',
  'about-passkeys',
  'is-it-genuine',
  'security-key',
  'remove-passkey',
  'what-you-know',
  'delete-my-data',
  'confirm-delete',
  'stop-messages',
  'pause',
  'cancel-request',
  'which-one',
  'picture',
  'unknown',
]);

/** Whoever types "set up my passkey" instead of pressing a button on the nudge, goes on in the guide or asks for help is not silent. */
export function notingWork(converse: Converse, { participants, log, now }: Ports): Converse {
  return async (turn) => {
    const answer = await converse(turn);
    if (besides.has(turn.command.kind) || answer.reply.kind === 'nothing-open') return answer;
    // The answer is there: it does not depend on this.
    await participants.noteAtWork(turn.user, now()).catch((error: unknown) => {
      log.warn({ err: error }, 'It was not noted that somebody is at work in the guide');
    });
    return answer;
  };
}
