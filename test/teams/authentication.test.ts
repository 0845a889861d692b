import { type FakeOpenId, startFakeOpenId } from '../fakes/fake-openid.ts';
import { badTokens } from '../fixtures/bad-tokens.ts';
import { botIdentity } from '../fixtures/bot-identity.ts';
import { aTenant } from '../fixtures/teams-client.ts';
import { openTeamsRoom, type TeamsRoom } from '../fixtures/teams-room.ts';

const bot = 'cccccccc-0000-0000-0000-00000000000b';

let openId: FakeOpenId;
let room: TeamsRoom;
beforeAll(async () => {
  openId = await startFakeOpenId();
  room = await openTeamsRoom({
    identity: botIdentity(bot, openId),
    allowedTenantIds: [aTenant],
  });
});
afterAll(async () => {
  await room.close();
  await openId.close();
});

const bearer = (token: string) => `Bearer ${token}`;
const claims = () => ({ aud: bot, serviceurl: room.connector.serviceUrl });

test('a token of the Connector lets the activity in, and the answer carries a token of the bot', async () => {
  const client = room.client({}, async () => bearer(await openId.token(claims())));

  expect(await client.say('hi')).toEqual({ status: 200, body: undefined });
  expect(client.read()).toContain('help');
  expect(room.connector.calls.at(-1)?.authorization).toBe('Bearer token for https://api.botframework.com/.default');
});

test.each(badTokens)('%s: 401, and nothing is handled', async (_why, tokenOf) => {
  const turns = room.turns.length;
  const client = room.client({}, () => tokenOf(openId, claims()));

  expect(await client.say('hi')).toEqual({ status: 401, body: undefined });
  expect(room.turns).toHaveLength(turns);
});

test.each<[string, object]>([
  ['no service address', { serviceUrl: undefined }],
  ['an empty service address', { serviceUrl: '' }],
  ['a channel that has another way to authenticate', { channelId: 'AseChannel' }],
  ['the channel of the Emulator', { channelId: 'emulator' }],
  ['a number for a type', { type: 5 }],
  ['no type', { type: undefined }],
  ['no sender', { from: undefined }],
  ['no conversation', { conversation: undefined }],
])('%s: 400, and nothing is handled', async (_why, wrong) => {
  const turns = room.turns.length;
  const client = room.client({}, async () => bearer(await openId.token(claims())));

  expect(await client.say('hi', wrong)).toEqual({ status: 400, body: undefined });
  expect(room.turns).toHaveLength(turns);
});

test.each<[string, object]>([
  ['another tenant', { conversation: { id: 'a:1', tenantId: 'other' }, channelData: { tenant: { id: 'other' } } }],
  ['two tenants', { channelData: { tenant: { id: 'other' } } }],
  ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }],
])('%s: not served', async (_why, where) => {
  const turns = room.turns.length;
  const client = room.client({}, async () => bearer(await openId.token(claims())));

  expect((await client.say('hi', where)).status).toBe(403);
  expect(room.turns).toHaveLength(turns);
});

const unnamed = () => ({ conversation: { id: 'a:unnamed', tenantId: aTenant } });

test('what is said in a conversation of no kind is answered as in a group: nothing private is shown there', async () => {
  const client = room.client({}, async () => bearer(await openId.token(claims())));
  await client.say('hi');
  const turns = room.turns.length;

  await client.say('status', unnamed());

  expect(room.connector.messagesIn('a:unnamed').map((message) => client.title(message))).toEqual(['in-private']);
  expect(room.turns).toHaveLength(turns + 1);
  expect(client.title()).toBe('help');
});

test.each<[string, object]>([
  ['a press', { name: 'adaptiveCard/action', value: { action: { verb: 'status', data: { v: 1 } } } }],
  ['a dialog', { name: 'task/fetch', value: { data: { v: 1, verb: 'show-tap', sealed: 'a', unlock: 'b' } } }],
  ['a token', { name: 'signin/tokenExchange', value: { id: 'a', token: 'b' } }],
])('%s in a conversation of no kind shows nothing and does nothing', async (_what, invoke) => {
  const desk = await openTeamsRoom({ helpdesk: 'dialog', identity: botIdentity(bot, openId) });
  const serviceurl = desk.connector.serviceUrl;
  const client = desk.client({}, async () => bearer(await openId.token({ ...claims(), serviceurl })));
  const { body } = await client.post({ type: 'invoke', ...invoke, ...unnamed() });

  const messages = desk.connector.messagesIn('a:unnamed');
  await desk.close();

  expect(JSON.stringify(body ?? '')).not.toMatch(/AdaptiveCard|continue/);
  expect([desk.turns, desk.helpdeskTurns, messages]).toEqual([[], [], []]);
});

test('bad tokens leave nothing in the log', () => {
  expect(room.log).toEqual([]);
});

test('without the signing keys nothing is let in, and the sender may try again', async () => {
  const unreachable = await openTeamsRoom({
    identity: {
      botId: bot,
      credential: { getToken: async () => '' },
      authentication: {
        ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/openid',
        ToBotFromChannelTokenIssuer: openId.issuer,
        ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:9/openid',
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        OAuthUrl: 'https://token.botframework.com',
        CallerId: 'urn:botframework:azure',
      },
    },
  });
  const client = unreachable.client({}, async () => bearer(await openId.token(claims())));

  expect((await client.say('hi')).status).toBe(503);
  expect(unreachable.turns).toEqual([]);
  expect(unreachable.log.map(({ level }) => level)).toEqual(['error']);
  await unreachable.close();
});
