import type { Kysely } from 'kysely';
import { leastHoursBetween } from '../rollout/campaign.ts';
import { byKey } from './key-statement.ts';
import { isOpen } from './plan-nudges.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

/** Until the claim is over nobody takes the lease away, and no other claim looks. */
const holdLease = statement<{ readonly holder: string }>(`
  select holder from sender_lease where holder = $1 and expires_at > clock_timestamp() for update
`);

/**
 * `for share`: a campaign that is being stopped is waited for, and its status read again after that; and who stops it waits
 * for this. What the user asked for with "remind me" does not have to wait for 48 hours.
 */
const claimFree = statement<{ readonly id: string }>(`
  with wanted as materialized (
    select nudge.*, position from unnest($1::bigint[]) with ordinality as given (id, position) cross join lateral (
      select nudges.id, campaign_id, user_id, status, due_at from nudges where nudges.id = given.id offset 0
    ) as nudge
  ), running as materialized (
    select id from campaigns where status = 'running' and id in (select campaign_id from wanted) order by id for share
  ), free as materialized (
    select distinct on (wanted.user_id) wanted.id
    from wanted join running on running.id = wanted.campaign_id cross join lateral (
      select opted_out_at, cannot, done_at, snoozed_until from participants
      where campaign_id = wanted.campaign_id and participants.user_id = wanted.user_id offset 0
    ) as participant
    where status in ('planned', 'waiting') and due_at <= $3
      and opted_out_at is null and cannot is null and done_at is null and (snoozed_until is null or snoozed_until <= $3)
      and not exists (select from preferences where user_id = wanted.user_id and nudges_stopped_at is not null)
      and not exists (
        select from nudges as other
        where other.user_id = wanted.user_id and other.id <> wanted.id
          and other.written_at > $3::timestamptz - make_interval(hours => ${leastHoursBetween})
          and (other.status = 'claimed' or other.campaign_id <> wanted.campaign_id
            or snoozed_until is null or snoozed_until <= other.written_at)
      )
    order by wanted.user_id, position
  )
  update nudges set status = 'claimed', claimed_by = $2, written_at = $3
  from free where nudges.id = free.id and ${isOpen} and nudges.due_at <= $3
  returning nudges.id::text
`);

/**
 * Two statements, one transaction: the second sees all that was claimed while the first waited. One statement alone would
 * judge by what it saw before it waited, and write to the same user for two campaigns.
 */
export async function claimNudges(
  db: Kysely<Tables>,
  nudges: readonly string[],
  holder: string,
  now: Date,
): Promise<readonly string[]> {
  if (nudges.length === 0) return [];
  return byKey(db, async (trx) => {
    const held = await holdLease(trx, [holder]);
    if (held.rows.length === 0) return [];
    const { rows } = await claimFree(trx, [nudges, holder, now]);
    return rows.map(({ id }) => id);
  });
}
