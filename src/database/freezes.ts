import { type Kysely, type Selectable, sql } from 'kysely';
import type { Freeze, Freezes } from '../helpdesk/ports.ts';
import { cleanText, toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Milliseconds after which announcing counts as failed: the instance may be gone. */
const announcingLasts = 2 * 60_000;

const columns = ['id', 'subject_id', 'because', 'operator_id', 'about', 'at', 'announced_at'] as const;

/** One row for each alarm; cleared ones are kept. */
export function createFreezes(db: Kysely<Tables>): Freezes {
  const open = () => db.selectFrom('freezes').select(columns).where('cleared_at', 'is', null);
  return {
    async freeze(subject, because, operator, at, about) {
      const { rows } = await sql`
        insert into freezes (subject_id, because, operator_id, at, about)
        values (${subject}, ${because}, ${operator ?? null}, ${at}, ${about === undefined ? null : cleanText(about)})
        on conflict (subject_id, coalesce(operator_id, ''), because, coalesce(about, '')) where cleared_at is null
        do nothing
        returning id
      `.execute(db);
      return rows.length > 0;
    },

    async openOf(subject) {
      const rows = await open().where('subject_id', '=', subject).orderBy('at').orderBy('id').execute();
      return rows.map(toFreeze);
    },

    async clear(subject, ids, by, at) {
      if (ids.length === 0) return;
      // The flow has refused it already; here it cannot be done at all.
      await sql`
        update freezes set cleared_by = ${by}, cleared_at = ${at}
        where subject_id = ${subject} and cleared_at is null and subject_id <> ${by}
          and id in (${sql.join(ids)})
          and not exists (
            select from freezes as theirs
            where theirs.subject_id = ${subject} and theirs.cleared_at is null and theirs.operator_id = ${by}
          )
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

    async startAnnouncing(id, now) {
      const { rows } = await sql<{ readonly told: readonly string[]; readonly is_first: boolean }>`
        with before as (
          select id, announcing_since from freezes
          where id = ${id} and cleared_at is null and announced_at is null
            and (announcing_since is null or announcing_since <= ${new Date(now.getTime() - announcingLasts)})
          for update
        )
        update freezes set announcing_since = ${now} from before where freezes.id = before.id
        returning told, before.announcing_since is null as is_first
      `.execute(db);
      const [row] = rows;
      return row && { told: row.told, isFirst: row.is_first };
    },

    async noteTold(id, told, announcedAt) {
      await sql`
        update freezes set told = ${toJson(told)}, announced_at = ${announcedAt ?? null} where id = ${id}
      `.execute(db);
    },

    async unannounced(since, limit) {
      const rows = await open()
        .where('announced_at', 'is', null)
        .where('at', '>=', since)
        .orderBy('at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toFreeze(row), subject: row.subject_id }));
    },
  };
}

function toFreeze(row: Pick<Selectable<Tables['freezes']>, (typeof columns)[number]>): Freeze {
  return {
    id: row.id,
    because: row.because,
    operator: row.operator_id ?? undefined,
    about: row.about ?? undefined,
    at: row.at,
    isAnnounced: row.announced_at !== null,
  };
}
