import type { Logger } from 'pino';
import { createAskOnce } from './ask-once.ts';
import type { BatchOnce, GraphClient } from './graph-client.ts';
import type { GraphPace } from './pace-requests.ts';
import type { TokenSource } from './share-token.ts';
import { type PageReader, type Patience, patient } from './stream-pages.ts';

/** What everything that reads for rollouts is made of. */
export type RolloutGraphOptions = {
  readonly baseUrl: string;
  readonly tokens: TokenSource;
  readonly client: GraphClient & BatchOnce;
  /** Shared by all of them: the limits are the app's. */
  readonly pace: GraphPace;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** Milliseconds for one page: a long one takes Graph several seconds. */
  readonly pageLimitMs?: number;
  readonly patience?: Patience;
};

export function pageReader({
  baseUrl,
  tokens,
  pageLimitMs = 30_000,
  patience = patient,
}: RolloutGraphOptions): PageReader {
  const { origin } = new URL(baseUrl);
  return { origin, ask: createAskOnce({ baseUrl, tokens, limitMs: pageLimitMs }), patience };
}
