import { groupIds } from '../../src/simulator/tenant.ts';
import {
  atOnce,
  day,
  hour,
  nudgesOf,
  type Owner,
  openRolloutWorld,
  pressOn,
  quiet,
  type RolloutWorld,
  verbsOn,
} from '../fixtures/rollout-world.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';

let world: RolloutWorld;
let runa: Owner;

const officeHours = { ...atOnce, hoursFrom: '09:00', hoursTo: '16:00', weekdays: '1,2,3,4,5' };
/** Where Bela sits it is one hour later. */
const mondayNight = new Date('2026-11-23T02:00:00Z');

const nudged = (client: TeamsClient, count = 1) => client.until(() => nudgesOf(client).length >= count);
/** What was delivered is noted, too: time must not pass in between. */
const settled = (campaign: string) =>
  runa.reports(campaign, (rows) => rows.every(({ lastStatus }) => lastStatus !== 'claimed'));
const counts = (clients: readonly TeamsClient[]) => clients.map((client) => nudgesOf(client).length);
const moveTo = (time: string) => world.passTime(Date.parse(time) - world.now().getTime());

describe('when', () => {
  beforeAll(async () => {
    world = await openRolloutWorld({ startsAt: mondayNight });
    runa = await world.owner('runa');
  });
  afterAll(() => world.close());

  test('at night nothing goes out; in the morning each gets theirs when it is morning where they are; the end of the week is free', async () => {
    const known = await Promise.all(['alva', 'bela', 'tomasz', 'pia'].map((nick) => world.known(nick)));
    const [alva, bela, tomasz, pia] = known as [TeamsClient, TeamsClient, TeamsClient, TeamsClient];
    // Pia's mailbox says where she works now.
    world.onPhone(pia, 'set-time-zone', { timeZone: 'Tokyo Standard Time' });
    const campaign = await runa.launch('By day', [groupIds.pilot], {
      ...officeHours,
      startsOn: '2026-11-23',
      remindAfterDays: '5',
      deadline: '2026-12-04',
    });
    await runa.reports(campaign, (rows) => rows.some(({ because }) => because === 'quiet-hours'));
    await quiet();
    expect(counts(known)).toEqual([0, 0, 0, 0]);

    // Half past nine in Berlin, half past five in Tokyo.
    moveTo('2026-11-23T08:30:00Z');
    await Promise.all([nudged(bela), nudged(tomasz)]);
    await settled(campaign);
    expect(counts(known)).toEqual([0, 1, 1, 0]);

    moveTo('2026-11-24T00:30:00Z');
    await nudged(pia);
    await settled(campaign);
    expect(counts(known)).toEqual([0, 1, 1, 1]);

    // Five days later is a Saturday.
    moveTo('2026-11-28T11:00:00Z');
    await runa.goOn(campaign);
    await quiet();
    expect(nudgesOf(bela)).toHaveLength(1);
    moveTo('2026-11-30T11:00:00Z');
    await runa.goOn(campaign);
    await Promise.all([nudged(bela, 2), nudged(tomasz, 2)]);
    await settled(campaign);

    // After the deadline nobody hears of it any more.
    moveTo('2026-12-05T13:00:00Z');
    await world.run('rollout-minute');
    moveTo('2026-12-07T15:00:00Z');
    await world.run('rollout-minute');
    await quiet();
    expect(counts([bela, tomasz])).toEqual([2, 2]);
    await runa.act('show-campaign', { campaign });
    expect(runa.verbs).not.toContain('pause-campaign');
    expect(nudgesOf(alva).length).toBeLessThan(3);
  });

  test('what was put off comes on its day, in the morning, once', async () => {
    const [rui, tomasz] = [await world.known('rui'), await world.known('tomasz')];
    moveTo('2026-12-08T10:30:00Z');
    const before = [rui, tomasz].map(({ messages }) => messages.length);
    const campaign = await runa.launch('Later', [groupIds.pilot], { ...officeHours, startsOn: '2026-12-08' });
    const came = () => [rui, tomasz].map(({ messages }, index) => messages.length - (before[index] ?? 0));
    await Promise.all([nudged(rui), tomasz.until(() => came()[1] === 1)]);
    await settled(campaign);
    const nudge = rui.last;
    await pressOn(rui, 'snooze', { campaign, until: 'date', date: '2026-12-10' }, nudge?.id);
    await rui.until(() => rui.read(rui.last).includes('Not before then'));
    expect((await runa.row(campaign, 'Rui')).lastStatus).toBe('waiting');

    moveTo('2026-12-10T06:30:00Z');
    await runa.goOn(campaign);
    await quiet();
    expect(came()).toEqual([1, 1]);

    moveTo('2026-12-10T10:30:00Z');
    await rui.until(() => came()[0] === 2);
    await settled(campaign);
    expect(verbsOn(rui.last?.card)).toContain('set-up-now');
    await runa.goOn(campaign);
    await quiet();
    expect(came()).toEqual([2, 1]);
    expect(await runa.row(campaign, 'Rui')).toMatchObject({ sent: '2', lastStatus: 'sent' });
  });
});

describe('after a while', () => {
  beforeAll(async () => {
    world = await openRolloutWorld();
    runa = await world.owner('runa');
  });
  afterAll(() => world.close());

  test('who is away is not reminded; who never answers is told to the owner once; what is personal is forgotten', async () => {
    const nicks = ['stella', 'pia', 'cleo'];
    const [stella, pia] = (await Promise.all(nicks.map((nick) => world.known(nick)))) as [TeamsClient, TeamsClient];
    const campaign = await runa.launch('Reminding', [groupIds.berlin], { ...atOnce, remindAfterDays: '3' });
    await Promise.all([nudged(stella), nudged(pia)]);
    await settled(campaign);

    world.passTime(3 * day + hour);
    await runa.goOn(campaign);
    await nudged(pia, 2);
    await runa.reports(campaign, (rows) =>
      rows.some(({ name, because }) => name === 'Stella Marchetti' && because === 'out-of-office'),
    );
    await settled(campaign);
    expect(nudgesOf(stella)).toHaveLength(1);

    world.passTime(2 * day + hour);
    const told = () =>
      runa.client.messages.filter(
        ({ id }) =>
          id !== runa.message?.id &&
          runa.client.read(runa.client.messages.find((one) => one.id === id)).includes('Pia Sommerfeld'),
      );
    await runa.goOn(campaign);
    await runa.client.until(() => told().length > 0);
    world.passTime(day);
    for (let times = 0; times < 2; times++) await world.run('rollout-minute');
    await quiet();
    expect(told()).toHaveLength(1);
    expect(await runa.row(campaign, 'Pia')).toMatchObject({ sent: '2', escalatedAt: expect.stringMatching(/^2026/) });
    // Back at her desk: reminded after all, and then it is over.
    await nudged(stella, 2);

    await runa.act('stop-campaign', { campaign, confirmed: true });
    const report = runa.client.read(runa.message);
    expect(report).toContain('Campaign 1');
    world.passTime(91 * day);
    await world.run('rollout-day');
    await quiet();
    expect(await runa.rows(campaign)).toEqual([]);
    await runa.act('show-campaign', { campaign });
    expect(numbersIn(runa.client.read(runa.message))).toEqual(numbersIn(report));
    await pressOn(pia, 'set-up-now', { campaign }, nudgesOf(pia)[0]?.id);
    expect(verbsOn(pia.messages.find(({ id }) => id === nudgesOf(pia)[0]?.id)?.card)).not.toEqual([]);
  });

  test('when many stop the messages, the campaign pauses by itself and the owner is told', async () => {
    const nicks = ['alva', 'rui', 'bela', 'noor', 'tomasz'];
    const people = await Promise.all(nicks.map((nick) => world.known(nick)));
    const today = world.now().toISOString().slice(0, 10);
    const campaign = await runa.launch('Unwanted', [groupIds.pilot], { ...atOnce, startsOn: today });
    await Promise.all(people.map((one) => nudged(one)));
    for (const one of people) await pressOn(one, 'stop-nudges', { campaign }, nudgesOf(one)[0]?.id);
    const before = runa.client.messages.length;
    await world.run('rollout-minute');

    await runa.client.until(({ messages }) => messages.length > before);
    expect(verbsOn(runa.client.last?.card)).toContain('resume-campaign');
    await runa.act('show-campaign', { campaign });
    expect(runa.verbs).toContain('resume-campaign');
    // Resumed, it does not pause for the same again.
    await runa.act('resume-campaign', { campaign });
    await world.run('rollout-minute');
    await quiet();
    await runa.act('show-campaign', { campaign });
    expect(runa.verbs).toContain('pause-campaign');
  });
});

function numbersIn(text: string): readonly string[] {
  return text.match(/^\d+( of \d+)?$/gm) ?? [];
}
