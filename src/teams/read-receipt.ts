import { z } from 'zod';
import type { Activity } from './activity.ts';

/** Comes from one person's chat only, and where the app may have it. https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#receive-a-read-receipt */
const Receipt = z.object({ lastReadMessageId: z.string().regex(/^\d{1,18}$/) });

/** @returns the newest message that its sender has read: a number, and larger than those of all messages before it */
export function readReceipt({ name, value }: Pick<Activity, 'name' | 'value'>): string | undefined {
  if (name !== 'application/vnd.microsoft.readReceipt') return undefined;
  return Receipt.safeParse(value).data?.lastReadMessageId;
}
