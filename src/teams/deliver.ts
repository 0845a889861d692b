import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, TurnContext } from 'botbuilder';
import type { Log } from '../enrollment/ports.ts';
import { connectorDeadline } from './connectors.ts';
import { within } from './deadline.ts';
import type { TeamsMetrics } from './metrics.ts';

export type Delivery = {
  /** The id of the message; undefined when the Connector did not take it. */
  send(context: TurnContext, activity: Partial<Activity>): Promise<string | undefined>;
  /** False when the message is gone or cannot be changed now. */
  edit(context: TurnContext, activity: Partial<Activity>): Promise<boolean>;
  remove(context: TurnContext, messageId: string): Promise<boolean>;
};

type Operation = 'send' | 'edit' | 'remove';

/**
 * Worth one more try; 403 and 404 never are.
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
const passing = new Set([412, 429, 502, 503, 504]);

type DeliveryDeps = {
  readonly log: Log;
  readonly metrics: TeamsMetrics;
  /** With every call: Teams counts them all. */
  readonly onCall?: (() => void) | undefined;
};

/** Calls the Connector; a failure is logged here and is a value for the caller. */
export function createDelivery({ log, metrics, onCall = () => undefined }: DeliveryDeps): Delivery {
  async function attempt<T>(operation: Operation, call: () => Promise<T>): Promise<T | undefined> {
    onCall();
    try {
      return await within(connectorDeadline, twice(call, operation === 'send' ? isPassing : isWorthAnotherEdit));
    } catch (error) {
      const status = statusOf(error);
      metrics.sendFailed(operation, status);
      const fields = { operation, status, error: error instanceof Error ? error.name : typeof error };
      if (operation !== 'send' || status === 403 || status === 404) log.info(fields, 'Connector refused a message');
      else log.warn(fields, 'Connector did not take a message');
      return undefined;
    }
  }

  return {
    async send(context, activity) {
      // botbuilder deletes the id of what it is given, and fills in the rest: every try has its own copy.
      const sent = await attempt('send', () => context.sendActivity({ ...activity }));
      return sent?.id || undefined;
    },
    async edit(context, activity) {
      const done = await attempt('edit', async () => {
        await context.updateActivity({ ...activity });
        return true;
      });
      return done ?? false;
    },
    async remove(context, messageId) {
      const done = await attempt('remove', async () => {
        await context.deleteActivity(messageId);
        return true;
      });
      return done ?? false;
    },
  };
}

function isPassing(error: unknown): boolean {
  return passing.has(statusOf(error) ?? 0);
}

/** An edit does no harm twice: it is also tried again when the connection was cut. A message might then stand there twice. */
function isWorthAnotherEdit(error: unknown): boolean {
  return isPassing(error) || (error instanceof Error && 'code' in error && error.code === 'ECONNRESET');
}

async function twice<T>(call: () => Promise<T>, isWorthIt: (error: unknown) => boolean): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isWorthIt(error)) throw error;
    const wait = retryAfter(error) ?? 200 + Math.random() * 500;
    if (wait >= connectorDeadline / 2) throw error;
    await sleep(wait);
    return await call();
  }
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** ms. */
function retryAfter(error: unknown): number | undefined {
  const { response } = error as { response?: { headers?: { get?(name: string): string | undefined } } };
  const seconds = Number(response?.headers?.get?.('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
