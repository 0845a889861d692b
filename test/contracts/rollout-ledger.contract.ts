import type { UserId } from '../../src/passkeys/ids.ts';
import { campaignVersion } from '../../src/rollout/campaign.ts';
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
import { someContact, someone } from '../fixtures/someone.ts';

export function rolloutLedgerContract(stores: () => RolloutStores): void {
  beforeEach(() => stores().lease.take(me.holder));
  afterEach(() => endTest(stores()));

  describe('planning', () => {
    test('a wave gets its first nudges once, and only that wave', async () => {
      const { ledger, now } = stores();
      const [pilot, other] = [someone(), someone()];
      const { id } = await campaignOf(stores(), [pilot, other], { pilot: [pilot] });

      expect(await ledger.planWave(id, 0, now)).toBe(1);
      expect(await ledger.planWave(id, 0, now)).toBe(0);

      expect([...(await dueOf(stores(), id)).keys()]).toEqual([pilot]);
      expect(await ledger.left(id)).toBe(1);
    });

    test('the reminder comes once, to those who got the round before early enough', async () => {
      const { ledger, now } = stores();
      const { id } = await nudgedCampaign(stores(), [someone(), someone()], 72);

      expect(await ledger.planReminders(id, 1, hoursAfter(now, -73), now)).toBe(0);
      expect(await ledger.planReminders(id, 2, now, now)).toBe(0);
      expect(await ledger.planReminders(id, 1, hoursAfter(now, -72), now)).toBe(2);
      expect(await ledger.planReminders(id, 1, now, now)).toBe(0);

      expect((await ledger.due(now, 1_000)).filter(({ campaign }) => campaign === id)).toMatchObject([
        { round: 1, wave: 1, status: 'planned' },
        { round: 1, wave: 1, status: 'planned' },
      ]);
    });

    test.each<
      [string, boolean, (stores: RolloutStores, campaign: string, user: UserId, now: Date) => Promise<unknown>]
    >([
      ['nothing happened', true, async () => {}],
      ['they pressed a button', true, ({ participants }, id, user, now) => participants.notePressed(id, user, now)],
      ['they are done', false, ({ participants }, _id, user, at) => participants.noteDone([{ user, at }])],
      ['they opted out', false, ({ participants }, _id, user, now) => participants.noteOptedOut(user, now)],
      ['they cannot', false, ({ participants }, id, user, now) => participants.noteCannot(id, user, 'other', '', now)],
    ])('where %s, a reminder is planned: %s', async (_what, isPlanned, happen) => {
      const { ledger, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 72);
      await happen(stores(), id, user, now);

      expect(await ledger.planReminders(id, 1, now, now)).toBe(isPlanned ? 1 : 0);
    });

    test('of a campaign of another version nothing is due: whoever can read it sends it', async () => {
      const { ledger, now } = stores();
      const [old, today] = [someone(), someone()];
      const another = { version: (campaignVersion + 1) as typeof campaignVersion };
      const [unreadable, readable] = [await campaignOf(stores(), [old], another), await campaignOf(stores(), [today])];
      for (const { id } of [unreadable, readable]) expect(await ledger.planWave(id, 1, now)).toBe(1);

      expect([...(await dueOf(stores(), unreadable.id)).keys()]).toEqual([]);
      expect([...(await dueOf(stores(), readable.id)).keys()]).toEqual([today]);
    });

    test('nobody is reminded of a nudge that was not sent', async () => {
      const { ledger, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.settle([{ nudge, status: 'failed', because: 'no-teams' }]);

      expect(await ledger.planReminders(campaign.id, 1, now, now)).toBe(0);
    });

    test('whoever may have got the first one is reminded', async () => {
      const { ledger, now } = stores();
      const { nudge, campaign } = await oneDue(stores());
      await ledger.claim([nudge], me);
      await ledger.settle([{ nudge, status: 'uncertain' }], me);

      expect(await ledger.planReminders(campaign.id, 1, now, hoursAfter(now, 48))).toBe(1);
    });

    test.each([
      ['the first nudge was long enough ago', 100, 168, undefined, 1],
      ['the first nudge was not', 100, 169, undefined, 0],
      ['the last reminder was late, two days ago', 48, 168, undefined, 1],
      ['the last reminder was late, less than two days ago', 47, 168, undefined, 0],
      ['it would come too late', 100, 200, 169, 1],
      ['it would come too late, and the last one was a moment ago', 47, 200, 169, 0],
      ['it would come in time', 100, 200, 168, 0],
    ])('reminders are counted from the first nudge: %s', async (_why, lastSent, before, orAfter, planned) => {
      const { ledger, now } = stores();
      const { id } = await nudgedCampaign(stores(), [someone()], 168);
      await ledger.planReminders(id, 1, now, hoursAfter(now, -lastSent));
      const at = hoursAfter(now, -lastSent);
      for (const nudge of (await dueOf(stores(), id)).values())
        await ledger.settle([{ nudge, status: 'sent', messageId: 'm', at }]);

      const late = orAfter === undefined ? undefined : hoursAfter(now, -orAfter);
      expect(await ledger.planReminders(id, 2, hoursAfter(now, -before), now, late)).toBe(planned);
    });

    describe('who had no chat when their turn came', () => {
      const failed = async (because: 'never-met' | 'uninstalled' | 'no-teams') => {
        const { ledger, participants, contacts } = stores();
        const one = await oneDue(stores());
        if (because === 'uninstalled') await contacts.remember(someContact(one.user));
        await ledger.settle([{ nudge: one.nudge, status: 'failed', because }]);
        await participants.noteUnreachable(one.campaign.id, one.user, because);
        return one;
      };

      test.each(['never-met', 'uninstalled'] as const)(
        '%s: once there is a chat, it is tried again, once, and reminders follow',
        async (because) => {
          const { ledger, participants, contacts, now } = stores();
          const { user, campaign, nudge } = await failed(because);
          expect(await ledger.revive(campaign.id, now)).toBe(0);

          await contacts.remember(someContact(user));
          expect(await ledger.revive(campaign.id, now)).toBe(1);
          expect(await ledger.revive(campaign.id, now)).toBe(0);

          expect([...(await dueOf(stores(), campaign.id)).values()]).toEqual([nudge]);
          expect((await participants.load(campaign.id, user))?.unreachable).toBeUndefined();
          await ledger.settle([{ nudge, status: 'sent', messageId: 'm', at: hoursAfter(now, -72) }]);
          expect(await ledger.planReminders(campaign.id, 1, now, now)).toBe(1);
        },
      );

      test('not twice, when that comes to nothing either', async () => {
        const { ledger, participants, contacts, now } = stores();
        const { user, campaign, nudge } = await failed('never-met');
        await contacts.remember(someContact(user));
        await ledger.revive(campaign.id, now);
        await ledger.settle([{ nudge, status: 'failed', because: 'uninstalled' }]);
        await participants.noteUnreachable(campaign.id, user, 'uninstalled');
        await contacts.remember(someContact(user));

        expect(await ledger.revive(campaign.id, now)).toBe(0);
      });

      test('not for another cause, and not for who has opted out since', async () => {
        const { ledger, participants, contacts, now } = stores();
        const [other, gone] = [await failed('no-teams'), await failed('never-met')];
        for (const { user } of [other, gone]) await contacts.remember(someContact(user));
        await participants.noteOptedOut(gone.user, now);

        for (const { campaign } of [other, gone]) expect(await ledger.revive(campaign.id, now)).toBe(0);
      });
    });
  });

  describe('what is due', () => {
    test.each(['draft', 'approved', 'paused', 'stopping', 'stopped', 'finished'] as const)(
      'nothing of a campaign that is %s',
      async (status) => {
        const { campaigns, ledger, now } = stores();
        const { id } = await campaignOf(stores(), [someone()], { status });
        await ledger.planWave(id, 1, now);

        expect((await dueOf(stores(), id)).size).toBe(0);
        expect(await campaigns.load(id)).toMatchObject({ status });
      },
    );

    test('the most overdue first, none before its time, no more than asked for', async () => {
      const { ledger, now } = stores();
      const [first, second] = [await campaignOf(stores(), [someone()]), await campaignOf(stores(), [someone()])];
      const future = await campaignOf(stores(), [someone()]);
      await ledger.planWave(first.id, 1, hoursAfter(now, -2_000));
      await ledger.planWave(second.id, 1, hoursAfter(now, -3_000));
      await ledger.planWave(future.id, 1, hoursAfter(now, 1));

      const due = await ledger.due(now, 2);

      expect(due.map(({ campaign }) => campaign)).toEqual([second.id, first.id]);
      expect((await dueOf(stores(), future.id)).size).toBe(0);
    });

    test('a user of two campaigns is there once', async () => {
      const { ledger, now } = stores();
      const user = someone();
      const [one, other] = [await campaignOf(stores(), [user]), await campaignOf(stores(), [user])];
      await ledger.planWave(one.id, 1, now);
      await ledger.planWave(other.id, 1, hoursAfter(now, -1));

      const due = await ledger.due(now, 1_000);

      expect(due.filter((nudge) => nudge.user === user)).toMatchObject([{ campaign: other.id }]);
    });

    test('with all that is needed to judge it', async () => {
      const { ledger, contacts, preferences, now } = stores();
      const user = someone();
      await nudgedCampaign(stores(), [user], 91 * 24);
      await nudgedCampaign(stores(), [user], 100);
      const { id } = await campaignOf(stores(), [user]);
      await ledger.planWave(id, 1, now);
      await contacts.remember(someContact(user));
      await preferences.stopMessages(user);

      const due = (await ledger.due(now, 1_000)).find((nudge) => nudge.user === user);

      expect(due).toMatchObject({
        campaign: id,
        attempts: 0,
        dueAt: now,
        participant: { name: 'Mia Member', segment: 'ready', language: 'de-AT', country: 'AT' },
        isReachable: true,
        contactTimeZone: 'Europe/London',
        contactLocale: 'en-GB',
        lastSentAt: hoursAfter(now, -100),
        sentLately: 1,
      });
      expect(due?.participant.optedOutAt).toBeInstanceOf(Date);
    });

    test('somebody nobody has met is not reachable', async () => {
      const { user, campaign } = await oneDue(stores());

      const due = (await stores().ledger.due(stores().now, 1_000)).find((nudge) => nudge.user === user);

      expect(due).toMatchObject({ campaign: campaign.id, isReachable: false, sentLately: 0 });
      expect(due?.lastSentAt).toBeUndefined();
      expect(due?.participant.optedOutAt).toBeUndefined();
    });
  });
}
