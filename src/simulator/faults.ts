/** Graph carries the request out all the same, and only the answer is lost: a pass is there, and nobody has it. */
type Performed = { readonly performs?: boolean };

type Effect =
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** 401, 403, 404, 429, 500, 503… */
  | ({ readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number } & Performed)
  /** 200 with a page of HTML, as a proxy in between would send. */
  | ({ readonly kind: 'html' } & Performed)
  /** 200 with JSON that stops half-way. */
  | ({ readonly kind: 'truncated' } & Performed)
  /** The connection is cut without an answer. */
  | ({ readonly kind: 'cut' } & Performed)
  /** Never answered. */
  | ({ readonly kind: 'hang' } & Performed);

export type Fault = Effect & {
  /** Path after `/v1.0`; `*` is one segment, `**` any number. A part of a batch is matched by its own path. */
  readonly route: string;
  readonly method?: string;
  /** How often; missing: until removed. */
  readonly times?: number;
};

type Armed = { readonly fault: Fault; readonly pattern: RegExp; left: number };

const kinds: ReadonlySet<unknown> = new Set(['latency', 'status', 'html', 'truncated', 'cut', 'hang']);

/** What goes wrong, on demand. */
export class Faults {
  #armed: Armed[] = [];

  get isEmpty(): boolean {
    return this.#armed.length === 0;
  }

  add(fault: Fault): void {
    if (!kinds.has(fault.kind)) throw new TypeError(`No such fault: ${String(fault.kind)}`);
    this.#armed.push({ fault, pattern: patternOf(fault.route), left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly Fault[] {
    return this.#armed.map(({ fault }) => fault);
  }

  /**
   * All that hit this request, each counted down.
   * @param spared faults that hit the batch this request is a part of: once is enough.
   */
  take(method: string, path: string, spared: readonly Fault[] = []): readonly Fault[] {
    if (this.#armed.length === 0) return [];
    const hit = this.#armed.filter(
      ({ fault, pattern }) =>
        (fault.method === undefined || fault.method === method) && !spared.includes(fault) && pattern.test(path),
    );
    for (const armed of hit) armed.left--;
    this.#armed = this.#armed.filter(({ left }) => left > 0);
    return hit.map(({ fault }) => fault);
  }
}

function patternOf(route: string): RegExp {
  const source = route
    .replace(/^\/?(v1\.0\/)?/, '')
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'));
  return new RegExp(`^${source}$`, 'i');
}
