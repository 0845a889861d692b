import type { Logger } from 'pino';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { createGraphPace, type GraphPaceSettings } from '../../src/graph/pace-requests.ts';
import type { RolloutGraphOptions } from '../../src/graph/rollout-room.ts';
import { type UserId, userId } from '../../src/passkeys/ids.ts';
import type { Pages } from '../../src/rollout/ports.ts';
import type { LogLine } from './graph-world.ts';

export const noLimit = { requests: Number.POSITIVE_INFINITY, perMs: 1 };

/** What everything for rollouts is made of, in a hurry: no limits, waits of milliseconds. */
export function rolloutOptions(
  { url }: { readonly url: string },
  options: Partial<RolloutGraphOptions> & { readonly limits?: Partial<GraphPaceSettings> } = {},
) {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  const tokens = { getToken: async () => 'a-token' };
  const client = createGraphClient({ baseUrl: url, tokens });
  const log = { warn: write('warn'), info: write('info') } as unknown as Logger;
  const { limits = {}, ...others } = options;
  const pace = createGraphPace({ reports: noLimit, intune: noLimit, installs: noLimit, ...limits });
  const patience = { tries: 6, backoffMs: 1, longestMs: 2_000 };
  const room: RolloutGraphOptions = {
    baseUrl: url,
    tokens,
    client,
    pace,
    log,
    patience,
    pageLimitMs: 1_000,
    ...others,
  };
  return { room, lines };
}

export function numbered(number: number): UserId {
  return userId(`aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

export async function allOf<T>(pages: Pages<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
