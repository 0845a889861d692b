import { type Kysely, sql } from 'kysely';
import type { Lease } from '../rollout/ports.ts';
import type { Tables } from './tables.ts';

/** By the clock of the database alone: those of two instances need not agree. */
export function createSenderLease(db: Kysely<Tables>): Lease {
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
      await sql`
        update sender_lease set paused_until = ${when} where paused_until is null or paused_until < ${when}
      `.execute(db);
    },

    async pausedUntil() {
      const row = await db.selectFrom('sender_lease').select('paused_until').executeTakeFirst();
      return row?.paused_until ?? undefined;
    },
  };
}
