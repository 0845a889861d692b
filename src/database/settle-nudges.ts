import type { Settlement } from '../rollout/nudge.ts';
import { keyStatement } from './key-statement.ts';

/** What `changed` nudges mean for their participants; their rows are locked in one order everywhere, so nobody waits in a circle. */
const noteWritten = `
  written as materialized (
    select campaign_id, user_id, max(written_at) as last_at, min(sent_at) as sent_at,
      (count(*) filter (where status = 'sent'))::int as sent
    from changed where status in ('sent', 'uncertain') group by campaign_id, user_id
  ), locked_people as materialized (
    select participants.campaign_id, participants.user_id, written.last_at, written.sent_at, written.sent
    from participants join written
      on participants.campaign_id = written.campaign_id and participants.user_id = written.user_id
    order by participants.user_id, participants.campaign_id for update of participants
  ), people as (
    update participants set
      last_nudge_at = greatest(last_nudge_at, last_at),
      reached_at = coalesce(reached_at, sent_at),
      nudges_sent = nudges_sent + sent
    from locked_people
    where participants.campaign_id = locked_people.campaign_id and participants.user_id = locked_people.user_id
  )`;

/**
 * Campaigns of `those` nudges that are not over. `for share`: one that ends just now is waited for, or waits for this and then
 * skips what this has put back; so nothing waits in a campaign that nobody looks at any more.
 */
const goingOn = (those: string) => `
  going_on as materialized (
    select id from campaigns where status not in ('stopped', 'finished') and id in (${those}) order by id for share
  )`;

/** `$1`: not sent after all; `$2`: by whom. Of a campaign that is over they are skipped, as the rest of it was. */
export const unclaimNudges = keyStatement(`
  with given as materialized (
    select nudge.* from unnest($1::bigint[]) as wanted (id) cross join lateral (
      select nudges.id, campaign_id from nudges where nudges.id = wanted.id offset 0
    ) as nudge
  ), ${goingOn('select campaign_id from given')}
  update nudges set
    status = case when going_on.id is null then 'skipped' when because is null then 'planned' else 'waiting' end,
    because = case when going_on.id is null then 'campaign-over' else because end,
    claimed_by = null,
    written_at = null
  from given left join going_on on going_on.id = given.campaign_id
  where nudges.id = given.id and nudges.status in ('claimed', 'uncertain') and claimed_by = $2
`);

/**
 * `$1`: what came of which nudge; `$2`: by whom, or null; `$3`: now. What is over stays as it is, except that what had
 * become uncertain is what its sender says, and that a message that was sent after all is no longer uncertain. What would have
 * to wait in a campaign that is over is skipped.
 */
export const settleNudges = keyStatement(`
  with given as materialized (
    select distinct on (nudge) * from jsonb_to_recordset($1::jsonb) as given (
      nudge bigint, status text, "messageId" text, at timestamptz, until timestamptz, because text,
      "countsAsAttempt" boolean, code text
    ) order by nudge
  ), ${goingOn(`select campaign_id from nudges join given on given.nudge = nudges.id where given.status = 'waiting'`)},
  locked as materialized (
    select nudges.id, given.status = 'waiting' and campaign_id not in (select id from going_on) as is_over
    from nudges join given on given.nudge = nudges.id
    where nudges.status in ('planned', 'waiting')
      or (nudges.status = 'claimed' and (given.status = 'sent' or $2::text is null or claimed_by = $2))
      or (nudges.status = 'uncertain' and (given.status = 'sent' or claimed_by = $2))
    order by nudges.id for update of nudges
  ), changed as (
    update nudges set
      status = case when is_over then 'skipped' else given.status end,
      due_at = coalesce(until, due_at),
      attempts = attempts + (given.status = 'waiting' and "countsAsAttempt")::int,
      claimed_by = null,
      written_at = case given.status when 'sent' then at when 'uncertain' then coalesce(written_at, $3) end,
      sent_at = at,
      message_id = coalesce("messageId", message_id),
      because = case when is_over then 'campaign-over' else given.because end,
      not_read_since = case
        when given.because = 'not-read' then coalesce(not_read_since, $3)
        when given.because in ('quiet-hours', 'throttled', 'connector-busy', 'refused') then not_read_since
      end,
      away_since = case when given.because = 'out-of-office' then coalesce(away_since, $3) else away_since end,
      code = given.code
    from given join locked on locked.id = given.nudge where nudges.id = given.nudge
    returning nudges.campaign_id, nudges.user_id, nudges.status, nudges.written_at, nudges.sent_at
  ), ${noteWritten}
  select from changed
`);

/**
 * The lease is locked: whoever lost it a moment ago must not touch what the next one has claimed. They are still known as its
 * claims: if it lives, it says what came of them, and what it surely did not send.
 */
export const abandonClaims = keyStatement<{ readonly id: string }>(`
  with held as materialized (
    select from sender_lease where holder = $1 and expires_at > clock_timestamp() for update
  ), locked as materialized (
    select id from nudges where status = 'claimed' and claimed_by <> $1 and exists (select from held)
    order by id for update
  ), changed as (
    update nudges set status = 'uncertain' from locked where nudges.id = locked.id
    returning nudges.id, nudges.campaign_id, nudges.user_id, nudges.status, nudges.written_at, nudges.sent_at
  ), ${noteWritten}
  select id::text from changed
`);

/** Dates as text: JSON. */
export function settlementRows(settlements: readonly Settlement[]): readonly object[] {
  return settlements.map((settlement) =>
    'countsAsAttempt' in settlement ? settlement : { ...settlement, countsAsAttempt: false },
  );
}
