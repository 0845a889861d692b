import { groupIds } from '../../src/simulator/tenant.ts';
import {
  atOnce,
  dataOn,
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
let people: readonly TeamsClient[];

const pilot = ['alva', 'rui', 'bela', 'noor', 'tomasz', 'pia'];

beforeAll(async () => {
  // Slow enough for a press to come in the middle of it; of the groups here one alone is not large.
  const env = { NUDGE_RATE_PER_SECOND: '2', CAMPAIGN_APPROVAL_ABOVE: '7' };
  // By itself the sender looks once in ten minutes: what happens sooner is a press's doing.
  world = await openRolloutWorld({ env, senderTick: 600_000 });
  runa = await world.owner('runa');
  people = await Promise.all(pilot.map((nick) => world.known(nick)));
});
afterEach(() => {
  world.connector.onCall = () => undefined;
  world.passTime(100 * day);
});
afterAll(() => world.close());

const delivered = () => people.reduce((sum, one) => sum + nudgesOf(one).length, 0);
/** Also while the Connector answers nothing, and so tells of nothing. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2_000) throw new Error(`Waited in vain: ${JSON.stringify(world.log.slice(-12))}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const launch = (name: string) =>
  runa.launch(name, [groupIds.pilot], { ...atOnce, startsOn: world.now().toISOString().slice(0, 10) });
const isNudge = (call: { readonly operation: string; readonly conversationId: string }) =>
  call.operation === 'send' && people.some(({ conversationId }) => conversationId === call.conversationId);

async function bringsTheNext(press: () => Promise<unknown>): Promise<void> {
  const before = delivered();
  await press();
  await until(() => delivered() > before);
}

test('start and resume wake the sender, and after a pause is shown nothing more arrives', async () => {
  const today = world.now().toISOString().slice(0, 10);
  const campaign = await runa.draft('Promptly', [groupIds.pilot], { ...atOnce, startsOn: today });
  await runa.preview(campaign);
  await bringsTheNext(() => runa.start(campaign));

  await runa.act('pause-campaign', { campaign });
  const atPause = delivered();
  await quiet();
  expect(delivered()).toBe(atPause);
  expect(atPause).toBeLessThan(people.length);

  await bringsTheNext(() => runa.act('resume-campaign', { campaign }));
  await until(() => delivered() === people.length);
  await runa.act('stop-campaign', { campaign, confirmed: true });
});

test('stopped while Teams does not answer: so many are on their way, then "stopped", and nothing after that', async () => {
  const release = Promise.withResolvers<void>();
  let held = 0;
  const before = delivered();
  world.connector.onCall = (call) => {
    if (!isNudge(call)) return undefined;
    held++;
    return { hold: release.promise };
  };
  const campaign = await launch('Hanging');
  await until(() => held > 0);
  await runa.act('stop-campaign', { campaign, confirmed: true });
  expect(runa.verbs).not.toContain('resume-campaign');
  const onTheirWay = held;
  const told = onTheirWay === 1 ? 'One message' : `${onTheirWay} messages`;
  expect(runa.client.read(runa.message)).toContain(told);
  expect(runa.client.read(runa.message)).not.toMatch(/stopped/i);
  expect(delivered()).toBe(before);

  const edits = runa.message?.edits ?? 0;
  release.resolve();
  await until(() => (runa.message?.edits ?? 0) > edits);
  expect(runa.client.read(runa.message)).toMatch(/stopped/i);
  const atStop = delivered();
  expect(atStop).toBe(before + onTheirWay);
  expect(onTheirWay).toBeLessThan(people.length);
  await quiet();
  expect(delivered()).toBe(atStop);
});

/** The owner is told, and may go on. */
async function pauses(campaign: string) {
  const before = runa.client.messages.length;
  await runa.act('pause-campaign', { campaign });
  await pressOn(runa.client, 'resume-campaign', { campaign }, runa.message?.id);
  await until(() => runa.client.messages.length > before);
  expect(verbsOn(runa.client.last?.card)).toContain('resume-campaign');
  await runa.act('show-campaign', { campaign });
  expect(runa.verbs).toContain('resume-campaign');
  return runa.client.last;
}

test('when many cannot, the campaign pauses by itself', async () => {
  const before = people.map((one) => nudgesOf(one).length);
  const campaign = await launch('Stuck');
  await until(() => people.every((one, index) => nudgesOf(one).length > (before[index] ?? 0)));
  for (const one of people.slice(0, 5)) {
    const nudge = nudgesOf(one).at(-1);
    await pressOn(one, 'cannot', { campaign, because: 'no-suitable-phone', wantsHelp: 'false' }, nudge?.id);
  }

  const told = await pauses(campaign);
  expect(runa.client.read(told)).toContain('5');
  await runa.act('stop-campaign', { campaign, confirmed: true });
});

test('when many block the bot, the campaign pauses by itself', async () => {
  let refused = 0;
  world.connector.onCall = (call) => {
    if (!isNudge(call) || refused >= 5) return undefined;
    refused++;
    return { status: 403, code: 'ConversationBlockedByUser' };
  };
  const campaign = await launch('Blocked');
  // Asking for the report meanwhile is a reply, for which nudges slow down.
  await until(() => refused >= 5);
  await runa.reports(campaign, (rows) => rows.filter((row) => row.unreachable === 'blocked-by-user').length === 5);

  await pauses(campaign);
  await runa.act('stop-campaign', { campaign, confirmed: true });
});

test('for many people, though in no words of its own, it takes a second owner', async () => {
  const basil = await world.owner('basil');
  const today = world.now().toISOString().slice(0, 10);
  const campaign = await runa.draft('Large', [groupIds.pilot, groupIds.offices], { ...atOnce, startsOn: today });
  await runa.preview(campaign);
  expect(runa.verbs).not.toContain('start-campaign');
  const { revision: asking } = runa.dataOf('ask-approval');
  await runa.act('start-campaign', { campaign, revision: asking });
  expect(runa.verbs).not.toContain('pause-campaign');

  const asked = basil.client.messages.length;
  await runa.act('ask-approval', { campaign, revision: asking });
  await until(() => basil.client.messages.length > asked);
  const question = basil.client.last;
  const { revision } = dataOn(question?.card, 'decide-campaign');
  await pressOn(basil.client, 'decide-campaign', { campaign, revision, approve: true, reason: '' }, question?.id);
  await runa.act('show-campaign', { campaign });
  await runa.start(campaign);
});
