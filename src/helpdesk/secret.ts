import { inspect } from 'node:util';

const hidden = '[secret]';

/** A value that must not reach a log, a job, a card that stays, or the database in the clear. It prints as `[secret]`. */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The only way out. Call it where the value leaves the process, and nowhere else. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
