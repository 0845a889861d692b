import type { Answer } from '../../src/enrollment/turn.ts';
import type { Fault } from '../fakes/fake-connector.ts';
import { ada, onScreen, openTeamsRoom, type TeamsRoom } from '../fixtures/teams-room.ts';

const atOnce = { typing: 60_000, invoke: 60_000, turn: 60_000 };
const movingPhones: Answer = { reply: { kind: 'moving-phones' }, screenId: '2' };

let room: TeamsRoom;
afterEach(() => room.close());

function failing(): Promise<Answer> {
  const error = Object.assign(new Error('password of ada@contoso.example is hunter2'), {
    code: 'unavailable',
    status: 503,
    requestId: 'request-1',
  });
  return Promise.reject(error);
}

/** A result that comes when the test says so. */
function held() {
  let release = (_answer: Promise<Answer> | Answer): void => {};
  const answer = new Promise<Answer>((resolve) => {
    release = resolve;
  });
  return { answer, release };
}

test('typed words that cannot be answered get an honest card, and the failure is logged once without what was said', async () => {
  room = await openTeamsRoom();
  room.answerWith(failing);
  const client = room.client();

  const { status } = await client.say('my name is Ada');

  expect(status).toBe(200);
  expect(client.read()).toContain('something-went-wrong');
  expect(room.log).toHaveLength(1);
  expect(room.log[0]).toMatchObject({ level: 'error', fields: { code: 'unavailable', requestId: 'request-1' } });
  expect(JSON.stringify(room.log)).not.toMatch(/Ada|ada@|hunter2/);
});

test('a press that cannot be answered gets an honest card', async () => {
  room = await openTeamsRoom();
  const client = room.client();
  await client.say('hi');
  room.answerWith(failing);

  const { status, card } = await client.press('lost phone');

  expect(status).toBe(200);
  expect(client.read({ ...client.last!, card })).toContain('something-went-wrong');
  expect(room.log).toHaveLength(1);
});

test('an automatic refresh that fails leaves the card as it is', async () => {
  room = await openTeamsRoom();
  room.answerWith(failing);
  const value = { action: { verb: 'refresh', data: { v: 1, screen: '1' } }, trigger: 'automatic' };

  expect(await room.client().invoke('adaptiveCard/action', value)).toMatchObject({
    status: 200,
    body: { statusCode: 500, type: 'application/vnd.microsoft.error' },
  });
});

test('a slow press is answered with a card that asks to wait, and the message gets the result', async () => {
  room = await openTeamsRoom({ patience: { ...atOnce, invoke: 1 } });
  room.enrollments.set(ada, onScreen(ada, { kind: 'moving-phones' }, '2'));
  const client = room.client();
  await client.say('hi');
  const { answer, release } = held();
  room.answerWith(() => answer);

  const { card } = await client.press('lost phone');
  expect(JSON.stringify(card)).toContain('one-moment');
  release(movingPhones);

  await client.until(() => client.read().includes('moving-phones'));
  expect(client.messages).toHaveLength(1);
});

test('a slow press that fails in the end says so in the message', async () => {
  room = await openTeamsRoom({ patience: { ...atOnce, invoke: 1 } });
  const client = room.client();
  await client.say('hi');
  const { answer, release } = held();
  room.answerWith(() => answer);

  await client.press('lost phone');
  release(failing());

  await client.until(() => client.read().includes('something-went-wrong'));
  expect(room.log).toHaveLength(1);
});

test('a press whose result never comes ends with an honest card', async () => {
  room = await openTeamsRoom({ patience: { ...atOnce, invoke: 1, turn: 5 } });
  const client = room.client();
  await client.say('hi');
  room.answerWith(() => new Promise(() => {}));

  await client.press('lost phone');

  await client.until(() => client.read().includes('something-went-wrong'));
  expect(room.log).toMatchObject([{ fields: { error: 'Overdue' } }]);
});

test('while typed words are being answered slowly, the user sees that the bot is writing', async () => {
  room = await openTeamsRoom({ patience: { ...atOnce, typing: 1 } });
  const { answer, release } = held();
  room.answerWith(() => answer);

  const said = room.client().say('hi');
  await room.connector.until(() => room.connector.calls.some(({ type }) => type === 'typing'));
  release({ reply: { kind: 'help' } });
  await said;

  expect(room.connector.calls.map(({ type }) => type)).toEqual(['typing', 'message']);
});

test('the answer to a press does not wait for the edit', async () => {
  room = await openTeamsRoom();
  const client = room.client();
  await client.say('hi');
  let takeEdit = (): void => {};
  const hold = new Promise<void>((resolve) => {
    takeEdit = resolve;
  });
  room.connector.onCall = ({ operation }) => (operation === 'edit' ? { hold } : undefined);

  const { status, card } = await client.press('lost phone');

  expect(status).toBe(200);
  expect(card).toBeDefined();
  expect(client.last?.edits).toBe(0);
  takeEdit();
  await client.until(() => client.last?.edits === 1);
});

test('where a message cannot be edited any more, the result comes as a new one', async () => {
  room = await openTeamsRoom();
  room.enrollments.set(ada, onScreen(ada, { kind: 'moving-phones' }, '2'));
  room.answerWith(async () => movingPhones);
  const client = room.client();

  await client.pressAction({ type: 'Action.Submit', data: { v: 1, verb: 'resume' } }, 'deleted-long-ago');

  expect(client.read()).toContain('moving-phones');
  expect(room.enrollments.get(ada)?.cardId).toBe(client.last?.id);
});

test.each<[string, Fault, number, string[]]>([
  ['403: the user has blocked the bot', { status: 403 }, 1, ['info']],
  ['404: the chat is gone', { status: 404 }, 1, ['info']],
  ['500', { status: 500 }, 1, ['warn']],
  ['a cut connection', { cut: true }, 1, ['warn']],
  ['429, and a wait that is too long', { status: 429, retryAfter: 120 }, 1, ['warn']],
  ['429 again and again', { status: 429, retryAfter: 0 }, 2, ['warn']],
  ['503 again and again', { status: 503, retryAfter: 0 }, 2, ['warn']],
])('the Connector answers %s: the turn ends, tried as often as it makes sense', async (_why, fault, calls, levels) => {
  room = await openTeamsRoom();
  room.connector.onCall = () => fault;
  const client = room.client();

  expect((await client.say('hi')).status).toBe(200);
  expect(client.messages).toEqual([]);
  expect(room.connector.calls).toHaveLength(calls);
  expect(room.log.map(({ level }) => level)).toEqual(levels);
});

test.each([412, 429, 502, 503, 504])('one %i passes, and the message arrives', async (status) => {
  room = await openTeamsRoom();
  let isFirst = true;
  room.connector.onCall = () => {
    const fault = isFirst ? { status, retryAfter: 0 } : undefined;
    isFirst = false;
    return fault;
  };
  const client = room.client();

  await client.say('hi');

  expect(client.messages).toHaveLength(1);
  expect(room.log).toEqual([]);
});

test('an edit whose connection was cut is made again: it does no harm twice', async () => {
  room = await openTeamsRoom();
  room.answerWith(async () => movingPhones);
  const client = room.client();
  await client.say('hi');
  let isFirst = true;
  room.connector.onCall = () => {
    const fault: Fault | undefined = isFirst ? { cut: true } : undefined;
    isFirst = false;
    return fault;
  };

  await client.pressAction({ type: 'Action.Submit', data: { v: 1, verb: 'resume' } }, client.last?.id ?? '');

  expect(client.messages).toHaveLength(1);
  expect(client.last?.edits).toBe(1);
  expect(room.log).toEqual([]);
});

test('a job is told when its message was not taken', async () => {
  room = await openTeamsRoom();
  await room.client().say('hi');
  room.connector.onCall = () => ({ status: 403 });

  expect(await room.messenger.send(ada, { kind: 'paused' })).toBeUndefined();
});

test('a card that cannot be drawn is our bug, and ends the turn quietly', async () => {
  room = await openTeamsRoom({
    render: () => {
      throw new RangeError('no such template');
    },
  });

  expect((await room.client().say('hi')).status).toBe(200);
  expect(room.log.map(({ level }) => level)).toEqual(['error', 'error']);
});
