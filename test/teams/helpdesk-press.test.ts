import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { HelpdeskAnswer } from '../../src/helpdesk/scene.ts';
import type { Card } from '../fakes/fake-connector.ts';
import { ada, ben, onScreen, openTeamsRoom, type TeamsRoom } from '../fixtures/teams-room.ts';

const words = { requests: ['requests'], 'request-tap': ['tap'], 'use-this-channel': ['use this channel'] };
const queue: HelpdeskReply = { kind: 'requests', items: [], more: false };
const deleted: HelpdeskReply = { kind: 'tap-deleted', name: 'Ida Example' };
const aCase = '5f0c6a4e-0000-4000-8000-000000000001';
const cancel = { verb: 'cancel-case', data: { v: 1, verb: 'cancel-case', case: aCase } };
const execute = { type: 'Action.Execute', ...cancel };
const submit = { type: 'Action.Submit', ...cancel };
const patient = { typing: 60_000, invoke: 60_000, turn: 60_000 };

let room: TeamsRoom;
beforeEach(async () => {
  room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: words });
});
afterEach(() => room.close());

/** A client with one card of the help desk in its chat. */
async function withCard() {
  room.helpdeskAnswersWith(async () => ({ reply: queue }));
  const client = room.client();
  await client.say('requests');
  return { client, card: client.last! };
}

test('what an operator types is answered with a new message, and counted', async () => {
  const { client } = await withCard();

  expect(client.read()).toContain('requests');
  expect(room.turns).toEqual([]);
  expect(room.helpdeskTurns).toEqual([
    expect.objectContaining({
      user: ada,
      command: { kind: 'requests' },
      isAutomatic: false,
      where: { kind: 'personal' },
    }),
  ]);
  expect(await room.registry.metrics()).toContain('teams_turns_total{command="requests",result="answered"} 1');
});

test.each([
  ['requests', 'unknown'],
  ['tap', 'request-tap'],
])('"%s", typed by somebody without the role, is what it is to a user', async (text, kind) => {
  room.answerWith(async () => ({ reply: { kind: 'not-understood' } }));

  await room.client().say(text);

  expect(room.client().title()).toBe('not-understood');
  expect(room.turns.map(({ command }) => command.kind)).toEqual([kind]);
});

test('a pressed button changes its card for the client that pressed, and for every other by editing the message', async () => {
  const { client, card } = await withCard();
  room.helpdeskAnswersWith(async () => ({ reply: deleted }));

  const pressed = await client.pressAction(execute, card.id);

  expect(JSON.stringify(pressed.card)).toContain('tap-deleted');
  await client.until(() => room.connector.message(card.id)?.edits === 1);
  expect(JSON.stringify(room.connector.message(card.id)?.card)).toContain('tap-deleted');
  expect(client.messages).toHaveLength(1);
  expect(room.helpdeskTurns.at(-1)).toMatchObject({ cardId: card.id, command: { kind: 'cancel-case', case: aCase } });
  expect(room.contacts.has(ada)).toBe(true);
});

test('where Action.Submit is used the message is edited, and the answer is a plain 200', async () => {
  const { client, card } = await withCard();
  room.helpdeskAnswersWith(async () => ({ reply: deleted }));

  expect(await client.pressAction(submit, card.id)).toMatchObject({ status: 200, body: undefined });

  expect(client.read()).toContain('tap-deleted');
  expect(client.messages).toHaveLength(1);
});

test.each([['execute', execute] as const, ['submit', submit] as const])(
  'by %s, somebody without the role gets what an unknown press gets: the guide stays, and a sentence beside it',
  async (_how, action) => {
    room.enrollments.set(ada, onScreen(ada, { kind: 'paused' }, '7'));
    const client = room.client();
    await client.say('hi');
    const guide = client.last!;

    await client.pressAction(action, guide.id);

    await client.until(() => client.messages.length === 2);
    expect(client.read(client.messages[0])).toContain('paused');
    expect(client.title(client.messages[1])).toBe('not-understood');
  },
);

test('the acting user is who sent the activity, whatever the button says', async () => {
  const data = {
    ...cancel.data,
    user: ben,
    operator: ben,
    from: { aadObjectId: ben },
    assertion: 'a token',
    isAutomatic: true,
  };

  await room.client().pressAction({ ...execute, data }, 'gone');

  expect(room.helpdeskTurns).toHaveLength(1);
  expect(room.helpdeskTurns[0]).toMatchObject({ user: ada, isAutomatic: false });
  expect(JSON.stringify(room.helpdeskTurns)).not.toContain(ben);
  expect(room.helpdeskTurns[0]).not.toHaveProperty('assertion');
});

test.each(['issue', 'show-tap', 'show-case'])(
  'an automatic refresh that carries "%s" is told to be one, and nothing is written or edited',
  async (verb) => {
    const { client, card } = await withCard();
    room.helpdeskAnswersWith(async () => ({ reply: { kind: 'nothing-open' } }));
    const calls = room.connector.calls.length;
    const data = { v: 1, verb, case: aCase, revision: '1', replace: true, sealed: aCase, key: 'k' };

    const { status, body } = await client.invoke(
      'adaptiveCard/action',
      { action: { verb, data }, trigger: 'automatic' },
      { replyToId: card.id },
    );

    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('nothing-open');
    expect(room.helpdeskTurns.at(-1)).toMatchObject({ isAutomatic: true, command: { kind: verb } });
    expect(room.connector.calls).toHaveLength(calls);
  },
);

test('an automatic refresh never shows a pass, nor asks for a sign-in', async () => {
  const answers: HelpdeskAnswer[] = [
    { reply: { kind: 'tap', tap: 'Gy+3dKr9', validUntil: '', forWhom: 'reader' }, isSecret: true },
    { reply: { kind: 'sign-in', intent: aCase } },
  ];
  const value = { action: { verb: 'show-case', data: { v: 1, case: aCase } }, trigger: 'automatic' };

  for (const answer of answers) {
    room.helpdeskAnswersWith(async () => answer);
    const { body } = await room.client().invoke('adaptiveCard/action', value);
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: '' });
  }
  expect(room.connector.calls).toEqual([]);
});

test('an automatic refresh that fails leaves the card as it is', async () => {
  room.helpdeskAnswersWith(() => Promise.reject(new Error('down')));
  const value = { action: { verb: 'show-case', data: { v: 1, case: aCase } }, trigger: 'automatic' };

  expect((await room.client().invoke('adaptiveCard/action', value)).body).toMatchObject({ statusCode: 500 });
});

test('a slow press is answered with a card that asks to wait, and the message gets the result', async () => {
  await room.close();
  room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: words, patience: { ...patient, invoke: 1 } });
  const { client, card } = await withCard();
  let release = (_answer: HelpdeskAnswer): void => {};
  const held = new Promise<HelpdeskAnswer>((resolve) => {
    release = resolve;
  });
  room.helpdeskAnswersWith(() => held);

  const pressed = await client.pressAction(execute, card.id);
  expect(JSON.stringify(pressed.card)).toContain('one-moment');
  release({ reply: deleted });

  await client.until(() => client.read().includes('tap-deleted'));
  expect(client.messages).toHaveLength(1);
  await room.close();
  expect(await room.registry.metrics()).toContain('teams_turns_total{command="cancel-case",result="late"} 1');
});

test.each([['execute', execute] as const, ['submit', submit] as const])(
  'what a press by %s leads to is shown also where a turn takes longer than users wait: a pass would be lost with it',
  async (_how, action) => {
    await room.close();
    room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: words, patience: { ...patient, invoke: 1, turn: 5 } });
    const { client, card } = await withCard();
    const held = Promise.withResolvers<HelpdeskAnswer>();
    room.helpdeskAnswersWith(() => held.promise);

    const pressed = await client.pressAction(action, card.id);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const meanwhile = JSON.stringify([pressed.card, client.messages]);
    held.resolve({ reply: deleted });

    await client.until(() => client.read().includes('tap-deleted'));
    expect(meanwhile).toContain('one-moment');
    expect(meanwhile).not.toContain('something-went-wrong');
    expect(client.messages).toHaveLength(1);
  },
);

test.each([['execute', execute] as const, ['submit', submit] as const])(
  'by %s, a press that was not the first is answered, and the message with the way to the pass stays as it is',
  async (_how, action) => {
    const { client, card } = await withCard();
    const before = room.connector.message(card.id)?.edits;
    room.helpdeskAnswersWith(async () => ({
      reply: { kind: 'tap-issued', case: { id: aCase, status: 'issued' } as never, isLate: true },
    }));

    const pressed = await client.pressAction(action, card.id);

    await room.close();
    expect(JSON.stringify([pressed.card, client.messages.slice(1)])).toContain('tap-issued');
    expect(room.connector.message(card.id)?.edits).toBe(before);
  },
);

test('a press that waits for the token of another asks for none', async () => {
  const { client, card } = await withCard();
  room.helpdeskAnswersWith(async () => ({ reply: { kind: 'sign-in', intent: aCase, isAsked: true } }));

  const pressed = await client.pressAction(execute, card.id);

  await room.close();
  expect(JSON.stringify(pressed.card)).toContain('one-moment');
  expect(client.messages).toHaveLength(1);
});

test('a press whose result never comes ends with an honest card', async () => {
  await room.close();
  room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: words, patience: { ...patient, invoke: 1, act: 5 } });
  const { client, card } = await withCard();
  room.helpdeskAnswersWith(() => new Promise(() => {}));

  await client.pressAction(execute, card.id);

  await client.until(() => client.read().includes('something-went-wrong'));
});

test.each([['execute', execute] as const, ['submit', submit] as const])(
  'a press by %s that fails gets an honest card, and the failure is logged without what was said',
  async (_how, action) => {
    const { client, card } = await withCard();
    room.helpdeskAnswersWith(() => Promise.reject(new Error('Ida Example, hunter2')));

    const pressed = await client.pressAction(action, card.id);

    expect(JSON.stringify([pressed.card, client.messages])).toContain('something-went-wrong');
    expect(room.log).toHaveLength(1);
    expect(JSON.stringify(room.log)).not.toMatch(/Ida|hunter2/);
  },
);

test.each([['execute', execute] as const, ['submit', submit] as const])(
  'a pass that comes without having been asked for by %s goes nowhere',
  async (_how, action) => {
    const { client, card } = await withCard();
    room.helpdeskAnswersWith(async () => ({
      reply: { kind: 'tap', tap: 'Gy+3dKr9', validUntil: '', forWhom: 'reader' },
      isSecret: true,
    }));

    const pressed = await client.pressAction(action, card.id);

    expect(JSON.stringify([pressed.body, room.connector.bodies, room.log])).not.toContain('Gy+3dKr9');
  },
);

test('without a help desk its buttons are unknown, and its words are a user’s', async () => {
  await room.close();
  room = await openTeamsRoom({ typedWords: words });
  const client = room.client();

  await client.say('requests');
  await client.pressAction(execute, client.last!.id);

  expect(room.turns.map(({ command }) => command.kind)).toEqual(['unknown', 'unknown']);
});

const noVersion: readonly [string, string, unknown][] = [
  ['no version', 'requests', {}],
  ['another version', 'requests', { v: 2 }],
  ['an inherited verb', 'hasOwnProperty', { v: 1 }],
];
const misfilled: readonly [string, string, unknown][] = [
  ['no case', 'issue', { v: 1, revision: '1' }],
  ['a case that is an object', 'issue', { v: 1, case: { $ne: '' }, revision: '1' }],
  ['a number that is a list', 'claim-request', { v: 1, number: [12] }],
  ['a person who is a sentence', 'tap-for', { v: 1, subject: "' or 1=1" }],
  [
    'a note of 100,000 characters',
    'record-verification',
    { v: 1, case: aCase, method: 'call-back', note: 'x'.repeat(1e5) },
  ],
];

/** In every way that there is. */
async function pressIn(verb: string, data: unknown): Promise<readonly (Card | undefined)[]> {
  const client = room.client();
  const cards: (Card | undefined)[] = [];
  for (const trigger of ['manual', 'automatic']) {
    const { status, body } = await client.invoke('adaptiveCard/action', { action: { verb, data }, trigger });
    expect(status).toBe(200);
    const { type, value } = body as { readonly type?: string; readonly value?: Card };
    cards.push(type === 'application/vnd.microsoft.card.adaptive' ? value : undefined);
  }
  expect((await client.post({ type: 'message', value: { verb, ...(data as object) } })).status).toBe(200);
  expect((await client.fetchDialog({ verb, ...(data as object) })).status).toBe(200);
  return cards;
}

test.each(misfilled)('a press with %s leaves the card of an operator as it is', async (_why, verb, data) => {
  expect(await pressIn(verb, data)).toEqual([undefined, undefined]);

  const client = room.client();
  await client.until(() => client.messages.length === 2);
  expect(client.messages.map((message) => client.title(message))).toEqual(['press-unreadable', 'press-unreadable']);
  expect(room.helpdeskTurns).toEqual([]);
  expect(room.turns).toEqual([]);
});

test.each([...noVersion.map((row) => [...row, true] as const), ...misfilled.map((row) => [...row, false] as const)])(
  'a press with %s is a press nobody knows, to the help desk, too',
  async (_why, verb, data, isOperator) => {
    await room.close();
    room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: words, isOperator });

    await pressIn(verb, data);

    expect(room.helpdeskTurns).toEqual([]);
    expect(room.turns.map(({ command }) => command.kind)).toEqual(['unknown', 'refresh', 'unknown']);
  },
);
