import { sql } from 'kysely';
import type { UserId } from '../passkeys/ids.ts';
import { notStarted } from './campaigns.ts';

/**
 * First, in a statement of its own: what was planned for them while this waited is seen by those that come after it. Otherwise
 * a nudge with their id would stay, of nobody, and its campaign would wait for it.
 */
export function lockParticipant(user: UserId) {
  return sql`
    with their_nudges as materialized (
      select nudges.id from participants join nudges
        on nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
      where participants.user_id = ${user} order by nudges.id for update of nudges
    )
    select from participants where user_id = ${user} and (select count(*) from their_nudges) >= 0
    order by campaign_id for update
  `;
}

/**
 * Parts of a `with`. What a campaign has counted stays counted, as nobody's: the row gets a made-up id, so that no nudge of
 * this campaign finds the user again, and nothing has to be kept to make sure of that. A plan that has not started loses the row.
 * A campaign that is planned later reads the directory anew and may include them. Nudges are locked before participants, as
 * everywhere.
 */
export function forgettingParticipant(user: UserId) {
  return sql`
    their_nudges as materialized (select id from nudges where user_id = ${user} order by id for update),
    made_up as materialized (
      select campaign_id, gen_random_uuid()::text as new_id from participants
      where user_id = ${user} and (select count(*) from their_nudges) >= 0
        and campaign_id in (select id from campaigns where status not in (${sql.raw(notStarted)}))
      order by campaign_id for update
    ),
    nudge as (
      update nudges set
        user_id = new_id,
        message_id = null,
        because = case when status in ('planned', 'waiting') then 'out-of-audience' else because end,
        status = case when status in ('planned', 'waiting') then 'skipped' else status end
      from made_up where nudges.campaign_id = made_up.campaign_id and user_id = ${user}
    ),
    participant as (
      update participants set
        user_id = new_id, is_forgotten = true, name = '', upn = null, language = null, country = null,
        registration = null, phones = '[]', time_zone = null, time_zone_read_at = null, out_until = null,
        cannot_note = null
      from made_up where participants.campaign_id = made_up.campaign_id and user_id = ${user}
    ),
    planned_only as (
      delete from participants where user_id = ${user} and campaign_id not in (select campaign_id from made_up)
    ),
    owner_name as (
      update campaigns set body = jsonb_set(body, '{ownerName}', '""')
      where owner_id = ${user} and status in ('stopped', 'finished')
    )`;
}
