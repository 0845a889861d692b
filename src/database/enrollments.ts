import { type Kysely, sql } from 'kysely';
import { type Enrollment, enrollmentVersion } from '../enrollment/enrollment.ts';
import type { Enrollments } from '../enrollment/ports.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

export function createEnrollments(db: Kysely<Tables>): Enrollments {
  return {
    async load(user) {
      const row = await db
        .selectFrom('enrollments')
        .select(['version', 'screen_id', 'screen', 'answers', 'guide', 'baseline', 'card_id', 'updated_at'])
        .where('user_id', '=', user)
        .where('version', '=', enrollmentVersion)
        .executeTakeFirst();
      return (
        row && {
          user,
          version: row.version,
          screenId: row.screen_id,
          screen: row.screen,
          answers: row.answers,
          ...(row.guide && { guide: row.guide }),
          ...(row.baseline && { baseline: row.baseline }),
          ...(row.card_id !== null && { cardId: row.card_id }),
          updatedAt: row.updated_at,
        }
      );
    },

    async save(next, expected) {
      const columns = toColumns(next);
      const { numAffectedRows } =
        expected === undefined ? await insert(db, columns) : await replace(db, columns, expected);
      return numAffectedRows === 1n;
    },

    async setCard(user, screenId, cardId) {
      await sql`
        update enrollments set card_id = ${cardId} where user_id = ${user} and screen_id = ${screenId}
      `.execute(db);
    },
  };
}

type Columns = ReturnType<typeof toColumns>;

function toColumns(next: Enrollment) {
  return {
    user: next.user,
    version: next.version,
    screenId: next.screenId,
    screen: toJson(next.screen),
    answers: toJson(next.answers),
    guide: next.guide ? toJson(next.guide) : null,
    baseline: next.baseline ? toJson(next.baseline) : null,
    cardId: next.cardId ?? null,
    updatedAt: next.updatedAt,
  };
}

function insert(db: Kysely<Tables>, next: Columns) {
  return sql`
    insert into enrollments (user_id, version, screen_id, screen, answers, guide, baseline, card_id, updated_at)
    values (${next.user}, ${next.version}, ${next.screenId}, ${next.screen}, ${next.answers},
      ${next.guide}, ${next.baseline}, ${next.cardId}, ${next.updatedAt})
    on conflict (user_id) do update set
      version = excluded.version,
      screen_id = excluded.screen_id,
      screen = excluded.screen,
      answers = excluded.answers,
      guide = excluded.guide,
      baseline = excluded.baseline,
      card_id = excluded.card_id,
      updated_at = excluded.updated_at
    where enrollments.version <> excluded.version
  `.execute(db);
}

function replace(db: Kysely<Tables>, next: Columns, expected: string) {
  return sql`
    update enrollments set
      screen_id = ${next.screenId},
      screen = ${next.screen},
      answers = ${next.answers},
      guide = ${next.guide},
      baseline = ${next.baseline},
      card_id = ${next.cardId},
      updated_at = ${next.updatedAt}
    where user_id = ${next.user} and screen_id = ${expected} and version = ${next.version}
  `.execute(db);
}
