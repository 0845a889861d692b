import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Cases } from '../helpdesk/ports.ts';
import type { Tables } from './tables.ts';

type LockRow = Pick<Tables['tap_locks'], 'holder' | 'operator_id'> & { readonly seconds: number };

/** How long a lock lasts that nobody releases, because its holder is gone. */
export const lockLifetime = sql`interval '2 minutes'`;

/** All times are the database's: the clocks of two instances may differ by more than a lock lasts. */
export function createTapLocks(db: Kysely<Tables>): Pick<Cases, 'lock' | 'keepLock' | 'release'> {
  return {
    async lock(subject, caseId, operator) {
      // Tells two attempts apart that come from one case.
      const holder = randomUUID();
      // Updates also where another has it, to itself: that makes the row come back, however the attempts overlap.
      const { rows } = await sql<LockRow>`
        insert into tap_locks as lock (subject_id, holder, case_id, operator_id, locked_at)
        values (${subject}, ${holder}, ${caseId}, ${operator}, now())
        on conflict (subject_id) do update set (holder, case_id, operator_id, locked_at) = (
          select excluded.holder, excluded.case_id, excluded.operator_id, excluded.locked_at
          where lock.locked_at <= excluded.locked_at - ${lockLifetime}
          union all
          select lock.holder, lock.case_id, lock.operator_id, lock.locked_at
          where lock.locked_at > excluded.locked_at - ${lockLifetime}
        )
        returning holder, operator_id, greatest(0, extract(epoch from now() - locked_at))::int as seconds
      `.execute(db);
      const [row] = rows;
      if (!row) throw new RangeError('An upsert gave no row');
      return row.holder === holder
        ? { taken: true, holder }
        : { taken: false, by: row.operator_id, forSeconds: row.seconds };
    },

    async keepLock(subject, holder) {
      const { rows } = await sql`
        update tap_locks set locked_at = now()
        where subject_id = ${subject} and holder = ${holder} and locked_at > now() - ${lockLifetime}
        returning holder
      `.execute(db);
      return rows.length > 0;
    },

    async release(subject, holder) {
      await sql`delete from tap_locks where subject_id = ${subject} and holder = ${holder}`.execute(db);
    },
  };
}
