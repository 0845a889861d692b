import type { Json } from './resources.ts';

export type Answer = {
  readonly status: number;
  /** undefined: no content. */
  readonly body: Json | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Thrown by a route; becomes Graph's error body. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function badRequest(message: string, code = 'BadRequest'): Refusal {
  return new Refusal(400, code, message);
}

export function unsupportedQuery(message: string): Refusal {
  return new Refusal(400, 'Request_UnsupportedQuery', message);
}

export function notFound(what: string): Refusal {
  return new Refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export function forbidden(): Refusal {
  return new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** How Graph's authentication methods say it. https://learn.microsoft.com/graph/errors */
export function accessDenied(message = 'Request Authorization failed'): Refusal {
  return new Refusal(403, 'accessDenied', message);
}

export function ok(body: Json): Answer {
  return { status: 200, body };
}

export function noContent(): Answer {
  return { status: 204, body: undefined };
}

/** https://learn.microsoft.com/graph/errors */
export function refusalAnswer(refusal: Refusal, requestId: string, at: Date, clientRequestId = requestId): Answer {
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: {
      error: {
        code: refusal.code,
        message: refusal.message,
        // Graph writes this date without milliseconds and zone.
        innerError: {
          date: at.toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId,
        },
      },
    },
  };
}
