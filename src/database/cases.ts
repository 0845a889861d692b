import { type Kysely, sql } from 'kysely';
import { caseVersion, matchLifetime, type TapCase } from '../helpdesk/case.ts';
import type { Cases } from '../helpdesk/ports.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';
import { createTapLocks } from './tap-locks.ts';

/** Milliseconds. */
const minute = 60_000;
const day = 24 * 60 * minute;

export function createCases(db: Kysely<Tables>): Cases {
  const cases = () => db.selectFrom('tap_cases').select('body').where('version', '=', caseVersion);
  return {
    async load(id) {
      return (await cases().where('id', '=', id).executeTakeFirst())?.body;
    },

    async find(by) {
      return (await cases().where(isMeantBy(by)).executeTakeFirst())?.body;
    },

    async partiesOf(by) {
      return db
        .selectFrom('tap_cases')
        .select(['id', 'operator_id as operator', 'subject_id as subject'])
        .where('case' in by ? sql<boolean>`id = ${by.case}` : isMeantBy(by))
        .executeTakeFirst();
    },

    async openOf(operator) {
      const rows = await cases()
        .where('operator_id', '=', operator)
        .where('status', 'in', ['open', 'issuing'])
        .orderBy('opened_at', 'desc')
        .execute();
      return rows.map(({ body }) => body);
    },

    async save(next, expected) {
      if (next.revision === expected) throw new RangeError('A changed case needs a new revision');
      const { rows } = await (expected === undefined ? insert(db, next) : replace(db, next, expected));
      return rows.length > 0;
    },

    async issuedSince(since, by) {
      const { count } = await db
        .selectFrom('tap_cases')
        .select(sql<number>`count(*)::int`.as('count'))
        .where((of) => of.or([of('issued_at', '>=', since), askedSince(since)]))
        .where((of) => ('operator' in by ? of('operator_id', '=', by.operator) : of('subject_id', '=', by.subject)))
        .executeTakeFirstOrThrow();
      return count;
    },

    async matchesSince(since, subject) {
      const { count } = await db
        .selectFrom('tap_matches')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('subject_id', '=', subject)
        .where('sent_at', '>=', since)
        .executeTakeFirstOrThrow();
      return count;
    },

    async lastIssued(subject) {
      const row = await cases()
        .where('subject_id', '=', subject)
        .where('issued_at', 'is not', null)
        .orderBy('issued_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.body;
    },

    ...createTapLocks(db),
  };
}

function isMeantBy(by: Parameters<Cases['find']>[0]) {
  if ('match' in by) return sql<boolean>`match_id = ${by.match}`;
  if ('decision' in by) return sql<boolean>`${by.decision} in (manager_decision_id, second_decision_id)`;
  return sql<boolean>`
    (match_id = ${by.anyMatch} or id in (select case_id from tap_matches where match_id = ${by.anyMatch}))`;
}

function insert(db: Kysely<Tables>, next: TapCase) {
  return sql`
    with saved as (
      insert into tap_cases (id, version, revision, status, operator_id, subject_id, request_number, opened_at,
        expires_at, issued_at, named_until, match_id, manager_decision_id, second_decision_id, body)
      values (${next.id}, ${next.version}, ${next.revision}, ${next.status}, ${next.operator}, ${next.subject},
        ${next.request ?? null}, ${next.openedAt}, ${next.expiresAt}, ${next.issued?.at ?? null}, ${namedUntil(next)},
        ${next.match?.id ?? null}, ${next.manager?.id ?? null}, ${next.second?.id ?? null}, ${toJson(next)})
      on conflict (id) do nothing
      returning id, subject_id, match_id
    ), ${noteMatch(next)}
    select id from saved
  `.execute(db);
}

/** Whose case it is and for whom cannot be changed, whatever revision is known. */
function replace(db: Kysely<Tables>, next: TapCase, expected: string) {
  return sql`
    with saved as (
      update tap_cases set
        revision = ${next.revision},
        status = ${next.status},
        request_number = ${next.request ?? null},
        expires_at = ${next.expiresAt},
        issued_at = ${next.issued?.at ?? null},
        named_until = ${namedUntil(next)},
        match_id = ${next.match?.id ?? null},
        manager_decision_id = ${next.manager?.id ?? null},
        second_decision_id = ${next.second?.id ?? null},
        body = ${toJson(next)}
      where id = ${next.id} and revision = ${expected} and version = ${next.version}
        and operator_id = ${next.operator} and subject_id = ${next.subject}
      returning id, subject_id, match_id
    ), ${noteMatch(next)}
    select id from saved
  `.execute(db);
}

/** Whether something came of it is not known, or not yet. */
function askedSince(since: Date) {
  return sql<boolean>`status in ('issuing', 'uncertain') and (body ->> 'askedAt')::timestamptz >= ${since}`;
}

/** In the statement that saves: there is no card with a number that does not count, unless it did not get there. */
function noteMatch({ match, openedAt }: TapCase) {
  if (match?.isUndelivered)
    return sql`noted as (delete from tap_matches where match_id in (select match_id from saved))`;
  const sentAt = match ? new Date(Date.parse(match.expiresAt) - matchLifetime * minute) : openedAt;
  return sql`
    noted as (
      insert into tap_matches (match_id, case_id, subject_id, sent_at)
      select match_id, id, subject_id, ${sentAt}::timestamptz from saved where match_id is not null
      on conflict (match_id) do nothing
    )`;
}

/** A day beyond the TAP: whoever stole it cannot take the name out of the alarm by deleting the victim's data. */
function namedUntil({ status, issued, expiresAt, openedAt }: TapCase): Date {
  if (issued) return new Date(Date.parse(issued.validUntil) + day);
  const isOver = status === 'refused' || status === 'cancelled' || status === 'expired';
  return new Date(isOver ? openedAt : expiresAt);
}
