import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What lies in the queue: ids of rows. Who it is about is in the row, so that "delete my data" reaches it. */
export const LookJob = z.object({ watch: z.uuid(), attempt: z.number().int().min(0).max(4_095) });
export type LookJob = z.infer<typeof LookJob>;

export const RemindJob = z.object({ reminder: z.uuid() });
export type RemindJob = z.infer<typeof RemindJob>;

/** Which kind of timer of which case. */
export const TimerJob = z.object({ kind: z.enum(['expire-match', 'sweep-seal', 'watch-case']), case: z.uuid() });
export type TimerJob = z.infer<typeof TimerJob>;

/** Sent by the schedule, without data. */
export const SweepJob = z.unknown();

export const lookQueue = 'look-for-passkey';
export const remindQueue = 'remind';
export const timerQueue = 'helpdesk-timer';
export const sweepQueue = 'helpdesk-sweep';

/** The attempt in the last digits of the watch's id: a look that is queued twice is one job. */
export function lookId({ watch, attempt }: LookJob): string {
  return `${watch.slice(0, -3)}${attempt.toString(16).padStart(3, '0')}`;
}

/** A timer that is set twice for the same moment, by a turn or a job that was tried again, is one job. */
export function timerId(timer: TimerJob, when: Date): string {
  const hex = createHash('sha256').update(`${timer.kind} ${timer.case} ${when.getTime()}`).digest('hex');
  // The shape of a UUID, version 8: made by rules of our own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
