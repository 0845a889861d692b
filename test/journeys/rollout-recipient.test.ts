import { groupIds } from '../../src/simulator/tenant.ts';
import {
  day,
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
let people: ReadonlyMap<string, TeamsClient>;
let first: string;
let second: string;

const nicks = ['alva', 'rui', 'pia', 'bela', 'noor', 'tomasz', 'stella', 'cleo'] as const;
type Nick = (typeof nicks)[number];

function client(nick: Nick): TeamsClient {
  const found = people.get(nick);
  if (!found) throw new Error(nick);
  return found;
}

const nudgeOf = (nick: Nick) => nudgesOf(client(nick))[0];

/** Presses on the nudge, whatever stands there now. */
async function press(nick: Nick, verb: string, fields: object = {}, messageId = nudgeIds.get(nick)) {
  const pressed = await pressOn(client(nick), verb, { campaign: first, ...fields }, messageId);
  return verbsOn(pressed.card);
}

const nudgeIds = new Map<Nick, string>();

beforeAll(async () => {
  world = await openRolloutWorld({ watchOffsets: [3_600] });
  runa = await world.owner('runa');
  people = new Map(await Promise.all(nicks.map(async (nick) => [nick, await world.known(nick)] as const)));
  first = await runa.launch('First', [groupIds.pilot]);
  second = await runa.launch('Second', [groupIds.pilot, groupIds.berlin]);
  for (const nick of nicks.slice(0, 6)) {
    await client(nick).until((one) => nudgesOf(one).length > 0);
    nudgeIds.set(nick, nudgeOf(nick)?.id ?? '');
  }
});
afterEach(() => {
  expect(world.log.filter(({ level }) => level > 40)).toEqual([]);
});
afterAll(() => world.close());

/** What stands by now where the nudge stood. */
const onNudge = (nick: Nick) => {
  const message = client(nick).messages.find(({ id }) => id === nudgeIds.get(nick));
  return { verbs: verbsOn(message?.card), words: client(nick).read(message) };
};
/** Of the plan. */
const reminders = 2;
/** First deliveries of a nudge; edits aside. */
const sentTo = ({ conversationId }: TeamsClient, campaign: string) =>
  world.connector.calls.filter(
    (call, index) =>
      call.operation === 'send' &&
      call.conversationId === conversationId &&
      /stop-nudges/.test(world.connector.bodies[index] ?? '') &&
      world.connector.bodies[index]?.includes(campaign),
  ).length;
const rowOf = (nick: string, campaign = first) => runa.row(campaign, nick);

test('two campaigns with the same people do not add up: the second waits until 48 hours are over', async () => {
  await client('stella').until((one) => nudgesOf(one).length > 0);
  expect([...nicks.slice(0, 6)].map((nick) => nudgesOf(client(nick)).length)).toEqual([1, 1, 1, 1, 1, 1]);

  const waiting = (await runa.rows(second)).filter(({ because }) => because === 'recent-message');
  expect(waiting.map(({ name }) => name?.split(' ')[0]).sort()).toEqual([
    'Alva',
    'Béla',
    'Noor',
    'Pia',
    'Rui',
    'Tomasz',
  ]);
});

test('"set up now" turns the nudge into the card that is right for them', async () => {
  expect(await press('alva', 'set-up-now')).toContain('start');
  expect(await rowOf('Alva')).toMatchObject({
    pressedAt: expect.stringMatching(/^2026/),
    startedAt: expect.stringMatching(/^2026/),
  });
  expect(await press('bela', 'set-up-now')).toContain('updated-os');
  expect(await press('noor', 'set-up-now')).toContain('request-tap');
});

test('where the guide goes on in the nudge, no thank-you takes its place', async () => {
  await press('alva', 'start');
  world.onPhone(client('alva'), 'finish-registration');
  await client('alva').until(() => onNudge('alva').verbs.includes('done'));
  await client('alva').press(
    'done',
    client('alva').messages.find(({ id }) => id === nudgeIds.get('alva')),
  );
  await client('alva').until(() => !onNudge('alva').verbs.includes('done'));
  const { words } = onNudge('alva');

  await world.run('rollout-hour');
  await runa.reports(first, (rows) => rows.some(({ name, doneAt }) => name === 'Alva Lindqvist' && doneAt !== ''));
  expect(onNudge('alva').words).toBe(words);
});

test('"remind me" takes tomorrow, next week or a day to come', async () => {
  await press('rui', 'snooze', { until: 'tomorrow' });
  expect((await rowOf('Rui')).snoozedUntil).toMatch(/^2026-11-25T/);
  await press('rui', 'snooze', { until: 'next-week' });
  expect((await rowOf('Rui')).snoozedUntil).toMatch(/^2026-12-01T/);
  await press('rui', 'snooze', { until: 'date', date: '2026-12-09' });
  expect((await rowOf('Rui')).snoozedUntil).toMatch(/^2026-12-09T/);

  for (const date of [
    '2026-11-23',
    '2026-11-24',
    '',
    '2027-02-30',
    '2028-01-01',
    '2026-12-10T00:00',
    "'; drop table nudges",
  ])
    expect(await press('rui', 'snooze', { until: 'date', date })).toContain('snooze');
  expect((await rowOf('Rui')).snoozedUntil).toMatch(/^2026-12-09T/);
});

test('"I can’t" is for the owner, and with the wish for help one request at the help desk', async () => {
  expect(await press('tomasz', 'ask-why-not')).toContain('cannot');
  const answer = { because: 'not-my-own-phone', note: '**No** <b>way</b> ${user.id} \u202Etxt', wantsHelp: 'true' };
  await press('tomasz', 'cannot', answer);
  await press('tomasz', 'cannot', { ...answer, because: 'other' });

  expect(await rowOf('Tomasz')).toMatchObject({ cannot: 'not-my-own-phone' });
  const omar = await world.known('omar');
  await omar.say('requests');
  expect(omar.read().match(/Tomasz Zielny/g)).toHaveLength(1);
});

test('"why this message?" says who runs it', async () => {
  await press('pia', 'why-this-message');
  expect(client('pia').read()).toContain('Runa Tindale');
});

test('"stop these messages" holds for every campaign', async () => {
  await press('pia', 'stop-nudges');

  expect((await rowOf('Pia')).optedOutAt).toMatch(/^2026/);
  expect((await rowOf('Pia', second)).optedOutAt).toMatch(/^2026/);
});

test('nobody acts for somebody else, or in a campaign that they are not in', async () => {
  const [before, theirs] = [await runa.rows(first), await runa.rows(second)];
  const forged = { user: client('noor').userId, participant: client('noor').userId, id: client('noor').userId };
  for (const [verb, fields] of [
    ['snooze', { until: 'tomorrow' }],
    ['cannot', { because: 'other', note: 'x' }],
    ['set-up-now', {}],
    ['why-this-message', {}],
  ] as const)
    await pressOn(client('cleo'), verb, { campaign: first, ...forged, ...fields }, client('cleo').last?.id);
  await pressOn(client('cleo'), 'snooze', { campaign: "x' or 1=1", until: 'tomorrow' }, client('cleo').last?.id);

  expect(await runa.rows(first)).toEqual(before);
  expect(await runa.rows(second)).toEqual(theirs);
});

test('the passkey ends it: the nudge says thank you, and nothing comes any more', async () => {
  const stella = client('stella');
  nudgeIds.set('stella', nudgeOf('stella')?.id ?? '');
  const before = stella.messages.length;
  world.onPhone(stella, 'finish-registration');
  await world.run('rollout-hour');
  await stella.until(() => onNudge('stella').verbs.length === 0);

  world.passTime(4 * day);
  await runa.goOn(second);
  await quiet();
  expect(await rowOf('Stella', second)).toMatchObject({ doneAt: expect.stringMatching(/^2026/), sent: '1' });
  expect(stella.messages).toHaveLength(before);
});

test('whoever has deleted their data is nobody to the campaigns, and an old nudge still leads to the guide', async () => {
  const rui = client('rui');
  await rui.say('delete my data');
  await rui.press('confirm-delete');
  await rui.until(() => !verbsOn(rui.last?.card).includes('confirm-delete'));
  const before = rui.messages.length;

  world.passTime(30 * day);
  await runa.goOn(first);
  await quiet();
  expect(rui.messages).toHaveLength(before);
  const rows = [...(await runa.rows(first)), ...(await runa.rows(second))];
  expect(rows.filter(({ name, user }) => name?.includes('Rui') || user === rui.userId)).toEqual([]);

  expect(await press('rui', 'snooze', { until: 'tomorrow' })).not.toContain('snooze');
  expect(await press('rui', 'set-up-now')).toContain('different-phone');
});

test('nothing is sent twice, however often the job runs', async () => {
  for (let times = 0; times < 3; times++) await world.run('rollout-minute');
  await quiet();

  for (const nick of nicks)
    for (const campaign of [first, second]) expect(sentTo(client(nick), campaign)).toBeLessThanOrEqual(1 + reminders);
});

test('an old nudge of a campaign that was stopped still leads to the guide, and promises nothing', async () => {
  await runa.act('stop-campaign', { campaign: first, confirmed: true });
  const noor = await rowOf('Noor');

  expect(await press('noor', 'set-up-now')).toContain('different-phone');
  expect(await press('noor', 'snooze', { until: 'tomorrow' })).toContain('set-up-passkey');
  expect((await rowOf('Noor')).snoozedUntil).toBe(noor.snoozedUntil);
});
