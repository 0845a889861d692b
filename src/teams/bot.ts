import type { TurnContext } from 'botbuilder';
import type { Command } from '../enrollment/command.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { RolloutCommand } from '../rollout/command.ts';
import { type Activity, contactOf, senderOf } from './activity.ts';
import { answerFileConsent } from './answer-file-consent.ts';
import { answerForHelpdesk, apologizeForHelpdesk } from './answer-for-helpdesk.ts';
import { answerPress, answerRefresh } from './answer-press.ts';
import { answerRolloutPress } from './answer-rollout-press.ts';
import { answerUnreadable } from './answer-unreadable-press.ts';
import { answerInGroup, answerSubmit, answerWords } from './answer-words.ts';
import { type Background, createBackground } from './background.ts';
import type { BotDeps } from './bot-deps.ts';
import { chatIn } from './chat.ts';
import type { Encounter } from './encounter.ts';
import { createGreet, type Greet } from './greet.ts';
import {
  accepted,
  answerToInvoke,
  cardAnswer,
  type HttpAnswer,
  nothingToShow,
  refreshFailed,
} from './invoke-answers.ts';
import { type Received, readReceived } from './read-activity.ts';
import { pressOfNobody } from './read-card-action.ts';
import { cardOf } from './render.ts';
import { logFailure } from './turn-failed.ts';

export type Bot = {
  /** Never rejects. */
  onTurn(context: TurnContext, activity: Activity): Promise<HttpAnswer>;
  /** Resolves when nothing goes on behind answered turns. */
  settled(): Promise<void>;
};

/** One of the two places where everything is caught. */
export function createBot(deps: BotDeps): Bot {
  const greet = createGreet();
  const background = createBackground(deps.log);

  return {
    settled: background.settled,
    async onTurn(context, activity) {
      const received = readReceived(activity, new Date());
      if (received.kind === 'members-changed') return answerMembersChanged(deps, background);
      const user = senderOf(activity);
      if (!user) {
        deps.log.info({ type: activity.type }, 'Activity without a sender we know');
        return activity.type === 'invoke' ? nothingToShow : accepted;
      }
      const contact = contactOf(activity, user);
      const chat = chatIn(context, contact, deps);
      const fields = { user, received: received.kind };
      const startedAt = performance.now();
      const encounter: Encounter = {
        activity,
        user,
        contact,
        chat,
        deps,
        later: (work, otherwise) => background.run(fields, work, otherwise),
        finished: (command, result) => deps.metrics.turn(command, result, (performance.now() - startedAt) / 1_000),
      };
      try {
        return await handle(received, encounter, greet);
      } catch (error) {
        logFailure(deps.log, error, fields);
        encounter.finished(commandIn(received), 'failed');
        return apologize(received, encounter).catch((again) => {
          logFailure(deps.log, again, fields);
          return received.kind === 'executed' ? refreshFailed : accepted;
        });
      }
    },
  };
}

async function handle(received: Received, encounter: Encounter, greet: Greet): Promise<HttpAnswer> {
  switch (received.kind) {
    case 'pressed-for-helpdesk':
    case 'dialog-asked':
    case 'token-came':
    case 'sign-in-failed':
      return answerForHelpdesk(received, encounter);
    case 'pressed-for-rollout': {
      const { rollout } = encounter.deps;
      return rollout ? answerRolloutPress(received.press, rollout, encounter) : answerPress(pressOfNobody, encounter);
    }
    case 'file-consent':
      return answerFileConsent(received.consent, encounter);
    case 'executed': {
      const { press } = received;
      const unread = await answerUnreadable(press, encounter);
      if (unread) return unread;
      return press.automatic ? answerRefresh(press, encounter) : answerPress(press, encounter);
    }
    case 'other-invoke':
      return answerToInvoke(received.name, encounter.activity.value);
    case 'said':
      await answerWords(received.text, received.picture, encounter);
      return accepted;
    case 'submitted':
      if (!(await answerUnreadable(received.press, encounter))) await answerSubmit(received.press, encounter);
      return accepted;
    case 'said-in-group':
      await answerInGroup(received.text, encounter);
      return accepted;
    case 'installed':
      await greet(encounter);
      return accepted;
    case 'read-receipt':
      await encounter.deps.rollout?.noteSeen?.(encounter.user, received.lastRead);
      return accepted;
    case 'members-changed':
    case 'ignored':
      return accepted;
  }
}

/** Whoever made the change, and whether it was anybody we know. */
function answerMembersChanged({ helpdesk }: BotDeps, background: Background): HttpAnswer {
  if (helpdesk) background.run({ received: 'members-changed' }, () => helpdesk.membersChanged());
  return accepted;
}

/** What the user gets when a turn failed. An automatic refresh leaves the card as it is. */
async function apologize(received: Received, encounter: Encounter): Promise<HttpAnswer> {
  const { chat, contact, deps } = encounter;
  const sorry = { reply: { kind: 'something-went-wrong' } } as const;
  if (received.kind === 'executed')
    return received.press.automatic ? refreshFailed : cardAnswer(cardOf(deps.render, sorry, contact));
  if (received.kind === 'pressed-for-helpdesk') return apologizeForHelpdesk(received.press, encounter);
  if (received.kind === 'pressed-for-rollout') {
    const { automatic, by } = received.press;
    if (by === 'execute') return automatic ? refreshFailed : cardAnswer(cardOf(deps.render, sorry, contact));
    await chat.send(sorry);
  }
  if (received.kind === 'said' || received.kind === 'submitted') await chat.send(sorry);
  return accepted;
}

function commandIn(received: Received): (Command | HelpdeskCommand | RolloutCommand)['kind'] {
  if (received.kind === 'pressed-for-rollout') return received.press.rollout.kind;
  if (received.kind === 'pressed-for-helpdesk') return received.press.helpdesk.kind;
  return 'press' in received ? received.press.command.kind : 'unknown';
}
