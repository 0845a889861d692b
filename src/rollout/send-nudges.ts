import { createTruthCheck } from './check-truth.ts';
import { type Feed, feedNudges } from './feed-nudges.ts';
import { whileHolding } from './hold-lease.ts';
import { createAside } from './put-aside.ts';
import { sendChunk } from './send-chunk.ts';
import type { SenderPorts, SenderRun } from './sender-run.ts';
import { createSendingHealth } from './sending-health.ts';
import { createSweeper } from './sweep-beside.ts';
import { whileWatching } from './watch-running.ts';

export type Sender = {
  /** Sends what is due, if no other instance does; gives back when nothing is. Never rejects. */
  tick(): Promise<void>;
  /** Lets what is on its way arrive; the rest goes back. */
  close(): Promise<void>;
};

export function createSender(ports: SenderPorts): Sender {
  const check = createTruthCheck(ports);
  const known = { health: createSendingHealth(), aside: createAside(ports.log), sweeper: createSweeper(check) };
  let isClosing = false;
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    // New every time: what an earlier run of this process could not note is found like that of another.
    const holder = ports.newId();
    try {
      await whileHolding(holder, ports, async (held) => {
        const lost = await ports.ledger.abandonOthers({ holder });
        if (lost > 0) ports.log.warn({ nudges: lost }, 'A sender died: whether these were delivered is not known');
        const stored = await ports.lease.pausedUntil();
        if (stored) ports.pace.pauseUntil(stored);
        const isOn = () => !isClosing && held.isFresh();
        await whileWatching(ports, (running) => sendAll({ ...ports, ...known, holder, check, running, isOn }));
      });
    } catch (error) {
      ports.log.error({ err: error }, 'Sending stopped; it goes on in a moment');
    }
  }

  return {
    async tick() {
      if (isClosing) return;
      working ??= work().finally(() => {
        working = undefined;
      });
      await working;
    },
    async close() {
      isClosing = true;
      await working;
    },
  };
}

/** Of one claim, which is written at once: a twentieth of a second's, so that a second holds no more than it may. */
const largestChunk = 25;
const chunksASecond = 20;
/** Messages on their way at once: those of a second, for answers that take so long. What a crash leaves uncertain is at most all of them. */
const mostOnTheirWay = 200;

async function sendAll(run: SenderRun): Promise<void> {
  const { ratePerSecond } = run.settings;
  const size = Math.min(largestChunk, Math.max(1, Math.floor(ratePerSecond / chunksASecond)));
  const lanes = Math.ceil(Math.min(mostOnTheirWay, Math.max(4, ratePerSecond)) / size);
  const feed = feedNudges(run);
  const ended = await Promise.allSettled(Array.from({ length: lanes }, () => lane(size, feed, run)));
  // Every lane lets its chunk end before the first trouble is told.
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function lane(size: number, feed: Feed, run: SenderRun): Promise<void> {
  for (let chunk = await feed.take(size); chunk; chunk = await feed.take(size)) {
    try {
      await sendChunk(chunk, run);
      feed.done(chunk);
    } catch (error) {
      feed.close();
      for (const { nudge } of chunk) run.health.outage.over(nudge.id);
      throw error;
    }
  }
}
