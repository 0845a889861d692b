import { keyStatement } from './key-statement.ts';

/**
 * Planned or waiting, of a nudge that is found by its id. Said in this way no partial index fits, and the planner does not
 * begin with all that are.
 */
export const isOpen = `nudges.status not in ('claimed', 'sent', 'skipped', 'failed', 'uncertain')`;

type Planned = { readonly last: string | null; readonly planned: number };

/** First nudges for the page after `$3` of wave `$2`. */
export const planWavePage = keyStatement<Planned>(`
  with page as materialized (
    select user_id from participants
    where campaign_id = $1 and wave = $2 and user_id > $3 and not is_forgotten
    order by user_id limit $4
  ), planned as (
    insert into nudges (campaign_id, user_id, wave, round, status, due_at)
    select $1, user_id, $2, 0, 'planned', $5 from page order by user_id
    on conflict do nothing
    returning id
  )
  select (select max(user_id) from page) as last, (select count(*)::int from planned) as planned
`);

/**
 * The next `$4` that got round `$2` - 1 not later than `$3` and have no round `$2`. Who is locked is looked at next time.
 * @returns `last` is set while there may be more
 */
export const planRemindersPage = keyStatement<Planned>(`
  with chosen as materialized (
    select participants.campaign_id, participants.user_id, participants.wave from participants cross join lateral (
      select from nudges
      where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
        and nudges.round = $2::int - 1 and nudges.status in ('sent', 'uncertain') and nudges.written_at <= $3
      offset 0
    ) as before
    where participants.campaign_id = $1 and participants.round = $2::int - 1 and last_nudge_at <= $3
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
