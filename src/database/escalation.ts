import { leastHoursBetween } from '../rollout/campaign.ts';
import { keyStatement } from './key-statement.ts';
import { type ParticipantRow, participantColumns } from './participant-row.ts';

/** With the offset it stays a look at one nudge, and is not made into a list of all there are. */
const isSilent = `
  participants.round >= (select round from last_round)
  and greatest(last_nudge_at, out_until) <= $2::timestamptz - make_interval(hours => ${leastHoursBetween})
  and done_at is null and opted_out_at is null and pressed_at is null and started_at is null
  and exists (
    select from nudges
    where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
      and nudges.round = participants.round and nudges.status in ('sent', 'uncertain')
    offset 0
  )`;

/**
 * `$3` at most. Somebody who has not pressed anything gets as long to answer the last message as lies between two nudges, and
 * whoever was away then, from the day they are back.
 * Two instances get different ones. Those after `$4`, in the order of ids: a page does not look again at those who were
 * passed over by the one before.
 */
export const takeForEscalation = keyStatement<ParticipantRow>(`
  with last_round as materialized (
    select jsonb_array_length(coalesce(body #> '{plan,remindAfterDays}', '[]')) as round from campaigns where id = $1
  ), chosen as materialized (
    select campaign_id, user_id from participants
    where campaign_id = $1 and user_id > $4 and escalated_at is null and not is_forgotten
      and (cannot is not null or (${isSilent}))
    order by user_id limit $3 for update skip locked
  ), taken as (
    update participants set escalated_at = $2 from chosen
    where participants.campaign_id = chosen.campaign_id and participants.user_id = chosen.user_id
    returning ${participantColumns.map((column) => `participants.${column}`).join(', ')}
  )
  select * from taken order by user_id
`);
