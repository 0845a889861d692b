import { type Kysely, sql } from 'kysely';
import { deleteCampaignRows } from './campaign-rows.ts';
import type { Tables } from './tables.ts';
import { lockLifetime } from './tap-locks.ts';

/** What the help desk has no more use for: commands nobody brought a token for, locks that ran out, subjects who asked for deletion, audiences of no campaign. */
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
  for (const campaign of await audiencesOfNone(db)) await deleteCampaignRows(db, campaign);
}

/**
 * Audiences whose campaign is gone, or a draft again: planning reads them anew. One step for each campaign there is, however
 * many people are in it.
 */
async function audiencesOfNone(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    with recursive found as (
      select min(campaign_id) as id from participants
      union all
      select (select min(campaign_id) from participants where campaign_id > found.id) from found where id is not null
    )
    select id from found
    where id is not null and not exists (
      select from campaigns where campaigns.id = found.id and (status <> 'draft' or body ? 'planning')
    )
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** The body of a case without who it was about; their id stays. */
export const withoutName = sql`jsonb_set(jsonb_set(body, '{preflight,name}', '""'), '{preflight,upn}', '""')
  #- '{preflight,title}' #- '{preflight,department}' #- '{preflight,createdAt}'`;
