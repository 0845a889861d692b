import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { type UserId, userId } from '../../src/passkeys/ids.ts';
import { advanceCampaigns } from '../../src/rollout/advance-campaigns.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { Settlement } from '../../src/rollout/nudge.ts';
import { judge, type Verdict } from '../../src/rollout/nudge-rules.ts';
import type { TruthAbout } from '../../src/rollout/ports.ts';
import type { OwnerReply } from '../../src/rollout/reply.ts';
import type { OutcomeRow } from '../../src/rollout/report.ts';
import { segments } from '../../src/rollout/segment.ts';
import { fakeProgress } from '../fakes/fake-rollout-progress.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someCampaign, someMember } from '../fixtures/some-campaign.ts';
import { someSettings } from '../fixtures/some-nudge.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const day = 24 * 3_600_000;
const plan = {
  startsOn: '2026-10-01',
  waveSize: { unit: 'people', perDay: 2 },
  remindAfterDays: [15, 30, 45, 53, 59],
  sendingHours: { from: '09:00', to: '16:00' },
  weekdays: [1, 2, 3, 4, 5],
} as const;

function settlementOf(nudge: string, verdict: Verdict, at: Date): Settlement {
  switch (verdict.kind) {
    case 'send':
      return { nudge, status: 'sent', messageId: 'm', at };
    case 'skip':
      return { nudge, status: 'skipped', because: verdict.because };
    case 'fail':
      return { nudge, status: 'failed', because: verdict.because };
    case 'wait':
      return { nudge, status: 'waiting', until: verdict.until, because: verdict.because, countsAsAttempt: false };
  }
}

describeDatabases((_name, database) => {
  /** A campaign over as many people, two a day; once a day what is due goes out, by the rules of a sender. */
  async function world(people: number, parts: Partial<Campaign>, perDay: number = plan.waveSize.perDay) {
    const { db } = database();
    let clock = new Date(`${plan.startsOn}T09:00:00Z`);
    const now = () => clock;
    const told: OwnerReply[] = [];
    const stores = {
      campaigns: createCampaigns(db),
      audience: createAudience(db, now),
      ledger: createLedger(db, now),
      participants: createParticipants(db, now),
      reports: createReports(db),
    };
    const users = Array.from({ length: people }, someone);
    const campaign = await stores.campaigns.create(someCampaign({ status: 'running', ...parts }));
    const { id } = campaign;
    await stores.audience.add(
      id,
      users.map((user, index) => someMember({ user, name: `Person ${index}` })),
    );
    await stores.audience.setSegments(
      id,
      users.map((user) => ({ user, segment: 'ready' })),
    );
    await stores.audience.assignWaves(id, perDay, segments);
    /** What a mailbox says. */
    const mailboxes = new Map<UserId, NonNullable<TruthAbout['mailbox']>>();
    let asked = 0;
    const about = (user: UserId): TruthAbout => {
      const mailbox = mailboxes.get(user);
      return { hasPasskey: false, ...(mailbox && { mailbox }) };
    };
    const ports = {
      ...stores,
      messenger: {
        ...fakeProgress({ waves: [], left: 0, toEscalate: [] }).messenger,
        tell: async (_user: UserId, reply: OwnerReply) => {
          told.push(reply);
          return 'message';
        },
      },
      roles: { has: async () => true, hasNow: async () => true, among: async (of: readonly UserId[]) => of },
      truth: {
        read: async (of: readonly { readonly user: UserId }[]) => {
          asked += of.length;
          return new Map(of.map(({ user }) => [user, about(user)]));
        },
      },
      owners: { others: async () => [] },
      log: silentLog,
      now,
      newId: () => crypto.randomUUID(),
      settings: someSettings,
    };

    async function sendDue(): Promise<void> {
      const stored = await stores.campaigns.load(id);
      if (!stored) throw new Error('The campaign is gone');
      const due = (await stores.ledger.due(now(), 2_000)).filter(({ campaign: of }) => of === id);
      const at = now();
      await stores.participants.noteMailbox(
        due.map(({ user }) => ({ user, timeZone: undefined, at, ...mailboxes.get(user) })),
      );
      await stores.ledger.settle(
        due.map((one) => settlementOf(one.id, judge(one, stored, about(one.user), at, someSettings), at)),
      );
    }

    return {
      ...stores,
      id,
      mailboxes,
      asked: () => asked,
      told,
      toldOf: () => told.flatMap((reply) => (reply.kind === 'cannot-escalate' ? reply.names : [])),
      /** From day to day, at eleven in Berlin. */
      async liveUntil(when: string) {
        for (const end = new Date(when); clock < end; clock = new Date(clock.getTime() + day)) {
          await advanceCampaigns(ports);
          await sendDue();
        }
      },
      async advanceAt(when: string) {
        clock = new Date(when);
        await advanceCampaigns(ports);
      },
      now,
      load: () => stores.campaigns.load(id),
      async rows() {
        const rows: OutcomeRow[] = [];
        for await (const page of stores.reports.outcomes(id)) rows.push(...page);
        return rows.toSorted((one, other) => (one.wave ?? 0) - (other.wave ?? 0));
      },
    };
  }

  test('with the recommended plan and a deadline, everybody who is silent is told once, of the last wave, too', async () => {
    const it = await world(20, { plan: { ...plan, deadline: '2026-11-30' } });
    await it.liveUntil('2026-10-28T00:00:00Z');
    const [first, , , , , , , , , last] = Map.groupBy(await it.rows(), ({ wave }) => wave).values();
    const answered = [first?.[0], last?.[0]].flatMap((row) => (row ? [row] : []));
    for (const { user } of answered) await it.participants.notePressed(it.id, userId(user), it.now());

    await it.liveUntil('2026-12-01T00:00:00Z');
    const sentTo = async (wave: number) => (await it.rows()).filter((row) => row.wave === wave).map(({ sent }) => sent);
    expect([await sentTo(1), await sentTo(10)]).toEqual([
      [6, 6],
      [4, 4],
    ]);
    expect((await it.load())?.status).toBe('running');
    await it.advanceAt('2026-12-01T12:00:00Z');
    await it.advanceAt('2026-12-01T12:01:00Z');

    expect((await it.load())?.status).toBe('finished');
    const silent = (await it.rows()).filter(({ user }) => !answered.some((one) => one.user === user));
    expect(silent).toHaveLength(18);
    expect(it.toldOf().toSorted()).toEqual(silent.map(({ name }) => name).toSorted());
    expect((await it.reports.counts(it.id)).escalated).toBe(18);
  });

  test('an automatic reply that is always on keeps a campaign waiting for a while, and then it ends', async () => {
    const it = await world(2, { plan: { ...plan, remindAfterDays: [3, 7] } });
    const [away, here] = await it.rows();
    it.mailboxes.set(userId(away?.user ?? ''), { outUntil: 'open' });

    await it.liveUntil('2026-11-02T00:00:00Z');
    const before = await it.reports.counts(it.id);
    const status = (await it.load())?.status;
    await it.liveUntil('2026-11-12T00:00:00Z');

    expect([status, before.nudges]).toEqual(['running', { sent: 4, waiting: 1 }]);
    expect(await it.load()).toMatchObject({ status: 'finished', endedAt: expect.stringMatching(/^2026-11-0/) });
    const { skipped, nudges } = await it.reports.counts(it.id);
    expect([nudges, skipped]).toEqual([{ sent: 4, skipped: 1 }, { 'away-too-long': 1 }]);
    expect(it.told.at(-1)).toMatchObject({ kind: 'campaign-report', campaign: { status: 'finished' } });
    expect(it.toldOf()).toEqual([here?.name]);
  });

  /** Everybody gets one message, the day before. */
  const dated = { ...plan, remindAfterDays: [], deadline: '2026-10-02' };
  const atOnce = 2_000;
  const afterwards = '2026-10-03T12:00:00Z';

  test('whoever has left after the last message is not told to the owner, and whoever has come back is', async () => {
    const it = await world(6, { plan: dated }, atOnce);
    const [leaving, stillAway, back, unread, here, always] = await it.rows();
    const setMailbox = (row: OutcomeRow | undefined, outUntil?: Date | 'open') =>
      it.mailboxes.set(userId(row?.user ?? ''), outUntil === undefined ? {} : { outUntil });
    setMailbox(stillAway, new Date('2026-11-01'));
    setMailbox(back, 'open');
    setMailbox(always, 'open');
    await it.liveUntil('2026-10-03T00:00:00Z');
    expect(it.toldOf()).toEqual([]);

    setMailbox(leaving, new Date('2026-10-20'));
    setMailbox(back);
    setMailbox(here);
    await it.advanceAt(afterwards);

    expect((await it.load())?.status).toBe('finished');
    expect(it.toldOf().toSorted()).toEqual([back?.name, unread?.name, here?.name].toSorted());
  });

  test.each([
    ["nobody's mailbox can be read", false, 100],
    ['very many are silent', true, 1_000],
  ])('where %s, not all of them are read, and everybody is told', async (_why, isReadable, mostAsked) => {
    const it = await world(1_150, { plan: dated }, atOnce);
    if (isReadable) for (const { user } of await it.rows()) it.mailboxes.set(userId(user), {});
    await it.liveUntil('2026-10-03T00:00:00Z');

    await it.advanceAt(afterwards);

    expect(it.told).toMatchObject([{ kind: 'cannot-escalate', count: 1_150 }, { kind: 'campaign-report' }]);
    expect(it.asked()).toBe(mostAsked);
  });
});
