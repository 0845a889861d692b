import type { Kysely } from 'kysely';
import { leastHoursBetween } from '../rollout/campaign.ts';
import { keyStatement } from './key-statement.ts';
import { type ParticipantRow, participantColumns } from './participant-row.ts';
import type { Tables } from './tables.ts';

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
 * Somebody who has not pressed anything gets as long to answer the last message as lies between two nudges, and
 * whoever was away then, from the day they are back.
 * Two instances get different ones. Of the `$3` after `$4`, in the order of ids: a page does not look again at those who were
 * passed over by the one before.
 */
const takePage = keyStatement<(ParticipantRow | { readonly user_id: null }) & { readonly last: string | null }>(`
  with last_round as materialized (
    select jsonb_array_length(coalesce(body #> '{plan,remindAfterDays}', '[]')) as round from campaigns where id = $1
  ), page as materialized (
    select campaign_id, user_id from participants where campaign_id = $1 and user_id > $4 order by user_id limit $3
  ), chosen as materialized (
    select participants.campaign_id, participants.user_id
    from page join participants
      on participants.campaign_id = page.campaign_id and participants.user_id = page.user_id
    where escalated_at is null and not is_forgotten and (cannot is not null or (${isSilent}))
    order by participants.user_id for update of participants skip locked
  ), taken as (
    update participants set escalated_at = $2 from chosen
    where participants.campaign_id = chosen.campaign_id and participants.user_id = chosen.user_id
    returning ${participantColumns.map((column) => `participants.${column}`).join(', ')}
  )
  select taken.*, of_page.last from (select max(user_id) as last from page) as of_page left join taken on true
  order by taken.user_id
`);

/** The next ones there are, `limit` at most. Where nobody is to be taken, no statement takes longer than that of a page. */
export async function takeForEscalation(
  db: Kysely<Tables>,
  campaign: string,
  at: Date,
  limit: number,
  after: string,
): Promise<readonly ParticipantRow[]> {
  for (let from: string | null = after; from !== null; ) {
    const { rows }: Awaited<ReturnType<typeof takePage>> = await takePage(db, [campaign, at, limit, from]);
    const taken = rows.flatMap((row) => (row.user_id === null ? [] : [row]));
    if (taken.length > 0) return taken;
    from = rows[0]?.last ?? null;
  }
  return [];
}
