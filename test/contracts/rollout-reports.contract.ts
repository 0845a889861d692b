import type { UserId } from '../../src/passkeys/ids.ts';
import type { OutcomeRow } from '../../src/rollout/report.ts';
import {
  campaignOf,
  dueOf,
  endTest,
  hoursAfter,
  me,
  nudgedCampaign,
  type RolloutStores,
} from '../fixtures/rollout-stores.ts';
import { changedCampaign, someCampaign } from '../fixtures/some-campaign.ts';
import { someContact, someone } from '../fixtures/someone.ts';

async function outcomesOf({ reports }: RolloutStores, campaign: string): Promise<readonly OutcomeRow[]> {
  const rows: OutcomeRow[] = [];
  for await (const page of reports.outcomes(campaign)) rows.push(...page);
  return rows;
}

export function rolloutReportsContract(stores: () => RolloutStores): void {
  beforeEach(() => stores().lease.take(me.holder));
  afterEach(() => endTest(stores()));

  test('a campaign without an audience counts nothing', async () => {
    const { id } = await stores().campaigns.create(someCampaign());

    expect(await stores().reports.counts(id)).toEqual({
      audience: 0,
      bySegment: {},
      reached: 0,
      seen: 0,
      pressed: 0,
      started: 0,
      done: 0,
      doneSinceStart: 0,
      snoozed: 0,
      optedOut: 0,
      cannot: {},
      escalated: 0,
      unreachable: {},
      nudges: {},
      skipped: {},
      failed: {},
      waves: [],
      blocked: {},
      withoutChat: 0,
      outcomeBySegment: [],
    });
    expect(await outcomesOf(stores(), id)).toEqual([]);
  });

  test('people are counted by what happened to them', async () => {
    const { ledger, audience, participants, reports, now } = stores();
    const one = someone;
    const users = [one(), one(), one(), one(), one(), one(), one(), one()] as const;
    const [pilot, done, blocked, optedOut, unable, snoozed, silent, had] = users;
    const { id } = await campaignOf(stores(), users, { pilot: [pilot] });
    await audience.setSegments(id, [
      { user: had, segment: 'done' },
      { user: done, segment: 'sms-only' },
    ]);
    await audience.assignWaves(id, 100, []);
    for (const wave of [0, 1]) await ledger.planWave(id, wave, now);
    const due = await dueOf(stores(), id);
    await ledger.settle(
      [...due].map(([user, nudge]) =>
        user === blocked
          ? { nudge, status: 'failed', because: 'blocked-by-user' }
          : { nudge, status: 'sent', messageId: 'm', at: user === silent ? hoursAfter(now, 1) : now },
      ),
    );
    await participants.notePressed(id, pilot, now);
    await participants.noteStarted(id, pilot, now);
    await participants.noteDone([{ user: done, at: now }]);
    await participants.noteUnreachable(id, blocked, 'blocked-by-user');
    await participants.noteOptedOut(optedOut, now);
    await participants.noteCannot(id, unable, 'not-my-own-phone', '', now);
    await participants.snooze(id, snoozed, hoursAfter(now, 24));
    await participants.takeForEscalation(id, now, 10);

    expect(await reports.counts(id)).toEqual({
      audience: 8,
      bySegment: { ready: 6, 'sms-only': 1, done: 1 },
      reached: 6,
      seen: 0,
      pressed: 1,
      started: 1,
      done: 2,
      doneSinceStart: 1,
      snoozed: 1,
      optedOut: 1,
      cannot: { 'not-my-own-phone': 1 },
      escalated: 1,
      unreachable: { 'blocked-by-user': 1 },
      nudges: { sent: 6, failed: 1, waiting: 1 },
      skipped: {},
      failed: { 'blocked-by-user': 1 },
      waves: [
        { wave: 0, people: 1, reached: 1, done: 0, blocked: 0, optedOut: 0, stuck: 0, lastSentAt: now.toISOString() },
        {
          wave: 1,
          people: 6,
          reached: 5,
          done: 1,
          blocked: 1,
          optedOut: 1,
          stuck: 1,
          lastSentAt: hoursAfter(now, 1).toISOString(),
        },
      ],
      blocked: {},
      outcomeBySegment: [
        { segment: 'sms-only', reached: 1, done: 1 },
        { segment: 'ready', reached: 5, done: 0 },
      ],
    });
  });

  test('stuck is who cannot, and who has asked for help since they were written to; each once', async () => {
    const { participants, reports, requests, now } = stores();
    const users = [someone(), someone(), someone(), someone(), someone(), someone()] as const;
    const [open, closed, twice, unable, before, silent] = users;
    const { id } = await nudgedCampaign(stores(), [open, closed, twice, unable, silent], 1);
    const later = await campaignOf(stores(), [before]);
    for (const user of [open, twice, unable, before]) await requests.open(user, 'human', {});
    await requests.open(twice, 'tap', {});
    const { number } = await requests.open(closed, 'tap', {});
    await requests.cancel(closed, number);
    await participants.noteCannot(id, unable, 'other', '', now);
    await stores().ledger.planWave(later.id, 1, now);
    const nudge = (await dueOf(stores(), later.id)).get(before) ?? 'none';
    await stores().ledger.settle([{ nudge, status: 'sent', messageId: 'm', at: hoursAfter(now, 1) }]);

    expect((await reports.counts(id)).waves).toMatchObject([{ wave: 1, people: 5, reached: 5, stuck: 4 }]);
    expect((await reports.counts(later.id)).waves).toMatchObject([{ wave: 1, people: 1, reached: 1, stuck: 0 }]);
  });

  test('who opted out before they were written to, or without that, is in the total and not in what their wave has come to', async () => {
    const { participants, reports, now } = stores();
    const [since, before, unwritten] = [someone(), someone(), someone()];
    const { id } = await nudgedCampaign(stores(), [since, before], 1);
    const ahead = await campaignOf(stores(), [unwritten]);
    await participants.noteOptedOut(since, now);
    await participants.noteOptedOut(before, hoursAfter(now, -2));
    await participants.noteOptedOut(unwritten, now);
    await participants.noteCannot(ahead.id, unwritten, 'other', '', now);

    expect(await reports.counts(id)).toMatchObject({ optedOut: 2, waves: [{ wave: 1, reached: 2, optedOut: 1 }] });
    expect(await reports.counts(ahead.id)).toMatchObject({
      optedOut: 1,
      cannot: { other: 1 },
      waves: [{ wave: 1, reached: 0, optedOut: 0, stuck: 0 }],
    });
  });

  test('before anything is sent it is known who has a chat, and why somebody is left alone', async () => {
    const { audience, contacts, reports } = stores();
    const users = [someone(), someone(), someone(), someone(), someone(), someone()] as const;
    const [met, unmet, guest, off, excluded, done] = users;
    const { id } = await campaignOf(stores(), users, { status: 'planned' });
    for (const user of [met, excluded]) await contacts.remember(someContact(user));
    await audience.setSegments(id, [
      { user: guest, segment: 'blocked', because: 'guest' },
      { user: off, segment: 'blocked', because: 'account-off' },
      { user: excluded, segment: 'blocked', because: 'not-targeted' },
      { user: done, segment: 'done' },
    ]);
    await audience.setSegments(id, [{ user: excluded, segment: 'blocked', because: 'excluded' }]);

    expect(await reports.counts(id)).toMatchObject({
      bySegment: { ready: 2, blocked: 3, done: 1 },
      blocked: { guest: 1, 'account-off': 1, excluded: 1 },
      withoutChat: 1,
    });
    await audience.setSegments(
      id,
      [guest, unmet].map((user) => ({ user, segment: 'ready' })),
    );
    expect((await reports.counts(id)).blocked).toEqual({ 'account-off': 1, excluded: 1 });
  });

  test('who has read a message of ours has seen what came before it, once', async () => {
    const { ledger, participants, reports, now } = stores();
    const [read, unread, numberless] = [someone(), someone(), someone()];
    const campaign = await campaignOf(stores(), [read, unread, numberless]);
    await ledger.planWave(campaign.id, 1, now);
    const messages = new Map([
      [read, '1763631000000'],
      [unread, '1763632000000'],
      [numberless, 'f:not-a-number'],
    ]);
    await ledger.settle(
      [...(await dueOf(stores(), campaign.id))].map(([user, nudge]) => {
        return { nudge, status: 'sent', messageId: messages.get(user), at: now };
      }),
    );

    await participants.noteSeen(read, '999', now);
    expect((await reports.counts(campaign.id)).seen).toBe(0);
    for (const user of [read, read, unread, numberless, someone()])
      await participants.noteSeen(user, '1763631000000', now);

    expect((await reports.counts(campaign.id)).seen).toBe(1);
  });

  test('what could not be sent is counted by what stopped it, and apart from what was not sent any more', async () => {
    const { ledger, reports } = stores();
    const { id } = await campaignOf(stores(), [someone(), someone(), someone(), someone(), someone()]);
    await ledger.planWave(id, 1, stores().now);
    const [one = '', two = '', three = '', four = '', five = ''] = (await dueOf(stores(), id)).values();
    await ledger.settle([
      { nudge: one, status: 'failed', because: 'refused', code: '413' },
      { nudge: two, status: 'failed', because: 'refused', code: '400' },
      { nudge: three, status: 'failed', because: 'too-many-attempts' },
      { nudge: four, status: 'failed', because: 'not-read' },
      { nudge: five, status: 'skipped', because: 'left-alone' },
    ]);

    expect(await reports.counts(id)).toMatchObject({
      nudges: { failed: 4, skipped: 1 },
      failed: { refused: 2, 'too-many-attempts': 1, 'not-read': 1 },
      skipped: { 'left-alone': 1 },
    });
  });

  test('each member of the audience has a line, with what came of the last nudge', async () => {
    const { ledger, now } = stores();
    const [one, other] = [someone(), someone()].sort();
    const { id } = await nudgedCampaign(stores(), [one!, other!], 72);
    await ledger.planReminders(id, 1, now, now);
    const nudge = (await dueOf(stores(), id)).get(one!) ?? 'none';
    await ledger.settle([{ nudge, status: 'failed', because: 'refused', code: '413' }]);

    const lines = await outcomesOf(stores(), id);

    const everybody = { name: 'Mia Member', segment: 'ready', wave: 1, sent: 1, doneAt: undefined };
    expect(lines).toMatchObject([
      { ...everybody, user: one, lastStatus: 'failed', because: 'refused 413' },
      { ...everybody, user: other, lastStatus: 'planned', because: undefined },
    ]);
  });

  test('an uncertain message is in the line of its reader, also when a reminder was sent after it', async () => {
    const { ledger, participants, now } = stores();
    const [reader, other] = [someone(), someone()].sort() as [UserId, UserId];
    const { id } = await campaignOf(stores(), [reader, other]);
    await ledger.planWave(id, 1, hoursAfter(now, -72));
    const first = await dueOf(stores(), id);
    await ledger.settle([
      { nudge: first.get(reader) ?? 'none', status: 'uncertain' },
      { nudge: first.get(other) ?? 'none', status: 'sent', messageId: '1763630000000', at: hoursAfter(now, -72) },
    ]);
    const later = hoursAfter(now, 72);
    await ledger.planReminders(id, 1, hoursAfter(now, 1), later);
    const second = (await dueOf(stores(), id, later)).get(reader) ?? 'none';
    await ledger.settle([{ nudge: second, status: 'sent', messageId: '1763632000000', at: later }]);
    await participants.noteSeen(reader, '1763632000000', hoursAfter(later, 1));

    expect(await outcomesOf(stores(), id)).toMatchObject([
      { user: reader, lastStatus: 'sent', uncertain: 1, readAt: hoursAfter(later, 1) },
      { user: other, uncertain: 0, readAt: undefined },
    ]);
  });

  test('sweeps: the latest counts, and whether they are all there is', async () => {
    const { reports, now } = stores();

    await reports.noteSweep('audit', now);
    await reports.noteSweep('audit', hoursAfter(now, -1));
    await reports.noteSweep('report', hoursAfter(now, -2));
    await reports.noteSweepAlone(now);

    expect(await reports.sweptAt('audit')).toEqual(now);
    expect(await reports.freshness()).toEqual({
      auditSweptAt: now.toISOString(),
      reportSweptAt: hoursAfter(now, -2).toISOString(),
      sweepAloneSince: now.toISOString(),
    });
    await reports.noteSweepAlone(undefined);
    expect(await reports.freshness()).not.toHaveProperty('sweepAloneSince');
  });

  test.each<[when: string, minutesAgo: readonly number[], since: number | undefined]>([
    ['again and again', [30, 20, 10], 30],
    ['once, a while ago', [15], undefined],
    ['weeks ago, and again now', [30_000, 5], 5],
    ['and not so any more', [10, Number.NaN], undefined],
  ])('users cannot be asked one by one, found %s', async (_when, minutesAgo, since) => {
    const { reports, now } = stores();
    const at = (minutes: number) => (Number.isNaN(minutes) ? undefined : hoursAfter(now, -minutes / 60));
    await reports.noteSweepAlone(undefined);
    for (const minutes of minutesAgo) await reports.noteSweepAlone(at(minutes));

    const { sweepAloneSince } = await reports.freshness();

    expect(sweepAloneSince).toBe(since === undefined ? undefined : at(since)?.toISOString());
    await reports.noteSweepAlone(undefined);
  });

  test('when retention ends, the people are gone and the totals stay', async () => {
    const { campaigns, ledger, participants, reports, now } = stores();
    const [user, still] = [someone(), someone()];
    const [old, young] = [await nudgedCampaign(stores(), [user], 72), await nudgedCampaign(stores(), [still], 72)];
    await participants.noteDone([{ user, at: now }]);
    const end = (days: number) => ({ status: 'stopped', endedAt: hoursAfter(now, -24 * days).toISOString() }) as const;
    const ended = changedCampaign(old, end(91));
    await campaigns.save(ended, old.revision);
    await campaigns.save(changedCampaign(young, end(89)), young.revision);
    const before = await reports.counts(old.id);
    expect(before).toMatchObject({ audience: 1, reached: 1, done: 1 });

    expect(await reports.forgetBefore(hoursAfter(now, -24 * 90))).toBe(1);
    expect(await reports.forgetBefore(hoursAfter(now, -24 * 90))).toBe(0);

    expect(await reports.counts(old.id)).toEqual(before);
    expect(await outcomesOf(stores(), old.id)).toEqual([]);
    expect(await ledger.lastMessage(old.id, user)).toBeUndefined();
    expect(await campaigns.load(old.id)).toEqual({ ...ended, ownerName: '' });
    expect(await outcomesOf(stores(), young.id)).toHaveLength(1);
  });
}
