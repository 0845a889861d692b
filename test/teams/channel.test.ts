import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { RequestListItem } from '../../src/helpdesk/reply-views.ts';
import { aTenant } from '../fixtures/teams-client.ts';
import { ada, ben, openTeamsRoom, type TeamsRoom } from '../fixtures/teams-room.ts';

const words = { 'use-this-channel': ['use this channel'], requests: ['requests'] };
const channel = '19:news@thread.tacv2';
const thread = `${channel};messageid=1700000000000`;
const set: HelpdeskReply = { kind: 'channel-set' };
const item: RequestListItem = {
  number: 12,
  about: 'lost-phone',
  name: 'Ida Example',
  openedAt: '2026-11-20T08:00:00Z',
  waitingMinutes: 5,
  claimedByName: 'Ada Example',
  isMine: true,
};
const claimed: HelpdeskReply = {
  kind: 'request',
  item,
  subject: ben,
  diagnosis: [{ what: 'symptom', value: 'secret words of the user' }],
};
const claim = { verb: 'claim-request', data: { v: 1, verb: 'claim-request', number: 12 } };
const execute = { type: 'Action.Execute', ...claim };
const submit = { type: 'Action.Submit', ...claim };

let room: TeamsRoom;
beforeEach(async () => {
  room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: words });
});
afterEach(() => room.close());

const inChannel = () => ({ conversationId: channel, serviceUrl: room.connector.serviceUrl });

/** Ada has a private chat, and the channel a card about request 12. */
async function withRequest() {
  const privately = room.client();
  await privately.say('hi');
  await room.helpdeskMessenger.sendToChannel(inChannel(), { kind: 'channel-request', number: 12, name: 'Ida Example' });
  const there = room.client({ channel });
  return { privately, there, card: there.last! };
}

test('"use this channel" is said to the help desk with the channel, not the thread, and answered there', async () => {
  room.helpdeskAnswersWith(async () => ({ reply: set }));
  const client = room.client({ channel: thread });

  await client.say('<at>Passkey Guide</at> use this channel');

  expect(room.helpdeskTurns).toEqual([
    expect.objectContaining({
      user: ada,
      command: { kind: 'use-this-channel' },
      where: { kind: 'channel', conversationId: channel, serviceUrl: room.connector.serviceUrl },
    }),
  ]);
  expect(client.messages.map((message) => client.title(message))).toEqual(['channel-set']);
});

test('in a group chat it is said as in no channel', async () => {
  room.helpdeskAnswersWith(async () => ({ reply: { kind: 'channel-refused', because: 'not-a-channel' } }));
  const conversation = { id: '19:group@thread.v2', conversationType: 'groupChat' };

  await room.client().say('use this channel', { conversation });

  expect(room.helpdeskTurns[0]?.where).toEqual({ kind: 'personal' });
  expect(room.connector.messagesIn(conversation.id)).toHaveLength(1);
});

test('said by somebody without the role, it gets what every sentence in a group gets', async () => {
  const client = room.client();
  await client.say('hi');
  const there = room.client({ channel });

  await there.say('use this channel');

  expect(there.messages.map((message) => there.title(message))).toEqual(['in-private']);
  expect(room.helpdeskTurns).toHaveLength(1);
  expect(room.turns.at(-1)?.command.kind).toBe('unknown');
});

test('what else an operator says in a channel is answered in private', async () => {
  const client = room.client();
  await client.say('hi');
  room.helpdeskAnswersWith(async () => ({ reply: { kind: 'requests', items: [item], more: false } }));

  await room.client({ channel }).say('requests');

  expect(client.title()).toBe('requests');
  expect(JSON.stringify(room.connector.messagesIn(channel))).not.toContain('Ida Example');
});

test.each([['Action.Execute', execute] as const, ['Action.Submit', submit] as const])(
  'a button on the card of the channel, by %s, acts for the presser: the answer is private, the channel gets names and numbers',
  async (_how, action) => {
    const { privately, there, card } = await withRequest();
    room.helpdeskAnswersWith(async () => ({ reply: claimed }));

    const pressed = await there.pressAction(action, card.id);

    await privately.until(() => privately.title() === 'request' && there.title() === 'request-taken');
    expect(room.helpdeskTurns).toEqual([
      expect.objectContaining({ user: ada, command: { kind: 'claim-request', number: 12 } }),
    ]);
    expect(room.helpdeskTurns[0]).not.toHaveProperty('cardId');
    expect(there.read()).toContain('Ada Example');
    expect(JSON.stringify([room.connector.messagesIn(channel), pressed.body ?? ''])).not.toContain('secret words');
    expect(there.messages).toHaveLength(1);
  },
);

test('what the channel may read whole is not said again in private', async () => {
  const { privately, there, card } = await withRequest();
  room.helpdeskAnswersWith(async () => ({ reply: { kind: 'request-taken', number: 12, byName: 'Ben Example' } }));

  await there.pressAction(execute, card.id);

  await there.until(() => there.title() === 'request-taken');
  expect(privately.messages).toHaveLength(1);
});

test('somebody without the role presses: the card stays, and the polite answer is private', async () => {
  const { privately, there, card } = await withRequest();

  const { body } = await there.pressAction(execute, card.id);

  expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: '' });
  await privately.until(() => privately.title() === 'not-understood');
  expect(there.title()).toBe('channel-request');
});

test.each([['Action.Execute', execute] as const, ['Action.Submit', submit] as const])(
  'for somebody without a private chat nothing is done by %s, and the channel says where to write',
  async (_how, action) => {
    const { privately, there, card } = await withRequest();
    room.helpdeskAnswersWith(async () => ({ reply: claimed }));

    const { body } = await room.client({ aadObjectId: ben, channel }).pressAction(action, card.id);

    await there.until(() => there.messages.length > 1);
    expect(there.messages.map((message) => there.title(message))).toEqual(['channel-request', 'write-in-private']);
    expect(JSON.stringify([body ?? '', there.messages])).not.toContain('secret words');
    expect(room.helpdeskTurns).toEqual([]);
    expect(privately.messages).toHaveLength(1);
  },
);

test('a card that refreshes by itself for somebody without a private chat says nothing', async () => {
  const { there, card } = await withRequest();
  const ask = { action: { verb: 'claim-request', data: { v: 1, number: 12 } }, trigger: 'automatic' };

  await room.client({ aadObjectId: ben, channel }).invoke('adaptiveCard/action', ask, { replyToId: card.id });

  expect(there.messages).toHaveLength(1);
});

test.each([
  ['show-tap', 'manual', { sealed: 'a', key: 'b' }],
  ['claim-request', 'automatic', { number: 12 }],
])('in a channel "%s" (%s) does nothing', async (verb, trigger, fields) => {
  const { there, card } = await withRequest();

  await there.invoke(
    'adaptiveCard/action',
    { action: { verb, data: { v: 1, ...fields } }, trigger },
    { replyToId: card.id },
  );

  expect(room.helpdeskTurns).toEqual([]);
});

test('a press in a channel that fails leaves the card, and says nothing to the channel', async () => {
  const { there, card } = await withRequest();
  room.helpdeskAnswersWith(() => Promise.reject(new Error('down')));

  const { status } = await there.pressAction(execute, card.id);

  expect(status).toBe(200);
  expect(there.messages).toHaveLength(1);
  expect(there.title()).toBe('channel-request');
  expect(room.log.map(({ level }) => level)).toEqual(['error']);
});

test('a pass that comes by mistake is not for a channel', async () => {
  const { privately, there, card } = await withRequest();
  room.helpdeskAnswersWith(async () => ({
    reply: { kind: 'tap', tap: 'Gy+3dKr9', validUntil: '', forWhom: 'reader' },
    isSecret: true,
  }));

  const { body } = await there.pressAction(execute, card.id);

  expect(JSON.stringify([body, room.connector.bodies, room.log, privately.messages])).not.toContain('Gy+3dKr9');
});

test.each<[HelpdeskReply]>([
  [claimed],
  [{ kind: 'tap-deleted', name: 'Ida Example' }],
  [{ kind: 'sign-in', intent: 'a' }],
])('to the channel %j is not sent as it is', async (reply) => {
  await room.helpdeskMessenger.sendToChannel(inChannel(), reply);

  expect(
    room.connector
      .messagesIn(channel)
      .map(({ card }) => JSON.stringify(card))
      .join(),
  ).not.toMatch(/secret words|tap-deleted|sign-in/);
});

test('what the Connector does not take did not reach the channel', async () => {
  room.connector.onCall = () => ({ status: 403 });

  expect(await room.helpdeskMessenger.sendToChannel(inChannel(), set)).toBe(false);
});

test('a message to a user, and an edit of it', async () => {
  await room.client().say('hi');

  const id = await room.helpdeskMessenger.send(ada, { kind: 'tap-deleted', name: 'Ida Example' });
  await room.helpdeskMessenger.edit(ada, id!, { kind: 'unfrozen', name: 'Ida Example' });

  expect(room.client().last?.id).toBe(id);
  expect(room.client().title()).toBe('unfrozen');
  expect(await room.helpdeskMessenger.send(ben, set)).toBeUndefined();
});

test('nothing throws where the database is gone', async () => {
  room.contacts.get = () => {
    throw new Error('gone');
  };

  expect(await room.helpdeskMessenger.send(ada, set)).toBeUndefined();
  await room.helpdeskMessenger.edit(ada, 'a message', set);
  expect(room.log.map(({ level }) => level)).toEqual(['error', 'error']);
});

const member = (id: string, more: object = {}) => ({ id: `29:${id}`, aadObjectId: id, userRole: 'user', ...more });

test('members are read page by page, under either name of the object id, without the bot', async () => {
  room.connector.members.set(channel, [
    [member(ada), { id: '28:passkey-guide', name: 'Passkey Guide' }],
    [{ id: '29:x', objectId: ben.toUpperCase(), tenantId: aTenant }],
  ]);

  expect(await room.helpdeskMessenger.membersOf(inChannel())).toEqual([
    { user: ada, isGuest: false },
    { user: ben, isGuest: false },
  ]);
});

test.each<[string, object, { readonly user?: string | undefined; readonly isGuest: boolean }]>([
  ['a guest', { userRole: 'guest' }, { user: ben, isGuest: true }],
  ['a guest by name', { userPrincipalName: 'b_x.example#EXT#@contoso.example' }, { user: ben, isGuest: true }],
  ['of a role nobody knows', { userRole: 'anonymous' }, { user: ben, isGuest: true }],
  ['of another tenant', { tenantId: 'aaaaaaaa-0000-0000-0000-00000000000f' }, { user: ben, isGuest: true }],
  ['without an object id', { aadObjectId: undefined }, { user: undefined, isGuest: false }],
  ['with an object id that is none', { aadObjectId: "' or 1=1" }, { user: undefined, isGuest: false }],
])('a member who is %s', async (_why, more, expected) => {
  await room.close();
  room = await openTeamsRoom({ helpdesk: 'dialog', allowedTenantIds: [aTenant] });
  room.connector.members.set(channel, [[member(ben, more)]]);

  expect(await room.helpdeskMessenger.membersOf(inChannel())).toEqual([expected]);
});

test.each<[string, () => void]>([
  ['the Connector refuses', () => (room.connector.onCall = () => ({ status: 403 }))],
  ['the connection is cut', () => (room.connector.onCall = () => ({ cut: true }))],
  ['a member has no id', () => room.connector.members.set(channel, [[{ name: 'Nobody' }]])],
  ['pages never end', () => room.connector.members.set(channel, Array(50).fill([member(ada)]))],
])('members are unreadable where %s', async (_why, prepare) => {
  prepare();

  expect(await room.helpdeskMessenger.membersOf(inChannel())).toBeUndefined();
});

test.each<[string, object]>([
  ['somebody was added', { membersAdded: [{ id: '29:x' }] }],
  ['somebody left', { membersRemoved: [{ id: '29:x' }] }],
  ['the team was changed', { channelData: { tenant: { id: aTenant }, eventType: 'channelShared' } }],
  ['by nobody we know', { from: { id: '29:x' }, membersAdded: [{ id: '29:x' }] }],
])('the help desk hears of it when, in a channel, %s', async (_what, more) => {
  const { status } = await room.client({ channel }).post({ type: 'conversationUpdate', ...more });

  expect(status).toBe(200);
  expect(room.membershipChanges).toHaveLength(1);
});

test('who comes to a private chat is no member of a channel', async () => {
  await room.client().post({ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] });

  expect(room.membershipChanges).toEqual([]);
});
