import { Refusal } from './answers.ts';

/** Which limits of Graph hold. https://learn.microsoft.com/graph/throttling-limits */
export type Throttling = {
  /** The report of registrations: 5 requests in 10 seconds for each app. */
  readonly reports: boolean;
  /** The audit log counts to those of the report, as documented. */
  readonly audits: boolean;
  /** So does what is under `users/{id}/authentication`; the documentation can be read that way. */
  readonly methods: boolean;
  /** Intune: 2,000 requests in 20 seconds for each app. */
  readonly intune: boolean;
  /** Apps installed in Teams: 30 a second for each app. */
  readonly installs: boolean;
};

export const usualThrottling: Throttling = {
  reports: true,
  audits: false,
  methods: false,
  intune: false,
  installs: true,
};

export const noThrottling: Throttling = {
  reports: false,
  audits: false,
  methods: false,
  intune: false,
  installs: false,
};

type Limit = { readonly name: string; readonly requests: number; readonly milliseconds: number };

const reports: Limit = { name: 'reports', requests: 5, milliseconds: 10_000 };
const intune: Limit = { name: 'intune', requests: 2000, milliseconds: 20_000 };
const installs: Limit = { name: 'installs', requests: 30, milliseconds: 1000 };

export class Throttle {
  settings: Throttling;
  readonly #usual: Throttling;
  readonly #clock: () => number;
  /** Moments of the requests that were let through, by limit and app. */
  readonly #moments = new Map<string, number[]>();
  readonly #refused = new Map<string, number>();

  /** @param clock milliseconds of real time: a test may stand still or leap while Graph's limits do not. */
  constructor(settings: Throttling, clock: () => number = () => performance.now()) {
    this.settings = settings;
    this.#usual = settings;
    this.#clock = clock;
  }

  /** How many requests each limit has refused. */
  refused(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#refused);
  }

  reset(): void {
    this.settings = this.#usual;
    this.#moments.clear();
    this.#refused.clear();
  }

  /** Counts a request, or throws Graph's 429. What is refused does not count. */
  count(method: string, segments: readonly string[], appId: string | undefined): void {
    const limit = limitOf(method, segments, this.settings);
    if (limit === undefined) return;
    const now = this.#clock();
    const key = `${limit.name} ${appId ?? ''}`;
    const moments = this.#moments.get(key) ?? [];
    this.#moments.set(key, moments);
    while ((moments[0] ?? now) <= now - limit.milliseconds) moments.shift();
    const [oldest] = moments;
    if (oldest === undefined || moments.length < limit.requests) {
      moments.push(now);
      return;
    }
    this.#refused.set(limit.name, (this.#refused.get(limit.name) ?? 0) + 1);
    const seconds = Math.max(1, Math.ceil((oldest + limit.milliseconds - now) / 1000));
    throw new Refusal(429, 'TooManyRequests', 'Too many requests. Please retry later.', {
      'Retry-After': String(seconds),
    });
  }
}

/** @param segments those of a route that exists; their case is the client's. */
function limitOf(method: string, segments: readonly string[], settings: Throttling): Limit | undefined {
  const [root, second, third, fourth] = segments.map((segment) => segment.toLowerCase());
  if (settings.reports && root === 'reports') return reports;
  if (settings.audits && root === 'auditlogs' && second === 'directoryaudits') return reports;
  if (settings.intune && (root === 'devicemanagement' || third === 'manageddevices')) return intune;
  if (root !== 'users') return undefined;
  if (settings.methods && third === 'authentication') return reports;
  return settings.installs && method === 'POST' && fourth === 'installedapps' ? installs : undefined;
}
