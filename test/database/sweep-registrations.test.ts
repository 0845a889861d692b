import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { judge } from '../../src/rollout/nudge-rules.ts';
import { sweepRegistrations } from '../../src/rollout/sweep-registrations.ts';
import { senderWorld } from '../fakes/fake-sender.ts';
import { nudgedCampaign } from '../fixtures/rollout-stores.ts';
import { someRegistration } from '../fixtures/some-campaign.ts';
import { someSettings } from '../fixtures/some-nudge.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = new Date('2026-03-02T09:00:00.456Z');

type Sweep = Parameters<typeof sweepRegistrations>[0];
const noneAdded = async () => ({ known: true, value: { users: [], upns: [], until: now } }) as const;
const unreadable = async () => ({ known: false, because: 'unavailable' }) as const;

describeDatabases((_name, database) => {
  function world(addedSince: Sweep['truth']['addedSince'], reported: readonly UserId[]) {
    const { db } = database();
    const stores = {
      campaigns: createCampaigns(db),
      audience: createAudience(db),
      ledger: createLedger(db, () => now),
      participants: createParticipants(db, () => now),
      reports: createReports(db),
      now,
    };
    const { ports, calls } = senderWorld();
    let pages = 0;
    async function* registrations() {
      for (const user of reported) {
        pages++;
        yield [someRegistration({ user, hasPasskey: true }), someRegistration({ user: someone() })];
      }
    }
    const { campaigns, ledger, participants, reports } = stores;
    const source = { registrations } as unknown as Sweep['source'];
    const given = { ...ports, campaigns, ledger, participants, reports, source, truth: { addedSince }, now: () => now };
    return { stores, calls, pages: () => pages, sweep: () => sweepRegistrations(given) };
  }

  test.each([
    ['knows nothing of it', noneAdded],
    ['cannot be read', unreadable],
  ])('a passkey that only the report shows, because the audit log %s, ends the nudges', async (_why, addedSince) => {
    const [done, open] = [someone(), someone()];
    const it = world(addedSince, [done]);
    const { ledger, participants, reports } = it.stores;
    const { id } = await nudgedCampaign(it.stores, [done, open], 72);

    await it.sweep();

    expect((await participants.load(id, done))?.doneAt).toEqual(now);
    expect((await participants.load(id, open))?.doneAt).toBeUndefined();
    expect(await ledger.planReminders(id, 1, now, now)).toBe(1);
    expect((await ledger.due(now, 1_000)).filter(({ campaign }) => campaign === id)).toMatchObject([{ user: open }]);
    expect(it.calls.edited).toEqual([await ledger.lastMessage(id, done)]);
    expect(await reports.sweptAt('report')).toEqual(now);
  });

  test('a reminder that was planned before does not come any more', async () => {
    const user = someone();
    const it = world(noneAdded, [user]);
    const campaign = await nudgedCampaign(it.stores, [user], 72);
    expect(await it.stores.ledger.planReminders(campaign.id, 1, now, now)).toBe(1);

    await it.sweep();

    const due = (await it.stores.ledger.due(now, 1_000)).filter((nudge) => nudge.campaign === campaign.id);
    // Whatever Graph may say of it a moment later.
    const verdicts = due.map((nudge) => judge(nudge, campaign, { hasPasskey: false }, now, someSettings));
    expect(verdicts).toEqual([{ kind: 'skip', because: 'has-passkey' }]);
  });

  test('while no campaign runs or pauses, the report is not asked for', async () => {
    const it = world(noneAdded, [someone()]);
    for (const campaign of await it.stores.campaigns.withStatus('running', 'paused'))
      await it.stores.campaigns.save({ ...campaign, status: 'finished', revision: someone() }, campaign.revision);

    await it.sweep();

    expect(it.pages()).toBe(0);
  });
});
