import { type Kysely, sql } from 'kysely';
import type { Freezes } from '../helpdesk/ports.ts';
import type { Tables } from './tables.ts';

/** One row for each operator involved; cleared ones are kept. */
export function createFreezes(db: Kysely<Tables>): Freezes {
  return {
    async freeze(subject, because, operator, at) {
      await sql`
        insert into freezes (subject_id, because, operator_id, at)
        values (${subject}, ${because}, ${operator ?? null}, ${at})
        on conflict (subject_id, coalesce(operator_id, '')) where cleared_at is null do nothing
      `.execute(db);
    },

    async of(subject) {
      const row = await db
        .selectFrom('freezes')
        .select(['because', 'operator_id', 'at'])
        .where('subject_id', '=', subject)
        .where('cleared_at', 'is', null)
        .orderBy('at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row && { because: row.because, operator: row.operator_id ?? undefined, at: row.at };
    },

    async clear(subject, by, at) {
      // The flow has refused it already; here it cannot be done at all.
      await sql`
        update freezes set cleared_by = ${by}, cleared_at = ${at}
        where subject_id = ${subject} and cleared_at is null
          and subject_id <> ${by} and operator_id is distinct from ${by}
      `.execute(db);
    },

    async wasClearedSince(subject, since) {
      const row = await db
        .selectFrom('freezes')
        .select('id')
        .where('subject_id', '=', subject)
        .where('cleared_at', '>=', since)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
