import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Cases } from '../helpdesk/ports.ts';
import type { Tables } from './tables.ts';

export function createTapLocks(db: Kysely<Tables>): Pick<Cases, 'lock' | 'release'> {
  return {
    async lock(subject, caseId, operator, now) {
      // Tells two attempts apart that come from one case.
      const holder = randomUUID();
      // Updates also where another has it, to itself: that makes the row come back, however the attempts overlap.
      const { rows } = await sql<Pick<Tables['tap_locks'], 'holder' | 'operator_id' | 'locked_at'>>`
        insert into tap_locks as lock (subject_id, holder, case_id, operator_id, locked_at)
        values (${subject}, ${holder}, ${caseId}, ${operator}, ${now})
        on conflict (subject_id) do update set (holder, case_id, operator_id, locked_at) = (
          select excluded.holder, excluded.case_id, excluded.operator_id, excluded.locked_at
          where lock.locked_at <= excluded.locked_at - interval '2 minutes'
          union all
          select lock.holder, lock.case_id, lock.operator_id, lock.locked_at
          where lock.locked_at > excluded.locked_at - interval '2 minutes'
        )
        returning holder, operator_id, locked_at
      `.execute(db);
      const [row] = rows;
      if (!row) throw new RangeError('An upsert gave no row');
      return row.holder === holder ? { taken: true } : { taken: false, by: row.operator_id, since: row.locked_at };
    },

    async release(subject, caseId) {
      await sql`delete from tap_locks where subject_id = ${subject} and case_id = ${caseId}`.execute(db);
    },
  };
}
