import { type Kysely, type Selectable, sql } from 'kysely';
import type { QueuedRequest, RequestQueue } from '../helpdesk/ports.ts';
import type { Tables } from './tables.ts';

export function createRequestQueue(db: Kysely<Tables>): RequestQueue {
  const open = () => db.selectFrom('help_requests').select(columns).where('closed_at', 'is', null);
  return {
    async waiting(limit) {
      const rows = await open().orderBy(alarmsFirst).orderBy('opened_at').orderBy('number').limit(limit).execute();
      return rows.map(toQueued);
    },

    async find(number) {
      if (!Number.isSafeInteger(number)) return undefined;
      const row = await open().where('number', '=', number).executeTakeFirst();
      return row && toQueued(row);
    },

    async claim(number, operator, at) {
      if (!Number.isSafeInteger(number)) return false;
      const { rows } = await sql`
        update help_requests set claimed_by = ${operator}, claimed_at = coalesce(claimed_at, ${at})
        where number = ${number} and ${isFreeFor(operator)}
        returning number
      `.execute(db);
      return rows.length > 0;
    },

    async takeOver(number, from, operator, at) {
      if (!Number.isSafeInteger(number)) return false;
      const { rows } = await sql`
        update help_requests set claimed_by = ${operator}, claimed_at = ${at}
        where number = ${number} and closed_at is null
          and claimed_by = ${from.claimedBy} and claimed_at = ${from.claimedAt}
        returning number
      `.execute(db);
      return rows.length > 0;
    },

    async handOver(number, operator) {
      if (!Number.isSafeInteger(number)) return false;
      const { rows } = await sql`
        update help_requests set claimed_by = null, claimed_at = null
        where number = ${number} and closed_at is null and claimed_by = ${operator}
        returning number
      `.execute(db);
      return rows.length > 0;
    },

    async close(number, operator, how, at) {
      if (!Number.isSafeInteger(number)) return false;
      const { rows } = await sql`
        with deleted as (
          delete from help_requests where number = ${number} and ${isFreeFor(operator)} and delete_when_closed
          returning number
        ), closed as (
          update help_requests set closed_at = ${at}, closed_how = ${how}, closed_by = ${operator}
          where number = ${number} and ${isFreeFor(operator)} and not delete_when_closed
          returning number
        )
        select number from deleted union all select number from closed
      `.execute(db);
      return rows.length > 0;
    },

    async startAnnouncing(number, now) {
      if (!Number.isSafeInteger(number)) return false;
      const givenUp = new Date(now.getTime() - announcingLasts);
      const { rows } = await sql`
        update help_requests set announcing_since = ${now}
        where number = ${number} and closed_at is null and announced_at is null
          and (announcing_since is null or announcing_since <= ${givenUp})
        returning number
      `.execute(db);
      return rows.length > 0;
    },

    async announced(number, at) {
      await sql`update help_requests set announced_at = ${at} where number = ${number}`.execute(db);
    },

    async unannounced(since, limit) {
      const rows = await open()
        .where('announced_at', 'is', null)
        .where('claimed_by', 'is', null)
        .where('opened_at', '>=', since)
        .orderBy(alarmsFirst)
        .orderBy('opened_at')
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(toQueued);
    },
  };
}

/** Milliseconds after which posting counts as failed: the instance may be gone. */
const announcingLasts = 2 * 60_000;

/** False sorts before true. */
const alarmsFirst = sql`about <> 'not-me'`;

const columns = ['number', 'user_id', 'about', 'diagnosis', 'opened_at', 'claimed_by', 'claimed_at'] as const;

function isFreeFor(operator: string) {
  return sql`closed_at is null and (claimed_by is null or claimed_by = ${operator})`;
}

function toQueued(row: Pick<Selectable<Tables['help_requests']>, (typeof columns)[number]>): QueuedRequest {
  return {
    number: row.number,
    user: row.user_id,
    about: row.about,
    diagnosis: row.diagnosis,
    openedAt: row.opened_at,
    claimedBy: row.claimed_by ?? undefined,
    claimedAt: row.claimed_at ?? undefined,
  };
}
