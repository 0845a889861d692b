import { type Kysely, sql } from 'kysely';
import type { PersonalData } from '../enrollment/ports.ts';
import type { StoredKind } from '../enrollment/reply.ts';
import type { UserId } from '../passkeys/ids.ts';
import { forgettingParticipant, lockParticipant } from './forget-participant.ts';
import { withoutName } from './remove-leftovers.ts';
import type { Tables } from './tables.ts';

/**
 * Kept: that somebody has stopped the messages of rollouts. Otherwise the next campaign, which reads the directory anew, would write again.
 * Every table with a `user_id` is named in both statements: a new table belongs here. With other columns ids are kept, for security:
 * audit, freezes, cases, cards with a number. Otherwise whoever took over an account could silence the alarm and start counting anew.
 */
export function createPersonalData(db: Kysely<Tables>): PersonalData {
  return {
    async kindsAbout(user) {
      const { rows } = await sql<{ readonly kind: StoredKind }>`
        select 'contact' as kind from contacts where user_id = ${user}
        union all
        select 'guide' where exists (select from enrollments where user_id = ${user})
          or exists (select from watches where user_id = ${user})
          or exists (select from reminders where user_id = ${user})
        union all
        select 'requests' where exists (select from help_requests where user_id = ${user})
          or exists (select from tap_cases where subject_id = ${user} and body #>> '{preflight,name}' <> '')
        union all
        select 'preferences' from preferences where user_id = ${user}
        union all
        select 'nudges' where exists (select from participants where user_id = ${user})
      `.execute(db);
      return rows.map(({ kind }) => kind);
    },

    async forget(user) {
      const { rows } = await db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (trx) => {
          await lockParticipant(user).execute(trx);
          return forgetting(user).execute(trx);
        });
      return { keptRequests: rows.length > 0 };
    },
  };
}

function forgetting(user: UserId) {
  return sql`
    with enrollment as (delete from enrollments where user_id = ${user}),
      contact as (
        delete from contacts where user_id = ${user}
          and not exists (select from tap_cases where subject_id = ${user} and named_until > now())
      ),
      preference as (delete from preferences where user_id = ${user} and nudges_stopped_at is null),
      stopped as (
        update preferences set messages_stopped_at = null
        where user_id = ${user} and nudges_stopped_at is not null
      ),
      watch as (delete from watches where user_id = ${user}),
      reminder as (delete from reminders where user_id = ${user}),
      ${forgettingParticipant(user)},
      closed as (delete from help_requests where user_id = ${user} and closed_at is not null),
      nameless as (
        update tap_cases set
          forget_name = true,
          body = case when named_until > now() then body else ${withoutName} end
        where subject_id = ${user}
        returning id, named_until
      ),
      request as (
        update help_requests set delete_when_closed = true
        where user_id = ${user} and closed_at is null
        returning number
      )
    select number::text as kept from request
    union all
    select id from nameless where named_until > now()
  `;
}
