import { Client, type Context, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client';
import { atMost, type Deadline, pause, timeLeft } from './deadline.ts';
import { exchangeHttp, type HttpAnswer, type HttpQuestion } from './exchange-http.ts';
import { GraphError, toGraphError } from './graph-error.ts';
import { waitBeforeRetry } from './retry.ts';
import type { TokenSource } from './share-token.ts';

export const version = 'v1.0';

export type Answer = { readonly body: unknown; readonly requestId: string | undefined };

/** Sends a read, again where that helps, inside the deadline. With a body it is a POST. */
export type Send = (operation: string, path: string, body: object | undefined, deadline: Deadline) => Promise<Answer>;

export function createSender(origin: string, tokens: TokenSource, attemptLimit: number): Send {
  const client = Client.initWithMiddleware({
    baseUrl: origin,
    defaultVersion: version,
    middleware: ownHostOnly(origin),
  });

  async function sendOnce(operation: string, path: string, body: object | undefined, signal: AbortSignal) {
    const token = await tokens.getToken();
    const request = client
      .api(path)
      .responseType(ResponseType.RAW)
      .header('authorization', `Bearer ${token}`)
      .option('signal', signal);
    // Fails only when there was no answer at all.
    const sent: Promise<HttpAnswer> = body === undefined ? request.get() : request.post(body);
    const response = await sent.catch((cause: unknown) => {
      throw new GraphError(operation, 'unavailable', { cause });
    });
    return readAnswer(operation, response);
  }

  return async (operation, path, body, deadline) => {
    for (let tries = 1; ; tries++) {
      try {
        const limit = Math.min(attemptLimit, timeLeft(deadline));
        const tooLate = () => new GraphError(operation, 'timed-out');
        return await atMost(limit, deadline.signal, tooLate, (signal) => sendOnce(operation, path, body, signal));
      } catch (error) {
        const wait = waitBeforeRetry(error, tries, timeLeft(deadline));
        if (wait === undefined) throw error;
        await pause(wait, deadline.signal);
      }
    }
  };
}

async function readAnswer(operation: string, response: HttpAnswer): Promise<Answer> {
  const { status } = response;
  const header = (name: string) => response.headers.get(name) ?? undefined;
  const text = await response.text().catch((cause: unknown) => {
    throw new GraphError(operation, 'unavailable', { cause });
  });
  if (!response.ok) throw toGraphError(operation, { status, header });
  const requestId = header('request-id');
  try {
    return { body: JSON.parse(text), requestId };
  } catch {
    throw new GraphError(operation, 'not-understood', { status, requestId });
  }
}

/**
 * Stands in for the stock middleware, which sends no token to a simulator on http, sleeps through an abort and repeats
 * writes. The token goes to our own host and nowhere else, so redirects are not followed.
 */
function ownHostOnly(origin: string): Middleware {
  return {
    async execute(context: Context) {
      const url = String(context.request);
      if (new URL(url).origin !== origin) throw new TypeError('A Graph request to another host');
      context.response = (await exchangeHttp(url, context.options as HttpQuestion)) as Response;
    },
  };
}
