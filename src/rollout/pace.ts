import { TokenBucket } from 'limiter';

/** When the next messages may go: one for all nudges of this process, and it knows of the replies, too. */
export type Pace = {
  /** Waits until this many may go. `paused`: not now, and not soon. */
  next(messages: number): Promise<'go' | 'paused'>;
  /** A reply to somebody who is chatting has gone out: it does not wait, but counts. */
  noteReply(): void;
  /** 429: nothing before that. */
  pauseUntil(when: Date): void;
  pausedUntil(): Date | undefined;
  /** Messages that may go at once, after a silence. */
  readonly burst: number;
};

/** Replies count up to this many seconds ahead: nudges slow down for a busy bot, and still go on. */
const mostSecondsOwed = 1;

/**
 * Teams takes 50 requests a second of a bot in a tenant; the bucket stays so small that no second holds more than
 * the rate and a tenth. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function createPace({ ratePerSecond, now }: { readonly ratePerSecond: number; readonly now: () => Date }): Pace {
  const burst = Math.max(1, Math.floor(ratePerSecond / 11));
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: ratePerSecond, interval: 'second' });
  let paused: Date | undefined;
  let owed = 0;

  const isPaused = () => paused !== undefined && paused > now();

  async function take(tokens: number): Promise<void> {
    for (let left = tokens; left > 0; left -= burst) await bucket.removeTokens(Math.min(left, burst));
  }

  async function payForReplies(): Promise<void> {
    while (owed > 0) {
      const some = Math.min(owed, burst);
      owed -= some;
      await take(some);
    }
  }

  return {
    async next(messages) {
      if (isPaused()) return 'paused';
      await payForReplies();
      await take(messages);
      return isPaused() ? 'paused' : 'go';
    },
    noteReply() {
      owed = Math.min(owed + 1, ratePerSecond * mostSecondsOwed);
    },
    pauseUntil(when) {
      if (!paused || when > paused) paused = when;
    },
    pausedUntil: () => (isPaused() ? paused : undefined),
    burst,
  };
}
