import { type FakeOpenId, startFakeOpenId } from '../fakes/fake-openid.ts';
import { badTokens } from '../fixtures/bad-tokens.ts';
import { actionsIn, aTenant, type TeamsClient } from '../fixtures/teams-client.ts';
import { openWorld, type World } from '../fixtures/world.ts';

const bot = 'cccccccc-0000-4000-8000-00000000000b';
const steps = 'On your iPhone now';

let openId: FakeOpenId;
let world: World;
beforeAll(async () => {
  openId = await startFakeOpenId();
  world = await openWorld({
    env: {
      BOT_ID: bot,
      BOT_TENANT_ID: aTenant,
      HOST: '127.0.0.1',
      ToBotFromChannelOpenIdMetadataUrl: openId.metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openId.metadataUrl,
    },
  });
});
beforeEach(() => world.log.splice(0));
afterAll(async () => {
  await world.close();
  await openId.close();
});

const bearer = (token: string) => `Bearer ${token}`;
const claims = () => ({ aud: bot, serviceurl: world.connector.serviceUrl });
const valid = async () => bearer(await openId.token(claims()));

/** Nothing is said in this chat, and nobody's facts are read. The looks for a new passkey of others read no facts. */
function untouched({ conversationId }: TeamsClient): () => void {
  const count = () => [
    world.connector.calls.filter((call) => call.conversationId === conversationId).length,
    world.simulator.requests.list().filter(({ path }) => path === '$batch').length,
  ];
  const before = count();
  return () => expect(count()).toEqual(before);
}

async function onSteps(): Promise<TeamsClient> {
  const client = world.newcomer({ authorization: valid });
  await client.say('set up my passkey');
  await client.press('Start');
  await client.until(() => client.last?.edits === 1);
  return client;
}

test('with a token of the Connector a conversation goes on, and every message carries a token of the bot', async () => {
  const client = await onSteps();
  world.onPhone(client, 'finish-registration');
  await client.until(() => client.title() === 'Your passkey is ready ✅');

  const calls = world.connector.calls.filter(({ conversationId }) => conversationId === client.conversationId);
  expect(calls.length).toBeGreaterThan(2);
  for (const { authorization } of calls) expect(payloadOf(authorization)).toMatchObject({ appid: bot, tid: aTenant });
});

test.each(badTokens)('%s: 401 for words, presses and installations, and nothing happens', async (_why, tokenOf) => {
  const client = world.newcomer({ authorization: () => tokenOf(openId, claims()) });
  const expectUntouched = untouched(client);

  const answers = [
    await client.say('set up my passkey'),
    await client.install(),
    await client.invoke('adaptiveCard/action', { action: { verb: 'confirm-delete', data: { v: 1 } } }),
  ];

  expect(answers).toEqual(answers.map(() => ({ status: 401, body: undefined })));
  expectUntouched();
  expect(world.log).toEqual([]);
});

test.each<[string, object]>([
  ['another tenant', { conversation: { id: 'a:1', tenantId: bot }, channelData: { tenant: { id: bot } } }],
  ['two tenants', { channelData: { tenant: { id: bot } } }],
  ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }],
])('%s: not served', async (_why, where) => {
  const client = world.newcomer({ authorization: valid });
  const expectUntouched = untouched(client);

  expect((await client.say('set up my passkey', where)).status).toBe(403);
  expectUntouched();
});

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test.each<[string, (client: TeamsClient) => Promise<{ readonly status: number }>]>([
  ['no JSON', (client) => client.postRaw('{"type":')],
  ['a list', (client) => client.postRaw('[]')],
  ['nesting without end', (client) => client.postRaw(deep(100_000))],
  ['300,000 characters', (client) => client.say('x'.repeat(300_000))],
  ['a type that is a number', (client) => client.post({ type: 5 })],
  ['no service address', (client) => client.say('start over', { serviceUrl: undefined })],
  ['no sender', (client) => client.say('start over', { from: undefined })],
  ['a sender without an object id', (client) => client.say('start over', { from: { id: '29:x' } })],
  ['an empty object id', (client) => client.say('start over', { from: { id: '29:x', aadObjectId: '' } })],
  ['an object id that is a filter', (client) => client.say('hi', { from: { id: '29:x', aadObjectId: "' or 1 eq 1" } })],
  ['a type nobody knows', (client) => client.post({ type: 'constructor', text: 'start over' })],
  ['an invoke nobody knows', (client) => client.invoke('task/submit', { verb: 'start-over' })],
])('%s is refused or ignored, and leaves everything as it is', async (_why, send) => {
  const client = await onSteps();
  const expectUntouched = untouched(client);

  expect((await send(client)).status).not.toBe(500);
  expectUntouched();
  await client.say('status');
  expect(client.title()).toBe(steps);
  expect(world.log.filter(({ level }) => level > 30)).toEqual([]);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'start-over'],
  ['a verb that is a number', { action: { verb: 5, data: { v: 1 } } }],
  ['a verb nobody knows', { action: { verb: 'issue-tap', data: { v: 1 } } }],
  ['a verb from the prototype', { action: { verb: '__proto__', data: { v: 1 } } }],
  ['no version', { action: { verb: 'start-over', data: {} } }],
  ['another version', { action: { verb: 'start-over', data: { v: 2 } } }],
  ['data that is a list', { action: { verb: 'start-over', data: [] } }],
  ['a phone nobody makes', { action: { verb: 'pick-phone', data: { v: 1, phone: 'nokia' } } }],
  ['a version that is SQL', { action: { verb: 'tell-os', data: { v: 1, version: "17'; drop table enrollments" } } }],
  ['a screen that is an object', { action: { verb: 'start-over', data: { v: 1, screen: { $ne: '' } } } }],
  ['nesting', { action: { verb: 'symptom', data: { v: 1, symptom: JSON.parse(deep(1_000)) } } }],
])('a press with %s does nothing', async (_why, value) => {
  const client = await onSteps();

  expect((await client.invoke('adaptiveCard/action', value, { replyToId: client.last?.id })).status).toBe(200);

  const showsSteps = async () => {
    await client.say('status');
    return client.title() === steps;
  };
  // On a busy machine the answer to the press comes as a message of its own, and may come after the first "status".
  expect((await showsSteps()) || (await showsSteps())).toBe(true);
  expect(world.log.filter(({ level }) => level > 30)).toEqual([]);
});

test("another user's ids in a button change nothing about that user", async () => {
  const [victim, attacker] = [await onSteps(), world.newcomer({ authorization: valid, isHuman: false })];
  const ids = {
    user: victim.userId,
    userId: victim.userId,
    aadObjectId: victim.userId,
    from: { id: `29:${victim.userId}`, aadObjectId: victim.userId },
    conversation: { id: victim.conversationId },
  };
  const before = victim.messages;

  for (const verb of ['start-over', 'confirm-delete', 'pause', 'lost-phone', 'talk-to-human'])
    await attacker.pressAction({ type: 'Action.Execute', verb, data: { v: 1, verb, ...ids } }, victim.last?.id ?? '');

  expect(victim.messages).toEqual(before);
  await victim.press("I'm done");
  expect(victim.title()).toBe('Not there yet');
});

test('a button of another user, taken as it is, is a button of nobody', async () => {
  const [victim, attacker] = [await onSteps(), await onSteps()];
  const done = actionsIn(victim.last?.card).find(({ verb }) => verb === 'done');
  if (!done) throw new Error('Nothing to take');

  await attacker.pressAction(done, attacker.last?.id ?? '');

  expect([victim.title(), attacker.title()]).toEqual([steps, steps]);
});

function payloadOf(authorization: string | undefined): unknown {
  const [, payload = ''] = authorization?.replace('Bearer ', '').split('.') ?? [];
  return JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}');
}
