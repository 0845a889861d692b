import { createTruth, type TruthOptions } from '../../src/graph/read-truth.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import {
  cut,
  json,
  type LocalGraph,
  type Reaction,
  type SubAnswer,
  type SubRequest,
  startLocalGraph,
} from './local-graph.ts';
import { numbered, rolloutOptions } from './rollout-graph.ts';

const open: LocalGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));
const now = () => new Date('2026-11-20T09:00:00Z');

type Options = Partial<TruthOptions> & {
  readonly part?: (request: SubRequest, turn: number) => SubAnswer;
  readonly whole?: (turn: number) => Reaction | undefined;
};

async function truthOf({ part = () => ({ body: { value: [] } }), whole = () => undefined, ...options }: Options) {
  const graph = await startLocalGraph({ part, whole: (_request, turn) => whole(turn) });
  open.push(graph);
  const { room, lines } = rolloutOptions(graph);
  const asked = () => graph.requests.flatMap(({ parts }) => parts.map(({ url }) => url));
  return { graph, lines, asked, truth: createTruth({ ...room, now, obeyForMs: 0, ...options }) };
}

const without = (number: number) => ({ user: numbered(number), mailbox: false });
const withMailbox = (number: number) => ({ user: numbered(number), mailbox: true });
const people = (amount: number) => Array.from({ length: amount }, (_, index) => without(index + 1));

const method = (type: string, others = {}) => ({ '@odata.type': `#microsoft.graph.${type}`, id: 'an-id', ...others });
const password = method('passwordAuthenticationMethod');
const passkey = method('fido2AuthenticationMethod', { aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f' });
const body = (...value: readonly unknown[]) => ({ body: { value } });
const isMailbox = ({ url }: SubRequest) => url.endsWith('/mailboxSettings');

describe('whether Authenticator is too old for a passkey', () => {
  const app = (phoneAppVersion?: string) => method('microsoftAuthenticatorAuthenticationMethod', { phoneAppVersion });

  test.each<[string, SubAnswer, boolean]>([
    ['an old one on an iPhone', body(password, app('6.8.36')), true],
    ['an old one on an Android phone', body(app('6.2507.4748')), true],
    ['old ones on two phones', body(app('6.8.1'), app('6.2401.617')), true],
    ['a new one', body(app('6.8.37')), false],
    ['a new one beside an old one, of the other kind', body(app('6.8.1'), app('6.2507.4749')), false],
    ['a new one beside an old one, of the same kind', body(app('6.8.1'), app('6.8.41')), false],
    ['an old one beside one of which nobody knows', body(app('6.8.1'), app()), false],
    ['no version', body(app()), false],
    ['no app', body(password), false],
    ['an old one, and a passkey', body(app('6.8.1'), passkey), false],
  ])('%s', async (_what, answer, hasOldApp) => {
    const { truth } = await truthOf({ part: () => answer });

    expect((await truth.read([without(1)])).get(numbered(1))?.hasOldApp ?? false).toBe(hasOldApp);
  });
});

describe('whether there is a passkey', () => {
  test.each<[string, SubAnswer, boolean | 'unknown' | 'throttled']>([
    ['nothing at all', body(), false],
    ['a password', body(password), false],
    ['a passkey', body(password, passkey), true],
    ['a passkey of which little is known', body(method('fido2AuthenticationMethod')), true],
    ['a kind of method of the future', body(method('retinaAuthenticationMethod')), false],
    ['an entry that cannot be read', body(password, { id: 7 }), 'unknown'],
    ['an entry that cannot be read, beside a passkey', body(passkey, { id: 7 }), true],
    ['a further page', { body: { value: [password], '@odata.nextLink': 'http://x' } }, 'unknown'],
    ['somebody else’s page', { body: '<html>' }, 'unknown'],
    ['nobody', { status: 404 }, 'unknown'],
    ['a refusal', { status: 403 }, 'unknown'],
    ['a fault', { status: 500 }, 'unknown'],
    ['too many requests', { status: 429 }, 'throttled'],
  ])('%s', async (_what, answer, hasPasskey) => {
    const { truth, graph } = await truthOf({ part: () => answer });

    expect(await truth.read([without(1)])).toEqual(new Map([[numbered(1), { hasPasskey }]]));
    expect(graph.requests).toHaveLength(1);
  });

  test('the methods are asked for as they are: Graph refuses to choose among their properties', async () => {
    const { truth, asked } = await truthOf({});

    await truth.read([withMailbox(1)]);

    expect(asked()).toEqual([`/users/${numbered(1)}/authentication/methods`, `/users/${numbered(1)}/mailboxSettings`]);
  });

  test('everybody has an answer, twenty in a batch, each asked about once', async () => {
    const { truth, graph } = await truthOf({
      part: ({ url }) => body(...(/0[05]\/auth/.test(url) ? [passkey] : [password])),
    });

    const answers = await truth.read([...people(205), without(7)]);

    expect(answers.size).toBe(205);
    expect([...answers.values()].filter(({ hasPasskey }) => hasPasskey === true)).toHaveLength(5);
    expect(graph.requests.map(({ parts }) => parts.length).sort()).toEqual([...Array(10).fill(20), 5].sort());
  });

  test('not more than four batches at once', async () => {
    let now = 0;
    let most = 0;
    const { truth, graph } = await truthOf({
      client: {
        get: () => Promise.reject(new Error('not asked')),
        batch: () => Promise.reject(new Error('not asked')),
        entriesOf: () => Promise.reject(new Error('not asked')),
        async batchOnce(requests) {
          most = Math.max(most, ++now);
          await new Promise((resolve) => setImmediate(resolve));
          now--;
          return new Map(requests.map(({ id }) => [id, { body: { value: [] }, requestId: undefined }]));
        },
      },
    });

    expect((await truth.read(people(400))).size).toBe(400);
    expect(most).toBe(4);
    expect(graph.requests).toHaveLength(0);
  });

  test.each<[string, Reaction, 'unknown' | 'throttled']>([
    ['cut', cut, 'unknown'],
    ['refused', json({ error: { code: 'Forbidden' } }, 403), 'unknown'],
    ['not one', json({ responses: 'none' }), 'unknown'],
    ['throttled as a whole', json({ error: { code: 'TooManyRequests' } }, 429, { 'retry-after': '60' }), 'throttled'],
  ])('a batch that is %s leaves nobody without an answer', async (_what, reaction, hasPasskey) => {
    const { truth } = await truthOf({ whole: () => reaction });

    const answers = await truth.read(people(3));

    expect([...answers.values()]).toEqual([{ hasPasskey }, { hasPasskey }, { hasPasskey }]);
  });

  test('nobody is asked: nothing is sent', async () => {
    const { truth, graph } = await truthOf({});

    expect((await truth.read([])).size).toBe(0);
    expect(graph.requests).toHaveLength(0);
  });
});

describe('throttled', () => {
  const throttled = (seconds: number) => ({ status: 429, headers: { 'Retry-After': String(seconds) } });

  test('some in a batch: the others have their answers, and nobody is asked about again', async () => {
    const { truth, asked } = await truthOf({
      part: ({ url }) => (url.includes('03/auth') || url.includes('04/auth') ? throttled(60) : body(passkey)),
    });

    const answers = await truth.read(people(5));

    expect([...answers.values()].map(({ hasPasskey }) => hasPasskey)).toEqual([
      true,
      true,
      'throttled',
      'throttled',
      true,
    ]);
    expect(asked()).toHaveLength(5);
  });

  test('Graph is left in peace for as long as it asks: the next reads send nothing', async () => {
    const { truth, graph } = await truthOf({ part: () => throttled(60) });
    await truth.read(people(1));

    const answers = await truth.read(people(30));

    expect([...answers.values()].every(({ hasPasskey }) => hasPasskey === 'throttled')).toBe(true);
    expect(graph.requests).toHaveLength(1);
  });

  test('within one read, too: what has not been asked yet is not asked', async () => {
    const { truth, graph } = await truthOf({ part: () => throttled(60), atOnce: 1 });

    const answers = await truth.read(people(100));

    expect(answers.size).toBe(100);
    expect(graph.requests).toHaveLength(1);
  });

  test('a short wait is waited for, and then everybody is read', async () => {
    let first = 0;
    let second = 0;
    const { truth } = await truthOf({
      obeyForMs: 5_000,
      part: (_request, turn) => {
        if (turn === 1) first = performance.now();
        else second = performance.now();
        return turn === 1 ? throttled(1) : body(passkey);
      },
    });
    await truth.read(people(1));

    const answers = await truth.read(people(1));

    expect([...answers.values()]).toEqual([{ hasPasskey: true }]);
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  test('methods and mailboxes each for themselves', async () => {
    const { truth, asked } = await truthOf({
      part: (request) => (isMailbox(request) ? { body: { timeZone: 'UTC' } } : throttled(60)),
    });
    await truth.read([without(1)]);

    const answers = await truth.read([withMailbox(2), without(3)]);

    expect(answers.get(numbered(2))).toEqual({ hasPasskey: 'throttled', mailbox: { timeZone: 'Etc/UTC' } });
    expect(answers.get(numbered(3))).toEqual({ hasPasskey: 'throttled' });
    expect(asked().slice(1)).toEqual([`/users/${numbered(2)}/mailboxSettings`]);
  });

  test('mailboxes alone: whether there is a passkey is read all the same', async () => {
    const { truth } = await truthOf({ part: (request) => (isMailbox(request) ? throttled(60) : body(passkey)) });
    await truth.read([withMailbox(1)]);

    expect((await truth.read([withMailbox(2)])).get(numbered(2))).toEqual({ hasPasskey: true });
  });
});

describe('the mailbox', () => {
  const answering = (answer: SubAnswer) => (request: SubRequest) => (isMailbox(request) ? answer : body(password));

  test('has the time zone, and whether somebody is away', async () => {
    const end = { dateTime: '2026-12-01T08:00:00.0000000', timeZone: 'W. Europe Standard Time' };
    const settings = {
      timeZone: 'W. Europe Standard Time',
      automaticRepliesSetting: { status: 'scheduled', scheduledEndDateTime: end },
    };
    const { truth } = await truthOf({ part: answering({ body: settings }) });

    expect((await truth.read([withMailbox(1)])).get(numbered(1))).toEqual({
      hasPasskey: false,
      mailbox: { timeZone: 'Europe/Berlin', outUntil: new Date('2026-12-01T07:00:00Z') },
    });
  });

  test('is asked for only where it is wanted', async () => {
    const { truth, asked } = await truthOf({ part: answering({ body: {} }) });

    const answers = await truth.read([without(1), withMailbox(2)]);

    expect(asked().filter((url) => url.includes('mailbox'))).toEqual([`/users/${numbered(2)}/mailboxSettings`]);
    expect([answers.get(numbered(1))?.mailbox, answers.get(numbered(2))?.mailbox]).toEqual([undefined, {}]);
  });

  test.each([
    ['no permission', { status: 403 }],
    ['no mailbox', { status: 404 }],
    ['a fault', { status: 503 }],
    ['something else', { body: 'x' }],
  ])('%s: it is missing, and that is no failure', async (_what, answer) => {
    const { truth } = await truthOf({ part: answering(answer) });

    expect((await truth.read([withMailbox(1)])).get(numbered(1))).toEqual({ hasPasskey: false });
  });
});

describe('whether the account is on and the audience still theirs', () => {
  const audience = groupId('00000000-0000-4000-8000-00000000b111');
  const answering =
    (account: SubAnswer, groups: SubAnswer) =>
    ({ url }: SubRequest) => {
      if (url.includes('checkMemberGroups')) return groups;
      return url.includes('accountEnabled') ? account : body(password);
    };
  const account = (accountEnabled: unknown): SubAnswer => ({ body: { id: numbered(1), accountEnabled } });

  test.each<[string, SubAnswer, SubAnswer, object]>([
    ['on, and in it', account(true), body(audience), { isEnabled: true, inAudience: true }],
    ['off, and in it', account(false), body(audience), { isEnabled: false, inAudience: true }],
    ['on, and no longer in it', account(true), body(), { isEnabled: true, inAudience: false }],
    ['deleted', { status: 404 }, { status: 404 }, { isEnabled: false, inAudience: false }],
    ['not to be read', { status: 403 }, { status: 403 }, {}],
    ['throttled', { status: 429 }, { status: 429 }, {}],
    ['something else', { body: 'x' }, { body: 'x' }, {}],
  ])('%s', async (_what, accountAnswer, groups, expected) => {
    const { truth, graph } = await truthOf({ audience, accounts: true, part: answering(accountAnswer, groups) });

    expect(await truth.read([without(1)])).toEqual(new Map([[numbered(1), { hasPasskey: false, ...expected }]]));
    expect(graph.requests).toHaveLength(1);
  });

  test('is read without the methods, too', async () => {
    const { truth, asked } = await truthOf({ audience, part: answering(account(true), body(audience)) });

    const answers = await truth.read([{ ...without(1), methods: false }]);

    expect(answers.get(numbered(1))).toEqual({ hasPasskey: 'unknown', inAudience: true });
    expect(asked()).toEqual([`/users/${numbered(1)}/checkMemberGroups`]);
  });
});

test('a failure is one line in the log, however many people it is about', async () => {
  const { truth, lines } = await truthOf({ part: () => ({ status: 500 }) });

  await truth.read(people(90));

  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ level: 'warn', fields: { operation: 'methods', status: 500, people: 90 } });
});
