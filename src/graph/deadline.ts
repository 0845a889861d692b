import { setTimeout as sleep } from 'node:timers/promises';

/** When a read has to be over, and who may call it off earlier. */
export type Deadline = {
  /** Milliseconds on the monotonic clock (`performance.now()`). */
  readonly at: number;
  readonly signal: AbortSignal | undefined;
};

export function within(milliseconds: number, signal?: AbortSignal): Deadline {
  return { at: performance.now() + milliseconds, signal };
}

/** Milliseconds. */
export function timeLeft(deadline: Deadline): number {
  return deadline.at - performance.now();
}

/** Sleeps; an aborted caller is rejected with his own reason. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
}

/** Settles at once when the caller gives up, whatever the work does. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/**
 * Settles after `milliseconds` at the latest, even when the work ignores its signal.
 * Cheaper than `AbortSignal.any` with `AbortSignal.timeout`, which leaves a timer behind for every call.
 */
export function atMost<T>(
  milliseconds: number,
  caller: AbortSignal | undefined,
  tooLate: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  caller?.throwIfAborted();
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const stop = (reason: unknown) => {
      controller.abort(reason);
      reject(reason);
    };
    const timer = setTimeout(() => stop(tooLate()), milliseconds);
    const onAbort = () => stop(caller?.reason);
    caller?.addEventListener('abort', onAbort, { once: true });
    work(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        caller?.removeEventListener('abort', onAbort);
      });
  });
}
