import { createAppInstaller } from '../../src/graph/install-app.ts';
import { cut, hang, json, type LocalGraph, type Reaction, startLocalGraph } from './local-graph.ts';
import { numbered, rolloutOptions } from './rollout-graph.ts';

const open: LocalGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));

async function installerOver(whole: (turn: number) => Reaction, options: Parameters<typeof rolloutOptions>[1] = {}) {
  const graph = await startLocalGraph({ whole: (_request, turn) => whole(turn) });
  open.push(graph);
  const { room, lines } = rolloutOptions(graph, options);
  const catalogId = 'b1c5353a-7aca-41b3-830f-27d5218fe0e5';
  return { graph, lines, room, installer: createAppInstaller({ ...room, catalogId, limitMs: 150 }) };
}

const error = (status: number, code: string, message = '', headers = {}) =>
  json({ error: { code, message } }, status, headers);
const blocked = 'App is blocked by app permission policy. TenantId: x, UserObjectId: y, AppId: z, AppType: Private';
const missing =
  "Missing role permissions on the request. API requires one of 'TeamsAppInstallation.ReadWriteSelfForUser.All'.";

test('the app of the catalogue is installed for the user', async () => {
  const { installer, graph } = await installerOver(() => ({ status: 201, text: '' }));

  expect(await installer.install(numbered(1))).toEqual({ kind: 'sent', messageId: undefined });
  expect(graph.requests).toMatchObject([
    {
      method: 'POST',
      path: `/v1.0/users/${numbered(1)}/teamwork/installedApps`,
      body: {
        'teamsApp@odata.bind': `${graph.url}/v1.0/appCatalogs/teamsApps/b1c5353a-7aca-41b3-830f-27d5218fe0e5`,
      },
    },
  ]);
});

test.each<[string, Reaction, object]>([
  ['has it already', error(409, 'Conflict'), { kind: 'sent', messageId: undefined }],
  ['has no Teams', error(404, 'NotFound', 'Not Found'), { kind: 'unreachable', cause: 'no-teams', code: 'NotFound' }],
  [
    'may not have it',
    error(403, 'Forbidden', blocked),
    { kind: 'unreachable', cause: 'not-allowed-to-install', code: 'Forbidden' },
  ],
  [
    'could have it, if the bot might',
    error(403, 'Forbidden', missing),
    { kind: 'refused', status: 403, code: 'Forbidden' },
  ],
  ['is refused without a reason', error(403, 'Forbidden'), { kind: 'refused', status: 403, code: 'Forbidden' }],
  [
    'would get an app that the catalogue does not have',
    error(404, 'NotFound', "No TeamsApp found with id 'b1c5'."),
    { kind: 'refused', status: 404, code: 'NotFound' },
  ],
  ['is asked for badly', error(400, 'BadRequest'), { kind: 'refused', status: 400, code: 'BadRequest' }],
  ['is asked for by nobody', error(401, 'InvalidAuthenticationToken'), { kind: 'refused', status: 401 }],
  [
    'comes too soon',
    error(429, 'TooManyRequests', '', { 'retry-after': '7' }),
    { kind: 'throttled', retryAfterMs: 7_000, isForInstalls: true },
  ],
  ['comes too soon, nobody says how much', error(429, 'TooManyRequests'), { kind: 'throttled', retryAfterMs: 5_000 }],
  [
    'comes a week too soon',
    error(429, 'TooManyRequests', '', { 'retry-after': '604800' }),
    { kind: 'throttled', retryAfterMs: 600_000, isForInstalls: true },
  ],
  ['meets a busy Graph', error(503, 'ServiceUnavailable'), { kind: 'busy', status: 503 }],
  ['meets a faulty Graph', error(500, 'InternalServerError'), { kind: 'busy', status: 500 }],
  ['meets a precondition', error(412, 'PreconditionFailed'), { kind: 'busy', status: 412 }],
  ['is cut off', cut, { kind: 'busy', status: 504 }],
  ['is never answered', hang, { kind: 'busy', status: 504 }],
])('somebody who %s: once, and never again by itself', async (_what, reaction, outcome) => {
  const { installer, graph } = await installerOver(() => reaction);

  expect(await installer.install(numbered(1))).toMatchObject(outcome);
  expect(graph.requests).toHaveLength(1);
});

test('without an id of the catalogue nobody is installed for', async () => {
  const { room, graph } = await installerOver(() => ({ status: 201, text: '' }));

  expect(await createAppInstaller({ ...room, catalogId: undefined }).install(numbered(1))).toEqual({
    kind: 'unreachable',
    cause: 'never-met',
  });
  expect(graph.requests).toHaveLength(0);
});

test('many at once go one after the other, at the pace of installations', async () => {
  const times: number[] = [];
  const { installer } = await installerOver(
    () => {
      times.push(performance.now());
      return { status: 201, text: '' };
    },
    { limits: { installs: { requests: 10, perMs: 300 } } },
  );

  await Promise.all([1, 2, 3, 4, 5, 6].map((number) => installer.install(numbered(number))));

  expect((times[5] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(135);
});

test('what is ours to fix is in the log, without a word of the answer', async () => {
  const { installer, lines } = await installerOver(() => error(403, 'Forbidden', missing));

  await installer.install(numbered(1));

  expect(lines).toMatchObject([
    { level: 'warn', fields: { operation: 'install-app', status: 403, reason: 'Forbidden' } },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Missing role');
});
