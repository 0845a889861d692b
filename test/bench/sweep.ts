import { createCampaigns } from '../../src/database/campaigns.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { someCampaign } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';
import { startChild, startFlags } from './child-process.ts';
import { openRolloutWorld, waitUntil } from './rollout-world.ts';
import { type Run, type Scenario, table } from './scenario.ts';

const goals = {
  /** Graph requests per user. */
  requests: 1 / 200,
  /** MB resident at most, of the whole product. */
  memory: 300,
  /** Of ten times as many, or five times in a short run. */
  moreMemory: 1.2,
  timePerUser: 1.25,
};

type Planned = { readonly users: number; readonly requests: number; readonly seconds: number; readonly peak: number };

export const sweep: Scenario = {
  about: 'an audience is read: Graph requests, memory and time, for 100,000 and 1,000,000 users',
  async run({ quick, say }) {
    say(
      'The simulated registration report has 999 rows on a page; with smaller pages, "1 request for 200 users" does not hold.',
    );
    say("Graph's limits are switched off in the simulator, and the product does not wait for them.");
    const [small, large] = quick ? [10_000, 50_000] : [100_000, 1_000_000];
    const few = await plan(small, say);
    const many = await plan(large, say);
    const [perUser, perUserOfMany] = [few, many].map(({ seconds, users }) => seconds / users);
    const time = (perUserOfMany ?? Number.NaN) / (perUser ?? Number.NaN);
    const memory = many.peak / few.peak;
    const results = [
      {
        name: `Graph requests for ${few.users} users`,
        measured: `${few.requests}`,
        goal: `≤ ${few.users * goals.requests}`,
        isMet: few.requests <= few.users * goals.requests,
      },
      {
        name: `most MB resident, ${few.users} users`,
        measured: few.peak.toFixed(0),
        goal: `< ${goals.memory}`,
        isMet: few.peak < goals.memory,
      },
      {
        name: `memory for ${many.users} / for ${few.users}`,
        measured: memory.toFixed(2),
        goal: `≤ ${goals.moreMemory}`,
        isMet: memory <= goals.moreMemory,
      },
      {
        name: 'time for each user, of many / of few',
        measured: time.toFixed(2),
        goal: `≤ ${goals.timePerUser}`,
        isMet: time <= goals.timePerUser,
      },
    ];
    say(`\n${table(results)}`);
    return results.every(({ isMet }) => isMet);
  },
};

async function plan(users: number, say: Run['say']): Promise<Planned> {
  const world = await openRolloutWorld({ users, args: ['--throttle', 'none'] });
  try {
    const campaigns = createCampaigns(world.database.db);
    const { id } = await campaigns.create(draft());
    const since = performance.now();
    const planner = await startChild({
      file: 'test/bench/plan-people.ts',
      args: [id],
      nodeFlags: await startFlags(),
      env: {
        GRAPH_CREDENTIAL: 'simulator',
        GRAPH_BASE_URL: world.simulator.url,
        DATABASE_URL: world.databaseUrl,
        PORT: '0',
        METRICS_PORT: '0',
      },
    });
    const atRest = await planner.memory();
    let campaign: Campaign | undefined;
    await waitUntil(
      async () => {
        if (planner.hasEnded()) throw new Error('The process that plans has ended');
        campaign = await campaigns.load(id);
        return campaign?.status !== 'planning';
      },
      'the plan',
      3_600_000,
      500,
    );
    const seconds = (performance.now() - since) / 1_000;
    const peak = (await planner.peakMemory()) ?? Number.NaN;
    const after = await planner.memory();
    await planner.stop();
    if (campaign?.status !== 'planned') throw new Error(`Not planned: ${JSON.stringify(campaign?.planning)}`);
    const { people = 0, requests = 0 } = campaign.planning ?? {};
    say(
      `${people} people in ${seconds.toFixed(0)} s (${(people / seconds).toFixed(0)}/s), ${requests} Graph requests; ` +
        `${whole(atRest)} MB after the start, ${whole(peak)} at most, ${whole(after)} at the end`,
    );
    return { users: people, requests, seconds, peak };
  } finally {
    await world.close();
  }
}

function draft(): Omit<Campaign, 'number'> {
  const now = new Date().toISOString();
  const askedBy = someone();
  return someCampaign({
    status: 'planning',
    include: [{ id: groupId(groupIds.everybody), name: 'Everybody' }],
    planning: { askedBy, startedAt: now, step: 'members', people: 0, requests: 0 },
    createdAt: now,
  });
}

function whole(value: number | undefined): string {
  return value === undefined ? '?' : value.toFixed(0);
}
