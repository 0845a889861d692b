import { type Answer, Refusal, refusalAnswer } from './answers.ts';
import type { Fault } from './faults.ts';

/** What the faults that hit a request come to. */
export type Outcome = {
  readonly delayMilliseconds: number;
  /** The request is carried out before `end`, which is never `answer` then. */
  readonly performs: boolean;
  readonly end:
    | { readonly kind: 'answer' }
    | { readonly kind: 'instead'; readonly answer: Answer }
    | { readonly kind: 'text'; readonly text: string; readonly contentType: string }
    | { readonly kind: 'cut' | 'hang' };
};

const html = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>You are behind a proxy.</body></html>';
const truncated = '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users/$entity","id":"aaaa';

/** https://learn.microsoft.com/graph/errors */
const codes: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  404: ['Request_ResourceNotFound', 'Resource does not exist or one of its queried objects are not present.'],
  429: ['TooManyRequests', 'Too many requests. Please retry later.'],
  500: ['InternalServerError', 'Internal server error.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable.'],
};

export function outcomeOf(faults: readonly Fault[], requestId: string, now: Date): Outcome {
  let delayMilliseconds = 0;
  for (const fault of faults) if (fault.kind === 'latency') delayMilliseconds += fault.milliseconds;
  const fault = faults.find(({ kind }) => kind !== 'latency');
  if (fault === undefined || fault.kind === 'latency') {
    return { delayMilliseconds, performs: false, end: { kind: 'answer' } };
  }
  return { delayMilliseconds, performs: fault.performs === true, end: endOf(fault, requestId, now) };
}

function endOf(fault: Fault, requestId: string, now: Date): Outcome['end'] {
  switch (fault.kind) {
    case 'latency':
      return { kind: 'answer' };
    case 'cut':
    case 'hang':
      return { kind: fault.kind };
    case 'html':
      return { kind: 'text', text: html, contentType: 'text/html' };
    case 'truncated':
      return { kind: 'text', text: truncated, contentType: 'application/json' };
    case 'status': {
      const [code, message] = codes[fault.status] ?? ['UnknownError', ''];
      const retry = fault.retryAfterSeconds;
      const headers = retry === undefined ? {} : { 'Retry-After': String(retry) };
      return {
        kind: 'instead',
        answer: refusalAnswer(new Refusal(fault.status, code, message, headers), requestId, now),
      };
    }
  }
}
