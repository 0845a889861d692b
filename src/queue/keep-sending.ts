import { setTimeout as sleep } from 'node:timers/promises';
import type { Sender } from '../rollout/send-nudges.ts';

/** ms. With a lease of 10 s, another instance takes over at most 13 s after one has died. */
const usualTick = 2_500;

export type Sending = {
  /** There may be something to do: at once, where this instance is the sender. */
  wake(): void;
  close(): Promise<void>;
};

/** On every instance; the lease lets one of them send. */
export function keepSending(sender: Sender, tickEvery = usualTick): Sending {
  const closing = new AbortController();
  let waking = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      waking = new AbortController();
      await sender.tick();
      const signal = AbortSignal.any([closing.signal, waking.signal]);
      await sleep(tickEvery, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    wake: () => waking.abort(),
    async close() {
      closing.abort();
      await sender.close();
      await running;
    },
  };
}
