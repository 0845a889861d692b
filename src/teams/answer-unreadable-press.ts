import { settledWithin } from './deadline.ts';
import type { Encounter } from './encounter.ts';
import { type HttpAnswer, nothingToShow, refreshFailed } from './invoke-answers.ts';
import type { Press } from './read-card-action.ts';

const unreadable = { reply: { kind: 'press-unreadable' } } as const;

/**
 * A button of the help desk whose fields make no sense. An operator's card stays as it is, with its case, and a message says so;
 * undefined: to everybody else it is a press that nobody knows.
 */
export async function answerUnreadable(press: Press, encounter: Encounter): Promise<HttpAnswer | undefined> {
  const { user, contact, deps, later, finished } = encounter;
  if (!press.isForHelpdesk || !deps.helpdesk) return undefined;
  const isOperator = await settledWithin(deps.patience.invoke, deps.helpdesk.isOperator(user));
  if (!isOperator?.value) return undefined;
  finished('unknown', 'answered');
  if (press.automatic) return refreshFailed;
  const chat = deps.outbox.chatWith(contact);
  later(async () => void (await chat.send(unreadable)));
  return nothingToShow;
}
