import type { Known } from '../passkeys/facts.ts';

/** Where a value of the whole tenant stands at this moment. */
export type SharedState<T> =
  | { readonly kind: 'held'; readonly value: T }
  | { readonly kind: 'coming'; readonly answer: Promise<Known<T>> }
  | { readonly kind: 'missing' };

export type SharedRead<T> = {
  state(): SharedState<T>;
  /** Takes over the reading: everybody else waits for what is passed to the function this returns. */
  begin(): (answer: Known<T>) => Known<T>;
};

export type SharedReadOptions = {
  readonly now: () => Date;
  /** Milliseconds for which a value is not read again. */
  readonly freshFor: number;
  /** Milliseconds for which the last good value stands in while it cannot be read. */
  readonly keptFor: number;
  /** Told when an old value stands in. `age` in milliseconds. */
  readonly onOld: (age: number) => void;
};

/** Read by whoever needs it first, shared by everybody. A failure is not kept, so the next one tries again. */
export function createSharedRead<T>({ now, freshFor, keptFor, onOld }: SharedReadOptions): SharedRead<T> {
  let held: { readonly value: T; readonly readAt: number } | undefined;
  let coming: Promise<Known<T>> | undefined;

  function keepOrStandIn(answer: Known<T>): Known<T> {
    const time = now().getTime();
    if (answer.known) held = { value: answer.value, readAt: time };
    if (answer.known || !held || time - held.readAt > keptFor) return answer;
    onOld(time - held.readAt);
    return { known: true, value: held.value };
  }

  return {
    state() {
      if (held && now().getTime() - held.readAt < freshFor) return { kind: 'held', value: held.value };
      return coming ? { kind: 'coming', answer: coming } : { kind: 'missing' };
    },
    begin() {
      const { promise, resolve } = Promise.withResolvers<Known<T>>();
      coming = promise;
      return (answer) => {
        const result = keepOrStandIn(answer);
        if (coming === promise) coming = undefined;
        resolve(result);
        return result;
      };
    },
  };
}
