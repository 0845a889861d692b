import type { HelpdeskCommand } from '../helpdesk/command.ts';
import { within } from './deadline.ts';
import type { Encounter } from './encounter.ts';
import { askHelpdesk, type HelpdeskEdge } from './helpdesk-edge.ts';
import { dialogAnswer, dialogMessage, type HttpAnswer } from './invoke-answers.ts';
import { cardOf } from './render.ts';
import { logFailure } from './turn-failed.ts';

/** The one place where a TAP is seen: the answer goes to the client that asked, and is kept nowhere. */
export async function answerDialog(
  command: HelpdeskCommand | undefined,
  edge: HelpdeskEdge,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { activity, user, contact, deps, finished } = encounter;
  const say = (kind: 'not-understood' | 'something-went-wrong') => dialogMessage(summaryOf({ kind }, encounter));
  // Nothing else is done from a dialog.
  if (command?.kind !== 'show-tap') return say('not-understood');
  const cardId = activity.replyToId ? { cardId: activity.replyToId } : {};
  try {
    const { reply } = await within(deps.patience.invoke, askHelpdesk(command, cardId, edge, encounter));
    finished(command.kind, 'answered');
    if (reply.kind === 'not-understood') return say('not-understood');
    return dialogAnswer(summaryOf(reply, encounter), cardOf(deps.render, { reply }, contact));
  } catch (error) {
    logFailure(deps.log, error, { user, received: 'dialog-asked' });
    finished(command.kind, 'failed');
    return say('something-went-wrong');
  }
}

function summaryOf(reply: Parameters<Encounter['deps']['render']>[0], { contact, deps }: Encounter): string {
  return deps.render(reply, { locale: contact.client.locale, timeZone: contact.client.timeZone }).summary;
}
