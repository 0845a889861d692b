import { atMost } from './deadline.ts';
import { exchangeHttp, type HttpAnswer } from './exchange-http.ts';
import { GraphError } from './graph-error.ts';
import { ErrorBody } from './schema.ts';
import { version } from './send-request.ts';

export type GraphCall = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** After the version, every part of it encoded. */
  readonly path: string;
  readonly body?: object;
};

export type GraphReply =
  /** `body` is undefined where it is not JSON. It may hold a TAP: it goes into no error and no log. */
  | { readonly kind: 'good'; readonly status: number; readonly body: unknown; readonly requestId: string | undefined }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | undefined;
      /** For telling refusals apart; never logged or shown. */
      readonly message: string;
      /** Conditional Access asks for more than the token proves. */
      readonly hasClaimsChallenge: boolean;
      readonly requestId: string | undefined;
    }
  /** No connection was made, so nothing was done. */
  | { readonly kind: 'not-sent' }
  /** It was sent, and what came back does not say whether it was done. */
  | { readonly kind: 'lost'; readonly status: number | undefined; readonly requestId: string | undefined };

export type AskAsUser = (call: GraphCall, limit: number) => Promise<GraphReply>;

/** Sends a call once, whatever happens, to our own Graph only. Never fails; `limit` in milliseconds. */
export function createAskAsUser(baseUrl: string, token: () => string): AskAsUser {
  const { origin } = new URL(baseUrl);
  return async ({ method, path, body }, limit) => {
    const headers = {
      authorization: `Bearer ${token()}`,
      accept: 'application/json',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    };
    const text = body === undefined ? undefined : JSON.stringify(body);
    const tooLate = () => new GraphError('write', 'timed-out');
    try {
      return await atMost(limit, undefined, tooLate, async (signal) => {
        const answer = await exchangeHttp(`${origin}/${version}${path}`, { method, headers, body: text, signal });
        return readReply(answer, await answer.text());
      });
    } catch (error) {
      return isUnsent(error) ? { kind: 'not-sent' } : { kind: 'lost', status: undefined, requestId: undefined };
    }
  };
}

function readReply({ status, headers }: HttpAnswer, text: string): GraphReply {
  const requestId = headers.get('request-id') ?? undefined;
  const body = parseJson(text);
  if (status >= 200 && status < 300) return { kind: 'good', status, body, requestId };
  // A time-out that a gateway reports says nothing about the server behind it.
  if (status < 400 || status >= 500 || status === 408) return { kind: 'lost', status, requestId };
  const parsed = ErrorBody.safeParse(body);
  const error = parsed.success ? parsed.data.error : undefined;
  const hasClaimsChallenge = /\bclaims\s*=/i.test(headers.get('www-authenticate') ?? '');
  return {
    kind: 'refused',
    status,
    code: error?.code,
    message: error?.message ?? '',
    hasClaimsChallenge,
    requestId,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The name was not found or nobody listened. Source: https://nodejs.org/api/errors.html#class-systemerror */
function isUnsent(error: unknown): boolean {
  const call = typeof error === 'object' && error !== null && 'syscall' in error ? error.syscall : undefined;
  return call === 'connect' || call === 'getaddrinfo';
}
