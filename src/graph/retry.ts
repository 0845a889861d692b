import { GraphError } from './graph-error.ts';

/** Milliseconds before the second and the third try when Graph does not say how long to wait. */
const backoff = [250, 750] as const;

/**
 * How long to wait before asking again, in milliseconds; undefined: do not. Only for reads.
 * `Retry-After` counts if it fits into the time left; a shorter wait than asked for would only be throttled longer.
 * Source: https://learn.microsoft.com/graph/throttling
 */
export function waitBeforeRetry(error: unknown, tries: number, timeLeft: number): number | undefined {
  if (!(error instanceof GraphError) || !passesByItself(error)) return undefined;
  const usual = backoff[tries - 1];
  if (usual === undefined) return undefined;
  const wait = error.retryAfter ?? usual;
  return wait < timeLeft ? wait : undefined;
}

/** Throttled, overloaded, or the connection was cut (no status). A time-out is not repeated: it has eaten the time. */
function passesByItself({ code, status }: GraphError): boolean {
  if (code === 'throttled') return true;
  return code === 'unavailable' && (status === undefined || status === 503 || status === 504);
}
