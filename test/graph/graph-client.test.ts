import { within } from '../../src/graph/deadline.ts';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { GraphError } from '../../src/graph/graph-error.ts';
import { cut, cutBody, hang, json, type LocalGraph, type Reaction, startLocalGraph } from './local-graph.ts';

const servers: LocalGraph[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function clientFor(options: Parameters<typeof startLocalGraph>[0], attemptLimit = 1_000) {
  const server = await startLocalGraph(options);
  servers.push(server);
  const client = createGraphClient({
    baseUrl: server.url,
    tokens: { getToken: async () => 'the-token' },
    attemptLimit,
  });
  return { server, client };
}

const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
const refusal = { error: { code: 'x', message: 'Ida Example may not' } };

describe('one read', () => {
  test('is sent with the token, and its answer comes back', async () => {
    const { client, server } = await clientFor({ whole: () => json({ id: 'u' }) });

    const answer = await client.get('account', '/users/u?$select=id,displayName', within(1_000));

    expect(answer).toEqual({ body: { id: 'u' }, requestId: 'outer' });
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/v1.0/users/u?$select=id,displayName', authorization: 'Bearer the-token' },
    ]);
  });

  test.each<[string, Reaction, object, number]>([
    ['401', json(refusal, 401), { code: 'forbidden', status: 401 }, 1],
    ['403', json(refusal, 403), { code: 'forbidden', status: 403 }, 1],
    ['404', json(refusal, 404), { code: 'not-found', status: 404 }, 1],
    ['429 with a Retry-After that does not fit', json(refusal, 429, { 'retry-after': '60' }), { code: 'throttled' }, 1],
    ['500', json(refusal, 500), { code: 'unavailable', status: 500 }, 1],
    ['503 for ever', json(refusal, 503, { 'retry-after': '0' }), { code: 'unavailable', status: 503 }, 3],
    ['504 for ever', json(refusal, 504, { 'retry-after': '0' }), { code: 'unavailable', status: 504 }, 3],
    [
      'a redirect, which would carry the token away',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' }, text: '' },
      { code: 'not-understood' },
      1,
    ],
    ['HTML', { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>' }, { code: 'not-understood' }, 1],
    [
      'half a JSON',
      { status: 200, headers: { 'content-type': 'application/json' }, text: '{"id":' },
      { code: 'not-understood' },
      1,
    ],
    ['cut connections', cut, { code: 'unavailable', status: undefined }, 3],
    ['a connection cut in the middle of the body', cutBody, { code: 'unavailable', status: undefined }, 3],
  ])('%s', async (_why, reaction, expected, tries) => {
    const { client, server } = await clientFor({ whole: () => reaction });

    const error = await failing(client.get('account', '/users/u', within(3_000)));

    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({ operation: 'account', ...expected });
    expect(server.requests).toHaveLength(tries);
    expect(JSON.stringify(error) + String(error)).not.toContain('Ida');
  });

  test('an error carries the request id', async () => {
    const { client } = await clientFor({ whole: () => json({}, 403, { 'request-id': 'r-1' }) });

    expect(await failing(client.get('account', '/users/u', within(1_000)))).toMatchObject({ requestId: 'r-1' });
  });

  test.each<[string, Reaction]>([
    ['throttled, with a Retry-After that fits', json({}, 429, { 'retry-after': '0' })],
    ['busy', json({}, 503)],
    ['a gateway that gave up', json({}, 504)],
    ['a cut connection', cut],
  ])('%s: the second try is the answer', async (_why, reaction) => {
    const { client, server } = await clientFor({ whole: (_, turn) => (turn === 1 ? reaction : json({ id: 'u' })) });

    expect(await client.get('account', '/users/u', within(2_000))).toMatchObject({ body: { id: 'u' } });
    expect(server.requests).toHaveLength(2);
  });

  test('a server that never answers: the deadline is the end', async () => {
    const { client, server } = await clientFor({ whole: () => hang });

    expect(await failing(client.get('account', '/users/u', within(50)))).toMatchObject({ code: 'timed-out' });
    expect(server.requests).toHaveLength(1);
  });

  test('one try does not eat the whole deadline, and is not repeated', async () => {
    const { client, server } = await clientFor({ whole: () => hang }, 50);

    expect(await failing(client.get('account', '/users/u', within(60_000)))).toMatchObject({ code: 'timed-out' });
    expect(server.requests).toHaveLength(1);
  });

  test('a token that never comes: the deadline is the end', async () => {
    const client = createGraphClient({
      baseUrl: 'http://127.0.0.1:1',
      tokens: { getToken: () => new Promise(() => {}) },
    });

    expect(await failing(client.get('account', '/users/u', within(50)))).toMatchObject({ code: 'timed-out' });
  });

  test('a token that is refused: the error says so', async () => {
    const refused = new GraphError('get token', 'forbidden', { reason: 'invalid_client' });
    const client = createGraphClient({
      baseUrl: 'http://127.0.0.1:1',
      tokens: {
        getToken: async () => {
          throw refused;
        },
      },
    });

    expect(await failing(client.get('account', '/users/u', within(1_000)))).toBe(refused);
  });

  test('nobody listens', async () => {
    const { client, server } = await clientFor({});
    await server.close();

    expect(await failing(client.get('account', '/users/u', within(1_500)))).toMatchObject({ code: 'unavailable' });
  });

  test.each<[string, Reaction]>([
    ['while waiting for the answer', hang],
    ['while waiting to try again', json({}, 429, { 'retry-after': '30' })],
  ])('a caller who gives up %s is rejected with his own reason', async (_why, reaction) => {
    const gaveUp = new Error('gave up');
    const caller = new AbortController();
    const { client } = await clientFor({
      whole: () => {
        setImmediate(() => setTimeout(() => caller.abort(gaveUp), 20));
        return reaction;
      },
    });

    expect(await failing(client.get('account', '/users/u', within(60_000, caller.signal)))).toBe(gaveUp);
  });

  test('a caller who has given up before sends nothing', async () => {
    const { client, server } = await clientFor({});

    await failing(client.get('account', '/users/u', within(1_000, AbortSignal.abort())));

    expect(server.requests).toEqual([]);
  });
});

describe('a batch', () => {
  const reads = [
    { id: 'account', url: '/users/u' },
    { id: 'groups-0', url: '/users/u/checkMemberGroups', body: { groupIds: ['g'] } },
  ];

  test('asks everything in one request', async () => {
    const { client, server } = await clientFor({ part: ({ id }) => ({ body: { for: id } }) });

    const answers = await client.batch(reads, within(1_000));

    expect(answers.get('account')).toEqual({ body: { for: 'account' }, requestId: 'outer' });
    expect(answers.get('groups-0')).toMatchObject({ body: { for: 'groups-0' } });
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        path: '/v1.0/$batch',
        parts: [
          { id: 'account', method: 'GET', url: '/users/u' },
          {
            id: 'groups-0',
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: { groupIds: ['g'] },
          },
        ],
      },
    ]);
  });

  test.each([
    [429, '0'],
    [503, '0'],
    [504, '0'],
  ])('%i inside: only what failed is asked again, once', async (status, wait) => {
    const { client, server } = await clientFor({
      part: ({ id }, turn) =>
        id === 'account' && turn === 1 ? { status, headers: { 'RETRY-AFTER': wait } } : { body: { for: id } },
    });

    const answers = await client.batch(reads, within(1_000));

    expect(answers.get('account')).toMatchObject({ body: { for: 'account' } });
    expect(server.requests.map(({ parts }) => parts.map(({ id }) => id))).toEqual([
      ['account', 'groups-0'],
      ['account'],
    ]);
  });

  test('what fails twice stays failed, and the rest is answered', async () => {
    const { client, server } = await clientFor({
      part: ({ id }) =>
        id === 'account' ? { status: 503, headers: { 'Retry-After': '0', 'request-id': 'own' } } : { body: {} },
    });

    const answers = await client.batch(reads, within(1_000));

    expect(answers.get('account')).toMatchObject({ code: 'unavailable', status: 503, requestId: 'own' });
    expect(answers.get('groups-0')).toMatchObject({ body: {} });
    expect(server.requests).toHaveLength(2);
  });

  test('a Retry-After inside that does not fit holds nobody up', async () => {
    const { client, server } = await clientFor({
      part: ({ id }) => (id === 'account' ? { status: 429, headers: { 'Retry-After': '60' } } : { body: {} }),
    });

    const answers = await client.batch(reads, within(1_000));

    expect(answers.get('account')).toMatchObject({ code: 'throttled' });
    expect(server.requests).toHaveLength(1);
  });

  test('when asking again fails as a whole, the first answers stand', async () => {
    const { client } = await clientFor({
      part: ({ id }) => (id === 'account' ? { status: 503, headers: { 'Retry-After': '0' } } : { body: {} }),
      whole: (_, turn) => (turn === 1 ? undefined : json({}, 500)),
    });

    const answers = await client.batch(reads, within(1_000));

    expect(answers.get('account')).toMatchObject({ code: 'unavailable', status: 503 });
    expect(answers.get('groups-0')).toMatchObject({ body: {} });
  });

  test.each([
    ['an answer is missing', { responses: [{ id: 'groups-0', status: 200, body: {} }] }],
    [
      'an answer is nonsense',
      { responses: [null, { id: 'account', status: 'fine' }, { id: 'groups-0', status: 200, body: {} }] },
    ],
  ])('%s: the others are read', async (_why, body) => {
    const { client } = await clientFor({ whole: () => json(body) });

    const answers = await client.batch(reads, within(1_000));

    expect(answers.get('account')).toMatchObject({ code: 'not-understood', requestId: 'outer' });
    expect(answers.get('groups-0')).toMatchObject({ body: {} });
  });

  test('a body that is no batch fails as a whole', async () => {
    const { client } = await clientFor({ whole: () => json({ value: [] }) });

    expect(await failing(client.batch(reads, within(1_000)))).toMatchObject({
      operation: 'batch',
      code: 'not-understood',
    });
  });

  test('more than 20 requests are a mistake of ours', async () => {
    const { client, server } = await clientFor({});
    const tooMany = Array.from({ length: 21 }, (_, index) => ({ id: String(index), url: '/users/u' }));

    expect(await failing(client.batch(tooMany, within(1_000)))).toBeInstanceOf(RangeError);
    expect(server.requests).toEqual([]);
  });
});

describe('a list in pages', () => {
  const page = (body: unknown) => ({ body, requestId: 'first' });
  const nextPage = (server: LocalGraph, token: string) =>
    `${server.url}/v1.0/users/u/managedDevices?$select=id&$skiptoken=${token}`;

  test('is read to its end, on our own host', async () => {
    const { client, server } = await clientFor({
      whole: (_, turn) =>
        json(turn === 1 ? { value: [2], '@odata.nextLink': nextPage(server, 'b=b') } : { value: [3] }),
    });

    const entries = await client.entriesOf(
      'intune-devices',
      page({ value: [1], '@odata.nextLink': nextPage(server, 'a') }),
      within(1_000),
    );

    expect(entries).toEqual([1, 2, 3]);
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/v1.0/users/u/managedDevices?$select=id&$skiptoken=a',
      '/v1.0/users/u/managedDevices?$select=id&$skiptoken=b=b',
    ]);
  });

  test.each([
    ['another host', 'https://evil.example/v1.0/users'],
    ['another port', 'http://127.0.0.1:1/v1.0/users'],
    ['another scheme', 'file:///v1.0/users'],
    ['no address', 'http://'],
  ])('a link to %s is not followed', async (_why, link) => {
    const { client, server } = await clientFor({});

    const work = client.entriesOf('methods', page({ value: [1], '@odata.nextLink': link }), within(1_000));

    expect(await failing(work)).toMatchObject({ code: 'not-understood' });
    expect(server.requests).toEqual([]);
  });

  test('is not read at all when a further page fails', async () => {
    const { client, server } = await clientFor({ whole: () => json(refusal, 403) });
    const first = page({ value: [1], '@odata.nextLink': nextPage(server, 'a') });

    const work = client.entriesOf('intune-devices', first, within(1_000));

    expect(await failing(work)).toMatchObject({ operation: 'intune-devices', code: 'forbidden' });
  });

  test('a list that pages in circles ends', async () => {
    const { client, server } = await clientFor({
      whole: () => json({ value: [1], '@odata.nextLink': nextPage(server, 'again') }),
    });

    const work = client.entriesOf(
      'methods',
      page({ value: [], '@odata.nextLink': nextPage(server, 'again') }),
      within(5_000),
    );

    expect(await failing(work)).toMatchObject({ code: 'not-understood' });
    expect(server.requests.length).toBeLessThan(30);
  });

  test.each([
    ['null', null],
    ['an object', {}],
    ['value is no list', { value: 'x' }],
  ])('%s is not a list', async (_why, body) => {
    const { client } = await clientFor({});

    expect(await failing(client.entriesOf('methods', page(body), within(1_000)))).toMatchObject({
      code: 'not-understood',
      requestId: 'first',
    });
  });
});
