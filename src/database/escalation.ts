import type { Kysely } from 'kysely';
import type { UserId } from '../passkeys/ids.ts';
import { leastHoursBetween } from '../rollout/campaign.ts';
import { keyStatement } from './key-statement.ts';
import { type ParticipantRow, participantColumns } from './participant-row.ts';
import type { Tables } from './tables.ts';

const columns = participantColumns.map((column) => `participants.${column}`).join(', ');

/**
 * Of campaign `$1`, after user `$2`, the next `$3` in the order of ids: a page does not look again at those who were passed over by
 * the one before.
 */
const ofPage = `
  last_round as materialized (
    select jsonb_array_length(coalesce(body #> '{plan,remindAfterDays}', '[]')) as round from campaigns where id = $1
  ), page as materialized (
    select campaign_id, user_id from participants where campaign_id = $1 and user_id > $2 order by user_id limit $3
  )`;
const whoIsOpen = `
  page join participants on participants.campaign_id = page.campaign_id and participants.user_id = page.user_id
  where escalated_at is null and not is_forgotten`;

/**
 * `$4`: after it no other message comes; `$5`: they have had until then to answer, and whoever was away, from the day they are back;
 * `$6`: the campaign is over, whatever became of the last message.
 * With the offset it stays a look at one nudge, and is not made into a list of all there are.
 */
const isSilent = (outUntil: string) => `
  last_nudge_at is not null and greatest(last_nudge_at, ${outUntil}) <= $5
  and (participants.round >= (select round from last_round) or last_nudge_at > $4::timestamptz)
  and done_at is null and opted_out_at is null and pressed_at is null and started_at is null
  and not exists (
    select from help_requests where help_requests.user_id = participants.user_id and closed_at is null offset 0
  )
  and exists (
    select from nudges
    where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
      and nudges.round = participants.round
      and case when $6
        then nudges.status <> 'skipped' or nudges.because in ('deadline-passed', 'campaign-over', 'enough-messages', 'away-too-long')
        else nudges.status in ('sent', 'uncertain')
      end
    offset 0
  )`;

type PageRow = (ParticipantRow | { readonly user_id: null }) & { readonly last: string | null };

/** When it is over, away without an end is only who was found so in the last week: of anybody else nobody knows, and they are told. */
const outUntilTaken = `
  case when $6 and (time_zone_read_at > $7::timestamptz - interval '7 days') is not true
    then nullif(out_until, 'infinity') else out_until end`;

/** Two instances get different ones. `$7` is now. */
const takePage = keyStatement<PageRow>(`
  with ${ofPage}, chosen as materialized (
    select participants.campaign_id, participants.user_id from ${whoIsOpen}
      and (cannot is not null or (${isSilent(outUntilTaken)}))
    order by participants.user_id for update of participants skip locked
  ), taken as (
    update participants set escalated_at = $7 from chosen
    where participants.campaign_id = chosen.campaign_id and participants.user_id = chosen.user_id
    returning ${columns}
  )
  select taken.*, of_page.last from (select max(user_id) as last from page) as of_page left join taken on true
  order by taken.user_id
`);

/** When it is over, also whoever was away without an end the last time. */
const silentPage = keyStatement<PageRow>(`
  with ${ofPage}, silent as materialized (
    select ${columns} from ${whoIsOpen}
      and cannot is null and (${isSilent(`case when $6 then nullif(out_until, 'infinity') else out_until end`)})
  )
  select silent.*, of_page.last from (select max(user_id) as last from page) as of_page left join silent on true
  order by silent.user_id
`);

export type Asked = {
  readonly campaign: string;
  readonly at: Date;
  readonly limit: number;
  readonly after: UserId | undefined;
  readonly lastCall: Date | 'over' | undefined;
};

/** Nobody who has not pressed anything gets less time to answer the last message than lies between two nudges, while it runs. */
export function takeForEscalation(db: Kysely<Tables>, asked: Asked): Promise<readonly ParticipantRow[]> {
  return firstOf(asked, (values) => takePage(db, [...values, asked.at]));
}

/** The same but for those who cannot, and they stay. */
export function silentPeople(db: Kysely<Tables>, asked: Asked): Promise<readonly ParticipantRow[]> {
  return firstOf(asked, (values) => silentPage(db, values));
}

/** The next ones there are, `limit` at most. Where there is nobody, no statement takes longer than that of a page. */
async function firstOf(
  { campaign, at, limit, after, lastCall }: Asked,
  readPage: (values: readonly unknown[]) => ReturnType<typeof silentPage>,
): Promise<readonly ParticipantRow[]> {
  const isOver = lastCall === 'over';
  const answeredBy = isOver ? at : new Date(at.getTime() - leastHoursBetween * 3_600_000);
  const silent = [isOver ? '-infinity' : (lastCall ?? null), answeredBy, isOver];
  for (let from: string | null = after ?? ''; from !== null; ) {
    const { rows }: Awaited<ReturnType<typeof readPage>> = await readPage([campaign, from, limit, ...silent]);
    const found = rows.flatMap((row) => (row.user_id === null ? [] : [row]));
    if (found.length > 0) return found;
    from = rows[0]?.last ?? null;
  }
  return [];
}
