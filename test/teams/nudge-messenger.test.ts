import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import type { Contact } from '../../src/enrollment/contact.ts';
import type { SendOutcome } from '../../src/rollout/nudge.ts';
import type { NudgeReply } from '../../src/rollout/reply.ts';
import { connectToTeams } from '../../src/teams/create-teams.ts';
import { createTeamsMetrics } from '../../src/teams/metrics.ts';
import { createNudgeMessenger } from '../../src/teams/nudge-messenger.ts';
import type { Render, Rendering } from '../../src/teams/render.ts';
import { createFakeStores } from '../fakes/fake-stores.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someContact, someone } from '../fixtures/someone.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
type Call = {
  readonly method: string | undefined;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
};

const nudge: NudgeReply = {
  kind: 'nudge',
  campaign: 'campaign-1',
  campaignName: 'Passkeys for everybody',
  ownerName: 'Grace Owner',
  segment: 'ready',
  round: 0,
};

/** Over HTTP to a Connector of this test: what botbuilder makes of an answer is part of what is tested. */
async function openRoom() {
  const calls: Call[] = [];
  const room = { answer: created as Answer, install: sent as SendOutcome };
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    calls.push({ method: request.method, path: decodeURIComponent(request.url ?? ''), body: JSON.parse(text || '{}') });
    room.answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { contacts, rows } = createFakeStores();
  const renderings: Rendering[] = [];
  const render: Render = (_reply, rendering) => {
    renderings.push(rendering);
    return { card: { type: 'AdaptiveCard' }, summary: 'A passkey for you' };
  };
  const { adapter, outbox } = connectToTeams({
    identity: undefined,
    allowedTenantIds: [],
    contacts,
    render,
    log: silentLog,
    metrics: createTeamsMetrics(new Registry()),
  });
  const deps = {
    adapter,
    botId: '',
    tenantId: 'tenant-1',
    serviceUrl,
    audience: 'https://api.botframework.com',
    contacts,
    outbox,
    installer: { install: async () => room.install },
    render,
    log: silentLog,
  };
  return {
    deps,
    calls,
    renderings,
    contacts: rows.contacts,
    messenger: createNudgeMessenger(deps),
    async met(parts: Partial<Contact> = {}) {
      const contact = { ...someContact(someone()), serviceUrl, ...parts };
      await contacts.remember(contact);
      return contact.user;
    },
    answerWith: (answer: Answer) => {
      room.answer = answer;
    },
    installs: (outcome: SendOutcome) => {
      room.install = outcome;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const sent: SendOutcome = { kind: 'sent', messageId: undefined };
/** restify, once imported, replaces `writeHead` for the whole process by one that cannot be chained. */
function says(status: number, body: object | string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.statusCode = status;
    response.setHeader('content-type', typeof body === 'string' ? 'text/html' : 'application/json');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
const fails = (status: number, code: string, message = 'No') => says(status, { error: { code, message } });
const created = says(201, { id: 'message-1' });
const cut: Answer = (_response, request) => request.socket.destroy();

let room: Awaited<ReturnType<typeof openRoom>>;
beforeAll(async () => {
  room = await openRoom();
});
beforeEach(() => {
  room.answerWith(created);
  room.installs(sent);
  room.calls.splice(0);
  room.renderings.splice(0);
});
afterAll(() => room.close());

describe('a message is answered with', () => {
  test.each<[why: string, answer: Answer, outcome: object]>([
    ['201 and its id', created, { kind: 'sent', messageId: 'message-1' }],
    ['200 and its id', says(200, { id: 'message-2' }), { kind: 'sent', messageId: 'message-2' }],
    ['201 without an id', says(201, {}), { kind: 'sent', messageId: undefined }],
    ['201 and an empty id', says(201, { id: '' }), { kind: 'sent', messageId: undefined }],
    ['201 and no body', says(201, ''), { kind: 'sent', messageId: undefined }],
    [
      '201 and half a body',
      says(201, '{"id":', { 'content-type': 'application/json' }),
      { kind: 'sent', messageId: undefined },
    ],
    ['202', says(202, {}), { kind: 'sent', messageId: undefined }],
    ['400', fails(400, 'BadArgument'), { kind: 'refused', status: 400, code: 'BadArgument' }],
    ['401', fails(401, 'BotNotRegistered'), { kind: 'busy', status: 401 }],
    ['403, blocked', fails(403, 'ConversationBlockedByUser'), { kind: 'unreachable', cause: 'blocked-by-user' }],
    ['403, not in the roster', fails(403, 'BotNotInConversationRoster'), { kind: 'unreachable', cause: 'uninstalled' }],
    [
      '403, not installed, in words',
      fails(403, 'ForbiddenOperationException', "Bot isn't installed in user's personal scope"),
      { kind: 'unreachable', cause: 'uninstalled' },
    ],
    ['403, disabled', fails(403, 'BotDisabledByAdmin'), { kind: 'unreachable', cause: 'disabled-by-admin' }],
    [
      '403, permissions',
      fails(403, 'NotEnoughPermissions'),
      { kind: 'unreachable', cause: 'unknown', code: 'NotEnoughPermissions' },
    ],
    [
      '403, host',
      fails(403, 'InvalidBotApiHost'),
      { kind: 'unreachable', cause: 'unknown', code: 'InvalidBotApiHost' },
    ],
    [
      '403, writes blocked, within a text of JSON',
      says(403, {
        error: {
          code: 'BadSyntax',
          message: '{"errorCode":209,"subCode":"MessageWritesBlocked","message":"Thread is not writable"}',
        },
      }),
      { kind: 'unreachable', cause: 'blocked-by-user' },
    ],
    [
      '403, writes blocked, at the top',
      says(403, { errorCode: 209, message: '{"subCode":"MessageWritesBlocked","details":null}' }),
      { kind: 'unreachable', cause: 'blocked-by-user' },
    ],
    ['403 and a page', says(403, '<html>Forbidden</html>'), { kind: 'unreachable', cause: 'unknown' }],
    ['404, no conversation', fails(404, 'ConversationNotFound'), { kind: 'unreachable', cause: 'uninstalled' }],
    ['404, nobody', fails(404, 'UserNotFound'), { kind: 'unreachable', cause: 'account-gone' }],
    ['404, otherwise', fails(404, 'ActivityNotFoundInConversation'), { kind: 'unreachable', cause: 'unknown' }],
    ['412', fails(412, 'PreconditionFailed'), { kind: 'busy', status: 412 }],
    ['413', fails(413, 'MessageSizeTooBig'), { kind: 'refused', status: 413, code: 'MessageSizeTooBig' }],
    ['429 and seconds', says(429, {}, { 'retry-after': '7' }), { kind: 'throttled', retryAfterMs: 7_000 }],
    ['429 and nothing', fails(429, 'Throttled'), { kind: 'throttled', retryAfterMs: 5_000 }],
    ['429 and nonsense', says(429, {}, { 'retry-after': 'soon' }), { kind: 'throttled', retryAfterMs: 5_000 }],
    ['429 and a week', says(429, {}, { 'retry-after': '604800' }), { kind: 'throttled', retryAfterMs: 600_000 }],
    [
      '429 and a moment that is over',
      says(429, {}, { 'retry-after': 'Fri, 20 Nov 2020 10:00:00 GMT' }),
      { kind: 'throttled', retryAfterMs: 0 },
    ],
    ['500', fails(500, 'ServiceError'), { kind: 'uncertain' }],
    ['502 and a page', says(502, '<html><h1>Bad Gateway</h1></html>'), { kind: 'busy', status: 502 }],
    ['503', fails(503, 'ServiceUnavailable'), { kind: 'busy', status: 503 }],
    ['504', says(504, ''), { kind: 'busy', status: 504 }],
    ['a cut connection', cut, { kind: 'uncertain' }],
  ])('%s', async (_why, answer, outcome) => {
    const user = await room.met();
    room.answerWith(answer);

    expect(await room.messenger.send(user, nudge)).toMatchObject(outcome);

    // Whether there is another try is for the ledger to say.
    expect(room.calls).toHaveLength(1);
  });

  test('nothing at all, until the deadline', async () => {
    const user = await room.met();
    room.answerWith(() => {});

    expect(await room.messenger.send(user, nudge)).toEqual({ kind: 'uncertain' });
  }, 20_000);

  test('nobody there: it never left', async () => {
    const closed = await openRoom();
    const user = await room.met({ serviceUrl: closed.deps.serviceUrl });
    await closed.close();

    expect(await room.messenger.send(user, nudge)).toEqual({ kind: 'busy', status: 0 });
  });
});

test('whether it may go out is asked last of all, when the card is drawn', async () => {
  const user = await room.met();
  const mayCall = () => {
    expect(room.renderings).toHaveLength(1);
    return false;
  };

  expect(await room.messenger.send(user, nudge, undefined, mayCall)).toEqual({ kind: 'not-sent' });
  expect(room.calls).toEqual([]);
});

test('a code is noted, never a text that may name somebody', async () => {
  const user = await room.met();
  room.answerWith(fails(403, 'SomethingNew', 'Ada Example (ada@contoso.example) has left'));

  expect(await room.messenger.send(user, nudge)).toEqual({
    kind: 'unreachable',
    cause: 'unknown',
    code: 'SomethingNew',
  });
});

test('the message is one card with a line for the lock screen', async () => {
  const user = await room.met({ conversationId: 'a:chat-of-ada' });

  await room.messenger.send(user, nudge);

  expect(room.calls).toMatchObject([
    {
      method: 'POST',
      path: expect.stringMatching(/^\/v3\/conversations\/a:chat-of-ada\/activities\b/),
      body: { type: 'message', summary: 'A passkey for you', attachments: [{ content: { type: 'AdaptiveCard' } }] },
    },
  ]);
});

describe('the language', () => {
  const unknownClient = { platform: undefined, locale: undefined, timeZone: undefined };

  test.each<[why: string, client: Partial<Contact>, directory: string | undefined, locale: string | undefined]>([
    ['of the client', {}, 'fr', 'en-GB'],
    ['of the directory, where nothing was written yet', { client: unknownClient }, 'fr', 'fr'],
    ['unknown', { client: unknownClient }, undefined, undefined],
  ])('%s', async (_why, client, directory, locale) => {
    const user = await room.met(client);
    await room.messenger.send(user, nudge, directory);
    await room.messenger.edit(user, 'message-1', nudge, directory);

    expect(room.renderings).toMatchObject([{ locale }, { locale }]);
  });
});

test('nobody without a chat is sent anything', async () => {
  expect(await room.messenger.send(someone(), nudge)).toEqual({ kind: 'unreachable', cause: 'never-met' });
  expect(room.calls).toEqual([]);
});

test.each<[string, Partial<Parameters<typeof createNudgeMessenger>[0]>]>([
  ['the database is away', { contacts: { of: () => Promise.reject(new Error('away')), remember: async () => {} } }],
  [
    'the card cannot be drawn',
    {
      render: () => {
        throw new TypeError('a hole in the template');
      },
    },
  ],
])('%s: nothing was sent, so it is not uncertain', async (_why, broken) => {
  const user = await room.met();

  expect(await createNudgeMessenger({ ...room.deps, ...broken }).send(user, nudge)).toEqual({
    kind: 'busy',
    status: 0,
  });
  expect(room.calls).toEqual([]);
});

describe('a chat is made', () => {
  const madeChat = says(201, { id: 'a:new-chat' });

  test('by installing the app and opening the conversation; the next message goes there', async () => {
    const user = someone();
    room.answerWith(madeChat);

    expect(await room.messenger.reach(user)).toEqual(sent);
    room.answerWith(created);
    expect(await room.messenger.send(user, nudge, 'fr')).toEqual({ kind: 'sent', messageId: 'message-1' });

    const [opening, message] = room.calls;
    expect(opening).toMatchObject({
      method: 'POST',
      path: '/v3/conversations',
      body: {
        isGroup: false,
        tenantId: 'tenant-1',
        members: [{ id: user }],
        channelData: { tenant: { id: 'tenant-1' } },
      },
    });
    expect(message?.path).toMatch(/^\/v3\/conversations\/a:new-chat\/activities\b/);
    expect(room.contacts.get(user)).toMatchObject({ conversationId: 'a:new-chat', tenantId: 'tenant-1' });
    expect(room.renderings).toMatchObject([{ locale: 'fr' }]);
  });

  test('not where the app cannot be installed', async () => {
    const refused: SendOutcome = { kind: 'unreachable', cause: 'not-allowed-to-install' };
    room.installs(refused);

    expect(await room.messenger.reach(someone())).toEqual(refused);
    expect(room.calls).toEqual([]);
  });

  test('what Teams tells of it meanwhile is worth more', async () => {
    const contact = someContact(someone());
    room.answerWith((response, request) => {
      room.contacts.set(contact.user, contact);
      madeChat(response, request);
    });

    expect(await room.messenger.reach(contact.user)).toEqual(sent);

    expect(room.contacts.get(contact.user)).toEqual(contact);
  });

  test.each<[string, Answer, object]>([
    ['403, blocked', fails(403, 'ConversationBlockedByUser'), { kind: 'unreachable', cause: 'blocked-by-user' }],
    ['403, nobody', fails(404, 'UserNotFound'), { kind: 'unreachable', cause: 'account-gone' }],
    ['429', says(429, {}, { 'retry-after': '3' }), { kind: 'throttled', retryAfterMs: 3_000 }],
    ['502', says(502, '<html></html>'), { kind: 'busy', status: 502 }],
    ['a cut connection', cut, { kind: 'uncertain' }],
    ['201 that cannot be read', says(201, '{"id":', { 'content-type': 'application/json' }), { kind: 'busy' }],
  ])('not when Teams says %s', async (_why, answer, outcome) => {
    const user = someone();
    room.answerWith(answer);

    expect(await room.messenger.reach(user)).toMatchObject(outcome);
    expect(room.contacts.has(user)).toBe(false);
  });
});

test('a nudge is edited where it stands', async () => {
  const user = await room.met({ conversationId: 'a:chat' });
  room.answerWith(says(200, { id: 'message-1' }));

  await room.messenger.edit(user, 'message-1', nudge);

  expect(room.calls).toMatchObject([{ method: 'PUT', path: '/v3/conversations/a:chat/activities/message-1' }]);
});

describe('an owner', () => {
  const news = { kind: 'campaign-gone' } as const;

  test('is told, and what was told is changed', async () => {
    const user = await room.met();

    expect(await room.messenger.tell(user, news)).toBe('message-1');
    expect(await room.messenger.retell(user, 'message-1', news)).toBe(true);
  });

  test('without a chat, or whose chat fails, is not told, and nothing is thrown', async () => {
    const user = await room.met();
    room.answerWith(fails(403, 'ConversationBlockedByUser'));

    expect(await room.messenger.tell(someone(), news)).toBeUndefined();
    expect(await room.messenger.tell(user, news)).toBeUndefined();
    expect(await room.messenger.retell(user, 'message-1', news)).toBe(false);
  });
});
