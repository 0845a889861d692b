import { createAudienceSource } from '../../src/graph/read-audience.ts';
import { groupId } from '../../src/passkeys/ids.ts';
import { type Pages, PlanningFailed } from '../../src/rollout/ports.ts';
import {
  cut,
  cutBody,
  hang,
  json,
  type LocalGraph,
  type LocalRequest,
  type Reaction,
  startLocalGraph,
} from './local-graph.ts';
import { allOf, numbered, rolloutOptions } from './rollout-graph.ts';

const group = groupId('dddddddd-0000-4000-8000-000000000001');
const open: LocalGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));

type Answer = (request: LocalRequest, turn: number) => Reaction | undefined;

async function sourceOf(whole: Answer, options: Parameters<typeof rolloutOptions>[1] = {}) {
  const graph = await startLocalGraph({ whole });
  open.push(graph);
  const { room, lines } = rolloutOptions(graph, options);
  const counted = { requests: 0 };
  const onRequest = () => {
    counted.requests++;
  };
  return { graph, lines, counted, onRequest, source: createAudienceSource({ ...room, goal: 'any' }) };
}

/** Why the audience could not be read; fails when it could be. */
async function failureOf(pages: Pages<unknown>): Promise<unknown> {
  const error = await allOf(pages).then(
    () => new Error('It could be read'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlanningFailed)) throw error;
  return error.because;
}

const person = (number: number) => ({
  id: numbered(number),
  displayName: `Person ${number}`,
  userPrincipalName: `person${number}@contoso.example`,
  userType: 'Member',
  accountEnabled: true,
  preferredLanguage: 'de-CH',
  usageLocation: 'CH',
  country: 'Schweiz',
});
const row = (number: number, methodsRegistered: readonly string[]) => ({
  id: numbered(number),
  isMfaCapable: methodsRegistered.length > 0,
  methodsRegistered,
  lastUpdatedDateTime: '2026-11-19T20:00:00.1234567Z',
});
const error = (status: number, code: string, headers = {}) =>
  json({ error: { code, message: 'No.' } }, status, headers);

/** A list of pages of three, whose links lead to the next one; `before` may go wrong instead. */
function pagesOf(
  last: number,
  before: Answer | undefined = undefined,
  entry: (number: number) => object = person,
): Answer {
  return (request, turn) => {
    const wrong = before?.(request, turn);
    if (wrong !== undefined) return wrong;
    const { searchParams } = new URL(request.path, 'http://graph.example');
    const page = Number(searchParams.get('$skiptoken') ?? 1);
    const value = [1, 2, 3].map((at) => entry((page - 1) * 3 + at));
    const next = `http://${request.headers.host}${request.path.split(/[&?]\$skiptoken/)[0]}${request.path.includes('?') ? '&' : '?'}$skiptoken=${page + 1}`;
    return json({ value, ...(page < last && { '@odata.nextLink': next }) });
  };
}

describe('members of a group', () => {
  test('come page by page, each with the header that the cast needs, each counted', async () => {
    const { source, graph, counted, onRequest } = await sourceOf(pagesOf(4));
    const sizes: number[] = [];

    for await (const page of source.membersOf(group, onRequest)) sizes.push(page.length);

    expect(sizes).toEqual([3, 3, 3, 3]);
    expect(counted.requests).toBe(4);
    for (const { path, headers, authorization } of graph.requests) {
      expect(path).toContain(
        `/v1.0/groups/${group}/transitiveMembers/microsoft.graph.user?$count=true&$top=999&$select=id,`,
      );
      expect([headers.consistencylevel, authorization]).toEqual(['eventual', 'Bearer a-token']);
    }
  });

  test('are as the directory has them', async () => {
    const { source, onRequest } = await sourceOf(pagesOf(1));

    expect((await allOf(source.membersOf(group, onRequest)))[0]).toEqual({
      user: numbered(1),
      name: 'Person 1',
      upn: 'person1@contoso.example',
      isEnabled: true,
      isGuest: false,
      language: 'de-CH',
      country: 'CH',
    });
  });

  test('the next page is not asked for before it is wanted', async () => {
    const { source, counted, onRequest } = await sourceOf(pagesOf(50));

    for await (const _page of source.membersOf(group, onRequest)) break;

    expect(counted.requests).toBe(1);
  });

  test.each<[string, Reaction]>([
    ['throttled without a word how long', error(429, 'TooManyRequests')],
    ['throttled for a moment', error(429, 'TooManyRequests', { 'retry-after': '0' })],
    ['overloaded', error(503, 'ServiceUnavailable')],
    ['a gateway that gives up', { status: 504, text: '<html>' }],
    ['a server fault', error(500, 'InternalServerError')],
    ['a cut connection', cut],
    ['a connection cut in the page', cutBody],
    ['a proxy’s page', { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>Please sign in</html>' }],
    ['a page that stops half-way', { status: 200, text: '{"value":[{"id":"aaaa' }],
    ['something that is no list', json({ value: 'none' })],
    ['no answer', hang],
  ])('%s: the same page is asked for again, and nobody is lost or twice', async (_what, wrong) => {
    const { source, graph, counted, onRequest } = await sourceOf(
      pagesOf(3, (_request, turn) => (turn === 2 || turn === 3 ? wrong : undefined)),
      // An answer that does come has time enough, also on a busy machine.
      { pageLimitMs: wrong === hang ? 500 : 10_000 },
    );

    const members = await allOf(source.membersOf(group, onRequest));

    expect(members.map(({ user }) => user)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map(numbered));
    expect(counted.requests).toBe(5);
    expect(new Set(graph.requests.slice(1, 4).map(({ path }) => path)).size).toBe(1);
  });

  test('a long storm of everything is survived, page after page', async () => {
    const storms: readonly Reaction[] = [error(429, 'TooManyRequests'), cut, error(503, 'ServiceUnavailable'), cutBody];
    const { source, counted, onRequest } = await sourceOf(
      pagesOf(30, (_request, turn) => (turn % 3 === 0 ? undefined : storms[turn % storms.length])),
    );

    const members = await allOf(source.membersOf(group, onRequest));

    expect(new Set(members.map(({ user }) => user)).size).toBe(90);
    expect(counted.requests).toBe(90);
  });

  test('Graph is obeyed when it says how long to wait', async () => {
    const times: number[] = [];
    const { source, onRequest } = await sourceOf((request, turn) => {
      times.push(performance.now());
      return turn === 1 ? error(429, 'TooManyRequests', { 'retry-after': '1' }) : pagesOf(1)(request, turn);
    });

    await allOf(source.membersOf(group, onRequest));

    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test.each<[string, Reaction, string, number]>([
    ['a group that is gone', error(404, 'Request_ResourceNotFound'), 'group-gone', 1],
    ['one that may not be read', error(403, 'Authorization_RequestDenied'), 'graph-forbidden', 1],
    ['a request that is not understood', error(400, 'BadRequest'), 'graph-unavailable', 1],
    ['a storm that does not end', error(429, 'TooManyRequests'), 'graph-unavailable', 6],
    ['a Graph that is down', error(503, 'ServiceUnavailable'), 'graph-unavailable', 6],
    [
      'a wait longer than anybody has',
      error(429, 'TooManyRequests', { 'retry-after': '3600' }),
      'graph-unavailable',
      1,
    ],
    ['pages that nobody can read', { status: 200, text: 'no' }, 'graph-unavailable', 6],
  ])('%s ends the planning, and says so in the log', async (_what, wrong, because, requests) => {
    const { source, lines, counted, onRequest } = await sourceOf(() => wrong);

    expect(await failureOf(source.membersOf(group, onRequest))).toBe(because);
    expect(counted.requests).toBe(requests);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('No.');
  });

  test.each([
    ['another host', 'http://graph.evil.example/v1.0/groups/x?$skiptoken=2'],
    ['another port', 'http://127.0.0.1:1/v1.0/groups/x?$skiptoken=2'],
    ['the same page', 'self'],
    ['another version', '/beta/groups/x'],
    ['nowhere', 'http://'],
  ])('a link to %s is not followed', async (_where, link) => {
    const { source, graph, onRequest } = await sourceOf((request) =>
      json({
        value: [person(1)],
        '@odata.nextLink': link === 'self' ? `http://${request.headers.host}${request.path}` : link,
      }),
    );

    expect(await failureOf(source.membersOf(group, onRequest))).toBe('graph-unavailable');
    expect(graph.requests).toHaveLength(1);
  });
});

describe('the registration report', () => {
  test('is read at the pace of reports, whoever else reads some', async () => {
    const times: number[] = [];
    const entry = (number: number) => row(number, []);
    const { source, onRequest } = await sourceOf(
      (request, turn) => {
        times.push(performance.now());
        return pagesOf(3, undefined, entry)(request, turn);
      },
      { limits: { reports: { requests: 5, perMs: 1_000 } } },
    );

    await Promise.all([allOf(source.registrations(onRequest)), allOf(source.registrations(onRequest))]);

    expect(times).toHaveLength(6);
    expect((times[5] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(700);
  });

  test('is read without a page size where Graph does not take one', async () => {
    const { source, graph, onRequest } = await sourceOf((request, turn) =>
      request.path.includes('$top')
        ? error(400, 'BadRequest')
        : pagesOf(2, undefined, (number) => row(number, []))(request, turn),
    );

    expect(await allOf(source.registrations(onRequest))).toHaveLength(6);
    expect(graph.requests).toHaveLength(3);
  });

  test.each([
    ['Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'no-premium-licence'],
    ['authentication_requestFromNonPremiumTenantOrB2CTenant', 'no-premium-licence'],
    ['Authorization_RequestDenied', 'graph-forbidden'],
  ])('that is refused with %s is: %s', async (code, because) => {
    const { source, onRequest } = await sourceOf(() => error(403, code));

    expect(await failureOf(source.registrations(onRequest))).toBe(because);
  });
});

describe('phones of Intune', () => {
  const phone = (number: number, operatingSystem = 'iOS') => ({
    id: `device-${number}`,
    userId: numbered(number),
    operatingSystem,
    osVersion: '17.6',
    manufacturer: 'Apple',
    lastSyncDateTime: '2026-11-19T20:00:00Z',
  });

  test('come in bulk, and only phones', async () => {
    const { source, graph, onRequest } = await sourceOf((request) =>
      pagesOf(1, undefined, (number) => phone(number, ['iOS', 'Windows', 'Android'][number - 1]))(request, 1),
    );

    expect(await allOf(source.phones(onRequest))).toEqual([
      { user: numbered(1), platform: 'ios', maker: 'Apple', osVersion: '17.6', seenAt: '2026-11-19T20:00:00.000Z' },
      { user: numbered(3), platform: 'android', maker: 'Apple', osVersion: '17.6', seenAt: '2026-11-19T20:00:00.000Z' },
    ]);
    const asked = new URL(graph.requests[0]?.path ?? '', 'http://graph.example').searchParams;
    expect(asked.get('$filter')).toBe("operatingSystem eq 'iOS' or operatingSystem eq 'Android'");
  });

  test('whose user is missing, empty or nobody belong to nobody', async () => {
    const ids = ['', '00000000-0000-0000-0000-000000000000', undefined];
    const { source, onRequest } = await sourceOf(
      pagesOf(1, undefined, (number) => ({ ...phone(number), userId: ids[number - 1] })),
    );

    expect(await allOf(source.phones(onRequest))).toEqual([]);
  });

  test.each([
    ['no permission', 403, 'Forbidden'],
    ['no Intune', 404, 'ResourceNotFound'],
    ['no licence', 400, 'BadRequest'],
  ])('%s: none, and planning goes on', async (_what, status, code) => {
    const { source, onRequest } = await sourceOf(() => error(status, code));

    expect(await allOf(source.phones(onRequest))).toEqual([]);
  });

  test('that cannot be read for long enough end the planning', async () => {
    const { source, onRequest } = await sourceOf(() => error(503, 'ServiceUnavailable'));

    expect(await failureOf(source.phones(onRequest))).toBe('graph-unavailable');
  });
});
