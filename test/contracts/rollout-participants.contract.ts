import type { UserId } from '../../src/passkeys/ids.ts';
import type { Participant, Settlement } from '../../src/rollout/nudge.ts';
import {
  campaignOf,
  dueOf,
  endTest,
  hoursAfter,
  me,
  nudgedCampaign,
  type RolloutStores,
} from '../fixtures/rollout-stores.ts';
import { someRegistration } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';

type Noted = (stores: RolloutStores, campaign: string, user: UserId, at: Date) => Promise<unknown>;

export function rolloutParticipantsContract(stores: () => RolloutStores): void {
  beforeEach(() => stores().lease.take(me.holder));
  afterEach(() => endTest(stores()));

  test('of somebody who is not in the audience there is nothing', async () => {
    const { id } = await campaignOf(stores(), []);

    expect(await stores().participants.load(id, someone())).toBeUndefined();
  });

  test.each<[keyof Participant, Noted]>([
    ['pressedAt', ({ participants }, id, user, at) => participants.notePressed(id, user, at)],
    ['startedAt', ({ participants }, id, user, at) => participants.noteStarted(id, user, at)],
    ['optedOutAt', ({ participants }, _id, user, at) => participants.noteOptedOut(user, at)],
    ['optedOutAt', ({ preferences }, _id, user) => preferences.stopMessages(user)],
    ['doneAt', ({ participants }, _id, user, at) => participants.noteDone([{ user, at }])],
  ])('of %s the first time stands, and nobody else has it', async (field, note) => {
    const { participants, now } = stores();
    const [user, other] = [someone(), someone()];
    const { id } = await campaignOf(stores(), [user, other]);

    await note(stores(), id, user, now);
    await note(stores(), id, user, hoursAfter(now, 1));

    expect((await participants.load(id, user))?.[field]).toEqual(now);
    expect((await participants.load(id, other))?.[field]).toBeUndefined();
  });

  test('why somebody cannot: the first reason stands', async () => {
    const { participants, now } = stores();
    const user = someone();
    const { id } = await campaignOf(stores(), [user]);

    await participants.noteCannot(id, user, 'no-suitable-phone', 'Old one\0', now);
    await participants.noteCannot(id, user, 'other', '', now);

    expect(await participants.load(id, user)).toMatchObject({ cannot: 'no-suitable-phone', cannotNote: 'Old one' });
    for await (const page of stores().reports.outcomes(id))
      expect(page).toMatchObject([{ cannot: 'no-suitable-phone', cannotNote: 'Old one' }]);
  });

  test('why somebody is unreachable: the last cause stands, and goes when they are reached', async () => {
    const { participants } = stores();
    const user = someone();
    const { id } = await campaignOf(stores(), [user]);

    await participants.noteUnreachable(id, user, 'no-teams');
    await participants.noteUnreachable(id, user, 'uninstalled');
    expect((await participants.load(id, user))?.unreachable).toBe('uninstalled');
    await participants.noteUnreachable(id, user, undefined);

    expect((await participants.load(id, user))?.unreachable).toBeUndefined();
  });

  test('the time zone of the mailbox, in every campaign, and that there is none', async () => {
    const { participants, now } = stores();
    const [with_, without] = [someone(), someone()];
    const [one, other] = [await campaignOf(stores(), [with_, without]), await campaignOf(stores(), [with_])];

    await participants.noteMailbox([
      { user: with_, timeZone: 'Asia/Tokyo', at: now },
      { user: without, timeZone: undefined, at: now },
    ]);

    for (const { id } of [one, other])
      expect(await participants.load(id, with_)).toMatchObject({ timeZone: 'Asia/Tokyo', timeZoneReadAt: now });
    expect(await participants.load(one.id, without)).toMatchObject({ timeZone: undefined, timeZoneReadAt: now });
  });

  test('who is away, and until when, is known before the mailbox is read again', async () => {
    const { participants, ledger, now } = stores();
    const [away, forever, back] = [someone(), someone(), someone()];
    const { id } = await campaignOf(stores(), [away, forever, back]);
    await ledger.planWave(id, 1, now);
    const until = hoursAfter(now, 50);
    const noted = { timeZone: undefined, at: now };
    await participants.noteMailbox([
      { user: away, ...noted, outUntil: until },
      { user: forever, ...noted, outUntil: 'open' },
      { user: back, ...noted, outUntil: until },
    ]);
    await participants.noteMailbox([{ user: back, ...noted }]);

    const due = (await ledger.due(now, 1_000)).filter(({ campaign }) => campaign === id);
    const known = new Map(due.map(({ user, participant }) => [user, participant.outUntil]));
    expect(known).toEqual(
      new Map<UserId, Date | 'open' | undefined>([
        [away, until],
        [forever, 'open'],
        [back, undefined],
      ]),
    );
    expect((await participants.load(id, forever))?.outUntil).toBe('open');
  });

  test.each([
    [29, 'Asia/Tokyo'],
    [31, undefined],
  ])(
    'a campaign that is planned %d days after the mailbox was read knows its time zone: %s',
    async (days, timeZone) => {
      const { participants } = stores();
      const user = someone();
      await campaignOf(stores(), [user]);
      // The audience goes by the clock of this machine.
      const at = hoursAfter(new Date(), -24 * days);
      await participants.noteMailbox([{ user, timeZone: 'Asia/Tokyo', at }]);

      const { id } = await campaignOf(stores(), [user, someone()]);

      const timeZoneReadAt = timeZone && at;
      expect(await participants.load(id, user)).toMatchObject({ timeZone, timeZoneReadAt });
    },
  );

  test.each(['stopped', 'finished'] as const)('of a campaign that is %s nothing changes any more', async (status) => {
    const { participants, preferences, now } = stores();
    const user = someone();
    const { id } = await campaignOf(stores(), [user], { status });

    await participants.noteOptedOut(user, now);
    await preferences.stopMessages(user);
    await participants.noteDone([{ user, at: now }]);

    expect(await participants.load(id, user)).toMatchObject({ optedOutAt: undefined, doneAt: undefined });
  });

  test('at work in the guide: started, in every campaign that has written to them and is not over, once', async () => {
    const { campaigns, participants, reports, now } = stores();
    const [user, other] = [someone(), someone()];
    const [running, paused, over] = [
      await nudgedCampaign(stores(), [user, other], 72),
      await nudgedCampaign(stores(), [user], 72),
      await nudgedCampaign(stores(), [user], 72),
    ];
    await campaigns.save({ ...paused, revision: 'next', status: 'paused' }, paused.revision);
    await campaigns.save({ ...over, revision: 'next', status: 'finished' }, over.revision);
    const notYet = await campaignOf(stores(), [user]);

    for (const at of [now, hoursAfter(now, 1)]) await participants.noteAtWork(user, at);

    const startedIn = async (id: string) => (await participants.load(id, user))?.startedAt;
    for (const { id } of [running, paused]) expect(await startedIn(id)).toEqual(now);
    for (const { id } of [over, notYet]) expect(await startedIn(id)).toBeUndefined();
    expect(await reports.counts(running.id)).toMatchObject({ reached: 2, pressed: 0, started: 1 });
  });

  test('who has the passkey and goes through the guide once more has not started because of a nudge', async () => {
    const { participants, now } = stores();
    const user = someone();
    const { id } = await nudgedCampaign(stores(), [user], 72);
    await participants.noteDone([{ user, at: now }]);

    await participants.noteAtWork(user, hoursAfter(now, 1));

    expect((await participants.load(id, user))?.startedAt).toBeUndefined();
  });

  describe('snoozing', () => {
    test('the next reminder comes then, once, instead of when the plan says', async () => {
      const { ledger, participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 1);

      await participants.snooze(id, user, hoursAfter(now, 24));
      await participants.snooze(id, user, hoursAfter(now, 30));

      expect(await participants.load(id, user)).toMatchObject({ snoozedUntil: hoursAfter(now, 30) });
      expect((await dueOf(stores(), id, hoursAfter(now, 29))).size).toBe(0);
      const due = (await ledger.due(hoursAfter(now, 30), 1_000)).filter(({ campaign }) => campaign === id);
      expect(due).toMatchObject([{ round: 1, status: 'waiting', wave: 1 }]);
      expect(await ledger.planReminders(id, 1, now, now)).toBe(0);
    });

    test('an open reminder is put off', async () => {
      const { ledger, participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 72);
      await ledger.planReminders(id, 1, now, now);

      await participants.snooze(id, user, hoursAfter(now, 24));

      expect(await ledger.left(id)).toBe(1);
      expect((await dueOf(stores(), id, hoursAfter(now, 23))).size).toBe(0);
      expect((await dueOf(stores(), id, hoursAfter(now, 24))).size).toBe(1);
    });

    /** Gets what is due. */
    const sendDue = async (id: string, at: Date) => {
      for (const nudge of (await dueOf(stores(), id, at)).values())
        await stores().ledger.settle([{ nudge, status: 'sent', messageId: 'm', at }]);
    };

    test('where the plan has no reminder left, one more comes for each of three times', async () => {
      const { campaigns, ledger, participants, now } = stores();
      const user = someone();
      const campaign = await nudgedCampaign(stores(), [user], 72);
      const { id } = campaign;
      const plan = { ...campaign.plan!, remindAfterDays: [] };
      await campaigns.save({ ...campaign, revision: 'next', plan }, campaign.revision);

      const came: boolean[] = [];
      for (const days of [1, 2, 3, 4]) {
        const until = hoursAfter(now, 24 * days);
        came.push(await participants.snooze(id, user, until));
        // To think better of it is not one more.
        if (came.at(-1)) expect(await participants.snooze(id, user, until)).toBe(true);
        expect((await dueOf(stores(), id, until)).size).toBe(came.at(-1) ? 1 : 0);
        await sendDue(id, until);
      }

      expect(came).toEqual([true, true, true, false]);
      expect(await ledger.left(id)).toBe(0);
      expect((await participants.load(id, user))?.snoozedUntil).toEqual(hoursAfter(now, 24 * 3));
    });

    test('asked of an old message while the last reminder is on its way, one comes after it', async () => {
      const { ledger, participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 24 * 9);
      await ledger.planReminders(id, 1, now, now);
      await ledger.claim([...(await dueOf(stores(), id)).values()], me);

      expect(await participants.snooze(id, user, hoursAfter(now, 24))).toBe(true);

      expect((await dueOf(stores(), id, hoursAfter(now, 24))).size).toBe(1);
    });

    test.each<[string, (stores: RolloutStores, id: string, user: UserId, at: Date) => Promise<unknown>]>([
      ['cannot', ({ participants }, id, user, at) => participants.noteCannot(id, user, 'other', '', at)],
      ['is done', ({ participants }, _id, user, at) => participants.noteDone([{ user, at }])],
      ['opted out', ({ participants }, _id, user, at) => participants.noteOptedOut(user, at)],
      ['stopped all messages', ({ preferences }, _id, user) => preferences.stopMessages(user)],
      [
        'is in a campaign that is over',
        async ({ campaigns }, id) => {
          const campaign = await campaigns.load(id);
          if (campaign) await campaigns.save({ ...campaign, revision: 'next', status: 'stopped' }, campaign.revision);
        },
      ],
    ])('nothing is promised to who %s', async (_why, happen) => {
      const { ledger, participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 72);
      await happen(stores(), id, user, now);

      expect(await participants.snooze(id, user, now)).toBe(false);

      expect(await ledger.left(id)).toBe(0);
    });
  });

  describe('done', () => {
    const someRows = (...users: readonly UserId[]) =>
      users.map((user) => ({ user, at: stores().now, upn: `MIA.${user}@contoso.example` }));

    test.each<[string, Noted]>([
      ['their id', ({ participants }, _id, user, at) => participants.noteDone([{ user, at }])],
      [
        'their name, in any case',
        ({ participants }, _id, user, at) => participants.noteDoneByUpn([{ upn: `MIA.${user}@contoso.example`, at }]),
      ],
      [
        'the report',
        ({ participants }, _id, user) => participants.noteRegistrations([someRegistration({ user, hasPasskey: true })]),
      ],
    ])('found by %s: told once, in each campaign that had reached them', async (_how, note) => {
      const { participants, now } = stores();
      const user = someone();
      const [reached, not] = [await nudgedCampaign(stores(), [user], 72), await campaignOf(stores(), [user])];

      expect(await note(stores(), reached.id, user, now)).toEqual([{ campaign: reached.id, user }]);
      expect(await note(stores(), reached.id, user, now)).toEqual([]);

      expect((await participants.load(reached.id, user))?.doneAt).toEqual(now);
      expect((await participants.load(not.id, user))?.doneAt).toEqual(now);
    });

    test('whoever had one when it was planned is not found again', async () => {
      const user = someone();
      const { id } = await campaignOf(stores(), [user], { segment: 'done' });

      expect(await stores().participants.noteDone(someRows(user))).toEqual([]);
      expect((await stores().participants.load(id, user))?.doneAt).toBeUndefined();
    });

    test('the report says so of those who have one only, and when', async () => {
      const { participants } = stores();
      const [done, not] = [someone(), someone()];
      const { id } = await nudgedCampaign(stores(), [done, not], 72);

      const found = await participants.noteRegistrations([
        someRegistration({ user: done, hasPasskey: true, updatedAt: '2026-03-01T10:00:00Z' }),
        someRegistration({ user: not }),
      ]);

      expect(found).toEqual([{ campaign: id, user: done }]);
      expect((await participants.load(id, done))?.doneAt).toEqual(new Date('2026-03-01T10:00:00Z'));
      expect((await participants.load(id, not))?.doneAt).toBeUndefined();
    });

    test('of ten who want to thank, in two campaigns, one may', async () => {
      const { participants, now } = stores();
      const user = someone();
      await nudgedCampaign(stores(), [user], 72);
      await nudgedCampaign(stores(), [user], 20);

      const claims = await Promise.all(Array.from({ length: 10 }, () => participants.claimThanks(user, now)));

      expect(claims.filter(Boolean)).toHaveLength(1);
      await campaignOf(stores(), [user]);
      expect(await participants.claimThanks(user, now)).toBe(false);
      expect(await participants.claimThanks(someone(), now)).toBe(false);
    });
  });

  describe('escalation', () => {
    /** Everybody has got the last reminder 49 hours ago. */
    const afterLastReminder = async (...users: readonly UserId[]) => {
      const { ledger, now } = stores();
      const { id } = await nudgedCampaign(stores(), users, 24 * 9);
      for (const [round, hours] of [
        [1, 24 * 6],
        [2, 49],
      ] as const) {
        await ledger.planReminders(id, round, now, hoursAfter(now, -hours));
        const due = [...(await dueOf(stores(), id)).values()];
        await ledger.settle(
          due.map((nudge) => ({ nudge, status: 'sent', messageId: 'm', at: hoursAfter(now, -hours) })),
        );
      }
      return id;
    };
    const takenFrom = async (id: string, at = stores().now, limit = 10) =>
      (await stores().participants.takeForEscalation(id, at, limit)).map(({ user }) => user);

    test.each<[string, boolean, Noted]>([
      ['says nothing', true, async () => {}],
      ['pressed a button', false, ({ participants }, id, user, at) => participants.notePressed(id, user, at)],
      ['is at work in the guide', false, ({ participants }, _id, user, at) => participants.noteAtWork(user, at)],
      ['waits for help', false, ({ requests }, _id, user) => requests.open(user, 'human', {})],
      [
        'has called off what they asked for',
        true,
        async ({ requests }, _id, user) => requests.cancel(user, (await requests.open(user, 'human', {})).number),
      ],
      ['is done', false, ({ participants }, _id, user, at) => participants.noteDone([{ user, at }])],
      ['opted out', false, ({ participants }, _id, user, at) => participants.noteOptedOut(user, at)],
      ['said "stop these messages"', false, ({ preferences }, _id, user) => preferences.stopMessages(user)],
      ['cannot', true, ({ participants }, id, user, at) => participants.noteCannot(id, user, 'other', '', at)],
    ])('after the last reminder, somebody who %s: %s', async (_what, isTaken, happen) => {
      const user = someone();
      const id = await afterLastReminder(user);
      await happen(stores(), id, user, stores().now);

      expect(await takenFrom(id)).toEqual(isTaken ? [user] : []);
      expect(await takenFrom(id)).toEqual([]);
      const escalatedAt = isTaken ? stores().now : undefined;
      expect((await stores().participants.load(id, user))?.escalatedAt).toEqual(escalatedAt);
    });

    test('there is time to answer the last reminder', async () => {
      const user = someone();
      const id = await afterLastReminder(user);

      expect(await takenFrom(id, hoursAfter(stores().now, -2))).toEqual([]);
    });

    test.each<[string, number | 'open' | undefined, number, boolean]>([
      ['at their desk', undefined, 49, true],
      ['away, and still is', 100, 60, false],
      ['away, and nobody knows until when', 'open', 1_000, false],
      ['away, and back for a day', 36, 60, false],
      ['away, and back for two days', 11, 60, true],
      ['on holiday long before', -72, 49, true],
    ])('without reminders, somebody who was %s: %s', async (_where, outUntil, hours, isTaken) => {
      const { campaigns, participants, now } = stores();
      const user = someone();
      const campaign = await nudgedCampaign(stores(), [user], 0);
      const plan = { ...campaign.plan!, remindAfterDays: [] };
      await campaigns.save({ ...campaign, revision: 'next', plan }, campaign.revision);
      const until = typeof outUntil === 'number' ? hoursAfter(now, outUntil) : outUntil;
      await participants.noteMailbox([
        { user, timeZone: undefined, at: now, ...(until !== undefined && { outUntil: until }) },
      ]);

      expect(await takenFrom(campaign.id, hoursAfter(now, hours))).toEqual(isTaken ? [user] : []);
    });

    test.each<[string, number, number | 'over' | undefined, boolean]>([
      ['two days ago, with a reminder to come', 49, undefined, false],
      ['two days ago, before the last call', 49, 48.5, false],
      ['two days ago, after the last call', 49, 49.5, true],
      ['yesterday, after the last call', 24, 25, false],
      ['an hour ago, and the campaign is over', 1, 'over', true],
    ])('whose last message came %s: %s', async (_when, hours, lastCall, isTaken) => {
      const { participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], hours);
      const call = typeof lastCall === 'number' ? hoursAfter(now, -lastCall) : lastCall;

      const taken = await participants.takeForEscalation(id, now, 10, undefined, call);

      expect(taken.map((one) => one.user)).toEqual(isTaken ? [user] : []);
    });

    test.each<[string, Settlement | undefined, boolean]>([
      ['would come too late', { nudge: '', status: 'skipped', because: 'deadline-passed' }, true],
      ['did not arrive', { nudge: '', status: 'failed', because: 'blocked-by-user' }, true],
      ['has not gone out', undefined, true],
      ['was for an account that is off', { nudge: '', status: 'skipped', because: 'account-disabled' }, false],
      ['was for somebody who has left', { nudge: '', status: 'skipped', because: 'out-of-audience' }, false],
    ])('the campaign is over, and their reminder %s: %s', async (_what, settlement, isTaken) => {
      const { ledger, participants, now } = stores();
      const user = someone();
      const { id } = await nudgedCampaign(stores(), [user], 72);
      await ledger.planReminders(id, 1, now, now);
      const nudge = (await dueOf(stores(), id)).get(user) ?? 'none';
      if (settlement) await ledger.settle([{ ...settlement, nudge }]);

      const taken = await participants.takeForEscalation(id, now, 10, undefined, 'over');

      expect(taken.map((one) => one.user)).toEqual(isTaken ? [user] : []);
    });

    test('the campaign is over: nobody whom nothing has reached, and nobody who is away', async () => {
      const { participants, now } = stores();
      const [unreached, away] = [someone(), someone()];
      const campaigns = [await campaignOf(stores(), [unreached]), await nudgedCampaign(stores(), [away], 72)];
      await participants.noteMailbox([
        { user: unreached, timeZone: undefined, at: now, outUntil: hoursAfter(now, -72) },
        { user: away, timeZone: undefined, at: now, outUntil: hoursAfter(now, 72) },
      ]);

      for (const { id } of campaigns)
        expect(await participants.takeForEscalation(id, now, 10, undefined, 'over')).toEqual([]);
    });

    test.each<[string, number, 'over' | undefined, boolean]>([
      ['found so in the last week', 6, 'over', false],
      ['found so long ago, and not looked at again', 8, 'over', true],
      ['found so long ago, while it runs', 8, undefined, false],
    ])('away without an end, %s', async (_when, days, lastCall, isTaken) => {
      const { participants, now } = stores();
      const user = someone();
      const id = await afterLastReminder(user);
      await participants.noteMailbox([
        { user, timeZone: undefined, at: hoursAfter(now, -24 * days), outUntil: 'open' },
      ]);

      const taken = await participants.takeForEscalation(id, now, 10, undefined, lastCall);

      expect(taken.map((one) => one.user)).toEqual(isTaken ? [user] : []);
    });

    test('nobody who has a reminder to come, except who cannot', async () => {
      const { participants, now } = stores();
      const [silent, unable] = [someone(), someone()];
      const { id } = await nudgedCampaign(stores(), [silent, unable], 72);
      await participants.noteCannot(id, unable, 'other', '', now);

      expect(await takenFrom(id)).toEqual([unable]);
    });

    test('page by page in the order of ids: those before are not looked at again', async () => {
      const { participants, now } = stores();
      const users = [someone(), someone(), someone(), someone()].sort();
      const id = await afterLastReminder(...users);
      await participants.noteCannot(id, users[2]!, 'other', '', now);
      const pageAfter = async (after: UserId | undefined) =>
        (await participants.takeForEscalation(id, now, 2, after)).map(({ user }) => user);

      expect(await pageAfter(users[0])).toEqual(users.slice(1, 3));
      expect(await pageAfter(users[2])).toEqual(users.slice(3));
      expect(await pageAfter(users[3])).toEqual([]);
      expect(await pageAfter(undefined)).toEqual(users.slice(0, 1));
    });

    test('no more than asked for, everybody once', async () => {
      const users = [someone(), someone(), someone()];
      const id = await afterLastReminder(...users);

      const taken = [...(await takenFrom(id, stores().now, 2)), ...(await takenFrom(id, stores().now, 2))];

      expect(taken.toSorted()).toEqual(users.toSorted());
    });
  });
}
