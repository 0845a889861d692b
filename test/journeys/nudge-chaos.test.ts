import { createCampaigns } from '../../src/database/campaigns.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { stopCampaign } from '../../src/rollout/run-campaign.ts';
import type { RolloutPorts } from '../../src/rollout/scene.ts';
import { runChaos } from '../bench/chaos-run.ts';
import {
  openRolloutWorld,
  type RolloutWorld,
  release,
  runCampaign,
  usersFrom,
  waitUntil,
} from '../bench/rollout-world.ts';
import { hasPostgres, startCluster } from '../bench/throw-away-database.ts';
import { owner, someSettings } from '../fixtures/some-nudge.ts';

const isThere = hasPostgres();
/** Where everything must hold, a missing initdb is a failure. */
const isSkipped = !isThere && !process.env.CI && !process.env.TEST_DATABASE_URL;
const onServer = isSkipped ? describe.skip : describe;
const reason = isThere ? '' : ` (${isSkipped ? 'skipped: ' : ''}there is no initdb on this machine)`;

onServer(`nudges, with real processes and a database server of their own${reason}`, () => {
  test('Connector, sender and database fail: nobody is lost, nobody is nudged twice, and what is uncertain is told', async () => {
    const result = await runChaos({ people: 600, rate: 300, say: () => {} });

    expect(result).toMatchObject({ lost: [], nudgedTwice: [], unreported: [], inventedSends: [] });
    expect(result.counts.uncertain ?? 0).toBe(result.uncertain);
    expect(result.uncertain).toBeLessThanOrEqual(result.mostUncertain);
    const { sent = 0, skipped = 0, failed = 0, uncertain = 0, ...others } = result.counts;
    expect(others).toEqual({});
    expect(sent + skipped + failed + uncertain).toBe(600);
    // It did fail, as it was told to.
    const { tooMany, badGateway, cut } = result.connector;
    for (const failures of [tooMany, badGateway, cut]) expect(failures).toBeGreaterThan(0);
    expect(result.takeOvers).toHaveLength(3);
    for (const takeOver of result.takeOvers) expect(takeOver).toBeLessThan(15_000);
  }, 180_000);

  describe('stopped on another instance than the one that sends', () => {
    let world: RolloutWorld;
    beforeAll(async () => {
      world = await openRolloutWorld({ users: 1_000, database: await startCluster() });
    }, 60_000);
    afterAll(() => world.close(), 60_000);

    test('at 45 messages a second: within 2 s, and nothing is delivered after "stopped" was said', async () => {
      const campaign = await runCampaign(world, usersFrom(0, 1_000));
      await world.connector.fail({ latency: 300 });
      await world.start({ NUDGE_RATE_PER_SECOND: '45' });
      await release(world, campaign);
      const delivered = async () => (await world.connector.state()).delivered;
      await waitUntil(async () => (await delivered()) > 100, '100 messages', 30_000);

      const since = performance.now();
      const reply = await stopCampaign(
        { kind: 'stop-campaign', campaign: campaign.id, confirmed: true },
        {
          turn: { user: owner, client: noClient, command: { kind: 'campaigns' }, isAutomatic: false },
          ports: portsOf(world),
        },
      );
      const took = performance.now() - since;
      const atStop = await delivered();
      await new Promise((resolve) => setTimeout(resolve, 2_000));

      expect(reply).toMatchObject({ kind: 'campaign-report', campaign: { status: 'stopped' } });
      expect(took).toBeLessThan(2_000);
      expect(await delivered()).toBe(atStop);
      const { nudges, skipped } = await createReports(world.database.db).counts(campaign.id);
      expect(nudges.sent).toBe(atStop);
      expect(skipped['campaign-over']).toBeGreaterThan(100);
      expect(nudges.claimed).toBeUndefined();
    }, 90_000);
  });
});

const noClient = { platform: undefined, locale: undefined, timeZone: undefined };

/** Of an instance that takes the press of the owner; stopping asks for nothing else. */
function portsOf({ database: { db } }: RolloutWorld): RolloutPorts {
  const now = () => new Date();
  const ports: Partial<RolloutPorts> = {
    campaigns: createCampaigns(db),
    ledger: createLedger(db, now),
    reports: createReports(db),
    now,
    newId: () => crypto.randomUUID(),
    settings: someSettings,
  };
  return ports as RolloutPorts;
}
