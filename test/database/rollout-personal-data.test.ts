import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createContacts } from '../../src/database/contacts.ts';
import type { Database } from '../../src/database/database.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createPersonalData } from '../../src/database/personal-data.ts';
import { createPreferences } from '../../src/database/preferences.ts';
import { removeLeftovers } from '../../src/database/remove-leftovers.ts';
import { createRequests } from '../../src/database/requests.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { createSenderLease } from '../../src/database/sender-lease.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import type { CampaignStatus } from '../../src/rollout/campaign.ts';
import { campaignOf, dueOf, hoursAfter, me, nudgedCampaign, type RolloutStores } from '../fixtures/rollout-stores.ts';
import { changedCampaign, someMember, somePhone, someRegistration } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = new Date();

describeDatabases((_name, database) => {
  const stores = (): RolloutStores => {
    const { db } = database();
    return {
      campaigns: createCampaigns(db),
      audience: createAudience(db),
      ledger: createLedger(db, () => now),
      lease: createSenderLease(db),
      participants: createParticipants(db, () => now),
      reports: createReports(db),
      contacts: createContacts(db),
      preferences: createPreferences(db),
      requests: createRequests(db, () => now),
      now,
    };
  };
  const personalData = () => createPersonalData(database().db);

  /** All that can be stored about them in a campaign. */
  const storeAll = async (id: string, user: UserId) => {
    const { audience, participants, ledger } = stores();
    await audience.noteRegistrations(id, [someRegistration({ user })]);
    await audience.notePhones(id, [somePhone({ user })]);
    await participants.notePressed(id, user, now);
    await participants.noteMailbox([{ user, timeZone: 'Asia/Tokyo', at: now }]);
    await ledger.planReminders(id, 1, now, now);
  };

  test('whoever asks for deletion is in no table any more, and still counts', async () => {
    const { reports, participants, ledger } = stores();
    const [user, other] = [someone(), someone()];
    const { id } = await nudgedCampaign(stores(), [user, other], 72);
    await storeAll(id, user);
    await participants.noteCannot(id, other, 'other', 'My phone is Mia’s', now);
    const before = await reports.counts(id);
    expect(before).toMatchObject({ audience: 2, reached: 2, pressed: 1, nudges: { sent: 2, planned: 2 } });
    expect(await personalData().kindsAbout(user)).toEqual(['nudges']);

    await personalData().forget(user);

    expect(await personalData().kindsAbout(user)).toEqual([]);
    expect(await personalData().kindsAbout(other)).toEqual(['nudges']);
    expect(await tablesThatName(database(), user)).toEqual([]);
    expect(await ledger.lastMessage(id, user)).toBeUndefined();
    expect(await reports.counts(id)).toEqual({
      ...before,
      nudges: { sent: 2, planned: 1, skipped: 1 },
      skipped: { 'out-of-audience': 1 },
    });
  });

  test.each<[string, (user: UserId) => Promise<void>]>([
    ['takes up the guide again', (user) => stores().preferences.allowMessages(user)],
    ['deletes their data', async (user) => void (await personalData().forget(user))],
  ])('who stopped these messages and then %s gets none of a later campaign', async (_what, happen) => {
    const { ledger, lease, preferences, participants } = stores();
    const [user, other] = [someone(), someone()];
    await nudgedCampaign(stores(), [user], 200);
    await preferences.stopNudges(user);
    await participants.noteOptedOut(user, now);

    await happen(user);

    const later = await campaignOf(stores(), [user, other]);
    await ledger.planWave(later.id, 1, now);
    const due = (await ledger.due(now, 1_000)).filter(({ campaign }) => campaign === later.id);
    expect(due.find((nudge) => nudge.user === user)?.participant.optedOutAt).toBeInstanceOf(Date);
    await lease.take(me.holder);
    const claimed = await ledger.claim(
      due.map(({ id }) => id),
      me,
    );
    await ledger.unclaim(claimed, me);
    await lease.release(me.holder);
    expect(claimed).toEqual(due.flatMap((nudge) => (nudge.user === other ? [nudge.id] : [])));
  });

  test('of a row that is nobody’s, nothing personal is left', async () => {
    const { reports } = stores();
    const user = someone();
    const { id } = await nudgedCampaign(stores(), [user], 72);
    await storeAll(id, user);

    await personalData().forget(user);

    const row = await database()
      .db.selectFrom('participants')
      .selectAll()
      .where('campaign_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ is_forgotten: true, name: '', upn: null, language: null, country: null });
    expect(row).toMatchObject({ registration: null, phones: [], time_zone: null, cannot_note: null });
    const messages = await database()
      .db.selectFrom('nudges')
      .select('message_id')
      .where('campaign_id', '=', id)
      .execute();
    expect(messages.map(({ message_id }) => message_id)).toEqual([null, null]);
    for await (const page of reports.outcomes(id)) expect(page).toMatchObject([{ user: '', name: '', sent: 1 }]);
  });

  test('a campaign under way does not find them again, in this wave or a later one', async () => {
    const { ledger, participants } = stores();
    const [nudged, due, later] = [someone(), someone(), someone()];
    const { id } = await nudgedCampaign(stores(), [nudged], 72);
    const other = await campaignOf(stores(), [due, later], { pilot: [due] });
    await ledger.planWave(other.id, 0, now);

    for (const user of [nudged, due, later]) await personalData().forget(user);

    expect((await dueOf(stores(), other.id)).size).toBe(0);
    expect(await ledger.planWave(other.id, 1, now)).toBe(0);
    expect(await ledger.planReminders(id, 1, now, now)).toBe(0);
    expect(await participants.takeForEscalation(id, hoursAfter(now, 1_000), 10)).toEqual([]);
  });

  test('a message that is on its way when they ask is settled all the same', async () => {
    const { ledger, lease, reports } = stores();
    const user = someone();
    const { id } = await campaignOf(stores(), [user]);
    await ledger.planWave(id, 1, now);
    const nudge = (await dueOf(stores(), id)).get(user) ?? 'none';
    await lease.take(me.holder);
    expect(await ledger.claim([nudge], me)).toEqual([nudge]);
    await lease.release(me.holder);

    await personalData().forget(user);
    await ledger.settle([{ nudge, status: 'sent', messageId: undefined, at: now }], me);

    expect(await reports.counts(id)).toMatchObject({ nudges: { sent: 1 }, reached: 1 });
  });

  test.each<[CampaignStatus, number]>([
    ['planned', 1],
    ['approved', 1],
    ['running', 2],
    ['paused', 2],
    ['finished', 2],
  ])('the audience of a campaign that is %s counts %d of two then', async (status, count) => {
    const [user, other] = [someone(), someone()];
    const { id } = await campaignOf(stores(), [user, other], { status });

    await personalData().forget(user);

    expect(await stores().audience.count(id)).toBe(count);
    expect(await stores().participants.load(id, user)).toBeUndefined();
  });

  test('an owner’s name stays in what is running, because its messages say who runs it', async () => {
    const owner = someone();
    const running = await campaignOf(stores(), [], { owner });
    const over = await campaignOf(stores(), [], { owner, status: 'finished' });

    await personalData().forget(owner);

    expect(await stores().campaigns.load(running.id)).toEqual(running);
    expect(await stores().campaigns.load(over.id)).toEqual({ ...over, ownerName: '' });
  });

  test('a plan that nobody has touched until retention ends is a draft again, without its audience', async () => {
    const { campaigns, reports, audience } = stores();
    const planning = { askedBy: someone(), startedAt: 'then', step: 'waves', people: 1, requests: 1 } as const;
    const planned = await campaignOf(stores(), [someone()], { status: 'planned', planning });
    const running = await campaignOf(stores(), [someone()], { planning });

    await reports.forgetBefore(hoursAfter(new Date(), -1));
    expect(await campaigns.load(planned.id)).toEqual(planned);
    await reports.forgetBefore(hoursAfter(new Date(), 1));

    const { planning: _gone, ...rest } = planned;
    expect(await campaigns.load(planned.id)).toEqual({ ...rest, status: 'draft', revision: expect.any(String) });
    expect((await campaigns.load(planned.id))?.revision).not.toBe(planned.revision);
    expect(await audience.count(planned.id)).toBe(0);
    expect(await audience.count(running.id)).toBe(1);
  });

  test('a campaign that was paused and left alone ends with retention, unless it has a deadline', async () => {
    const { campaigns, reports, audience } = stores();
    const left = await campaignOf(stores(), [someone()], { status: 'paused' });
    const dated = await campaignOf(stores(), [someone()], {
      status: 'paused',
      plan: { ...left.plan!, deadline: '2099-01-01' },
    });

    await reports.forgetBefore(hoursAfter(new Date(), -1));
    expect(await campaigns.load(left.id)).toEqual(left);
    await reports.forgetBefore(hoursAfter(new Date(), 1));

    const ended = await campaigns.load(left.id);
    expect(ended).toMatchObject({ status: 'stopped', ownerName: '' });
    expect(Date.parse(ended?.endedAt ?? '')).toBeLessThanOrEqual(Date.now());
    expect(ended?.revision).not.toBe(left.revision);
    expect(await audience.count(left.id)).toBe(0);
    expect((await reports.counts(left.id)).audience).toBe(1);
    expect(await campaigns.load(dated.id)).toEqual(dated);
    expect(await audience.count(dated.id)).toBe(1);
  });

  test('leftovers: audiences of no campaign, and of one that is a draft again', async () => {
    const { campaigns, audience } = stores();
    const kept = await campaignOf(stores(), [someone()]);
    const planning = await campaignOf(stores(), [someone()], { status: 'planning' });
    const draft = await campaignOf(stores(), [someone()], { status: 'planned' });
    await campaigns.save(changedCampaign(draft, { status: 'draft' }), draft.revision);
    const gone = randomUUID();
    await sql`
      insert into participants (campaign_id, user_id, name, is_enabled, is_guest)
      values (${gone}, ${someone()}, ${someMember().name}, true, false)
    `.execute(database().db);

    await removeLeftovers(database().db, now);

    const counts = await Promise.all([kept.id, planning.id, draft.id, gone].map((id) => audience.count(id)));
    expect(counts).toEqual([1, 1, 0, 0]);
  });
});

async function tablesThatName({ db }: Database, user: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of ['campaigns', 'participants', 'nudges', 'contacts', 'preferences']) {
    const { rows } = await sql`
      select from ${sql.table(name)} as t where t::text like ${`%${user}%`} limit 1
    `.execute(db);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
