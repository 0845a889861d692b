import { keyStatement } from './key-statement.ts';

/**
 * `$3`: until then. A reminder that is open comes then; else the next one of the plan does. The nudge is locked before the
 * participant, as where nudges are settled.
 */
export const snoozeParticipant = keyStatement(`
  with open_nudge as materialized (
    select id, status from nudges
    where campaign_id = $1 and user_id = $2 and status in ('planned', 'waiting', 'claimed') order by id for update
  ), moved as (
    update nudges set status = 'waiting', due_at = $3, because = 'snoozed' from open_nudge
    where nudges.id = open_nudge.id and open_nudge.status <> 'claimed'
  ), locked as materialized (
    select wave, round, last_nudge_at is not null and not exists (select from open_nudge) and exists (
      select from campaigns
      where id = $1 and status in ('running', 'paused')
        and participants.round < jsonb_array_length(coalesce(body #> '{plan,remindAfterDays}', '[]'))
    ) as has_next
    from participants where campaign_id = $1 and user_id = $2 and (select count(*) from open_nudge) >= 0 for update
  ), planned as (
    insert into nudges (campaign_id, user_id, wave, round, status, due_at, because)
    select $1, $2, coalesce(wave, 0), round + 1, 'waiting', $3, 'snoozed' from locked where has_next
    on conflict do nothing
  )
  update participants set snoozed_until = $3, round = locked.round + has_next::int
  from locked where campaign_id = $1 and user_id = $2
`);
