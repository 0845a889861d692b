import { pause } from './deadline.ts';
import type { GraphError } from './graph-error.ts';

/** A route of Graph that has asked for peace, and until when. */
export type ThrottlePause = {
  note(error: GraphError): void;
  isOn(): boolean;
  /** Waits till it is over, but not longer than this. */
  waitOut(mostMs: number): Promise<void>;
};

/** Milliseconds, where Graph does not say. */
const usual = 5_000;

export function createThrottlePause(): ThrottlePause {
  /** On the monotonic clock. */
  let until = 0;
  const left = () => until - performance.now();
  return {
    note({ retryAfter = usual }) {
      until = Math.max(until, performance.now() + retryAfter);
    },
    isOn: () => left() > 0,
    async waitOut(mostMs) {
      // A timer may go off a moment early.
      for (let wait = left(); wait > 0 && wait <= mostMs; wait = left()) await pause(Math.ceil(wait) + 1, undefined);
    },
  };
}
