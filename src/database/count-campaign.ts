import { type Kysely, sql } from 'kysely';
import type { BlockedReason, CannotReason, UnreachableCause } from '../rollout/person.ts';
import type { CampaignCounts, WaveCounts } from '../rollout/report.ts';
import { leftAlone, type Segment, segments } from '../rollout/segment.ts';
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
  readonly stuck: number;
  readonly without_chat: number;
};
type Group = Numbers & {
  readonly segment: Segment;
  readonly wave: number | null;
  readonly because: BlockedReason | null;
  readonly cannot: CannotReason | null;
  readonly unreachable: UnreachableCause | null;
  readonly last_sent_at: Date | null;
};
type Messages = { readonly status: string; readonly because: string | null; readonly count: number };

/** Once through the audience: some hundred groups, added up here. Who had a passkey when it was planned is done, too. */
const countPeople = statement<Group>(`
  with asked_for_help as materialized (select user_id, max(opened_at) as last_at from help_requests group by user_id)
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
    (count(*) filter (where cannot is not null or asked_for_help.last_at >= reached_at))::int as stuck,
    (count(*) filter (where contacts.user_id is null))::int as without_chat,
    max(case when reached_at is not null then last_nudge_at end) as last_sent_at
  from participants left join asked_for_help on asked_for_help.user_id = participants.user_id
    left join contacts on contacts.user_id = participants.user_id
  where campaign_id = $1
  group by 1, 2, 3, 4, 5
`);

const countMessages = statement<Messages>(`
  select status, case when status = 'skipped' then because end as because, count(*)::int as count
  from nudges where campaign_id = $1 group by 1, 2
`);

export async function countCampaign(db: Kysely<Tables>, campaign: string): Promise<CampaignCounts> {
  const { rows } = await sql<{ readonly totals: CampaignCounts | null }>`
    select totals from campaigns where id = ${campaign}
  `.execute(db);
  return rows[0]?.totals ?? countNow(db, campaign);
}

async function countNow(db: Kysely<Tables>, campaign: string): Promise<CampaignCounts> {
  const [{ rows: groups }, { rows: messages }] = await Promise.all([
    countPeople(db, [campaign]),
    countMessages(db, [campaign]),
  ]);
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
    skipped: tallyMessages(messages, ({ because }) => because),
    waves: wavesOf(groups),
    blocked: tally(groups, ({ because }) => because),
    withoutChat: sum(
      groups.filter(({ segment }) => !leftAlone.includes(segment)),
      'without_chat',
    ),
    outcomeBySegment: segments.flatMap((segment) => {
      const those = bySegment.get(segment) ?? [];
      const reached = sum(those, 'reached');
      return reached > 0 ? [{ segment, reached, done: sum(those, 'done_reached') }] : [];
    }),
  };
}

function wavesOf(groups: readonly Group[]): readonly WaveCounts[] {
  const byWave = groupBy(groups, ({ wave }) => wave);
  const numbered = [...byWave].flatMap(([wave, those]) => (wave === null ? [] : [{ wave, those }]));
  return numbered.sort((one, other) => one.wave - other.wave).map(({ wave, those }) => countsOf(wave, those));
}

function countsOf(wave: number, those: readonly Group[]): WaveCounts {
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
    optedOut: sum(those, 'opted_out'),
    stuck: sum(those, 'stuck'),
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

function tallyMessages(messages: readonly Messages[], key: (row: Messages) => string | null): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of messages) add(counts, key(row), row.count);
  return counts;
}

function add<K extends string>(counts: Partial<Record<K, number>>, key: K | null, count: number): void {
  if (key !== null) counts[key] = (counts[key] ?? 0) + count;
}
