import type { Kysely } from 'kysely';
import type { UserId } from '../passkeys/ids.ts';
import { leastHoursBetween } from '../rollout/campaign.ts';
import { keyStatement } from './key-statement.ts';
import { type ParticipantRow, participantColumns } from './participant-row.ts';
import type { Tables } from './tables.ts';

/**
 * `$5`: after it no other message comes; `$6`: they have had until then to answer; `$7`: the campaign is over, whatever became of the
 * last message. With the offset it stays a look at one nudge, and is not made into a list of all there are.
 */
const isSilent = `
  last_nudge_at is not null and greatest(last_nudge_at, out_until) <= $6
  and (participants.round >= (select round from last_round) or last_nudge_at > $5::timestamptz)
  and done_at is null and opted_out_at is null and pressed_at is null and started_at is null
  and not exists (
    select from help_requests where help_requests.user_id = participants.user_id and closed_at is null offset 0
  )
  and exists (
    select from nudges
    where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
      and nudges.round = participants.round
      and case when $7
        then nudges.status <> 'skipped' or nudges.because in ('deadline-passed', 'campaign-over', 'enough-messages', 'away-too-long')
        else nudges.status in ('sent', 'uncertain')
      end
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

type Asked = {
  readonly campaign: string;
  readonly at: Date;
  readonly limit: number;
  readonly after: UserId | undefined;
  readonly lastCall: Date | 'over' | undefined;
};

/** The next ones there are, `limit` at most. Where nobody is to be taken, no statement takes longer than that of a page. */
export async function takeForEscalation(
  db: Kysely<Tables>,
  { campaign, at, limit, after, lastCall }: Asked,
): Promise<readonly ParticipantRow[]> {
  const isOver = lastCall === 'over';
  const answeredBy = isOver ? at : new Date(at.getTime() - leastHoursBetween * 3_600_000);
  const silent = [isOver ? '-infinity' : (lastCall ?? null), answeredBy, isOver];
  for (let from: string | null = after ?? ''; from !== null; ) {
    const { rows }: Awaited<ReturnType<typeof takePage>> = await takePage(db, [campaign, at, limit, from, ...silent]);
    const taken = rows.flatMap((row) => (row.user_id === null ? [] : [row]));
    if (taken.length > 0) return taken;
    from = rows[0]?.last ?? null;
  }
  return [];
}
