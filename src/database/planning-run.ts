import type { Kysely } from 'kysely';
import { PlanningOvertaken } from '../rollout/track-planning.ts';
import { byKey } from './key-statement.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

/** Where the pages of an audience are written: each by itself. */
export type Writing = <T>(campaign: string, write: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

export function writingOf(db: Kysely<Tables>): Writing {
  return (_campaign, write) => write(db);
}

const lockRun = statement<{ readonly id: string }>(`
  select id from campaigns where id = $1 and status = 'planning' and body #>> '{planning,run}' = $2 for share
`);

/**
 * Of a planner that was taken for dead nothing more is written: the next one waits for a page under way, and then begins by
 * clearing the audience.
 */
export function writingOfRun(db: Kysely<Tables>, run: string): Writing {
  return (campaign, write) =>
    byKey(db, async (trx) => {
      const { rows } = await lockRun(trx, [campaign, run]);
      if (rows.length === 0) throw new PlanningOvertaken();
      return write(trx);
    });
}
