import type { Kysely, Selectable } from 'kysely';
import { type Enrollment, enrollmentVersion } from '../enrollment/enrollment.ts';
import type { Enrollments } from '../enrollment/ports.ts';
import { contactColumns, rememberContact } from './contacts.ts';
import { toJson } from './json.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['enrollments']>;

const load = statement<Row>(`
  select user_id, version, screen_id, screen, answers, guide, baseline, card_id, updated_at
  from enrollments where user_id = $1 and version = $2
`);

/** Both parts see the contact as it was before. `$10` is the version. */
const meet = statement<Row>(`
  with before as (select conversation_id from contacts where user_id = $1), remembered as (${rememberContact})
  select user_id, version, screen_id, screen, answers, guide, baseline, updated_at,
    case when exists (select from before where conversation_id <> $3) then null else card_id end as card_id
  from enrollments where user_id = $1 and version = $10
`);

const insert = statement(`
  insert into enrollments (user_id, version, screen_id, screen, answers, guide, baseline, card_id, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
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
`);

/** `$10` is the screen that is expected to be there. */
const replace = statement(`
  update enrollments set
    screen_id = $3,
    screen = $4,
    answers = $5,
    guide = $6,
    baseline = $7,
    card_id = $8,
    updated_at = $9
  where user_id = $1 and version = $2 and screen_id = $10
`);

const setCard = statement('update enrollments set card_id = $3 where user_id = $1 and screen_id = $2');

export function createEnrollments(db: Kysely<Tables>): Enrollments {
  return {
    async load(user) {
      return toEnrollment((await load(db, [user, enrollmentVersion])).rows[0]);
    },

    async meet(contact) {
      return toEnrollment((await meet(db, [...contactColumns(contact), enrollmentVersion])).rows[0]);
    },

    async save(next, expected) {
      const values = toValues(next);
      const { affected } = expected === undefined ? await insert(db, values) : await replace(db, [...values, expected]);
      return affected === 1;
    },

    async setCard(user, screenId, cardId) {
      await setCard(db, [user, screenId, cardId]);
    },
  };
}

function toEnrollment(row: Row | undefined): Enrollment | undefined {
  return (
    row && {
      user: row.user_id,
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
}

/** In the order of `$1` to `$9`. */
function toValues(next: Enrollment): readonly unknown[] {
  return [
    next.user,
    next.version,
    next.screenId,
    toJson(next.screen),
    toJson(next.answers),
    next.guide ? toJson(next.guide) : null,
    next.baseline ? toJson(next.baseline) : null,
    next.cardId ?? null,
    next.updatedAt,
  ];
}
