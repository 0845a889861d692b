import type { Selectable } from 'kysely';
import { keyStatement } from './key-statement.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

type Count = { readonly count: number };
type FactsRow = Pick<
  Selectable<Tables['participants']>,
  'user_id' | 'is_enabled' | 'is_guest' | 'registration' | 'phones' | 'is_targeted' | 'is_excluded'
> & { readonly lacks_bluetooth: boolean; readonly has_new_passkey: boolean };

const isGiven = 'participants.campaign_id = given.campaign_id and participants.user_id = given.user_id';

/** `$1` is the campaign, `$2` the page: JSON rows, or ids of users. Every one may be repeated. */
export const planningStatements = {
  /** The lock on the campaign: nobody is added to one that is being removed. What another one has read of a mailbox holds here. */
  add: keyStatement(`
    with campaign as materialized (select id from campaigns where id = $1 for key share)
    insert into participants (
      campaign_id, user_id, name, upn, is_enabled, is_guest, language, country, time_zone, time_zone_read_at, out_until
    )
    select campaign.id, given."user", given.name, given.upn, given."isEnabled", given."isGuest", given.language,
      given.country, known.time_zone, known.time_zone_read_at, known.out_until
    from campaign cross join jsonb_to_recordset($2::jsonb) as given (
      "user" text, name text, upn text, "isEnabled" boolean, "isGuest" boolean, language text, country text
    ) left join lateral (
      select time_zone, time_zone_read_at, out_until from participants
      where user_id = given."user" and time_zone_read_at > $3::timestamptz - interval '30 days'
      order by time_zone_read_at desc limit 1
    ) as known on true
    on conflict do nothing
  `),

  drop: keyStatement(`
    with given as materialized (select $1::text as campaign_id, user_id from unnest($2::text[]) as user_id)
    delete from participants using given where ${isGiven}
  `),

  noteRegistrations: keyStatement(`
    with given as materialized (
      select $1::text as campaign_id, "user" as user_id, record
      from jsonb_to_recordset($2::jsonb) as given ("user" text, record jsonb)
    )
    update participants set registration = given.record from given where ${isGiven}
  `),

  /** The phones of one user may be on several pages. */
  notePhones: keyStatement(`
    with given as materialized (
      select $1::text as campaign_id, "user" as user_id, jsonb_agg(record) as records
      from jsonb_to_recordset($2::jsonb) as given ("user" text, record jsonb)
      group by "user"
    )
    update participants set phones = (
      select jsonb_agg(distinct phone) from jsonb_array_elements(phones || given.records) as phone
    )
    from given where ${isGiven}
  `),

  facts: keyStatement<FactsRow>(`
    select participants.user_id, is_enabled, is_guest, registration, phones, is_targeted, is_excluded,
      done_at is not null as has_new_passkey,
      coalesce(screen ->> 'kind' = 'no-bluetooth', false) as lacks_bluetooth
    from participants left join enrollments on enrollments.user_id = participants.user_id
    where campaign_id = $1 and participants.user_id > $2
    order by participants.user_id limit $3
  `),

  setSegments: keyStatement(`
    with given as materialized (
      select $1::text as campaign_id, "user" as user_id, segment, because
      from jsonb_to_recordset($2::jsonb) as given ("user" text, segment text, because text)
    )
    update participants set segment = given.segment, segment_because = given.because from given
    where ${isGiven} and (participants.segment, participants.segment_because) is distinct from (given.segment, given.because)
  `),

  count: statement<Count>(`select count(*)::int as count from participants where campaign_id = $1`),

  countAmong: keyStatement<Count>(`
    with given as materialized (select distinct $1::text as campaign_id, user_id from unnest($2::text[]) as user_id)
    select count(*)::int as count from participants join given on ${isGiven}
  `),
} as const;

export const markStatements = {
  audience: markStatement('in_audience'),
  pilot: markStatement('in_pilot'),
  targeted: markStatement('is_targeted'),
  excluded: markStatement('is_excluded'),
} as const;

function markStatement(column: 'in_audience' | 'in_pilot' | 'is_targeted' | 'is_excluded') {
  return keyStatement(`
    with given as materialized (select $1::text as campaign_id, user_id from unnest($2::text[]) as user_id)
    update participants set ${column} = true from given where ${isGiven} and not ${column}
  `);
}

/** One page after `$2`; gives its last user. */
export const dropUnmarked = keyStatement<{ readonly last: string | null }>(`
  with page as materialized (
    select campaign_id, user_id, in_audience from participants
    where campaign_id = $1 and user_id > $2 order by user_id limit $3
  ), dropped as (
    delete from participants using page
    where participants.campaign_id = page.campaign_id and participants.user_id = page.user_id and not page.in_audience
  )
  select max(user_id) as last from page
`);
