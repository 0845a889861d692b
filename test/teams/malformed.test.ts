import type { HttpResult } from '../fixtures/teams-client.ts';
import { ada, ben, onScreen, openTeamsRoom, type TeamsRoom } from '../fixtures/teams-room.ts';

let room: TeamsRoom;
beforeEach(async () => {
  room = await openTeamsRoom();
});
afterEach(() => room.close());

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test.each<[string, number, (room: TeamsRoom) => Promise<HttpResult>]>([
  ['a body that is no JSON', 400, (at) => at.client().postRaw('{"type":')],
  ['a body that is a list', 400, (at) => at.client().postRaw('[]')],
  ['a body that is null', 400, (at) => at.client().postRaw('null')],
  ['a body nested 100,000 levels deep', 400, (at) => at.client().postRaw(deep(100_000))],
  ['no body', 400, (at) => at.client().postRaw('')],
  ['a form', 400, (at) => at.client().postRaw('type=message', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['a body of 300,000 bytes', 413, (at) => at.client().say('x'.repeat(300_000))],
  ['a compressed body', 415, (at) => at.client().postRaw('{}', { 'content-encoding': 'gzip' })],
  ['a text that is a number', 400, (at) => at.client().post({ type: 'message', text: 5 })],
  ['a service address that is no address', 400, (at) => at.client().say('hi', { serviceUrl: 'file:///etc/passwd' })],
  ['a service address elsewhere', 400, (at) => at.client().say('hi', { serviceUrl: 'https://elsewhere.example/' })],
  ['one that only looks like here', 400, (at) => at.client().say('hi', { serviceUrl: 'http://localhost.example/' })],
  [
    'one with here as its user',
    400,
    (at) => at.client().say('hi', { serviceUrl: 'http://127.0.0.1@elsewhere.example/' }),
  ],
])('%s: %i, and nothing is said or done', async (_why, status, send) => {
  const result = await send(room);

  expect(result.status).toBe(status);
  expect(JSON.stringify(result.body ?? {})).not.toMatch(/ at |node_modules|Unexpected/);
  expect(room.turns).toEqual([]);
  expect(room.connector.calls).toEqual([]);
});

test.each<[string, object]>([
  ['no object id', { from: { id: '29:x' } }],
  ['an empty object id', { from: { id: '29:x', aadObjectId: '' } }],
  ['an object id that is none', { from: { id: '29:x', aadObjectId: "' or 1=1" } }],
  ['an object id of a wrong type', { from: { id: '29:x', aadObjectId: { $ne: '' } } }],
])('a sender with %s is nobody: 200, and nothing is said or done', async (_why, from) => {
  expect((await room.client().say('hi', from)).status).toBe(200);
  expect(room.turns).toEqual([]);
  expect(room.connector.calls).toEqual([]);
});

test.each<[string, object]>([
  ['entities that are no list', { entities: 'x' }],
  ['an entity of another kind', { entities: [5, null, { type: 'clientInfo', platform: 7 }] }],
  ['attachments that are no list', { attachments: {} }],
  ['a locale that is an object', { locale: {}, localTimezone: [] }],
  ['a locale of 100,000 characters', { locale: 'x'.repeat(100_000) }],
  ['channel data that is a text', { channelData: 'x' }],
  ['answers to be held back', { deliveryMode: 'expectReplies' }],
])('%s: the words are answered all the same', async (_why, odd) => {
  const client = room.client();

  await client.say('hi', odd);

  expect(client.read()).toContain('help');
});

const onGuide = { type: 'Action.Execute', verb: 'resume' };

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'resume'],
  ['no action', { trigger: 'manual' }],
  ['a verb that is a number', { action: { verb: 5, data: { v: 1 } } }],
  ['a verb nobody knows', { action: { verb: 'become-admin', data: { v: 1 } } }],
  ['a verb from the prototype', { action: { verb: 'constructor', data: { v: 1 } } }],
  ['data that is a text', { action: { ...onGuide, data: 'x' } }],
  ['data without a version', { action: { ...onGuide, data: {} } }],
  ['data of another version', { action: { ...onGuide, data: { v: 2 } } }],
  ['a screen that is an object', { action: { ...onGuide, data: { v: 1, screen: {} } } }],
  ['a choice that is not on the card', { action: { verb: 'pick-phone', data: { v: 1, phone: 'nokia' } } }],
  ['an index below zero', { action: { verb: 'use-phone', data: { v: 1, index: -1 } } }],
  ['a version that is a text', { action: { verb: 'tell-os', data: { v: 1, version: '17; drop table' } } }],
  ['a request number that is a list', { action: { verb: 'cancel-request', data: { v: 1, number: [1] } } }],
  ['a text of 100,000 characters', { action: { verb: 'troubleshoot', data: { v: 1, text: 'x'.repeat(100_000) } } }],
  [
    'fields nested 1,000 levels deep',
    { action: { verb: 'symptom', data: { v: 1, symptom: JSON.parse(deep(1_000)) } } },
  ],
])('a press with %s is a press nobody knows', async (_why, value) => {
  const { status, body } = await room.client().invoke('adaptiveCard/action', value);

  expect(status).toBe(200);
  expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  expect(room.turns.map(({ command }) => command)).toEqual([{ kind: 'unknown' }]);
});

test('a press nobody knows leaves the guide where it is', async () => {
  room.enrollments.set(ada, onScreen(ada, { kind: 'paused' }, '7'));
  room.answerWith(async () => ({ reply: { kind: 'not-understood' } }));
  const client = room.client();

  const { card } = await client.pressAction({ type: 'Action.Execute', verb: 'from-last-year', data: {} }, 'gone');

  expect(JSON.stringify(card)).toContain('paused');
  await client.until(() => client.messages.some((message) => client.read(message).includes('not-understood')));
});

test('the ids of another user in a button name nobody', async () => {
  const data = { v: 1, user: ben, userId: ben, aadObjectId: ben, from: { aadObjectId: ben }, screen: '1' };

  await room.client().pressAction({ type: 'Action.Execute', verb: 'resume', data }, 'message');

  expect(room.turns).toEqual([
    expect.objectContaining({ user: ada, command: { kind: 'resume' }, screenId: '1', pressed: true }),
  ]);
  expect(JSON.stringify(room.turns)).not.toContain(ben);
});

test('words in a forged button do not reach the help desk', async () => {
  const data = { v: 1, words: 'Call me at +1 555 0100', diagnosis: { words: 'and now' } };

  await room.client().pressAction({ type: 'Action.Execute', verb: 'talk-to-human', data }, 'message');

  expect(room.turns.map(({ command }) => command)).toEqual([{ kind: 'talk-to-human' }]);
});

test.each<[string, unknown, HttpResult]>([
  ['task/fetch', { data: {} }, { status: 501, body: undefined }],
  ['signin/verifyState', { state: '1' }, { status: 200, body: undefined }],
  ['signin/failure', { code: 'resourcematchfailed' }, { status: 200, body: undefined }],
  [
    'signin/tokenExchange',
    { id: '1', connectionName: 'sso', token: 'secret' },
    { status: 412, body: { id: '1', connectionName: 'sso', failureDetail: 'not expected' } },
  ],
  ['signin/tokenExchange', null, { status: 412, body: { failureDetail: 'not expected' } }],
  ['composeExtension/query', [], { status: 501, body: undefined }],
  ['', undefined, { status: 501, body: undefined }],
])('the invoke %s with %j is declined in the form Teams expects', async (name, value, expected) => {
  expect(await room.client().invoke(name, value)).toEqual(expected);
  expect(room.turns).toEqual([]);
});

test.each(['messageReaction', 'messageUpdate', 'messageDelete', 'typing', 'event', 'endOfConversation', 'constructor'])(
  'an activity of type %s is taken, and nothing is said or done',
  async (type) => {
    expect((await room.client().post({ type, text: 'set up my passkey', value: onGuide })).status).toBe(200);
    expect(room.turns).toEqual([]);
    expect(room.connector.calls).toEqual([]);
  },
);
