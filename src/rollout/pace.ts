import { setTimeout as sleep } from 'node:timers/promises';
import { TokenBucket } from 'limiter';

/** When the next messages may go: one for all nudges of this process, and it knows of the replies, too. */
export type Pace = {
  /** Waits until this many may be made ready. `paused`: not now, and not soon. */
  next(messages: number): Promise<'go' | 'paused'>;
  /** What `next` has given, and was not used. */
  giveBack(messages: number): void;
  /** Right before a call: waits where this second is full. */
  slot(): Promise<void>;
  /** A reply to somebody who is chatting has gone out: it does not wait, but counts. */
  noteReply(): void;
  /** 429: nothing before that. */
  pauseUntil(when: Date): void;
  pausedUntil(): Date | undefined;
};

/** Replies count up to this many seconds ahead: nudges slow down for a busy bot, and still go on. */
const mostSecondsOwed = 1;
/** Seconds. What was held up may be made up for: a hesitating database costs no messages. */
const madeUpFor = 2;
/** Of the rate. After a silence only so much goes at once: what was not asked for then is not made up for. */
const burst = 1 / 11;
/** ms. */
const silence = 1_000;
/** A second holds at most the rate and a tenth: 49 of 45. */
const overRate = 1.1;
/** ms. A second, and what calls may gain on each other on their way. */
const second = 1_050;

/**
 * Teams takes 50 requests a second of a bot in a tenant: the bucket keeps to the rate, the slots to that limit.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function createPace({ ratePerSecond, now }: { readonly ratePerSecond: number; readonly now: () => Date }): Pace {
  const bucketSize = Math.max(1, Math.floor(ratePerSecond * madeUpFor));
  const bucket = new TokenBucket({ bucketSize, tokensPerInterval: ratePerSecond, interval: 'second' });
  const slots = createSlots(Math.max(1, Math.floor(ratePerSecond * overRate)));
  let paused: Date | undefined;
  let owed = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  let givenBack = 0;

  const isPaused = () => paused !== undefined && paused > now();

  function forgetSilence(): void {
    const at = performance.now();
    if (at - askedAt > silence) {
      bucket.drip();
      bucket.content = Math.min(bucket.content, Math.max(1, Math.floor(ratePerSecond * burst)));
    }
    askedAt = at;
  }

  function silent(): 'paused' {
    askedAt = Number.NEGATIVE_INFINITY;
    return 'paused';
  }

  async function take(tokens: number): Promise<void> {
    for (let left = tokens; left > 0; left -= bucketSize) await bucket.removeTokens(Math.min(left, bucketSize));
  }

  /** For those until now: paying for what comes meanwhile, too, nothing would go on while replies are as many as the rate. */
  async function payForReplies(): Promise<void> {
    const some = owed;
    owed = 0;
    await take(some);
  }

  return {
    async next(messages) {
      if (isPaused()) return silent();
      forgetSilence();
      await payForReplies();
      const some = Math.min(givenBack, messages);
      givenBack -= some;
      await take(messages - some);
      return isPaused() ? silent() : 'go';
    },
    giveBack(messages) {
      givenBack = Math.min(givenBack + messages, bucketSize);
    },
    async slot() {
      const wait = slots.reserve();
      if (wait > 0) await sleep(wait);
    },
    noteReply() {
      owed = Math.min(owed + 1, ratePerSecond * mostSecondsOwed);
      slots.note();
    },
    pauseUntil(when) {
      if (!paused || when > paused) paused = when;
    },
    pausedUntil: () => (isPaused() ? paused : undefined),
  };
}

/** The moments of the last `most` calls, in a ring: the next one is a second after the oldest, or now. */
function createSlots(most: number) {
  const moments = new Float64Array(most).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;

  function put(moment: number): void {
    moments[oldest] = moment;
    oldest = (oldest + 1) % most;
  }

  return {
    /** @returns milliseconds to wait */
    reserve(): number {
      const at = performance.now();
      const moment = Math.max(at, (moments[oldest] ?? at) + second);
      put(moment);
      return moment - at;
    },
    note: () => put(performance.now()),
  };
}
