import type { Log } from '../enrollment/ports.ts';
import { each, workOptions } from './each-job.ts';
import type { Queue } from './open-queue.ts';
import { dayQueue, hourQueue, minuteQueue, PlanJob, planQueue, RolloutTick } from './rollout-jobs.ts';

type Options = {
  readonly queue: Queue;
  /** Reads the audience; starts over after a crash. */
  readonly onPlan: (campaign: string) => Promise<void>;
  /** What has come due: waves, reminders, trouble, ends. */
  readonly onMinute: () => Promise<void>;
  /** Who has a passkey by now, from reports. */
  readonly onHour: () => Promise<void>;
  /** What may no longer be kept. */
  readonly onDay: () => Promise<void>;
  readonly log: Log;
};

const oneAtATime = { ...workOptions, batchSize: 1, localConcurrency: 1 };
/** Somebody who presses "preview" or "start" waits for it: the shortest pause that pg-boss takes. */
const promptly = { ...oneAtATime, pollingIntervalSeconds: 0.5 };

/** Starts taking the rollout's jobs out of the queue. Any number of instances may do so. */
export async function startRolloutWorkers({ queue, onPlan, onMinute, onHour, onDay, log }: Options): Promise<void> {
  const { boss } = queue;
  await boss.work(
    planQueue,
    promptly,
    each(PlanJob, log, ({ campaign }) => onPlan(campaign)),
  );
  await boss.work(minuteQueue, promptly, each(RolloutTick, log, onMinute));
  await boss.work(hourQueue, oneAtATime, each(RolloutTick, log, onHour));
  await boss.work(dayQueue, oneAtATime, each(RolloutTick, log, onDay));
  await boss.schedule(minuteQueue, '* * * * *');
  await boss.schedule(hourQueue, '17 * * * *');
  await boss.schedule(dayQueue, '41 2 * * *');
}
