import type { Expected } from '../enrollment/ports.ts';
import type { TapCase } from './case.ts';

/** Milliseconds. */
const minute = 60_000;
const hour = 60 * minute;

/** Minutes after the pass was asked for, or begins. The first is longer than the lock and every deadline: by then the turn has an answer or is dead. */
const offsets = [3, 5, 8, 12, 17, 23, 30, 40, 50, 60] as const;

/** How long after the end of the TAP the passkey may still appear: a sign-in with it outlives it. Milliseconds. */
const afterTheEnd = hour;

/**
 * When to look next what became of it; undefined: no more. Counted from the case alone, so that two timers for one case become one.
 */
export function nextLook({ askedAt, options }: Pick<TapCase, 'askedAt' | 'options'>, now: Date): Date | undefined {
  if (!askedAt) return undefined;
  const asked = Date.parse(askedAt);
  const begins = beginOf(asked, options);
  const end = endOf(begins, options);
  const first = asked + offsets[0] * minute;
  const early = [first, ...offsets.map((offset) => begins + offset * minute)].find((at) => at > now.getTime());
  const at = early ?? begins + Math.ceil((now.getTime() - begins + 1) / hour) * hour;
  return at <= end ? new Date(at) : undefined;
}

/** What the guide's own watch looks for: a passkey that was not there before, from when the pass works until it can have led to none. */
export function expectedOf(
  { askedAt, methodsBefore, options }: Pick<TapCase, 'askedAt' | 'methodsBefore' | 'options'>,
  now: Date,
): Expected {
  const at = askedAt ?? now.toISOString();
  const begins = beginOf(Date.parse(at), options);
  const baseline = { at, ...(methodsBefore && { passkeyIds: methodsBefore }) };
  return { baseline, startsAt: new Date(begins), until: new Date(endOf(begins, options)) };
}

function beginOf(asked: number, { startsAt }: TapCase['options']): number {
  return startsAt ? Math.max(asked, Date.parse(startsAt)) : asked;
}

function endOf(begins: number, { lifetime }: TapCase['options']): number {
  return begins + lifetime * minute + afterTheEnd;
}
