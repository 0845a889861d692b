import { leastHoursBetween } from '../rollout/campaign.ts';
import { keyStatement } from './key-statement.ts';
import { type ParticipantRow, participantColumns } from './participant-row.ts';

/**
 * `$3` at most. Somebody who has not pressed anything gets as long to answer the last message as lies between two nudges, and
 * whoever was away then, from the day they are back.
 * Two instances get different ones.
 */
export const takeForEscalation = keyStatement<ParticipantRow>(`
  with last_round as materialized (
    select jsonb_array_length(coalesce(body #> '{plan,remindAfterDays}', '[]')) as round from campaigns where id = $1
  ), who_cannot as materialized (
    select user_id from participants
    where campaign_id = $1 and cannot is not null and escalated_at is null and not is_forgotten
    limit $3 for update skip locked
  ), silent as materialized (
    select participants.user_id from participants cross join lateral (
      select from nudges
      where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
        and nudges.round = participants.round and nudges.status in ('sent', 'uncertain')
      offset 0
    ) as last
    where participants.campaign_id = $1 and participants.round >= (select round from last_round)
      and greatest(last_nudge_at, out_until) <= $2::timestamptz - make_interval(hours => ${leastHoursBetween})
      and done_at is null and opted_out_at is null and cannot is null and escalated_at is null and not is_forgotten
      and pressed_at is null and started_at is null
    limit $3 for update of participants skip locked
  ), chosen as materialized (
    select $1::text as campaign_id, user_id
    from (select user_id from who_cannot union select user_id from silent) as both_kinds order by user_id limit $3
  )
  update participants set escalated_at = $2 from chosen
  where participants.campaign_id = chosen.campaign_id and participants.user_id = chosen.user_id
  returning ${participantColumns.map((column) => `participants.${column}`).join(', ')}
`);
