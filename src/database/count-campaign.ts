import { type Kysely, sql } from 'kysely';
import type { BlockedReason, CannotReason, UnreachableCause } from '../rollout/person.ts';
import type { CampaignCounts, WaveCounts } from '../rollout/report.ts';
import { leftAlone, type Segment, segments } from '../rollout/segment.ts';
import { notStarted } from './campaigns.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

type Numbers = {
  readonly people: number;
  readonly reached: number;
  readonly seen: number;
  readonly pressed: number;
  readonly started: number;
  readonly done: number;
  readonly done_since: number;
  readonly done_reached: number;
  readonly snoozed: number;
  readonly opted_out: number;
  readonly escalated: number;
  readonly opted_out_since: number;
  readonly cannot_since: number;
};
type Group = Numbers & {
  readonly segment: Segment;
  readonly wave: number | null;
  readonly because: BlockedReason | null;
  readonly cannot: CannotReason | null;
  readonly unreachable: UnreachableCause | null;
  readonly last_sent_at: Date | null;
};
type Helped = { readonly wave: number; readonly people: number };
type Messages = { readonly status: string; readonly because: string | null; readonly count: number };

/**
 * Groups of a million people in memory, not sorted on the disk: twice as fast. To compile the statement takes longer than it
 * saves.
 */
const forCounting = statement(`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);

/**
 * Once through the audience: some hundred groups, added up here. Who had a passkey when it was planned is done, too. Without
 * any other table: only so can several workers of the server share it.
 */
const countPeople = statement<Group>(`
  select coalesce(segment, 'unknown') as segment, wave, segment_because as because, cannot, unreachable,
    count(*)::int as people,
    count(reached_at)::int as reached,
    count(seen_at)::int as seen,
    count(pressed_at)::int as pressed,
    count(started_at)::int as started,
    (count(*) filter (where done_at is not null or segment = 'done'))::int as done,
    (count(*) filter (where done_at is not null and segment is distinct from 'done'))::int as done_since,
    (count(*) filter (where reached_at is not null and done_at is not null))::int as done_reached,
    count(snoozed_until)::int as snoozed,
    count(opted_out_at)::int as opted_out,
    count(escalated_at)::int as escalated,
    (count(*) filter (where opted_out_at >= reached_at))::int as opted_out_since,
    (count(*) filter (where cannot is not null and cannot_at >= reached_at))::int as cannot_since,
    max(case when reached_at is not null then last_nudge_at end) as last_sent_at
  from participants where campaign_id = $1 group by 1, 2, 3, 4, 5
`);

/** Who has asked a person for help since they got a nudge, and is not among those who cannot. */
const countHelped = statement<Helped>(`
  select wave, count(*)::int as people
  from (select user_id, max(opened_at) as last_at from help_requests group by user_id) as asked join participants
    on participants.campaign_id = $1 and participants.user_id = asked.user_id
  where cannot is null and last_at >= reached_at and wave is not null
  group by wave
`);

const countWithoutChat = statement<{ readonly people: number }>(`
  select count(*)::int as people from participants
  where campaign_id = $1 and coalesce(segment, 'unknown') <> all ($2::text[])
    and not exists (select from contacts where contacts.user_id = participants.user_id)
`);

const countMessages = statement<Messages>(`
  select status, case when status in ('skipped', 'failed') then because end as because, count(*)::int as count
  from nudges where campaign_id = $1 group by 1, 2
`);

export async function countCampaign(db: Kysely<Tables>, campaign: string): Promise<CampaignCounts> {
  const { rows } = await sql<{ readonly totals: CampaignCounts | null; readonly is_ahead: boolean }>`
    select totals, status in (${sql.raw(notStarted)}) as is_ahead from campaigns where id = ${campaign}
  `.execute(db);
  const [row] = rows;
  if (row?.totals) return row.totals;
  const count = (trx: Kysely<Tables>) => countNow(trx, campaign, row?.is_ahead ?? false);
  return db.isTransaction ? count(db) : db.transaction().execute(count);
}

/** Whoever has no chat is counted while that decides something: it takes as long as all the rest. */
async function countNow(db: Kysely<Tables>, campaign: string, isAhead: boolean): Promise<CampaignCounts> {
  await forCounting(db, []);
  const { rows: groups } = await countPeople(db, [campaign]);
  const { rows: helped } = await countHelped(db, [campaign]);
  const { rows: messages } = await countMessages(db, [campaign]);
  const withoutChat = isAhead ? (await countWithoutChat(db, [campaign, leftAlone])).rows[0]?.people : undefined;
  const bySegment = groupBy(groups, ({ segment }) => segment);
  return {
    audience: sum(groups, 'people'),
    bySegment: tally(groups, ({ segment }) => segment),
    reached: sum(groups, 'reached'),
    seen: sum(groups, 'seen'),
    pressed: sum(groups, 'pressed'),
    started: sum(groups, 'started'),
    done: sum(groups, 'done'),
    doneSinceStart: sum(groups, 'done_since'),
    snoozed: sum(groups, 'snoozed'),
    optedOut: sum(groups, 'opted_out'),
    cannot: tally(groups, ({ cannot }) => cannot),
    escalated: sum(groups, 'escalated'),
    unreachable: tally(groups, ({ unreachable }) => unreachable),
    nudges: tallyMessages(messages, ({ status }) => status),
    skipped: tallyMessages(ended('skipped', messages), ({ because }) => because),
    failed: tallyMessages(ended('failed', messages), ({ because }) => because),
    waves: wavesOf(groups, helped),
    blocked: tally(groups, ({ because }) => because),
    ...(withoutChat !== undefined && { withoutChat }),
    outcomeBySegment: segments.flatMap((segment) => {
      const those = bySegment.get(segment) ?? [];
      const reached = sum(those, 'reached');
      return reached > 0 ? [{ segment, reached, done: sum(those, 'done_reached') }] : [];
    }),
  };
}

function wavesOf(groups: readonly Group[], helped: readonly Helped[]): readonly WaveCounts[] {
  const helpedIn = new Map(helped.map(({ wave, people }) => [wave, people]));
  const byWave = groupBy(groups, ({ wave }) => wave);
  const numbered = [...byWave].flatMap(([wave, those]) => (wave === null ? [] : [{ wave, those }]));
  return numbered
    .sort((one, other) => one.wave - other.wave)
    .map(({ wave, those }) => countsOf(wave, those, helpedIn.get(wave) ?? 0));
}

function countsOf(wave: number, those: readonly Group[], helped: number): WaveCounts {
  const sent = those.flatMap(({ last_sent_at }) => (last_sent_at ? [last_sent_at.getTime()] : []));
  return {
    wave,
    people: sum(those, 'people'),
    reached: sum(those, 'reached'),
    done: sum(those, 'done'),
    blocked: sum(
      those.filter(({ unreachable }) => unreachable === 'blocked-by-user'),
      'people',
    ),
    optedOut: sum(those, 'opted_out_since'),
    stuck: sum(those, 'cannot_since') + helped,
    ...(sent.length > 0 && { lastSentAt: new Date(Math.max(...sent)).toISOString() }),
  };
}

function sum(groups: readonly Group[], what: keyof Numbers): number {
  return groups.reduce((total, group) => total + group[what], 0);
}

function groupBy<K>(groups: readonly Group[], key: (group: Group) => K): ReadonlyMap<K, readonly Group[]> {
  return Map.groupBy(groups, key);
}

function tally<K extends string>(
  groups: readonly Group[],
  key: (group: Group) => K | null,
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const group of groups) add(counts, key(group), group.people);
  return counts;
}

function ended(as: 'skipped' | 'failed', messages: readonly Messages[]): readonly Messages[] {
  return messages.filter(({ status }) => status === as);
}

function tallyMessages(messages: readonly Messages[], key: (row: Messages) => string | null): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of messages) add(counts, key(row), row.count);
  return counts;
}

function add<K extends string>(counts: Partial<Record<K, number>>, key: K | null, count: number): void {
  if (key !== null) counts[key] = (counts[key] ?? 0) + count;
}
