import { sql } from 'kysely';
import type { UserId } from '../../src/passkeys/ids.ts';
import type { CampaignCounts } from '../../src/rollout/report.ts';
import { generatedIndex } from '../../src/simulator/generated-people.ts';
import { varietyOf } from '../../src/simulator/generated-variety.ts';
import type { Child } from './child-process.ts';
import type { ConnectorState } from './load-connector.ts';
import {
  nudgesOf,
  openRolloutWorld,
  type RolloutWorld,
  release,
  runCampaign,
  usersFrom,
  waitUntil,
} from './rollout-world.ts';
import { startCluster } from './throw-away-database.ts';

export type Chaos = {
  readonly people: number;
  /** Messages a second. */
  readonly rate: number;
  readonly say: (line: string) => void;
};

export type ChaosResult = {
  readonly counts: CampaignCounts['nudges'];
  readonly connector: ConnectorState;
  /** Neither sent nor uncertain, and not for what their own world has made so: `user: status because`. */
  readonly lost: readonly string[];
  readonly nudgedTwice: readonly UserId[];
  /** Got a message that the report knows nothing of. */
  readonly unreported: readonly UserId[];
  /** Said to be sent, and nobody got anything. */
  readonly inventedSends: readonly UserId[];
  readonly uncertain: number;
  /** What was claimed when a sender was killed, and messages whose answer was cut. */
  readonly mostUncertain: number;
  /** Milliseconds from each kill to the next delivery. */
  readonly takeOvers: readonly number[];
  readonly seconds: number;
};

const faults = { tooMany: 0.1, retryAfter: 1, badGateway: 0.03, cut: 0.01, latency: 30 };
/** Messages, as a share of the people, after which the holder of the lease is killed, three times, and the database restarts. A fifth has a passkey. */
const [kills, restartAt] = [[0.1, 0.2, 0.3], 0.4];
/** Share of the people who have a chat with the bot already. */
const met = 0.8;

/** Everything fails at once, and the sender is killed three times; what has become of everybody then. */
export async function runChaos({ people, rate, say }: Chaos): Promise<ChaosResult> {
  const cluster = await startCluster();
  const world = await openRolloutWorld({ users: people, database: cluster, args: ['--throttle', 'installs'] }).catch(
    async (error) => {
      await cluster.drop();
      throw error;
    },
  );
  const startedAt = performance.now();
  try {
    const campaign = await runCampaign(world, usersFrom(0, people), { met });
    await world.connector.fail(faults);
    const start = () => world.start({ NUDGE_RATE_PER_SECOND: String(rate) });
    let holder = await start();
    await release(world, campaign);
    await delivered(world, 1);
    // The one that came first holds the lease until nothing is due: it is the one to be killed.
    let standby = await start();
    const takeOvers: number[] = [];
    let claimedAtKills = 0;
    for (const share of kills) {
      await delivered(world, share * people);
      const killedAt = await kill(holder, say);
      claimedAtKills += (await nudgesOf(world, campaign.id)).claimed;
      takeOvers.push(await untilNextDelivery(world, killedAt));
      say(`sender killed after ${share * people} messages: goes on after ${takeOvers.at(-1)} ms`);
      holder = standby;
      standby = await start();
    }
    await delivered(world, restartAt * people);
    claimedAtKills += (await nudgesOf(world, campaign.id)).claimed;
    const restartedAt = Date.now();
    await cluster.restart();
    say(`database restarted: goes on after ${await untilNextDelivery(world, restartedAt)} ms`);
    await waitUntil(
      async () => (await nudgesOf(world, campaign.id)).left === 0,
      'everybody',
      people * 100 + 60_000,
      250,
    );
    await Promise.all([holder, standby].map(({ stop }) => stop()));
    return {
      ...(await whatBecameOfThem(world, campaign.id, people)),
      mostUncertain: claimedAtKills + (await world.connector.state()).cut,
      takeOvers,
      seconds: (performance.now() - startedAt) / 1_000,
    };
  } finally {
    await world.close();
  }
}

async function kill(child: Child, say: Chaos['say']): Promise<number> {
  const at = Date.now();
  await child.kill();
  say('killed');
  return at;
}

async function delivered({ connector }: RolloutWorld, count: number): Promise<void> {
  await waitUntil(async () => (await connector.state()).delivered >= count, `${count} messages`, 120_000, 20);
}

/** Milliseconds. What was on its way when it happened is not the next one. */
async function untilNextDelivery({ connector }: RolloutWorld, since: number): Promise<number> {
  const onTheWay = 300;
  let next: number | undefined;
  await waitUntil(
    async () => {
      next = (await connector.moments()).find((at) => at > since + onTheWay);
      return next !== undefined;
    },
    'the next message',
    60_000,
    100,
  );
  return (next ?? Number.NaN) - since;
}

type Row = { readonly user_id: UserId; readonly status: string; readonly because: string };

async function whatBecameOfThem(world: RolloutWorld, campaign: string, people: number) {
  const { rows } = await sql<Row>`
    select participants.user_id, coalesce(nudges.status, 'none') as status, coalesce(nudges.because, '') as because
    from participants left join nudges using (campaign_id, user_id) where campaign_id = ${campaign}
  `.execute(world.database.db);
  const deliveries = await world.connector.deliveries();
  const { nudges, uncertain } = await nudgesOf(world, campaign);
  const rowOf = new Map(rows.map((row) => [row.user_id, row]));
  return {
    counts: nudges,
    connector: await world.connector.state(),
    lost: usersFrom(0, people).flatMap((user, index) => lostIn(rowOf.get(user), user, index >= met * people)),
    nudgedTwice: [...deliveries].flatMap(([user, count]) => (count > 1 ? [user] : [])),
    unreported: [...deliveries.keys()].filter((user) => !['sent', 'uncertain'].includes(rowOf.get(user)?.status ?? '')),
    inventedSends: rows.flatMap(({ user_id, status }) =>
      status === 'sent' && !deliveries.has(user_id) ? [user_id] : [],
    ),
    uncertain,
  };
}

function lostIn(row: Row | undefined, user: UserId, isUnmet: boolean): readonly string[] {
  const became = row ? `${row.status} ${row.because}`.trim() : 'none';
  const expected = expectedOf(generatedIndex(user) ?? Number.NaN, isUnmet);
  return became === expected || became === 'uncertain' ? [] : [`${user}: ${became}, not ${expected}`];
}

/** From what the simulator makes of somebody: nothing that fails here may be the end of a message. */
function expectedOf(index: number, isUnmet: boolean): string {
  const { methods, isDisabled, hasTeams, mayInstallApps } = varietyOf(index);
  if (methods.some((method) => method.endsWith('passkey'))) return 'skipped has-passkey';
  if (isDisabled) return 'skipped account-disabled';
  if (isUnmet && !hasTeams) return 'failed no-teams';
  if (isUnmet && !mayInstallApps) return 'failed not-allowed-to-install';
  return 'sent';
}
