import { leastHoursBetween } from '../rollout/campaign.ts';
import { keyStatement } from './key-statement.ts';

/**
 * Planned or waiting, of a nudge that is found by its id. Said in this way no partial index fits, and the planner does not
 * begin with all that are.
 */
export const isOpen = `nudges.status not in ('claimed', 'sent', 'skipped', 'failed', 'uncertain')`;

type Planned = { readonly last: string | null; readonly planned: number };

/** First nudges for the page after `$3` of wave `$2`. The lock: nobody is among them whose data is deleted at the same time. */
export const planWavePage = keyStatement<Planned>(`
  with page as materialized (
    select user_id from participants
    where campaign_id = $1 and wave = $2 and user_id > $3 and not is_forgotten
    order by user_id limit $4 for key share
  ), planned as (
    insert into nudges (campaign_id, user_id, wave, round, status, due_at)
    select $1, user_id, $2, 0, 'planned', $5 from page order by user_id
    on conflict do nothing
    returning id
  )
  select (select max(user_id) from page) as last, (select count(*)::int from planned) as planned
`);

/**
 * The next `$4` that got their first nudge not later than `$3`, or after `$6`, and the newest, round `$2` - 1, 48 hours before
 * `$5`. Who is locked is looked at next time.
 * @returns `last` is set while there may be more
 */
export const planRemindersPage = keyStatement<Planned>(`
  with chosen as materialized (
    select participants.campaign_id, participants.user_id, participants.wave from participants cross join lateral (
      select from nudges
      where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
        and nudges.round = $2::int - 1 and nudges.status in ('sent', 'uncertain')
      offset 0
    ) as before cross join lateral (
      select from nudges
      where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
        and nudges.round = 0 and (nudges.written_at <= $3 or nudges.written_at > $6::timestamptz)
      offset 0
    ) as first
    where participants.campaign_id = $1 and participants.round = $2::int - 1
      and last_nudge_at <= $5::timestamptz - make_interval(hours => ${leastHoursBetween})
      and done_at is null and opted_out_at is null and cannot is null and not is_forgotten
    limit $4 for update of participants skip locked
  ), moved as (
    update participants set round = $2 from chosen
    where participants.campaign_id = chosen.campaign_id and participants.user_id = chosen.user_id
  ), planned as (
    insert into nudges (campaign_id, user_id, wave, round, status, due_at)
    select $1, user_id, coalesce(wave, 0), $2, 'planned', $5 from chosen
    on conflict do nothing
    returning id
  )
  select (select max(user_id) from chosen) as last, (select count(*)::int from planned) as planned
`);

/**
 * Whoever had no chat when their turn came, and has one now: that nudge is tried once more. `$2` is when. Nudges are locked
 * before participants, as everywhere.
 */
export const revivePage = keyStatement<{ readonly last: string | null; readonly revived: number }>(`
  with chosen as materialized (
    select participants.campaign_id, participants.user_id, before.id
    from participants join contacts on contacts.user_id = participants.user_id and contacts.chat_lost_at is null
      cross join lateral (
        select id from nudges
        where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
          and nudges.round = participants.round and nudges.status = 'failed' and revived_at is null
          and nudges.because in ('never-met', 'uninstalled')
        offset 0
      ) as before
    where participants.campaign_id = $1 and participants.unreachable in ('never-met', 'uninstalled')
      and done_at is null and opted_out_at is null and cannot is null and not is_forgotten
    limit $3
  ), locked as materialized (
    select nudges.id from nudges join chosen on nudges.id = chosen.id
    where nudges.status = 'failed' order by nudges.id for update of nudges
  ), revived as (
    update nudges set
      status = 'planned', due_at = $2, attempts = 0, because = null, code = null, revived_at = $2
    from locked where nudges.id = locked.id
    returning nudges.campaign_id, nudges.user_id
  ), locked_people as materialized (
    select participants.campaign_id, participants.user_id from participants join revived
      on participants.campaign_id = revived.campaign_id and participants.user_id = revived.user_id
    order by participants.user_id for update of participants
  ), people as (
    update participants set unreachable = null from locked_people
    where participants.campaign_id = locked_people.campaign_id and participants.user_id = locked_people.user_id
  )
  select max(user_id) as last, count(*)::int as revived from revived
`);

export const skipRestPage = keyStatement<{ readonly last: string | null; readonly skipped: number }>(`
  with chosen as materialized (
    select id from nudges where campaign_id = $1 and status in ('planned', 'waiting') order by due_at, id limit $2
  ), page as materialized (
    select nudges.id from nudges join chosen on nudges.id = chosen.id
    where ${isOpen} order by nudges.id for update of nudges
  ), skipped as (
    update nudges set status = 'skipped', because = 'campaign-over' from page where nudges.id = page.id
    returning nudges.id
  )
  select max(id)::text as last, count(*)::int as skipped from skipped
`);
