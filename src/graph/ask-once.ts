import { atMost } from './deadline.ts';
import { exchangeHttp } from './exchange-http.ts';
import { type AnswerHead, GraphError } from './graph-error.ts';
import { ErrorBody } from './schema.ts';
import { version } from './send-request.ts';
import type { TokenSource } from './share-token.ts';

export type Question = {
  /** Named in errors and logs. */
  readonly operation: string;
  readonly method?: 'GET' | 'POST';
  /** After the version. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
};

/** `body` is undefined where it is not JSON. */
export type WholeAnswer = AnswerHead & {
  readonly isGood: boolean;
  readonly body: unknown;
  /** Of an error. */
  readonly code: string | undefined;
  /** Of an error; for telling refusals apart, never logged or shown: it may name people. */
  readonly message: string;
};

/** Asks our own Graph, once. Fails with a `GraphError` only where there was no answer. */
export type AskOnce = (question: Question) => Promise<WholeAnswer>;

export type AskOnceOptions = {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  /** Milliseconds. */
  readonly limitMs: number;
};

export function createAskOnce({ baseUrl, tokens, limitMs }: AskOnceOptions): AskOnce {
  const { origin } = new URL(baseUrl);
  return ({ operation, method = 'GET', path, headers, body }) => {
    const tooLate = () => new GraphError(operation, 'timed-out');
    return atMost(limitMs, undefined, tooLate, async (signal) => {
      const token = await tokens.getToken();
      const sent = {
        ...headers,
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      };
      const text = body && JSON.stringify(body);
      try {
        const answer = await exchangeHttp(`${origin}/${version}${path}`, { method, headers: sent, body: text, signal });
        return wholeAnswer(answer.status, answer.headers, await answer.text());
      } catch (cause) {
        throw new GraphError(operation, 'unavailable', { cause });
      }
    });
  };
}

function wholeAnswer(status: number, headers: { get(name: string): string | null }, text: string): WholeAnswer {
  const body = parseJson(text);
  const isGood = status >= 200 && status < 300;
  const error = isGood ? undefined : ErrorBody.safeParse(body).data?.error;
  const header = (name: string) => headers.get(name) ?? undefined;
  return { status, isGood, header, body, code: error?.code, message: error?.message ?? '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
