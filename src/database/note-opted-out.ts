import { keyStatement } from './key-statement.ts';

/** `$1`: who; `$2`: when. In all campaigns that are not over. */
export const noteOptedOut = keyStatement(`
  with locked as materialized (
    select campaign_id, user_id from participants
    where user_id = $1 and opted_out_at is null
      and campaign_id in (select id from campaigns where status not in ('stopped', 'finished'))
    order by user_id, campaign_id for update
  )
  update participants set opted_out_at = $2 from locked
  where participants.campaign_id = locked.campaign_id and participants.user_id = locked.user_id
`);
