import { createTruth } from '../../src/graph/read-truth.ts';
import { cut, json, type LocalGraph, type Reaction, startLocalGraph } from './local-graph.ts';
import { numbered, rolloutOptions } from './rollout-graph.ts';

const open: LocalGraph[] = [];
afterEach(() => Promise.all(open.splice(0).map((graph) => graph.close())));
const now = new Date('2026-11-20T09:00:00Z');
const since = new Date('2026-11-20T06:00:00.250Z');
const ten = 10 * 60_000;

async function sweepOver(whole: (turn: number, url: URL) => Reaction) {
  const graph = await startLocalGraph({
    whole: ({ path }, turn) => whole(turn, new URL(path, 'http://graph.example')),
  });
  open.push(graph);
  const { room, lines } = rolloutOptions(graph);
  const truth = createTruth({ ...room, now: () => now });
  return { graph, lines, added: await truth.addedSince(since) };
}

const entry = (at: string, others: object = {}) => ({
  activityDisplayName: 'Add Passkey (device-bound)',
  activityDateTime: `2026-11-20T${at}:00.1234567Z`,
  result: 'success',
  targetResources: [{ id: numbered(1), type: 'User', userPrincipalName: 'ada@contoso.example' }],
  ...others,
});
const at = (time: string) => new Date(`2026-11-20T${time}:00.123Z`);
const target = (others: object) => ({ targetResources: [{ type: 'User', ...others }] });

test('asks for passkeys since then, oldest first', async () => {
  const { graph } = await sweepOver(() => json({ value: [] }));

  const { pathname, searchParams } = new URL(graph.requests[0]?.path ?? '', 'http://graph.example');
  expect(pathname).toBe('/v1.0/auditLogs/directoryAudits');
  expect(searchParams.get('$filter')).toBe(
    "activityDateTime ge 2026-11-20T06:00:00Z and startsWith(activityDisplayName,'Add Passkey')",
  );
  expect(searchParams.get('$orderby')).toBe('activityDateTime asc');
});

const user1 = { user: numbered(1), at: at('07:00') };
const upn = { upn: 'ada@contoso.example', at: at('07:00') };
test.each<[string, unknown, { users: readonly object[]; upns: readonly object[] }]>([
  ['to whom', entry('07:00'), { users: [user1], upns: [] }],
  [
    'under its older name',
    entry('07:00', { activityDisplayName: 'Add Passkey (device-bound) security key' }),
    { users: [user1], upns: [] },
  ],
  [
    'under a name of the future',
    entry('07:00', { activityDisplayName: 'Add passkey (synced)' }),
    { users: [user1], upns: [] },
  ],
  ['of another kind', entry('07:00', { activityDisplayName: 'Delete Passkey' }), { users: [], upns: [] }],
  ['that failed', entry('07:00', { result: 'failure' }), { users: [], upns: [] }],
  ['of which it is not said how it ended', entry('07:00', { result: null }), { users: [], upns: [] }],
  [
    'with the name only',
    entry('07:00', target({ id: null, userPrincipalName: 'ada@contoso.example' })),
    { users: [], upns: [upn] },
  ],
  [
    'with an id of zeros',
    entry('07:00', target({ id: '00000000-0000-0000-0000-000000000000', userPrincipalName: 'ada@contoso.example' })),
    { users: [], upns: [upn] },
  ],
  ['with neither', entry('07:00', target({})), { users: [], upns: [] }],
  ['about nobody', entry('07:00', { targetResources: [] }), { users: [], upns: [] }],
  [
    'which names a device first',
    entry('07:00', {
      targetResources: [
        { id: numbered(9), type: 'Device' },
        { id: numbered(1), type: 'User' },
      ],
    }),
    { users: [user1], upns: [] },
  ],
  ['that cannot be read', 'nothing', { users: [], upns: [] }],
])('an entry %s', async (_what, value, expected) => {
  const { added } = await sweepOver(() => json({ value: [value] }));

  expect(added).toEqual({ known: true, value: { ...expected, until: new Date(now.getTime() - ten) } });
});

const link = (url: URL, page: number) => `/v1.0${url.pathname.replace('/v1.0', '')}?$skiptoken=${page}`;

test('all pages are read, in their order', async () => {
  const { added } = await sweepOver((turn, url) =>
    json({ value: [entry(`07:0${turn}`)], ...(turn < 3 && { '@odata.nextLink': link(url, turn + 1) }) }),
  );

  expect(added.known && added.value.users.map((one) => one.at)).toEqual([at('07:01'), at('07:02'), at('07:03')]);
});

test('entries come late: it is complete up to ten minutes ago, and the next sweep begins there', async () => {
  const { added } = await sweepOver(() => json({ value: [entry('08:59')] }));

  expect(added).toMatchObject({ value: { users: [{}], until: new Date(now.getTime() - ten) } });
});

test('broken off in the middle, it is complete up to the last entry', async () => {
  const { added, lines } = await sweepOver((turn, url) =>
    turn === 1 ? json({ value: [entry('07:00')], '@odata.nextLink': link(url, 2) }) : json({}, 403),
  );

  expect(added).toMatchObject({ known: true, value: { users: [{}], until: at('07:00') } });
  expect(lines).toHaveLength(1);
});

test('a tenant with very many is swept in several goes', async () => {
  const { graph, added } = await sweepOver((turn, url) =>
    json({ value: [entry(`07:${String(turn).padStart(2, '0')}`)], '@odata.nextLink': link(url, turn + 1) }),
  );

  expect(graph.requests).toHaveLength(20);
  expect(added).toMatchObject({ known: true, value: { until: at('07:20') } });
});

test('without any entry that could be read, it begins again where it was', async () => {
  const { added } = await sweepOver((turn, url) =>
    turn === 1 ? json({ value: [null], '@odata.nextLink': link(url, 2) }) : json({}, 403),
  );

  expect(added).toMatchObject({ value: { until: since } });
});

test('throttled and cut for a moment, nothing is missing', async () => {
  const { added } = await sweepOver((turn) =>
    turn === 1 ? json({}, 429, { 'retry-after': '0' }) : turn === 2 ? cut : json({ value: [entry('07:00')] }),
  );

  expect(added).toMatchObject({ value: { users: [user1] } });
});

test.each([
  [403, 'forbidden'],
  [400, 'not-understood'],
  [503, 'unavailable'],
])('%i: not known, which is not "nobody"', async (status, because) => {
  const { added } = await sweepOver(() => json({}, status));

  expect(added).toEqual({ known: false, because });
});
