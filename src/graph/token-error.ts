import { type AnswerHead, GraphError, toGraphError } from './graph-error.ts';

export const tokenOperation = 'get token';

/**
 * @azure/identity fails with one class for everything and leaves the status out, so the status is taken from the last
 * answer of the authority; undefined: there was none.
 */
export function toTokenError(error: unknown, last: AnswerHead | undefined): GraphError {
  if (error instanceof GraphError) return error;
  const code = codeOf(error);
  const details = { reason: reasonOf(error, code), status: last?.status };
  if (!last) return new GraphError(tokenOperation, code === 'network_error' ? 'unavailable' : 'forbidden', details);
  const { code: byStatus, retryAfter } = toGraphError(tokenOperation, last);
  const isPassing = byStatus === 'throttled' || byStatus === 'unavailable';
  return new GraphError(tokenOperation, isPassing ? byStatus : 'forbidden', { ...details, retryAfter });
}

/** MSAL's code: in the cause of some flows, in front of the message of others. A file that is missing has its own. */
function codeOf(error: unknown): string | undefined {
  const fromCause = field(field(error, 'cause'), 'errorCode');
  if (isText(fromCause)) return fromCause;
  const fromMessage = /^([a-z]+(?:_[a-z]+)+):/.exec(messageOf(error))?.[1];
  return [fromMessage, field(error, 'code'), field(error, 'name')].find(isText);
}

/** The number tells an operator what to do; the text around it may hold names. */
function reasonOf(error: unknown, code: string | undefined): string | undefined {
  const number = /\bAADSTS\d+\b/.exec(messageOf(error))?.[0];
  return [code, number].filter(isText).join(' ') || undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
