import { keyStatement } from './key-statement.ts';

/** `$2`: the newest message that user `$1` has read. Whatever nudge came before it is seen, too; what is no number cannot be compared. */
export const noteSeen = keyStatement(`
  with locked as materialized (
    select campaign_id, user_id from participants
    where user_id = $1 and seen_at is null and exists (
      select from nudges
      where nudges.user_id = $1 and nudges.campaign_id = participants.campaign_id and nudges.written_at is not null
        and case when message_id ~ '^[0-9]{1,18}$' then message_id::bigint <= $2::bigint else false end
    )
    order by user_id, campaign_id for update
  )
  update participants set seen_at = $3 from locked
  where participants.campaign_id = locked.campaign_id and participants.user_id = locked.user_id
`);
