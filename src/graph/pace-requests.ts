import { TokenBucket } from 'limiter';

/** Settles when the next request may go. */
export type TakeTurn = () => Promise<void>;

/** Requests per milliseconds, evenly spread: no burst, so that no window of that length ever holds more. `Infinity`: no limit. */
export type Pace = { readonly requests: number; readonly perMs: number };

/** What Graph lets one app do in one tenant. One of these serves everything that reads or installs for rollouts. */
export type GraphPace = {
  /** Reports and audit logs together. */
  readonly reports: TakeTurn;
  readonly intune: TakeTurn;
  readonly installs: TakeTurn;
  /** Users and groups: throttled by cost, far above what pages one after the other come to. */
  readonly directory: TakeTurn;
};
export type GraphPaceSettings = Readonly<Record<Exclude<keyof GraphPace, 'directory'>, Pace>>;

/** Source: https://learn.microsoft.com/graph/throttling-limits */
export const documentedPace: GraphPaceSettings = {
  reports: { requests: 5, perMs: 10_000 },
  intune: { requests: 2_000, perMs: 20_000 },
  installs: { requests: 30, perMs: 1_000 },
};

export function createGraphPace(settings: Partial<GraphPaceSettings> = {}): GraphPace {
  const { reports, intune, installs } = { ...documentedPace, ...settings };
  return {
    reports: turns(reports),
    intune: turns(intune),
    installs: turns(installs),
    directory: async () => undefined,
  };
}

function turns({ requests, perMs }: Pace): TakeTurn {
  if (!Number.isFinite(requests)) return async () => undefined;
  const bucket = new TokenBucket({ bucketSize: 1, tokensPerInterval: requests, interval: perMs });
  bucket.content = 1;
  return async () => {
    await bucket.removeTokens(1);
  };
}
