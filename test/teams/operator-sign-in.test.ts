import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { HelpdeskAnswer } from '../../src/helpdesk/scene.ts';
import { type FakeOpenId, startFakeOpenId } from '../fakes/fake-openid.ts';
import { botIdentity } from '../fixtures/bot-identity.ts';
import type { TeamsClient } from '../fixtures/teams-client.ts';
import { ada, ben, openTeamsRoom, type RoomOptions, type TeamsRoom } from '../fixtures/teams-room.ts';

const bot = 'cccccccc-0000-0000-0000-00000000000b';
const aCase = '5f0c6a4e-0000-4000-8000-000000000001';
const intent = '5f0c6a4e-0000-4000-8000-0000000000ff';
const issue: HelpdeskCommand = { kind: 'issue', case: aCase, revision: '1', replace: false };
const data = { v: 1, verb: 'issue', case: aCase, revision: '1', replace: 'false' };
const execute = { type: 'Action.Execute', verb: 'issue', data };
const submit = { type: 'Action.Submit', data };
const signIn: HelpdeskReply = { kind: 'sign-in', intent };
const deleted: HelpdeskReply = { kind: 'tap-deleted', name: 'Ida Example' };
const token = 'a-token.of-the.operator';
const taken = { status: 200, body: { id: intent, connectionName: 'sso' } };

let openId: FakeOpenId;
let room: TeamsRoom;
beforeAll(async () => {
  openId = await startFakeOpenId();
});
afterEach(() => room.close());
afterAll(() => openId.close());

async function open(options: RoomOptions = {}): Promise<void> {
  room = await openTeamsRoom({ helpdesk: 'dialog', identity: botIdentity(bot, openId), ...options });
}

function signedIn(aadObjectId: string = ada): TeamsClient {
  const claims = () => ({ aud: bot, serviceurl: room.connector.serviceUrl });
  return room.client({ aadObjectId }, async () => `Bearer ${await openId.token(claims())}`);
}

/** A client that was asked for a token for "Issue" on its card. */
async function askedForToken(action = execute as typeof execute | typeof submit) {
  const client = signedIn();
  await client.say('hi');
  const card = client.last!;
  room.helpdeskAnswersWith(async ({ command, cardId = '' }) => {
    room.intents.set(intent, { operator: ada, command, cardId });
    return { reply: signIn };
  });
  const pressed = await client.pressAction(action, card.id);
  await client.until(() => client.messages.length === 2);
  room.helpdeskAnswersWith(async () => ({ reply: deleted }));
  return { client, card, pressed };
}

test.each([['Action.Execute', execute] as const, ['Action.Submit', submit] as const])(
  'by %s, a press that needs a sign-in shows that it is under way, and asks Teams for a token without a button that leads nowhere',
  async (_how, action) => {
    await open();

    const { client, card, pressed } = await askedForToken(action);

    const shown = pressed.card ?? room.connector.message(card.id)?.card;
    expect(JSON.stringify(shown)).toContain('one-moment');
    expect(client.last).toMatchObject({
      contentType: 'application/vnd.microsoft.card.oauth',
      summary: 'summary of sign-in',
      card: {
        connectionName: 'sso',
        text: 'summary of sign-in',
        tokenExchangeResource: { id: intent, uri: `api://botid-${bot}` },
        buttons: [],
      },
    });
  },
);

test('typed words that need a sign-in are answered with the same, and their result is a new message', async () => {
  await open({ typedWords: { requests: ['requests'] } });
  room.helpdeskAnswersWith(async () => ({ reply: signIn }));
  room.intents.set(intent, { operator: ada, command: { kind: 'requests' } });
  const client = signedIn();

  await client.say('requests');
  room.helpdeskAnswersWith(async () => ({ reply: deleted }));
  await client.exchangeToken(intent, token);

  await client.until(() => client.messages.length === 2);
  expect(client.messages[0]?.contentType).toBe('application/vnd.microsoft.card.oauth');
  expect(client.title()).toBe('tap-deleted');
});

test('the token that comes back runs what was pressed, for this turn only, and its card becomes the result', async () => {
  await open();
  const { client, card } = await askedForToken();

  expect(await client.exchangeToken(intent, token)).toEqual(taken);

  const turn = room.helpdeskTurns.at(-1);
  expect(turn).toMatchObject({ user: ada, command: issue, cardId: card.id, isAutomatic: false });
  expect(turn?.assertion?.reveal()).toBe(token);
  await client.until(() => JSON.stringify(room.connector.message(card.id)?.card).includes('tap-deleted'));
  expect(client.messages).toHaveLength(2);
  expect(await room.registry.metrics()).toContain('teams_turns_total{command="issue",result="answered"} 2');
  expectNoToken();
});

test('of several clients the first runs the command; the same id does nothing again, nor with another token', async () => {
  await open();
  const { client } = await askedForToken();
  const turns = room.helpdeskTurns.length;

  const answers = await Promise.all([client, signedIn(), signedIn()].map((each) => each.exchangeToken(intent, token)));
  const again = await client.exchangeToken(intent, token);
  const another = await client.exchangeToken(intent, 'another.token');

  expect([...answers, again, another]).toEqual([taken, taken, taken, taken, taken]);
  expect(room.helpdeskTurns).toHaveLength(turns + 1);
});

test('a token from another user runs nothing, and leaves the command to its operator', async () => {
  await open();
  const { client } = await askedForToken();
  const turns = room.helpdeskTurns.length;

  await signedIn(ben).exchangeToken(intent, token);
  expect(room.helpdeskTurns).toHaveLength(turns);

  await client.exchangeToken(intent, token);
  expect(room.helpdeskTurns).toHaveLength(turns + 1);
});

test.each<[HelpdeskReply, number, string | undefined]>([
  [{ kind: 'sign-in-refused', because: 'consent-missing' }, 412, 'consent-missing'],
  [{ kind: 'sign-in-refused', because: 'sign-in-expired' }, 412, 'sign-in-expired'],
  [{ kind: 'sign-in-refused', because: 'role-missing' }, 200, undefined],
  [{ kind: 'write-refused', because: 'step-up' }, 200, undefined],
  [signIn, 412, 'sign-in-expired'],
])('a result of %j is told to Teams with %i, and shown', async (reply, status, failureDetail) => {
  await open();
  const { client, card } = await askedForToken();
  room.helpdeskAnswersWith(async () => ({ reply }));

  const answer = await client.exchangeToken(intent, token);

  expect(answer).toEqual({ status, body: { ...taken.body, ...(failureDetail && { failureDetail }) } });
  await client.until(() => room.connector.message(card.id)?.edits === 1);
  expect(JSON.stringify(room.connector.message(card.id)?.card)).toMatch(/refused/);
  expect(client.messages).toHaveLength(2);
});

test('a slow result does not keep Teams waiting, and comes by editing the card', async () => {
  await open({ patience: { typing: 60_000, invoke: 1, turn: 5 } });
  const late = await askedForToken();
  let release = (_answer: HelpdeskAnswer): void => {};
  room.helpdeskAnswersWith(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );

  expect(await late.client.exchangeToken(intent, token)).toEqual(taken);
  await new Promise((resolve) => setTimeout(resolve, 20));
  release({ reply: deleted });

  await late.client.until(() => JSON.stringify(room.connector.message(late.card.id)?.card).includes('tap-deleted'));
});

test.each<[string, (turn: unknown) => Promise<HelpdeskAnswer>]>([
  ['fails', () => Promise.reject(new Error(token))],
  [
    'holds a pass',
    async () => ({ reply: { kind: 'tap', tap: token, validUntil: '', forWhom: 'reader' }, isSecret: true }),
  ],
])(
  'a command that %s after the sign-in ends with an honest card, and the token is told to nobody',
  async (_why, converse) => {
    await open();
    const { client, card } = await askedForToken();
    room.helpdeskAnswersWith(converse);

    expect(await client.exchangeToken(intent, token)).toEqual(taken);

    await client.until(() => JSON.stringify(room.connector.message(card.id)?.card).includes('something-went-wrong'));
    expect(room.log.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(await room.registry.metrics()).toContain('teams_turns_total{command="issue",result="failed"} 1');
    expectNoToken();
  },
);

test('where the card is gone, the result is a new message', async () => {
  await open();
  const client = signedIn();
  await client.say('hi');
  room.intents.set(intent, { operator: ada, command: issue, cardId: 'deleted-long-ago' });
  room.helpdeskAnswersWith(async () => ({ reply: deleted }));

  await client.exchangeToken(intent, token);

  await client.until(() => client.title() === 'tap-deleted');
});

test.each<[string, unknown]>([
  ['null', null],
  ['a text', 'token'],
  ['no id', { connectionName: 'sso', token }],
  ['an id that is a list', { id: [intent], connectionName: 'sso', token }],
  ['an id that is a query', { id: "' or 1=1", connectionName: 'sso', token }],
  ['no token', { id: intent, connectionName: 'sso' }],
  ['an empty token', { id: intent, connectionName: 'sso', token: '' }],
  ['a token that is an object', { id: intent, connectionName: 'sso', token: { token } }],
  ['a token of 100,000 characters', { id: intent, connectionName: 'sso', token: 'x'.repeat(100_000) }],
  ['a name of 10,000 characters', { id: intent, connectionName: 'x'.repeat(10_000), token }],
])('a token exchange with %s is declined, and the command still waits', async (_why, value) => {
  await open();
  await askedForToken();
  const turns = room.helpdeskTurns.length;

  expect((await signedIn().invoke('signin/tokenExchange', value)).status).toBe(412);

  expect(room.helpdeskTurns).toHaveLength(turns);
  expect(room.intents.has(intent)).toBe(true);
});

test.each([
  ['authrequestfailed', 'consent-missing'],
  ['tokenmissing', 'consent-missing'],
  ['invokeerror', 'unavailable'],
  ['ResourceMatchFailed', 'not-understood'],
  ['installedappnotfound', 'not-understood'],
])('"%s" from Teams is a card that says who can put it right', async (code, because) => {
  await open();
  const client = signedIn();

  expect((await client.invoke('signin/failure', { code, message: `secret ${token}` })).status).toBe(200);

  await client.until(() => client.messages.length === 1);
  expect(client.title()).toBe('sign-in-refused');
  expect(client.read()).toContain(`"because":"${because}","requestId":"${code.toLowerCase()}"`);
  expectNoToken();
});

test('somebody who is no operator was never asked to sign in, and hears nothing of it', async () => {
  await open({ isOperator: false });

  for (const code of ['invokeerror', 'from-nowhere']) {
    expect(await signedIn().invoke('signin/failure', { code })).toEqual({ status: 200, body: undefined });
  }
  expect([room.connector.bodies, room.log]).toEqual([[], []]);
});

test.each<[string, unknown]>([
  ['signin/failure', { code: 'from-nowhere' }],
  ['signin/failure', { code: ['invokeerror'] }],
  ['signin/failure', null],
  ['signin/verifyState', { state: '123456' }],
])('%s with %j is taken, and nothing is said', async (name, value) => {
  await open();

  expect(await signedIn().invoke(name, value)).toEqual({ status: 200, body: undefined });
  expect(room.connector.bodies).toEqual([]);
});

test('without an app registration nobody can be signed in, and the card says so', async () => {
  room = await openTeamsRoom({ helpdesk: 'dialog', typedWords: { requests: ['requests'] } });
  room.helpdeskAnswersWith(async () => ({ reply: signIn }));
  const client = room.client();

  await client.say('requests');

  expect(client.read()).toContain('"because":"unavailable"');
});

function expectNoToken(): void {
  expect(JSON.stringify([room.connector.bodies, room.log, room.helpdeskTurns])).not.toContain(token);
}
