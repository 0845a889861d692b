import type { UserId } from '../passkeys/ids.ts';
import { keyStatement } from './key-statement.ts';

export type ToThank = { readonly campaign: string; readonly user: UserId };

/** Of campaigns that are not over. Locked in one order everywhere, so that nobody waits in a circle. */
export const noteDone = keyStatement<ToThank>(`
  with given as materialized (
    select "user" as user_id, min(at) as at from jsonb_to_recordset($1::jsonb) as given ("user" text, at timestamptz)
    group by "user"
  ), ${markDone('participants.user_id = given.user_id')}
`);

export const noteDoneByUpn = keyStatement<ToThank>(`
  with given as materialized (
    select lower(upn) as upn, min(at) as at from jsonb_to_recordset($1::jsonb) as given (upn text, at timestamptz)
    group by lower(upn)
  ), ${markDone('participants.upn = given.upn')}
`);

/** Nobody who had one when the campaign was planned: there is nothing to note, and they may be most of the tenant. */
function markDone(isGiven: string): string {
  return `locked as materialized (
    select participants.campaign_id, participants.user_id, given.at
    from participants join given on ${isGiven} join campaigns on campaigns.id = participants.campaign_id
    where done_at is null and segment is distinct from 'done' and campaigns.status not in ('stopped', 'finished')
    order by participants.user_id, participants.campaign_id for update of participants
  ), changed as (
    update participants set done_at = locked.at from locked
    where participants.campaign_id = locked.campaign_id and participants.user_id = locked.user_id
    returning participants.campaign_id, participants.user_id, reached_at
  )
  select campaign_id as campaign, user_id as "user" from changed where reached_at is not null`;
}

/** Another client of the same user is waited for, and then there is nothing left to take. */
export const claimThanks = keyStatement<{ readonly user_id: string }>(`
  with locked as materialized (
    select campaign_id from participants where user_id = $1 and thanked_at is null
    order by campaign_id for update
  )
  update participants set thanked_at = $2 from locked
  where participants.user_id = $1 and participants.campaign_id = locked.campaign_id
    and not exists (select from participants as other where other.user_id = $1 and other.thanked_at is not null)
  returning user_id
`);
