export type Part = { readonly method: string; readonly path: string; readonly status: number };

export type LoggedRequest = Part & {
  readonly requestId: string;
  /** The parts of a batch; empty otherwise. */
  readonly parts: readonly Part[];
};

/** More than this is not kept, so that a load test does not fill the memory; the counters go on. */
const mostKept = 2000;

/** What Graph was asked, newest last. */
export class RequestLog {
  #kept: LoggedRequest[] = [];
  #total = 0;
  #parts = 0;

  /** HTTP requests to Graph. */
  get total(): number {
    return this.#total;
  }

  /** Requests inside batches. */
  get totalParts(): number {
    return this.#parts;
  }

  list(): readonly LoggedRequest[] {
    return this.#kept.slice(-mostKept);
  }

  /** Single requests and parts of batches alike. */
  flat(): readonly Part[] {
    return this.list().flatMap((request) => (request.parts.length > 0 ? request.parts : [request]));
  }

  add(request: LoggedRequest): void {
    this.#total++;
    this.#parts += request.parts.length;
    this.#kept.push(request);
    // Cut in large steps: dropping one at a time would move the whole list each time.
    if (this.#kept.length >= 2 * mostKept) this.#kept = this.#kept.slice(-mostKept);
  }

  clear(): void {
    this.#kept = [];
    this.#total = 0;
    this.#parts = 0;
  }
}
