import type { HelpdeskAnswer } from '../../src/helpdesk/scene.ts';
import { type Connection, createTeams, type TeamsDeps } from '../../src/teams/create-teams.ts';
import { ada, openTeamsRoom, plainRender, type TeamsRoom } from '../fixtures/teams-room.ts';

const tap = 'Gy+3dKr9';
const shown: HelpdeskAnswer = {
  reply: { kind: 'tap', tap, validUntil: '2026-11-20T12:00:00Z', forWhom: 'reader' },
  isSecret: true,
};
const button = { v: 1, verb: 'show-tap', sealed: '5f0c6a4e-0000-4000-8000-000000000001', key: 'a-key' };
const execute = { type: 'Action.Execute', verb: 'show-tap', data: button };
const submit = { type: 'Action.Submit', data: button };

let room: TeamsRoom;
afterEach(() => room.close());

async function open(helpdesk: 'dialog' | 'card', more: Parameters<typeof openTeamsRoom>[0] = {}): Promise<void> {
  room = await openTeamsRoom({ helpdesk, ...more });
  room.helpdeskAnswersWith(async () => shown);
}

/** A client with a card in its chat, and how often that has been edited since. */
async function withCard() {
  const client = room.client();
  await client.say('hi');
  return { client, card: client.last! };
}

test('in a dialog, a pass is shown to the one who opened it, and written nowhere', async () => {
  await open('dialog');
  const { client, card } = await withCard();

  const dialog = await client.fetchDialog(button, card.id);

  expect(dialog.status).toBe(200);
  expect(dialog.body).toMatchObject({
    task: {
      type: 'continue',
      value: {
        title: 'summary of tap',
        height: 'medium',
        width: 'medium',
        card: { contentType: 'application/vnd.microsoft.card.adaptive' },
      },
    },
  });
  expect(client.read({ ...card, card: dialog.card })).toContain(tap);
  expect(room.helpdeskTurns).toEqual([expect.objectContaining({ user: ada, cardId: card.id, isAutomatic: false })]);
  expect(client.last?.edits).toBe(0);
  expectNowhere();
  expect(await room.registry.metrics()).toContain('teams_turns_total{command="show-tap",result="answered"} 1');
});

test('why it is not shown is said in the dialog', async () => {
  await open('dialog');
  room.helpdeskAnswersWith(async () => ({ reply: { kind: 'tap-gone', because: 'not-yours' } }));

  const { card } = await room.client().fetchDialog(button);

  expect(JSON.stringify(card)).toContain('tap-gone');
});

test.each<[string, unknown]>([
  ['another verb', { ...button, verb: 'issue', case: 'a', revision: 'b', replace: true }],
  ['a verb of a user', { v: 1, verb: 'set-up-passkey' }],
  ['no verb', { v: 1 }],
  ['another version', { ...button, v: 2 }],
  ['no key', { ...button, key: undefined }],
  ['a key that is a list', { ...button, key: ['a-key'] }],
  ['nothing at all', {}],
])('a dialog with %s is refused with a sentence, and does nothing', async (_why, data) => {
  await open('dialog');

  const dialog = await room.client().fetchDialog(data as object);

  expect(dialog).toMatchObject({ status: 200, card: undefined, sentence: 'summary of not-understood' });
  expect(room.helpdeskTurns).toEqual([]);
  expect(room.turns).toEqual([]);
});

test.each<[string, unknown]>([
  ['null', null],
  ['a text', 'data'],
  ['a list', []],
  ['data that is null', { data: null }],
  ['data that is a text', { data: 'show-tap' }],
])('a dialog asked for with %s is refused with a sentence', async (_why, value) => {
  await open('dialog');

  expect((await room.client().invoke('task/fetch', value)).body).toEqual({
    task: { type: 'message', value: 'summary of not-understood' },
  });
});

test.each<[string, () => Promise<HelpdeskAnswer>, number]>([
  ['fails', () => Promise.reject(new Error(tap)), 60_000],
  ['takes too long', () => new Promise(() => {}), 1],
])('a pass that %s is a sentence, not an error', async (_why, converse, invoke) => {
  await open('dialog', { patience: { invoke } });
  room.helpdeskAnswersWith(converse);

  const dialog = await room.client().fetchDialog(button);

  expect(dialog).toMatchObject({ status: 200, sentence: 'summary of something-went-wrong' });
  expectNowhere();
});

test('a card that cannot be drawn does not tell what it was to show', async () => {
  await open('dialog', {
    render: (reply, rendering) => {
      if (reply.kind === 'tap') throw new RangeError(`cannot draw ${reply.tap}`);
      return plainRender(reply, rendering);
    },
  });

  expect((await room.client().fetchDialog(button)).sentence).toBe('summary of something-went-wrong');
  expectNowhere();
});

test('what is sent from the dialog closes it', async () => {
  await open('dialog');

  expect(await room.client().invoke('task/submit', { data: button })).toEqual({ status: 200, body: undefined });
  expect(room.helpdeskTurns).toEqual([]);
});

test('in a channel no dialog opens', async () => {
  await open('dialog');

  expect((await room.client({ channel: '19:news@thread.tacv2' }).fetchDialog(button)).status).toBe(501);
  expect(room.helpdeskTurns).toEqual([]);
});

test('with TAP_REVEAL=card a pass is in the answer to Action.Execute, and the message stays as it was', async () => {
  await open('card');
  const { client, card } = await withCard();

  const pressed = await client.pressAction(execute, card.id);

  expect(JSON.stringify(pressed.card)).toContain(tap);
  await room.close();
  expect(room.connector.message(card.id)?.edits).toBe(0);
  expectNowhere();
});

test.each<[string, 'dialog' | 'card', typeof execute | typeof submit]>([
  ['Action.Execute where there are dialogs', 'dialog', execute],
  ['Action.Submit where there are dialogs', 'dialog', submit],
  ['Action.Submit where the answer to Action.Execute is needed', 'card', submit],
])('by %s a pass is not opened, the card stays, and the log says what is needed', async (_why, reveal, action) => {
  await open(reveal);
  const { client, card } = await withCard();

  const { status, card: answer } = await client.pressAction(action, card.id);

  expect(status).toBe(200);
  expect(answer).toBeUndefined();
  expect(room.helpdeskTurns).toEqual([]);
  expect(room.connector.message(card.id)?.edits).toBe(0);
  expect(room.log).toMatchObject([
    { level: 'warn', message: expect.stringContaining(reveal === 'card' ? 'Action.Execute' : 'dialog') },
  ]);
});

test('with TAP_REVEAL=card a pass that comes too late is dropped, and the button can be pressed again', async () => {
  await open('card', { patience: { invoke: 1 } });
  const { client, card } = await withCard();
  let release = (_answer: HelpdeskAnswer): void => {};
  room.helpdeskAnswersWith(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );

  const { body } = await client.pressAction(execute, card.id);
  release(shown);
  await room.close();

  expect(body).toMatchObject({ statusCode: 500, type: 'application/vnd.microsoft.error' });
  expect(room.connector.message(card.id)?.edits).toBe(0);
  expectNowhere();
});

test('with TAP_REVEAL=card a pass that fails leaves the card as it is', async () => {
  await open('card');
  room.helpdeskAnswersWith(() => Promise.reject(new Error(tap)));

  expect((await room.client().pressAction(execute, 'a message')).body).toMatchObject({ statusCode: 500 });
  expectNowhere();
});

test('with an app registration TAP_REVEAL=card does not start', async () => {
  await open('dialog');
  const connection = { signInResource: 'api://botid-1' } as Connection;

  expect(() => createTeams(connection, { helpdesk: { tapReveal: 'card' } } as TeamsDeps)).toThrow('dialog only');
});

test('a pass that is handed to the messenger by mistake reaches nobody', async () => {
  await open('dialog');
  await room.client().say('hi');

  const id = await room.helpdeskMessenger.send(ada, shown.reply);
  await room.helpdeskMessenger.edit(ada, room.client().last!.id, shown.reply);
  const isPosted = await room.helpdeskMessenger.sendToChannel(
    { conversationId: '19:news@thread.tacv2', serviceUrl: room.connector.serviceUrl },
    { kind: 'tap', tap, validUntil: '', forWhom: 'reader' },
  );

  expect([id, isPosted]).toEqual([undefined, false]);
  expectNowhere();
});

function expectNowhere(): void {
  expect(JSON.stringify([room.connector.bodies, room.log])).not.toContain(tap);
}
