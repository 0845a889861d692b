import type { HelpdeskTimers } from '../helpdesk/scene.ts';
import { TimerJob, timerId, timerQueue } from './jobs.ts';
import type { Queue } from './open-queue.ts';

export function createHelpdeskTimers({ boss }: Queue): HelpdeskTimers {
  return {
    async at(when, job) {
      // Nothing but the id of a case gets into the queue: what else is in `job` is left behind, what is no id is refused.
      const timer = TimerJob.parse(job);
      await boss.send(timerQueue, timer, { id: timerId(timer, when), startAfter: when });
    },
  };
}
