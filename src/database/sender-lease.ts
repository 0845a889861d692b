import { type Kysely, sql } from 'kysely';
import type { Lease } from '../rollout/ports.ts';
import type { Tables } from './tables.ts';

/**
 * By the clock of the database alone: those of two instances need not agree. So a pause is stored as how long it still is by
 * `now`, and read in the same way.
 */
export function createSenderLease(db: Kysely<Tables>, now: () => Date = () => new Date()): Lease {
  return {
    /** Waits for a claim under way, and looks at the clock after that. */
    async take(holder) {
      const { rows } = await sql`
        update sender_lease set holder = ${holder}, expires_at = clock_timestamp() + interval '10 seconds'
        where holder is null or holder = ${holder} or expires_at <= clock_timestamp()
        returning holder
      `.execute(db);
      return rows.length > 0;
    },

    async release(holder) {
      await sql`update sender_lease set holder = null, expires_at = null where holder = ${holder}`.execute(db);
    },

    async pauseUntil(when) {
      const ms = when.getTime() - now().getTime();
      const until = sql`clock_timestamp() + make_interval(secs => ${ms / 1_000}::float)`;
      await sql`
        update sender_lease set paused_until = ${until} where paused_until is null or paused_until < ${until}
      `.execute(db);
    },

    async pausedUntil() {
      const { rows } = await sql<{ readonly ms: number }>`
        select extract(epoch from paused_until - clock_timestamp())::float * 1000 as ms from sender_lease
        where paused_until > clock_timestamp()
      `.execute(db);
      return rows[0] && new Date(now().getTime() + rows[0].ms);
    },
  };
}
