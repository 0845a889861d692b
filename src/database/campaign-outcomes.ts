import type { Kysely, Selectable } from 'kysely';
import type { Pages } from '../rollout/ports.ts';
import type { OutcomeRow } from '../rollout/report.ts';
import { keyStatement } from './key-statement.ts';
import type { Tables } from './tables.ts';

type Row = Pick<
  Selectable<Tables['participants']>,
  | 'user_id'
  | 'is_forgotten'
  | 'name'
  | 'segment'
  | 'nudges_sent'
  | 'seen_at'
  | 'pressed_at'
  | 'started_at'
  | 'done_at'
  | 'snoozed_until'
  | 'opted_out_at'
  | 'cannot'
  | 'cannot_note'
  | 'unreachable'
  | 'escalated_at'
> & {
  readonly wave: number | null;
  readonly last_status: NonNullable<OutcomeRow['lastStatus']> | null;
  readonly because: string | null;
  readonly uncertain: number;
};

const rowsOfPage = 1_000;

const outcomesPage = keyStatement<Row>(`
  select participants.user_id, is_forgotten, name, segment, nudges_sent, seen_at, pressed_at, started_at, done_at,
    snoozed_until, opted_out_at, cannot, cannot_note, unreachable, escalated_at, participants.wave, theirs.last_status,
    theirs.because, theirs.uncertain
  from participants cross join lateral (
    select (array_agg(status order by round desc))[1] as last_status,
      (array_agg(coalesce(because || ' ' || code, because) order by round desc))[1] as because,
      (count(*) filter (where status = 'uncertain'))::int as uncertain
    from nudges where nudges.campaign_id = participants.campaign_id and nudges.user_id = participants.user_id
  ) as theirs
  where participants.campaign_id = $1 and participants.user_id > $2
  order by participants.user_id limit $3
`);

/** Read as it is written out: the next page when somebody asks for it. */
export async function* campaignOutcomes(db: Kysely<Tables>, campaign: string): Pages<OutcomeRow> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { rows }: { readonly rows: readonly Row[] } = await outcomesPage(db, [campaign, after, rowsOfPage]);
    if (rows.length > 0) yield rows.map(toOutcome);
    after = rows.at(-1)?.user_id;
  }
}

function toOutcome(row: Row): OutcomeRow {
  return {
    user: row.is_forgotten ? '' : row.user_id,
    name: row.name,
    segment: row.segment ?? 'unknown',
    wave: row.wave ?? notInAWave,
    sent: row.nudges_sent,
    uncertain: row.uncertain,
    lastStatus: row.last_status ?? undefined,
    because: row.because ?? undefined,
    readAt: row.seen_at ?? undefined,
    pressedAt: row.pressed_at ?? undefined,
    startedAt: row.started_at ?? undefined,
    doneAt: row.done_at ?? undefined,
    snoozedUntil: row.snoozed_until ?? undefined,
    optedOutAt: row.opted_out_at ?? undefined,
    cannot: row.cannot ?? undefined,
    cannotNote: row.cannot_note || undefined,
    unreachable: row.unreachable ?? undefined,
    escalatedAt: row.escalated_at ?? undefined,
  };
}

/** Left alone. */
const notInAWave = -1;
