import type { Selectable } from 'kysely';
import { campaignVersion } from '../rollout/campaign.ts';
import type { DueNudge } from '../rollout/nudge.ts';
import { keyStatement } from './key-statement.ts';
import { type ParticipantRow, participantColumns, toParticipant } from './participant-row.ts';
import type { Tables } from './tables.ts';

type NudgeRow = Pick<Selectable<Tables['nudges']>, 'wave' | 'round' | 'status' | 'due_at' | 'attempts'>;
type DueRow = NudgeRow &
  ParticipantRow & {
    readonly id: string;
    readonly nudges_stopped_at: Date | null;
    readonly is_reachable: boolean;
    readonly contact_time_zone: string | null;
    readonly contact_locale: string | null;
    readonly not_read_since: Date | null;
    readonly away_since: Date | null;
    readonly last_written_at: Date | null;
    readonly last_written_elsewhere_at: Date | null;
    readonly written_lately: number;
  };

/** The head of each running campaign by itself: those that are paused may have a hundred thousand overdue. */
export const dueNudges = keyStatement<DueRow>(`
  with heads as materialized (
    select head.* from campaigns cross join lateral (
      select nudges.id, nudges.campaign_id, nudges.user_id, wave, round, nudges.status, due_at, attempts, not_read_since,
        away_since
      from nudges
      where nudges.campaign_id = campaigns.id and nudges.status in ('planned', 'waiting') and due_at <= $1
      order by due_at, id limit $2
    ) as head
    where campaigns.status = 'running' and campaigns.version = ${campaignVersion}
  ), due as materialized (
    select * from (select distinct on (user_id) * from heads order by user_id, due_at, id) as one_each
    order by due_at, id limit $2
  )
  select due.id::text, due.wave, due.round, due.status, due.due_at, due.attempts, due.not_read_since, due.away_since,
    ${participantColumns.map((column) => `participants.${column}`).join(', ')},
    nudges_stopped_at, contacts.user_id is not null as is_reachable, contacts.time_zone as contact_time_zone,
    contacts.locale as contact_locale, written.last_at as last_written_at,
    written.last_elsewhere_at as last_written_elsewhere_at, written.lately as written_lately
  from due
    join participants on participants.campaign_id = due.campaign_id and participants.user_id = due.user_id
    left join contacts on contacts.user_id = due.user_id
    left join preferences on preferences.user_id = due.user_id
    cross join lateral (
      select max(written_at) as last_at,
        max(written_at) filter (where nudges.campaign_id <> due.campaign_id) as last_elsewhere_at,
        (count(*) filter (where written_at > $1::timestamptz - interval '90 days'))::int as lately
      from nudges where nudges.user_id = due.user_id and written_at is not null
    ) as written
  order by due.due_at, due.id
`);

export function toDueNudge(row: DueRow): DueNudge {
  const participant = toParticipant(row);
  return {
    id: row.id,
    campaign: row.campaign_id,
    user: row.user_id,
    wave: row.wave,
    round: row.round,
    status: row.status,
    dueAt: row.due_at,
    attempts: row.attempts,
    participant: { ...participant, optedOutAt: participant.optedOutAt ?? row.nudges_stopped_at ?? undefined },
    isReachable: row.is_reachable,
    contactTimeZone: row.contact_time_zone ?? undefined,
    contactLocale: row.contact_locale ?? undefined,
    lastSentAt: row.last_written_at ?? undefined,
    lastSentElsewhereAt: row.last_written_elsewhere_at ?? undefined,
    sentLately: row.written_lately,
    ...(row.not_read_since && { notReadSince: row.not_read_since }),
    ...(row.away_since && { awaySince: row.away_since }),
  };
}
