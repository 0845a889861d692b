import { randomUUID } from 'node:crypto';
import type { UserId } from '../../src/passkeys/ids.ts';
import type { Settlement, WaitReason } from '../../src/rollout/nudge.ts';
import {
  campaignOf,
  dueOf,
  endTest,
  hoursAfter,
  me,
  nudgedCampaign,
  oneDue,
  type RolloutStores,
} from '../fixtures/rollout-stores.ts';
import { changedCampaign } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';

export function rolloutClaimsContract(stores: () => RolloutStores): void {
  beforeEach(() => stores().lease.take(me.holder));
  afterEach(() => endTest(stores()));

  describe('claiming', () => {
    test('a nudge is claimed once, and is on its way then', async () => {
      const { ledger } = stores();
      const { nudge, campaign } = await oneDue(stores());

      expect(await ledger.claim([nudge], me)).toEqual([nudge]);
      expect(await ledger.claim([nudge], me)).toEqual([]);

      expect(await ledger.onTheirWay(campaign.id)).toBe(1);
      expect(await ledger.left(campaign.id)).toBe(0);
    });

    test('not by somebody without the lease', async () => {
      const { nudge } = await oneDue(stores());

      expect(await stores().ledger.claim([nudge], { holder: randomUUID() })).toEqual([]);
      await stores().lease.release(me.holder);
      expect(await stores().ledger.claim([nudge], me)).toEqual([]);
    });

    test.each(['paused', 'stopping', 'stopped'] as const)('not of a campaign that is %s by now', async (status) => {
      const { campaigns, ledger } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await campaigns.save(changedCampaign(campaign, { status }), campaign.revision);

      expect(await ledger.claim([nudge], me)).toEqual([]);
    });

    test.each<[string, (stores: RolloutStores, campaign: string, user: UserId, now: Date) => Promise<unknown>]>([
      ['has opted out', ({ participants }, _id, user, now) => participants.noteOptedOut(user, now)],
      ['has stopped all messages', ({ preferences }, _id, user) => preferences.stopMessages(user)],
      ['has stopped those of rollouts', ({ preferences }, _id, user) => preferences.stopNudges(user)],
      ['is done', ({ participants }, _id, user, at) => participants.noteDone([{ user, at }])],
      ['cannot', ({ participants }, id, user, now) => participants.noteCannot(id, user, 'other', '', now)],
      ['snoozes', ({ participants }, id, user, now) => participants.snooze(id, user, hoursAfter(now, 24))],
    ])('not when the user %s since it was judged', async (_what, happen) => {
      const { nudge, campaign, user } = await oneDue(stores());
      await happen(stores(), campaign.id, user, stores().now);

      expect(await stores().ledger.claim([nudge], me)).toEqual([]);
    });

    test('of two campaigns for the same user, one is claimed: in one call, and in two', async () => {
      const { ledger, now } = stores();
      const user = someone();
      for (const { id } of [await campaignOf(stores(), [user]), await campaignOf(stores(), [user])])
        await ledger.planWave(id, 1, now);
      const ids = await everyNudgeOf(stores(), user);
      expect(ids).toHaveLength(2);

      const claimed = await ledger.claim(ids, me);

      expect(claimed).toHaveLength(1);
      expect(await ledger.claim(ids, me)).toEqual([]);
      await ledger.unclaim(claimed, me);
      expect(await ledger.claim(ids.slice(0, 1), me)).toHaveLength(1);
      expect(await ledger.claim(ids.slice(1), me)).toHaveLength(0);
    });

    test.each([
      [47, 0],
      [49, 1],
    ])('%d hours after a message of another campaign, %d are claimed', async (hours, count) => {
      const { ledger, now } = stores();
      const user = someone();
      await nudgedCampaign(stores(), [user], hours);
      const { id } = await campaignOf(stores(), [user]);
      await ledger.planWave(id, 1, now);

      expect(await ledger.claim([...(await dueOf(stores(), id)).values()], me)).toHaveLength(count);
    });

    test('what the user asked for comes when they asked for it, 48 hours or not', async () => {
      const { ledger, participants, now } = stores();
      const [asked, other] = [someone(), someone()];
      const { id } = await nudgedCampaign(stores(), [asked, other], 24);
      await participants.snooze(id, asked, hoursAfter(now, -1));
      const second = await campaignOf(stores(), [other]);
      await ledger.planWave(second.id, 1, now);
      const due = new Map([...(await dueOf(stores(), id)), ...(await dueOf(stores(), second.id))]);
      expect(due.size).toBe(2);

      expect(await ledger.claim([...due.values()], me)).toEqual([due.get(asked)]);
    });

    test('that another campaign wrote last is known before, whatever the user has asked this one for', async () => {
      const { ledger, participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 30);
      await nudgedCampaign(stores(), [user], 20);
      await participants.snooze(id, user, hoursAfter(now, -1));
      const due = (await ledger.due(now, 1_000)).find((nudge) => nudge.campaign === id && nudge.user === user);

      expect(due?.lastSentElsewhereAt).toEqual(hoursAfter(now, -20));
      expect(await ledger.claim([due?.id ?? 'none'], me)).toEqual([]);
    });

    test.each<[string, (ledger: RolloutStores['ledger'], nudge: string, at: Date) => Promise<void>]>([
      ['was not sent after all', (ledger, nudge) => ledger.unclaim([nudge], me)],
      [
        'is to wait',
        (ledger, nudge, until) =>
          ledger.settle([{ nudge, status: 'waiting', until, because: 'throttled', countsAsAttempt: false }], me),
      ],
    ])(
      'another sender took mine for uncertain: that it %s counts all the same, and only from me',
      async (_what, say) => {
        const { ledger, lease, now } = stores();
        const { nudge, campaign } = await oneDue(stores());
        await ledger.claim([nudge], me);
        await lease.release(me.holder);
        const next = { holder: randomUUID() };
        await lease.take(next.holder);
        expect(await ledger.abandonOthers(next)).toBe(1);
        await ledger.unclaim([nudge], next);
        expect(await statusOf(stores(), campaign.id)).toEqual(['uncertain']);

        await say(ledger, nudge, now);

        expect((await dueOf(stores(), campaign.id)).size).toBe(1);
        expect(await ledger.claim([nudge], next)).toEqual([nudge]);
        await ledger.unclaim([nudge], next);
        await lease.release(next.holder);
      },
    );

    test('one that was not sent after all goes back, if it is mine', async () => {
      const { ledger } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);

      await ledger.unclaim([nudge], { holder: randomUUID() });
      expect(await ledger.onTheirWay(campaign.id)).toBe(1);
      await ledger.unclaim([nudge], me);

      expect(await ledger.onTheirWay(campaign.id)).toBe(0);
      expect(await ledger.claim([nudge], me)).toEqual([nudge]);
    });
  });

  describe.each<[string, (ledger: RolloutStores['ledger'], nudge: string, at: Date) => Promise<void>]>([
    ['was not sent after all', (ledger, nudge) => ledger.unclaim([nudge], me)],
    [
      'is to wait',
      (ledger, nudge, until) =>
        ledger.settle([{ nudge, status: 'waiting', until, because: 'connector-busy', countsAsAttempt: true }], me),
    ],
  ])('one that %s', (_what, say) => {
    test.each(['stopped', 'finished'] as const)('is skipped when its campaign is %s by then', async (status) => {
      const { campaigns, ledger, reports, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);
      await campaigns.save(changedCampaign(campaign, { status }), campaign.revision);
      expect(await ledger.skipRest(campaign.id)).toBe(0);

      await say(ledger, nudge, now);

      const counts = { nudges: { skipped: 1 }, skipped: { 'campaign-over': 1 } };
      expect(await reports.counts(campaign.id)).toMatchObject(counts);
      expect(await ledger.left(campaign.id)).toBe(0);
    });

    test.each(['paused', 'stopping'] as const)('stays while its campaign is %s', async (status) => {
      const { campaigns, ledger, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);
      await campaigns.save(changedCampaign(campaign, { status }), campaign.revision);

      await say(ledger, nudge, now);

      expect(await ledger.left(campaign.id)).toBe(1);
    });
  });

  describe('settling', () => {
    const settlements = (nudge: string, now: Date) =>
      ({
        sent: { nudge, status: 'sent', messageId: 'message-1', at: now },
        skipped: { nudge, status: 'skipped', because: 'opted-out' },
        waiting: { nudge, status: 'waiting', until: hoursAfter(now, 5), because: 'throttled', countsAsAttempt: true },
        failed: { nudge, status: 'failed', because: 'blocked-by-user', code: '209' },
        uncertain: { nudge, status: 'uncertain' },
      }) satisfies Record<string, Settlement>;
    type Kind = keyof ReturnType<typeof settlements>;

    test('a mixed list, at once', async () => {
      const { ledger, reports, now } = stores();
      const kinds: readonly Kind[] = ['sent', 'skipped', 'waiting', 'failed', 'uncertain'];
      const { id } = await campaignOf(stores(), kinds.map(someone));
      await ledger.planWave(id, 1, now);
      const due = [...(await dueOf(stores(), id)).values()];
      expect(await ledger.claim(due, me)).toHaveLength(5);

      await ledger.settle(
        kinds.map((kind, at) => settlements(due[at]!, now)[kind]),
        me,
      );

      const { nudges, skipped, reached } = await reports.counts(id);
      expect(nudges).toEqual({ sent: 1, skipped: 1, waiting: 1, failed: 1, uncertain: 1 });
      expect(skipped).toEqual({ 'opted-out': 1 });
      expect(reached).toBe(1);
      expect(await ledger.onTheirWay(id)).toBe(0);
    });

    test('what waits is due again then, with its tries counted', async () => {
      const { ledger, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);

      await ledger.settle([settlements(nudge, now).waiting], me);

      expect((await dueOf(stores(), campaign.id, hoursAfter(now, 4))).size).toBe(0);
      const due = (await ledger.due(hoursAfter(now, 5), 1_000)).find(({ id }) => id === nudge);
      expect(due).toMatchObject({ status: 'waiting', attempts: 1, dueAt: hoursAfter(now, 5) });
      expect(due?.lastSentAt).toBeUndefined();
    });

    test('since when nobody could read it is known, over nights, until it waits for something else', async () => {
      const { ledger, now } = stores();
      const { nudge } = await oneDue(stores());
      const sinceAfter = async (...causes: readonly WaitReason[]) => {
        for (const because of causes)
          await ledger.settle([{ nudge, status: 'waiting', until: now, because, countsAsAttempt: false }], me);
        return (await ledger.due(now, 1_000)).find(({ id }) => id === nudge)?.notReadSince;
      };

      expect(await sinceAfter()).toBeUndefined();
      expect(await sinceAfter('not-read')).toEqual(now);
      expect(await sinceAfter('not-read', 'quiet-hours', 'throttled')).toEqual(now);
      expect(await sinceAfter('snoozed')).toBeUndefined();
      expect(await sinceAfter('quiet-hours')).toBeUndefined();
    });

    test('since when they are away is known, over nights, until they ask to be reminded', async () => {
      const { ledger, participants, now } = stores();
      const { nudge, campaign, user } = await oneDue(stores());
      const sinceAfter = async (...causes: readonly WaitReason[]) => {
        for (const because of causes)
          await ledger.settle([{ nudge, status: 'waiting', until: now, because, countsAsAttempt: false }], me);
        return (await ledger.due(now, 1_000)).find(({ id }) => id === nudge)?.awaySince;
      };

      expect(await sinceAfter('quiet-hours')).toBeUndefined();
      expect(await sinceAfter('out-of-office')).toEqual(now);
      expect(await sinceAfter('quiet-hours', 'not-read', 'out-of-office')).toEqual(now);
      await participants.snooze(campaign.id, user, now);
      expect(await sinceAfter()).toBeUndefined();
    });

    test.each<[Kind, Kind, Kind]>([
      ['sent', 'waiting', 'sent'],
      ['sent', 'uncertain', 'sent'],
      ['skipped', 'waiting', 'skipped'],
      ['failed', 'sent', 'failed'],
      ['waiting', 'skipped', 'skipped'],
      ['uncertain', 'waiting', 'uncertain'],
      ['uncertain', 'skipped', 'uncertain'],
      ['uncertain', 'failed', 'uncertain'],
      ['uncertain', 'sent', 'sent'],
    ])('what is %s, and then said to be %s, is %s', async (first, then, result) => {
      const { ledger, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);
      await ledger.settle([settlements(nudge, now)[first]], me);

      await ledger.settle([settlements(nudge, now)[then]], me);

      expect(await statusOf(stores(), campaign.id)).toEqual([result]);
    });

    test.each<[Kind, string]>([
      ['waiting', 'claimed'],
      ['skipped', 'claimed'],
      ['uncertain', 'claimed'],
      ['sent', 'sent'],
    ])('what I have claimed, and another sender says to be %s, is %s', async (kind, result) => {
      const { ledger, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);

      await ledger.settle([settlements(nudge, now)[kind]], { holder: randomUUID() });

      expect(await statusOf(stores(), campaign.id)).toEqual([result]);
    });

    test('the newest message is found, of this campaign', async () => {
      const { ledger, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 72);
      expect(await ledger.lastMessage(id, user)).toMatch(/^message-/);
      await ledger.planReminders(id, 1, now, now);
      const nudge = (await dueOf(stores(), id)).get(user) ?? 'none';

      await ledger.settle([{ nudge, status: 'sent', messageId: 'the newest', at: now }]);

      expect(await ledger.lastMessage(id, user)).toBe('the newest');
      expect(await ledger.lastMessage(id, someone())).toBeUndefined();
    });
  });

  test('what a dead sender had claimed is uncertain, and never sent again by itself', async () => {
    const { ledger, lease, reports, now } = stores();
    const { nudge, campaign } = await oneDue(stores());
    await ledger.claim([nudge], me);
    expect(await ledger.abandonOthers(me)).toBe(0);
    await lease.release(me.holder);
    const next = { holder: randomUUID() };
    expect(await ledger.abandonOthers(next)).toBe(0);
    await lease.take(next.holder);

    expect(await ledger.abandonOthers(next)).toBe(1);

    expect(await ledger.claim([nudge], next)).toEqual([]);
    expect((await dueOf(stores(), campaign.id, hoursAfter(now, 1_000))).size).toBe(0);
    expect((await reports.counts(campaign.id)).nudges).toEqual({ uncertain: 1 });
    await ledger.settle([{ nudge, status: 'sent', messageId: 'm', at: now }], me);
    expect(await reports.counts(campaign.id)).toMatchObject({ nudges: { sent: 1 }, reached: 1 });
    await lease.release(next.holder);
  });

  test('of a campaign that is over the rest is skipped, and what was sent stays', async () => {
    const { ledger, reports, now } = stores();
    const users = [someone(), someone(), someone()];
    const { id } = await campaignOf(stores(), users);
    await ledger.planWave(id, 1, now);
    const [sent] = (await dueOf(stores(), id)).values();
    await ledger.settle([{ nudge: sent!, status: 'sent', messageId: undefined, at: now }]);

    expect(await ledger.skipRest(id)).toBe(2);

    expect(await reports.counts(id)).toMatchObject({
      nudges: { sent: 1, skipped: 2 },
      skipped: { 'campaign-over': 2 },
    });
    expect(await ledger.left(id)).toBe(0);
  });
}

async function statusOf({ reports }: RolloutStores, campaign: string) {
  return Object.keys((await reports.counts(campaign)).nudges);
}

/** `due` tells one of a user at a time: the one it told is put off until all are known. */
async function everyNudgeOf({ ledger, now }: RolloutStores, user: UserId): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const next = (await ledger.due(now, 1_000)).find((nudge) => nudge.user === user);
    if (!next) break;
    found.push(next.id);
    await ledger.settle([
      { nudge: next.id, status: 'waiting', until: hoursAfter(now, 1), because: 'throttled', countsAsAttempt: false },
    ]);
  }
  await ledger.settle(
    found.map((nudge) => ({ nudge, status: 'waiting', until: now, because: 'throttled', countsAsAttempt: false })),
  );
  return found;
}
