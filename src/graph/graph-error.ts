import type { Unreadable } from '../passkeys/facts.ts';

type Details = {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** Milliseconds. */
  readonly retryAfter?: number | undefined;
  readonly reason?: string | undefined;
  readonly cause?: unknown;
};

/** The one error this room throws. Branch on `code`; the other fields are for the log. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly operation: string;
  readonly code: Unreadable;
  readonly status: number | undefined;
  /** Quote this to Microsoft support. From the `request-id` response header. */
  readonly requestId: string | undefined;
  /** Milliseconds. */
  readonly retryAfter: number | undefined;
  /** The code that Entra or the network gave, never its text. */
  readonly reason: string | undefined;

  constructor(operation: string, code: Unreadable, details: Details = {}) {
    super(`${operation}: ${code}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.operation = operation;
    this.code = code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
    this.reason = details.reason;
  }
}

/** What is needed of an answer; the same for an HTTP response and for one answer inside a batch. */
export type AnswerHead = {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
};

/** The body is left out on purpose, but for its `code`: it may hold names and, for writes, secrets. */
export function toGraphError(
  operation: string,
  { status, header }: AnswerHead,
  batchRequestId?: string,
  reason?: string,
): GraphError {
  return new GraphError(operation, codeOf(status, operation), {
    status,
    requestId: header('request-id') ?? batchRequestId,
    retryAfter: retryAfterOf(header),
    reason,
  });
}

/** Source: https://learn.microsoft.com/graph/errors */
function codeOf(status: number, operation: string): Unreadable {
  // "Request not applicable to target tenant": the tenant has no Intune.
  // Source: https://learn.microsoft.com/answers/questions/1063413/error-graph-api
  if (status === 400 && operation === 'intune-devices') return 'forbidden';
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status >= 500 ? 'unavailable' : 'not-understood';
}

/** Seconds, or a date that is compared with the answer's own date: clocks differ. */
function retryAfterOf(header: AnswerHead['header']): number | undefined {
  const raw = header('retry-after');
  if (raw === undefined || raw.trim() === '') return undefined;
  const seconds = Number(raw);
  const wait = Number.isNaN(seconds) ? Date.parse(raw) - Date.parse(header('date') ?? '') : seconds * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
