import { isPersonal } from './activity.ts';
import { answerDialog } from './answer-dialog.ts';
import { answerHelpdeskPress } from './answer-helpdesk-press.ts';
import { answerChannelPress } from './answer-in-channel.ts';
import { answerPress } from './answer-press.ts';
import { answerSignInFailure, answerToken } from './answer-sign-in.ts';
import type { Encounter } from './encounter.ts';
import {
  accepted,
  answerToInvoke,
  cardAnswer,
  type HttpAnswer,
  nothingToShow,
  refreshFailed,
} from './invoke-answers.ts';
import type { Received } from './read-activity.ts';
import { type HelpdeskPress, pressOfNobody } from './read-card-action.ts';
import { cardOf } from './render.ts';

type ForHelpdesk = Extract<
  Received,
  { kind: 'pressed-for-helpdesk' | 'dialog-asked' | 'token-came' | 'sign-in-failed' }
>;

/** What only the help desk's cards can cause. Where there is no help desk, nobody knows it. */
export async function answerForHelpdesk(received: ForHelpdesk, encounter: Encounter): Promise<HttpAnswer> {
  const { activity, deps } = encounter;
  const { helpdesk } = deps;
  const inPrivate = isPersonal(activity);
  if (!helpdesk) {
    const isUnknownPress = received.kind === 'pressed-for-helpdesk' && inPrivate && !received.press.automatic;
    return isUnknownPress ? answerPress(pressOfNobody, encounter) : answerToInvoke(activity.name ?? '', activity.value);
  }
  switch (received.kind) {
    case 'pressed-for-helpdesk':
      return inPrivate
        ? answerHelpdeskPress(received.press, helpdesk, encounter)
        : answerChannelPress(received.press, helpdesk, encounter);
    case 'dialog-asked':
      return answerDialog(received.command, helpdesk, encounter);
    case 'token-came':
      return answerToken(received.exchange, helpdesk, encounter);
    case 'sign-in-failed':
      return answerSignInFailure(received.code, helpdesk, encounter);
  }
}

/** A card that holds the way to a TAP stays; so does one in a channel. */
export async function apologizeForHelpdesk(
  { helpdesk: command, by, automatic }: HelpdeskPress,
  { activity, chat, contact, deps }: Encounter,
): Promise<HttpAnswer> {
  const sorry = { reply: { kind: 'something-went-wrong' } } as const;
  const inPrivate = isPersonal(activity);
  if (by === 'submit') {
    if (inPrivate) await chat.send(sorry);
    return accepted;
  }
  if (!inPrivate) return nothingToShow;
  return automatic || command.kind === 'show-tap' ? refreshFailed : cardAnswer(cardOf(deps.render, sorry, contact));
}
