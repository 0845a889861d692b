import { z } from 'zod';

/** What lies in the queue: ids of rows. Who it is about is in the row, so that "delete my data" reaches it. */
export const LookJob = z.object({ watch: z.uuid(), attempt: z.number().int().min(0).max(255) });
export type LookJob = z.infer<typeof LookJob>;

export const RemindJob = z.object({ reminder: z.uuid() });
export type RemindJob = z.infer<typeof RemindJob>;

export const lookQueue = 'look-for-passkey';
export const remindQueue = 'remind';

/** The attempt in the last byte of the watch's id: a look that is queued twice is one job. */
export function lookId({ watch, attempt }: LookJob): string {
  return `${watch.slice(0, -2)}${attempt.toString(16).padStart(2, '0')}`;
}
