import type { TurnContext } from 'botbuilder';
import type { Command } from '../enrollment/command.ts';
import { type Activity, contactOf, senderOf } from './activity.ts';
import { answerPress, answerRefresh } from './answer-press.ts';
import { answerInGroup, answerSubmit, answerWords } from './answer-words.ts';
import type { BotDeps } from './bot-deps.ts';
import { chatIn } from './chat.ts';
import type { Encounter } from './encounter.ts';
import { createGreet } from './greet.ts';
import {
  accepted,
  answerToInvoke,
  cardAnswer,
  type HttpAnswer,
  nothingToShow,
  refreshFailed,
} from './invoke-answers.ts';
import { type Received, readReceived } from './read-activity.ts';
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
  const pending = new Set<Promise<void>>();

  function later(fields: object, work: () => Promise<void>, otherwise?: () => Promise<void>): void {
    const running = caught(fields, work, otherwise).finally(() => pending.delete(running));
    pending.add(running);
  }

  async function caught(fields: object, work: () => Promise<void>, otherwise?: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logFailure(deps.log, error, fields);
      if (otherwise) await caught(fields, otherwise);
    }
  }

  function handle(received: Received, encounter: Encounter): Promise<HttpAnswer | undefined> {
    switch (received.kind) {
      case 'said':
        return answerWords(received.text, received.picture, encounter).then(nothingMore);
      case 'submitted':
        return answerSubmit(received.press, encounter).then(nothingMore);
      case 'executed':
        return received.press.automatic
          ? answerRefresh(received.press, encounter)
          : answerPress(received.press, encounter);
      case 'said-in-group':
        return answerInGroup(received.text, encounter).then(nothingMore);
      case 'installed':
        return greet(encounter).then(nothingMore);
      case 'other-invoke':
        return Promise.resolve(answerToInvoke(received.name, encounter.activity.value));
      case 'ignored':
        return Promise.resolve(undefined);
    }
  }

  /** What the user gets when a turn failed. */
  async function apologize(received: Received, { chat, contact }: Encounter): Promise<HttpAnswer> {
    const sorry = { reply: { kind: 'something-went-wrong' } } as const;
    if (received.kind === 'executed')
      return received.press.automatic ? refreshFailed : cardAnswer(cardOf(deps.render, sorry, contact));
    if (received.kind === 'said' || received.kind === 'submitted') await chat.send(sorry);
    return accepted;
  }

  return {
    async onTurn(context, activity) {
      const received = readReceived(activity);
      const user = senderOf(activity);
      if (!user) {
        deps.log.info({ type: activity.type }, 'Activity without a sender we know');
        return activity.type === 'invoke' ? nothingToShow : accepted;
      }
      const contact = contactOf(activity, user);
      const fields = { user, received: received.kind };
      const startedAt = performance.now();
      const encounter: Encounter = {
        activity,
        user,
        contact,
        chat: chatIn(context, contact, deps),
        deps,
        later: (work, otherwise) => later(fields, work, otherwise),
        finished: (command, result) => deps.metrics.turn(command, result, (performance.now() - startedAt) / 1_000),
      };
      try {
        return (await handle(received, encounter)) ?? accepted;
      } catch (error) {
        logFailure(deps.log, error, fields);
        encounter.finished(commandIn(received), 'failed');
        return apologize(received, encounter).catch((again) => {
          logFailure(deps.log, again, fields);
          return received.kind === 'executed' ? refreshFailed : accepted;
        });
      }
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

function nothingMore(): undefined {}

function commandIn(received: Received): Command['kind'] {
  return 'press' in received ? received.press.command.kind : 'unknown';
}
