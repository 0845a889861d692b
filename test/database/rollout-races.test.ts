import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import type { Database } from '../../src/database/database.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { connect } from '../../src/database/open-server.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createPersonalData } from '../../src/database/personal-data.ts';
import { createPreferences } from '../../src/database/preferences.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { createSenderLease } from '../../src/database/sender-lease.ts';
import type { Tables } from '../../src/database/tables.ts';
import { campaignOf, dueOf, hoursAfter, nudgedCampaign } from '../fixtures/rollout-stores.ts';
import { startSeverable } from '../fixtures/severable.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { changedCampaign } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';
import { describeServer } from '../fixtures/test-database.ts';

const now = new Date();

const storesOn = (db: Kysely<Tables>) => ({
  campaigns: createCampaigns(db),
  audience: createAudience(db),
  ledger: createLedger(db, () => now),
  lease: createSenderLease(db),
  participants: createParticipants(db, () => now),
  reports: createReports(db),
  now,
});

describeServer((_name, database) => {
  const stores = () => storesOn(database().db);
  const urlOf = (opened: Database) => (opened.kind === 'server' ? opened.url : '');
  const expireLease = () => sql`update sender_lease set expires_at = clock_timestamp()`.execute(database().db);
  let me = { holder: '' };

  beforeEach(async () => {
    me = { holder: randomUUID() };
    await sql`update nudges set status = 'uncertain' where status = 'claimed'`.execute(database().db);
    await sql`update sender_lease set holder = null`.execute(database().db);
    await stores().lease.take(me.holder);
  });

  /** A connection of its own, inside a transaction, until it is told to commit. */
  async function during<T>(
    work: (db: Kysely<Tables>) => Promise<unknown>,
    meanwhile: () => Promise<T>,
    end: 'commit' | 'rollback' = 'commit',
  ): Promise<T> {
    const other = await connect(urlOf(database()), silentLog, { max: 1 });
    const trx = await other.startTransaction().execute();
    try {
      await work(trx);
      const result = meanwhile();
      await someoneWaits();
      await trx[end]().execute();
      return await result;
    } finally {
      await other.destroy();
    }
  }

  async function someoneWaits(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await sql`
        select from pg_locks join pg_stat_activity using (pid)
        where not granted and datname = current_database()
      `.execute(database().db);
      if (rows.length > 0) return;
      await sleep(10);
    }
    throw new Error('Nobody waits');
  }

  async function someDue(count: number) {
    const users = Array.from({ length: count }, someone);
    const campaign = await campaignOf(stores(), users);
    await stores().ledger.planWave(campaign.id, 1, now);
    const nudges = [...(await dueOf(stores(), campaign.id)).values()];
    return { campaign, users, nudges };
  }

  test.each([
    ['commit', 0],
    ['rollback', 3],
  ] as const)('a claim that began before a stop waits for it, and after its %s claims %d', async (end, count) => {
    const { campaign, nudges } = await someDue(3);
    const stopping = changedCampaign(campaign, { status: 'stopping' });

    const claimed = await during(
      async (db) => expect(await createCampaigns(db).save(stopping, campaign.revision)).toBe(true),
      () => stores().ledger.claim(nudges, me),
      end,
    );

    expect(claimed).toHaveLength(count);
    expect(await stores().ledger.onTheirWay(campaign.id)).toBe(count);
  });

  test('a stop waits for a claim that began before it, and then all it claimed is seen to be on its way', async () => {
    const { campaign, nudges } = await someDue(3);
    const stopping = changedCampaign(campaign, { status: 'stopping' });

    const onTheirWay = await during(
      async (db) => {
        await sql`select from campaigns where id = ${campaign.id} for share`.execute(db);
        await sql`update nudges set status = 'claimed', claimed_by = ${me.holder} where campaign_id = ${campaign.id}`.execute(
          db,
        );
      },
      async () => {
        expect(await stores().campaigns.save(stopping, campaign.revision)).toBe(true);
        return stores().ledger.onTheirWay(campaign.id);
      },
    );

    expect(onTheirWay).toBe(3);
    expect(await stores().ledger.claim(nudges, me)).toEqual([]);
  });

  test('the end of a campaign waits for what is just put back, and skips it', async () => {
    const { campaign, nudges } = await someDue(1);
    await stores().ledger.claim(nudges, me);
    const finished = changedCampaign(campaign, { status: 'finished' });

    await during(
      (db) => storesOn(db).ledger.unclaim(nudges, me),
      async () => {
        expect(await stores().campaigns.save(finished, campaign.revision)).toBe(true);
        await stores().ledger.skipRest(campaign.id);
      },
    );

    expect((await stores().reports.counts(campaign.id)).nudges).toEqual({ skipped: 1 });
  });

  test('what is put back while its campaign ends waits for that, and is skipped', async () => {
    const { campaign, nudges } = await someDue(1);
    await stores().ledger.claim(nudges, me);
    const stopped = changedCampaign(campaign, { status: 'stopped' });

    await during(
      async (db) => expect(await createCampaigns(db).save(stopped, campaign.revision)).toBe(true),
      () => stores().ledger.unclaim(nudges, me),
    );

    expect((await stores().reports.counts(campaign.id)).nudges).toEqual({ skipped: 1 });
  });

  test('a stop in the middle of claims: nothing is claimed once it has returned', async () => {
    const { campaign, nudges } = await someDue(200);
    const chunks = Array.from({ length: 40 }, (_, at) => nudges.slice(at * 5, at * 5 + 5));

    const claiming = chunks.map((chunk) => stores().ledger.claim(chunk, me));
    await Promise.race(claiming);
    await stores().campaigns.save(changedCampaign(campaign, { status: 'stopping' }), campaign.revision);
    const seen = await stores().ledger.onTheirWay(campaign.id);
    const claimed = (await Promise.all(claiming)).flat();

    expect(claimed).toHaveLength(seen);
    expect(await stores().ledger.onTheirWay(campaign.id)).toBe(seen);
  });

  test('of many claims for the same users in many campaigns, each user is claimed once', async () => {
    const users = Array.from({ length: 20 }, someone);
    const campaigns = await Promise.all(Array.from({ length: 5 }, () => campaignOf(stores(), users)));
    for (const { id } of campaigns) await stores().ledger.planWave(id, 1, now);
    const nudges = await database()
      .db.selectFrom('nudges')
      .select(['id', 'campaign_id', 'user_id'])
      .where('user_id', 'in', users)
      .execute();
    expect(nudges).toHaveLength(100);

    const claimed = await Promise.all(
      campaigns.map(({ id }) =>
        stores().ledger.claim(
          nudges.filter((nudge) => nudge.campaign_id === id).map((nudge) => String(nudge.id)),
          me,
        ),
      ),
    );

    const whose = new Map(nudges.map((nudge) => [String(nudge.id), nudge.user_id]));
    expect(
      claimed
        .flat()
        .map((id) => whose.get(id))
        .toSorted(),
    ).toEqual(users.toSorted());
  });

  test('a claim that waited for another sees what that one took', async () => {
    const user = someone();
    const [one, other] = [await campaignOf(stores(), [user]), await campaignOf(stores(), [user])];
    await stores().ledger.planWave(one.id, 1, now);
    const [first] = (await dueOf(stores(), one.id)).values();
    await stores().ledger.planWave(other.id, 1, now);
    const second = await database()
      .db.selectFrom('nudges')
      .select('id')
      .where('campaign_id', '=', other.id)
      .executeTakeFirstOrThrow();

    const claimed = await during(
      async (db) => {
        await sql`select from sender_lease for update`.execute(db);
        await sql`
          update nudges set status = 'claimed', claimed_by = ${me.holder}, written_at = ${now}
          where id = ${first}::bigint
        `.execute(db);
      },
      () => stores().ledger.claim([String(second.id)], me),
    );

    expect(claimed).toEqual([]);
  });

  test('of ten instances that want the lease, one has it, and keeps it as long as it renews', async () => {
    await stores().lease.release(me.holder);
    const holders = Array.from({ length: 10 }, () => randomUUID());

    const taken = await Promise.all(holders.map((holder) => stores().lease.take(holder)));

    expect(taken.filter(Boolean)).toHaveLength(1);
    const [holder = ''] = holders.filter((_, at) => taken[at]);
    expect(await Promise.all(holders.map((one) => stores().lease.take(one)))).toEqual(taken);
    await stores().lease.release(me.holder);
    expect(await stores().lease.take(me.holder)).toBe(false);
    await stores().lease.release(holder);
    expect(await stores().lease.take(me.holder)).toBe(true);
  });

  test('the lease is for ten seconds by the clock of the database', async () => {
    const { rows } = await sql<{ readonly seconds: number }>`
      select extract(epoch from expires_at - clock_timestamp())::float as seconds from sender_lease
    `.execute(database().db);

    expect(rows[0]?.seconds).toBeGreaterThan(5);
    expect(rows[0]?.seconds).toBeLessThanOrEqual(10);
  });

  test('once it has expired another takes it over, and the first claims and settles nothing any more', async () => {
    const { campaign, nudges } = await someDue(2);
    const [claimed = '', free = ''] = nudges;
    expect(await stores().ledger.claim([claimed], me)).toEqual([claimed]);
    await expireLease();
    expect(await stores().ledger.claim([free], me)).toEqual([]);
    const next = { holder: randomUUID() };

    expect(await stores().lease.take(next.holder)).toBe(true);
    expect(await stores().lease.take(me.holder)).toBe(false);
    expect(await stores().ledger.abandonOthers(me)).toBe(0);
    expect(await stores().ledger.abandonOthers(next)).toBe(1);
    expect(await stores().ledger.claim([claimed, free], next)).toEqual([free]);
    await stores().ledger.settle([{ nudge: free, status: 'skipped', because: 'cannot' }], me);

    expect((await stores().reports.counts(campaign.id)).nudges).toEqual({ uncertain: 1, claimed: 1 });
  });

  test('a lease that expires during a claim is taken over after it', async () => {
    const { nudges } = await someDue(1);
    const next = { holder: randomUUID() };

    const abandoned = await during(
      async (db) => {
        await createSenderLease(db).take(me.holder);
        await sql`update nudges set status = 'claimed', claimed_by = ${me.holder} where id = ${nudges[0]}::bigint`.execute(
          db,
        );
        await sql`update sender_lease set expires_at = clock_timestamp()`.execute(db);
      },
      async () => {
        expect(await stores().lease.take(next.holder)).toBe(false);
        await expireLease();
        expect(await stores().lease.take(next.holder)).toBe(true);
        return stores().ledger.abandonOthers(next);
      },
    );

    expect(abandoned).toBe(1);
  });

  test('a pause is for everybody, never shortened, and as long for an instance whose clock is wrong', async () => {
    const at = new Date('2026-11-20T09:00:00Z');
    const tenMinutesFast = new Date(at.getTime() + 600_000);
    const [one, other] = [at, tenMinutesFast].map((clock) => createSenderLease(database().db, () => clock));

    await one?.pauseUntil(new Date(at.getTime() + 60_000));
    await other?.pauseUntil(new Date(tenMinutesFast.getTime() + 1_000));

    const left = ((await other?.pausedUntil())?.getTime() ?? 0) - tenMinutesFast.getTime();
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  test('a pause that is over is none', async () => {
    await sql`update sender_lease set paused_until = clock_timestamp() - interval '1 second'`.execute(database().db);

    expect(await stores().lease.pausedUntil()).toBeUndefined();
  });

  test('a sender that is cut off between claim and settling leaves uncertain ones, and the truth may still come', async () => {
    const { campaign, nudges } = await someDue(4);
    const wire = await startSeverable(urlOf(database()));
    const dying = await connect(wire.url, silentLog, { max: 2 });
    expect(await createLedger(dying, () => now).claim(nudges, me)).toHaveLength(4);
    const settled = (nudge: string) => ({ nudge, status: 'sent', messageId: 'm', at: now }) as const;
    await createLedger(dying, () => now).settle([settled(nudges[0] ?? '')], me);
    await wire.cut();
    await expect(createLedger(dying, () => now).settle(nudges.map(settled), me)).rejects.toThrow();
    await expireLease();
    const next = { holder: randomUUID() };
    await stores().lease.take(next.holder);

    expect(await stores().ledger.abandonOthers(next)).toBe(3);
    expect((await stores().reports.counts(campaign.id)).nudges).toEqual({ sent: 1, uncertain: 3 });
    await wire.restore();
    await createLedger(dying, () => now).settle(nudges.map(settled), me);

    expect(await stores().reports.counts(campaign.id)).toMatchObject({ nudges: { sent: 4 }, reached: 4 });
    await dying.destroy();
    await wire.close();
  });

  const openOf = (campaign: string) =>
    database()
      .db.selectFrom('nudges')
      .select(['user_id', 'round', 'status'])
      .where('campaign_id', '=', campaign)
      .where('status', 'in', ['planned', 'waiting'])
      .execute();

  const plan = (db: Kysely<Tables>, campaign: string, user: string, round: number) =>
    sql`
      insert into nudges (campaign_id, user_id, wave, round, status, due_at)
      values (${campaign}, ${user}, 1, ${round}, 'planned', ${now})
    `.execute(db);

  test('a wave that is planned while the data of somebody in it is deleted is planned without them', async () => {
    const [gone, kept] = [someone(), someone()];
    const campaign = await campaignOf(stores(), [gone, kept]);

    const planned = await during(
      (db) =>
        sql`update participants set user_id = ${someone()}, is_forgotten = true where user_id = ${gone}`.execute(db),
      () => stores().ledger.planWave(campaign.id, 1, now),
    );

    expect(planned).toBe(1);
    expect(await openOf(campaign.id)).toMatchObject([{ user_id: kept }]);
  });

  test('the data of somebody is deleted while their wave is planned: nothing of theirs stays behind', async () => {
    const user = someone();
    const campaign = await campaignOf(stores(), [user]);

    await during(
      async (db) => {
        await sql`select from participants where campaign_id = ${campaign.id} for key share`.execute(db);
        await plan(db, campaign.id, user, 0);
      },
      () => createPersonalData(database().db).forget(user),
    );

    expect(await openOf(campaign.id)).toEqual([]);
    const { rows } = await sql`select from nudges where user_id = ${user}`.execute(database().db);
    expect(rows).toHaveLength(0);
  });

  test('"remind me" while the reminder is planned: that one comes then, and not one more', async () => {
    const user = someone();
    const campaign = await nudgedCampaign(stores(), [user], 96);
    const until = hoursAfter(now, 24);

    await during(
      async (db) => {
        await sql`update participants set round = 1 where campaign_id = ${campaign.id}`.execute(db);
        await plan(db, campaign.id, user, 1);
      },
      () => stores().participants.snooze(campaign.id, user, until),
    );

    expect(await openOf(campaign.id)).toEqual([{ user_id: user, round: 1, status: 'waiting' }]);
  });

  test('"stop" holds while somebody else writes to the campaigns of whoever says it, and counts after that', async () => {
    const { campaign, users } = await someDue(1);
    const [user = someone()] = users;
    const preferences = createPreferences(database().db, () => now);
    let stopping = Promise.resolve();
    let wants = true;

    await during(
      async (db) => {
        await sql`select from participants where user_id = ${user} for update`.execute(db);
        stopping = preferences.stopMessages(user);
        await someoneWaits();
        wants = await preferences.wantsMessages(user);
      },
      () => stopping,
    );

    expect(wants).toBe(false);
    expect((await stores().participants.load(campaign.id, user))?.optedOutAt).toEqual(now);
  });

  test('settling, noting who is done, and mailboxes of the same people at once do not wait in a circle', async () => {
    const { campaign, users, nudges } = await someDue(300);
    await stores().ledger.claim(nudges, me);
    const at = now;

    await Promise.all([
      ...Array.from({ length: 5 }, (_, part) =>
        stores().ledger.settle(
          nudges
            .filter((_nudge, index) => index % 5 === part)
            .toReversed()
            .map((nudge) => ({ nudge, status: 'sent', messageId: 'm', at })),
          me,
        ),
      ),
      stores().participants.noteDone(users.map((user) => ({ user, at }))),
      stores().participants.noteMailbox(users.toReversed().map((user) => ({ user, timeZone: 'Asia/Tokyo', at }))),
      ...users.slice(0, 20).map((user) => stores().participants.noteOptedOut(user, at)),
      ...users.slice(0, 20).map((user) => stores().participants.snooze(campaign.id, user, at)),
    ]);

    expect(await stores().reports.counts(campaign.id)).toMatchObject({ reached: 300, done: 300, optedOut: 20 });
  });
});
