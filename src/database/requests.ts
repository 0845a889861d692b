import { type Kysely, type Selectable, sql } from 'kysely';
import type { HelpRequest, Requests } from '../helpdesk/request.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['help_requests']>;

export function createRequests(db: Kysely<Tables>, now: () => Date): Requests {
  return {
    async open(user, about, diagnosis) {
      // The update changes nothing: it is what makes the row of a faster client come back.
      const { rows } = await sql<Row>`
        insert into help_requests (user_id, about, diagnosis, opened_at)
        values (${user}, ${about}, ${toJson(diagnosis)}, ${now()})
        on conflict (user_id, about) where closed_at is null do update set about = excluded.about
        returning *
      `.execute(db);
      const [row] = rows;
      if (!row) throw new RangeError('An upsert gave no row');
      return toRequest(row);
    },

    async openOf(user) {
      const rows = await db
        .selectFrom('help_requests')
        .selectAll()
        .where('user_id', '=', user)
        .where('closed_at', 'is', null)
        .orderBy('number')
        .execute();
      return rows.map(toRequest);
    },

    async cancel(user, number) {
      if (!Number.isSafeInteger(number)) return false;
      const isCancellable = sql`number = ${number} and user_id = ${user} and closed_at is null and about <> 'not-me'`;
      const { rows } = await sql`
        with deleted as (
          delete from help_requests where ${isCancellable} and delete_when_closed
          returning number
        ), closed as (
          update help_requests set closed_at = ${now()}, closed_how = 'cancelled'
          where ${isCancellable} and not delete_when_closed
          returning number
        )
        select number from deleted union all select number from closed
      `.execute(db);
      return rows.length > 0;
    },
  };
}

function toRequest(row: Row): HelpRequest {
  return {
    number: row.number,
    user: row.user_id,
    about: row.about,
    diagnosis: row.diagnosis,
    openedAt: row.opened_at,
  };
}
