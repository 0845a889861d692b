import type { Kysely } from 'kysely';
import { byKey } from './key-statement.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

/** Messages beyond the plan that somebody may ask for. */
const mostAskedAgain = 3;

/** The nudge before the participant, as where nudges are settled. */
const lockBoth = statement(`
  with their_nudges as materialized (
    select id from nudges
    where campaign_id = $1 and user_id = $2 and status in ('planned', 'waiting', 'claimed') order by id for update
  )
  select from participants
  where campaign_id = $1 and user_id = $2 and (select count(*) from their_nudges) >= 0 for update
`);

/**
 * `$3`: until then. A reminder that is open comes then; else the next one of the plan does, or one more. One that is on its
 * way just now is not the one they ask for.
 * @returns a row where a message is to come
 */
const snoozeLocked = statement(`
  with their_nudges as materialized (
    select id, status from nudges
    where campaign_id = $1 and user_id = $2 and status in ('planned', 'waiting', 'claimed') order by id for update
  ), moved as (
    update nudges set status = 'waiting', due_at = $3, because = 'snoozed', away_since = null from their_nudges
    where nudges.id = their_nudges.id and their_nudges.status <> 'claimed'
  ), campaign as materialized (
    select jsonb_array_length(coalesce(body #> '{plan,remindAfterDays}', '[]')) as reminders from campaigns
    where id = $1 and status in ('running', 'paused')
  ), locked as materialized (
    select wave, round, last_nudge_at, asked_again, round >= reminders as is_extra,
      exists (select from their_nudges where status <> 'claimed') as has_open,
      exists (select from their_nudges where status = 'claimed') as has_claimed
    from participants cross join campaign
    where campaign_id = $1 and user_id = $2 and (select count(*) from their_nudges) >= 0
      and done_at is null and opted_out_at is null and cannot is null
      and not exists (select from preferences where user_id = $2 and nudges_stopped_at is not null)
    for update of participants
  ), answer as materialized (
    select wave, round, is_extra, has_open, not has_open and (last_nudge_at is not null or has_claimed)
      and (not is_extra or asked_again < ${mostAskedAgain}) as has_next
    from locked
  ), planned as (
    insert into nudges (campaign_id, user_id, wave, round, status, due_at, because)
    select $1, $2, coalesce(wave, 0), round + 1, 'waiting', $3, 'snoozed' from answer where has_next
    on conflict do nothing
  )
  update participants set
    snoozed_until = $3,
    round = answer.round + has_next::int,
    asked_again = asked_again + (has_next and is_extra)::int
  from answer where campaign_id = $1 and user_id = $2 and (has_open or has_next)
  returning 1
`);

/** Two statements: the second sees the reminder that was planned while the first waited. Otherwise there would be one more. */
export function snoozeParticipant(
  db: Kysely<Tables>,
  values: readonly [campaign: string, user: string, until: Date],
): ReturnType<typeof snoozeLocked> {
  return byKey(db, async (trx) => {
    await lockBoth(trx, values.slice(0, 2));
    return snoozeLocked(trx, values);
  });
}
