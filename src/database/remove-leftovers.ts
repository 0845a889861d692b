import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';
import { lockLifetime } from './tap-locks.ts';

/** What the help desk has no more use for: commands nobody brought a token for, locks that ran out, subjects who asked for deletion. */
export async function removeLeftovers(db: Kysely<Tables>, now: Date): Promise<void> {
  await sql`delete from intents where expires_at <= ${now}`.execute(db);
  // By the clock they were taken with.
  await sql`delete from tap_locks where locked_at <= now() - ${lockLifetime}`.execute(db);
  // The contact was kept for an alarm. Whoever has come back since has an enrollment, and keeps theirs.
  await sql`
    with nameless as (
      update tap_cases set body = ${withoutName}
      where forget_name and body #>> '{preflight,name}' <> '' and named_until <= ${now}
      returning subject_id
    )
    delete from contacts using nameless
    where user_id = subject_id
      and not exists (select from enrollments where enrollments.user_id = subject_id)
      and not exists (
        select from tap_cases where tap_cases.subject_id = nameless.subject_id and named_until > ${now}
      )
  `.execute(db);
}

/** The body of a case without who it was about; their id stays. */
export const withoutName = sql`jsonb_set(jsonb_set(body, '{preflight,name}', '""'), '{preflight,upn}', '""')
  #- '{preflight,title}' #- '{preflight,department}' #- '{preflight,createdAt}'`;
