import { z } from 'zod';
import type { RolloutJobs } from '../rollout/scene.ts';
import type { Queue } from './open-queue.ts';

export const PlanJob = z.object({ campaign: z.uuid() });
export type PlanJob = z.infer<typeof PlanJob>;
/** Sent by the schedule, without data. */
export const RolloutTick = z.unknown();

export const planQueue = 'plan-campaign';
export const minuteQueue = 'rollout-minute';
export const hourQueue = 'rollout-hour';
export const dayQueue = 'rollout-day';

/**
 * Seconds. The audience of a large tenant takes an hour to read, because the reports answer one question in two seconds;
 * whoever dies over it is noticed by the missing heartbeat, and another instance starts again.
 */
const long = {
  expireInSeconds: 6 * 3_600,
  heartbeatSeconds: 30,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
};

/** One of each at a time, but for the minute's: what comes while one is waiting or at work is left out. */
export async function createRolloutQueues({ boss }: Pick<Queue, 'boss'>): Promise<void> {
  await boss.createQueue(planQueue, { ...long, policy: 'exclusive', retryLimit: 10, deleteAfterSeconds: 3_600 });
  await boss.createQueue(hourQueue, { ...long, policy: 'exclusive', retryLimit: 1, deleteAfterSeconds: 3_600 });
  const quick = { expireInSeconds: 300, deleteAfterSeconds: 3_600 };
  // One waits beside the one at work, which may have looked before what a wake is about was saved. The next one comes in a minute anyway.
  // A large wave takes its time: it must not be begun once more beside itself, nor wait for hours once its instance has died.
  await boss.createQueue(minuteQueue, {
    ...quick,
    expireInSeconds: 3_600,
    heartbeatSeconds: 30,
    policy: 'short',
    retryLimit: 0,
  });
  await boss.createQueue(dayQueue, { ...quick, policy: 'exclusive', retryLimit: 3 });
}

export function createRolloutJobs({ boss }: Pick<Queue, 'boss'>, wakeSender: () => void): RolloutJobs {
  return {
    async planCampaign(campaign) {
      await boss.send(planQueue, PlanJob.parse({ campaign }), { singletonKey: campaign });
    },
    /** What is due is found now, on whatever instance takes the job, and not when the minute is over. */
    async wakeSender(afterSeconds = 0) {
      if (afterSeconds > 0) {
        // With a key of its own: what is for later must not stand for what is for now.
        await boss.send(minuteQueue, {}, { startAfter: afterSeconds, singletonKey: 'later' });
        return;
      }
      await boss.send(minuteQueue, {});
      wakeSender();
    },
  };
}
