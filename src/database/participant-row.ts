import type { Selectable } from 'kysely';
import type { Participant } from '../rollout/nudge.ts';
import type { Tables } from './tables.ts';

/** For a `select` or a `returning` of participants. */
export const participantColumns = [
  'campaign_id',
  'user_id',
  'name',
  'segment',
  'language',
  'country',
  'time_zone',
  'time_zone_read_at',
  'out_until',
  'pressed_at',
  'started_at',
  'done_at',
  'snoozed_until',
  'opted_out_at',
  'cannot',
  'cannot_note',
  'unreachable',
  'escalated_at',
] as const;

export type ParticipantRow = Pick<Selectable<Tables['participants']>, (typeof participantColumns)[number]>;

export function toParticipant(row: ParticipantRow): Participant {
  return {
    campaign: row.campaign_id,
    user: row.user_id,
    name: row.name,
    segment: row.segment ?? 'unknown',
    language: row.language ?? undefined,
    country: row.country ?? undefined,
    timeZone: row.time_zone ?? undefined,
    timeZoneReadAt: row.time_zone_read_at ?? undefined,
    ...(row.out_until !== null && { outUntil: endOf(row.out_until) }),
    pressedAt: row.pressed_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    doneAt: row.done_at ?? undefined,
    snoozedUntil: row.snoozed_until ?? undefined,
    optedOutAt: row.opted_out_at ?? undefined,
    cannot: row.cannot ?? undefined,
    ...(row.cannot_note && { cannotNote: row.cannot_note }),
    unreachable: row.unreachable ?? undefined,
    escalatedAt: row.escalated_at ?? undefined,
  };
}

/** "infinity" is no date to either driver: what is read of it is `Infinity`, or an invalid one. */
function endOf(outUntil: Date): Date | 'open' {
  return Number.isFinite(Number(outUntil)) ? outUntil : 'open';
}
