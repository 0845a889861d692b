import type { UserId } from '../../src/passkeys/ids.ts';
import type { PlannedFacts } from '../../src/rollout/person.ts';
import type { Audience, Campaigns, PasskeyTargets } from '../../src/rollout/ports.ts';
import { type Segment, segments } from '../../src/rollout/segment.ts';
import { PlanningOvertaken } from '../../src/rollout/track-planning.ts';
import { someCampaign, someMember, somePhone, someRegistration } from '../fixtures/some-campaign.ts';
import { someone } from '../fixtures/someone.ts';

export type PlanningStores = { readonly campaigns: Campaigns; readonly audience: Audience };

const nobody: PasskeyTargets = { isOff: false, everybody: false, include: [], exclude: [] };

export function rolloutAudienceContract(stores: () => PlanningStores): void {
  const begin = async (...users: readonly UserId[]) => {
    const { id } = await stores().campaigns.create(someCampaign({ status: 'planning' }));
    const members = users.map((user) => someMember({ user }));
    await stores().audience.add(id, members);
    return id;
  };
  const factsOf = async (campaign: string, user: UserId, targets?: PasskeyTargets) => {
    const all = await stores().audience.facts(campaign, targets, undefined, 100);
    return all.find((facts) => facts.user === user);
  };
  const stateOf = async (campaign: string) => [
    await stores().audience.count(campaign),
    await stores().audience.facts(campaign, nobody, undefined, 100),
  ];
  const sorted = (count: number) => Array.from({ length: count }, someone).sort();

  test('members are in the audience once, however many groups they are in', async () => {
    const [one, other] = [someone(), someone()];
    const campaign = await begin(one, one, other);

    await stores().audience.add(campaign, [someMember({ user: one })]);

    expect(await stores().audience.count(campaign)).toBe(2);
    expect(await stores().audience.countAmong?.(campaign, [one, someone()])).toBe(1);
  });

  test('nobody is added to a campaign that is gone', async () => {
    const campaign = await begin(someone());
    await stores().campaigns.remove(campaign);

    await stores().audience.add(campaign, [someMember()]);

    expect(await stores().audience.count(campaign)).toBe(0);
  });

  test.each<[string, (audience: Audience, campaign: string, user: UserId) => Promise<unknown>]>([
    ['clears', (audience, id) => audience.clear(id)],
    ['adds', (audience, id) => audience.add(id, [someMember()])],
    ['drops', (audience, id, user) => audience.drop(id, [user])],
    ['marks', (audience, id, user) => audience.mark(id, 'targeted', [user])],
    ['keeps only some', (audience, id) => audience.keepOnlyMarked(id, 'audience')],
    ['notes registrations', (audience, id, user) => audience.noteRegistrations(id, [someRegistration({ user })])],
    ['notes phones', (audience, id, user) => audience.notePhones(id, [somePhone({ user })])],
    ['sets segments', (audience, id, user) => audience.setSegments(id, [{ user, segment: 'done' }])],
    ['numbers waves', (audience, id) => audience.assignWaves(id, 10, segments)],
  ])(
    'a planner that was taken for dead %s: nothing of it is written once the next one has begun',
    async (_what, write) => {
      const { campaigns, audience } = stores();
      const user = someone();
      const run = {
        askedBy: user,
        startedAt: '2026-03-02T09:00:00Z',
        step: 'members',
        people: 0,
        requests: 0,
      } as const;
      const first = await campaigns.create(someCampaign({ status: 'planning', planning: { ...run, run: 'first' } }));
      const as = (name: string) => audience.during?.(name) ?? audience;
      await as('first').add(first.id, [someMember({ user })]);
      await as('first').setSegments(first.id, [{ user, segment: 'ready' }]);
      const before = await stateOf(first.id);

      const next = { ...first, revision: 'next', planning: { ...run, run: 'second' } };
      expect(await campaigns.save(next, first.revision)).toBe(true);

      await expect(write(as('first'), first.id, user)).rejects.toThrow(PlanningOvertaken);
      expect(await stateOf(first.id)).toEqual(before);
      await write(as('second'), first.id, user);
      await campaigns.save({ ...next, revision: 'draft', status: 'draft' }, 'next');
      await expect(write(as('second'), first.id, user)).rejects.toThrow(PlanningOvertaken);
    },
  );

  test('those of exclude groups are dropped, from this campaign only', async () => {
    const [kept, dropped] = [someone(), someone()];
    const [campaign, other] = [await begin(kept, dropped), await begin(kept, dropped)];

    await stores().audience.drop(campaign, [dropped, someone()]);

    expect(await factsOf(campaign, dropped)).toBeUndefined();
    expect(await factsOf(campaign, kept)).toBeDefined();
    expect(await stores().audience.count(other)).toBe(2);
  });

  test('only those who are marked are kept', async () => {
    const [inside, outside] = [someone(), someone()];
    const campaign = await begin(inside, outside);
    await stores().audience.mark(campaign, 'audience', [inside]);
    await stores().audience.mark(campaign, 'pilot', [outside]);

    await stores().audience.keepOnlyMarked(campaign, 'audience');

    expect(await stores().audience.count(campaign)).toBe(1);
    expect(await factsOf(campaign, inside)).toBeDefined();
  });

  test('an audience that is cleared is empty, and no other', async () => {
    const [campaign, other] = [await begin(someone(), someone()), await begin(someone())];

    await stores().audience.clear(campaign);

    expect(await stores().audience.count(campaign)).toBe(0);
    expect(await stores().audience.count(other)).toBe(1);
  });

  test('of somebody in no report, nothing is known but the account', async () => {
    const user = someone();
    const campaign = await begin();
    await stores().audience.add(campaign, [someMember({ user, isEnabled: false, isGuest: true })]);

    expect(await factsOf(campaign, user)).toEqual({
      user,
      isEnabled: false,
      isGuest: true,
      phones: [],
      lacksBluetooth: false,
    } satisfies PlannedFacts);
  });

  test('the reports are joined, also when they are read twice', async () => {
    const [user, other] = [someone(), someone()];
    const campaign = await begin(user, other);
    const registration = someRegistration({ user, isPhoneOnly: true, updatedAt: '2026-03-01T00:00:00Z' });
    const [iphone, pixel] = [somePhone({ user }), somePhone({ user, platform: 'android', maker: 'Google "Pixel"' })];

    for (let times = 0; times < 2; times++) {
      await stores().audience.noteRegistrations(campaign, [registration, someRegistration({ user: someone() })]);
      await stores().audience.notePhones(campaign, [iphone, somePhone({ user: someone() })]);
      await stores().audience.notePhones(campaign, [pixel]);
    }

    const facts = await factsOf(campaign, user);
    expect(facts?.registration).toEqual(registration);
    expect(facts?.phones).toHaveLength(2);
    expect(facts?.phones).toEqual(expect.arrayContaining([iphone, pixel]));
    expect(await factsOf(campaign, other)).not.toHaveProperty('registration');
  });

  test.each<
    [string, PlannedFacts['policy'] | 'not read', PasskeyTargets | undefined, 'targeted' | 'excluded' | 'both' | 'none']
  >([
    ['that could not be read', 'not read', undefined, 'targeted'],
    ['that is off for everybody', 'off', { ...nobody, isOff: true, everybody: true }, 'targeted'],
    ['for everybody', 'allowed', { ...nobody, everybody: true }, 'none'],
    ['for a group of the user', 'allowed', nobody, 'targeted'],
    ['for a group of others', 'not-targeted', nobody, 'none'],
    ['that excludes a group of the user it includes', 'excluded', nobody, 'both'],
    ['for everybody but a group of the user', 'excluded', { ...nobody, everybody: true }, 'excluded'],
  ])('a policy %s', async (_what, policy, targets, marks) => {
    const user = someone();
    const campaign = await begin(user);
    for (const mark of ['targeted', 'excluded'] as const)
      if (marks === mark || marks === 'both') await stores().audience.mark(campaign, mark, [user]);

    const facts = await factsOf(campaign, user, targets);

    expect(facts?.policy ?? 'not read').toBe(policy);
  });

  test('facts come page by page, in the order of ids, nobody twice and nobody left out', async () => {
    const users = sorted(5);
    const campaign = await begin(...users.toReversed());
    const read: UserId[] = [];

    for (let page = await next(); page.length > 0; page = await next()) read.push(...page.map(({ user }) => user));

    expect(read).toEqual(users);
    function next() {
      return stores().audience.facts(campaign, undefined, read.at(-1), 2);
    }
  });

  describe('waves', () => {
    const plan = async (...people: readonly { user: UserId; segment: Segment; pilot?: boolean }[]) => {
      const campaign = await begin(...people.map(({ user }) => user));
      await stores().audience.setSegments(campaign, people);
      const pilot = people.filter(({ pilot }) => pilot).map(({ user }) => user);
      await stores().audience.mark(campaign, 'pilot', pilot);
      return campaign;
    };

    test('the pilot is wave 0, the most urgent segment comes first, and some are left alone', async () => {
      const users = sorted(7);
      const of = ['done', 'ready', 'sms-only', 'ready', 'ready', 'blocked', 'no-phone'] as const;
      const people = of.map((segment, at) => ({ user: users[at]!, segment, pilot: at === 0 || at === 4 }));
      const campaign = await plan(...people);

      // 4 | 2, 1 | 3, 6; nobody of `done` and `blocked`
      expect(await stores().audience.assignWaves(campaign, 2, segments)).toEqual([1, 2, 2]);
    });

    test('waves are numbered anew when planning is repeated', async () => {
      const users = sorted(4);
      const campaign = await plan(...users.map((user) => ({ user, segment: 'ready' as const })));
      expect(await stores().audience.assignWaves(campaign, 1, segments)).toEqual([0, 1, 1, 1, 1]);
      await stores().audience.setSegments(campaign, [{ user: users[0]!, segment: 'done' }]);

      expect(await stores().audience.assignWaves(campaign, 2, segments)).toEqual([0, 2, 1]);
    });

    test('where everybody is left alone there is no wave', async () => {
      const campaign = await plan({ user: someone(), segment: 'done', pilot: true });

      expect(await stores().audience.assignWaves(campaign, 10, segments)).toEqual([0]);
    });
  });
}
