import { searchRequests } from '../../src/graph/search-people.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { idOf } from './graph-world.ts';
import { helpdeskGraph } from './helpdesk-graph.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 20 });
});
beforeEach(() => {
  simulator.faults.clear();
  simulator.world.resetTenant();
  simulator.requests.clear();
});
afterAll(() => simulator.close());

const search = async (query: string) => {
  const found = await helpdeskGraph(simulator).subjects.search(query);
  if (!found.known) throw new Error(found.because);
  return found.value;
};
const namesOf = async (query: string) => (await search(query)).people.map(({ upn }) => upn.split('@')[0]);

test.each([
  ['a first name', 'Noor', ['noor']],
  ['a whole name in any order', 'rahimi noor', ['noor']],
  ['the beginning of a name', 'Lind', ['alva']],
  ['a name with an apostrophe and quotes', `Zoë "O'Hara"`, ['zoe']],
  ['another script', '山本', ['yuki']],
  ['a script from right to left', 'الخطيب', ['amal']],
  ['a user principal name', 'noor@contoso.example', ['noor']],
  ['a mail address in capitals', 'NOOR@CONTOSO.EXAMPLE', ['noor']],
  ['two people of one name', 'Jan Overholm', ['janf', 'janl']],
])('%s finds who is meant', async (_what, query, expected) => {
  expect((await namesOf(query)).sort()).toEqual(expected);
});

test('an object id finds its user, whom a search would not', async () => {
  const noor = idOf(simulator, 'noor');

  expect(await namesOf(` ${noor.toUpperCase()} `)).toEqual(['noor']);
  expect(await search('99999999-9999-4999-8999-999999999999')).toEqual({ people: [], more: false });
});

test('people are told apart by what Graph says of them', async () => {
  const { people } = await search('Jan Overholm');

  expect(people).toMatchObject([
    { title: 'Accountant', department: 'Finance', enabled: true, isGuest: false, createdAt: expect.any(Date) },
    { title: 'Driver', department: 'Logistics' },
  ]);
  expect((await search('Gita')).people).toMatchObject([{ isGuest: true }]);
  expect((await search('Dirk Fromm')).people).toMatchObject([{ enabled: false }]);
});

const injections = [
  'noor" OR "displayName:a',
  'x" OR "displayName:',
  'noor\\" OR "displayName:a\\',
  '\\',
  '"',
  "' or 'a' eq 'a",
  "noor@contoso.example' or userType eq 'Member",
  "x'@contoso.example",
  'displayName:a',
  'mail:a OR mail:b',
  'NOT noor',
  'noor AND NOT x',
  'NEAR(noor, 3)',
  '*',
  'a*',
  '-noor',
  '(noor)',
  'noor&$filter=accountEnabled eq true',
  'noor%22%20OR%20%22displayName:a',
  '$search="displayName:a"&$top=999',
  '../../groups',
  '?$top=999#',
  '${user.id}',
  '\u0000\u200b\u202e',
  '\ud800',
];

test.each(injections)('%j is looked for and asks nothing else', async (query) => {
  const requests = searchRequests(query);

  for (const { url } of requests) {
    const [path, options] = url.split('?', 2);
    const given = new URLSearchParams(options);
    expect(path).toBe('/users');
    expect([...given.keys()].sort()).toEqual(
      given.has('$search') ? ['$search', '$select', '$top'] : ['$filter', '$select', '$top'],
    );
    expect(given.get('$top')).toBe('9');
    // One value, three times; nothing in it that could end it or be an operator.
    const [, value] = /^"displayName:([^":\\*()&$A-Z]*)" OR /.exec(given.get('$search') ?? '') ?? [];
    if (given.has('$search')) {
      expect(given.get('$search')).toBe(`"displayName:${value}" OR "mail:${value}" OR "userPrincipalName:${value}"`);
    }
    if (given.has('$filter')) {
      expect(given.get('$filter')).toMatch(/^userPrincipalName eq '(?:[^']|'')*' or mail eq '(?:[^']|'')*'$/);
    }
  }
  expect((await search(query)).people.length).toBeLessThanOrEqual(8);
});

test.each(['"', '\\', '*', '-', '', '   ', '\u0000\u200b', '""""', '((('])(
  'nothing is left of %j, so nobody is asked',
  async (query) => {
    expect(await search(query)).toEqual({ people: [], more: false });
    expect(simulator.requests.total).toBe(0);
  },
);

test.each([
  ['letters', 'a'.repeat(10_000)],
  ['quotes', '"'.repeat(10_000)],
  ['words', 'noor '.repeat(2_000)],
  ['an address', `${'a'.repeat(9_980)}@contoso.example`],
  ['emoji', '🙂'.repeat(5_000)],
  ['accents on one letter', `a${'\u0301'.repeat(9_999)}`],
])('10,000 characters of %s are cut, and no failure', async (_what, query) => {
  for (const { url } of searchRequests(query)) expect(url.length).toBeLessThan(8_000);
  expect((await search(query)).more).toBe(false);
});

test('of many 8 are shown, and that there are more', async () => {
  const { people, more } = await search('user0000');

  expect([people.length, more]).toEqual([8, true]);
});

test('small pages hide nobody silently', async () => {
  simulator.world.pageSize = 1;

  expect(await search('Jan Overholm')).toMatchObject({ people: [{}], more: true });
});

describe('when Graph does not answer as it should', () => {
  const fail = (route: string, status: number) => simulator.faults.add({ kind: 'status', status, route });

  test.each([
    [403, 'forbidden'],
    [500, 'unavailable'],
    [404, 'not-found'],
  ])('%i is unknown, not nobody, and one line in the log without what was typed', async (status, because) => {
    fail('users', status);
    const { subjects, lines } = helpdeskGraph(simulator);

    expect(await subjects.search('Noor Rahimi')).toEqual({ known: false, because });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/noor|rahimi/i);
  });

  test('a batch that is never answered', async () => {
    simulator.faults.add({ kind: 'hang', route: '$batch' });

    expect(await helpdeskGraph(simulator, { limitMs: 200 }).subjects.search('Noor')).toEqual({
      known: false,
      because: 'timed-out',
    });
  });

  test('who is named exactly is found although the search fails', async () => {
    simulator.faults.add({ kind: 'status', status: 500, route: 'users', times: 1 });
    const exactFails = await search('noor@contoso.example');
    simulator.faults.add({ kind: 'html', route: 'users', times: 1 });

    expect(exactFails.people).toMatchObject([{ upn: 'noor@contoso.example' }]);
    expect((await search('noor@contoso.example')).people).toMatchObject([{ upn: 'noor@contoso.example' }]);
  });

  test('throttled for a moment, and found all the same', async () => {
    simulator.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 0, route: 'users', times: 1 });

    expect(await namesOf('Noor')).toEqual(['noor']);
  });
});
