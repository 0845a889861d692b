import { cast } from '../../src/simulator/cast.ts';
import { directoryRole } from '../../src/simulator/directory-roles.ts';
import { isPasskey } from '../../src/simulator/methods.ts';
import { entraVerdict, whyNotInAuthenticator } from '../../src/simulator/phone-rules.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import type { Body } from './ask-graph.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

function on(path: string): Promise<Response> {
  return fetch(`${simulator.url}${path}`);
}

test('nicks and numbers are unique, and everybody says what they show', () => {
  expect(new Set(cast.map(({ nick }) => nick)).size).toBe(cast.length);
  expect(new Set(cast.map(({ number }) => number)).size).toBe(cast.length);
  expect(cast.filter(({ nick, shows }) => !/^[a-z]+$/.test(nick) || shows.length < 8)).toEqual([]);
  expect(cast[0]?.nick).toBe('alva');
});

test('every manager is one of the cast', () => {
  const nicks = new Set(cast.map(({ nick }) => nick));

  expect(cast.filter(({ manager }) => manager !== undefined && !nicks.has(manager))).toEqual([]);
});

/** What the promise in `shows` comes down to. */
test.each([
  ['alva', 'register'],
  ['rui', 'register'],
  ['pia', 'register'],
  ['nils', 'register'],
  ['wanda', 'register'],
  ['atti', 'register'],
  ['yuki', 'register'],
  ['zoe', 'register'],
  ['bela', 'phone'],
  ['lita', 'phone'],
  ['noor', 'phone'],
  ['amal', 'phone'],
  ['jari', 'phone'],
  ['petra', 'entra'],
  ['xaver', 'entra'],
  ['dirk', 'entra'],
])('%s: what stands in the way is the %s', (nick, way) => {
  const person = simulator.world.named(nick);
  const phone = person?.phones[0];
  if (person === undefined || phone === undefined) throw new Error(`${nick} has no phone`);
  const obstacle = whyNotInAuthenticator(person, phone);
  const verdict = entraVerdict(simulator.world, person, phone, 'authenticator');

  expect(obstacle === undefined ? (verdict.isAccepted ? 'register' : 'entra') : 'phone').toBe(way);
});

test.each([
  ['dora', 1],
  ['cleo', 1],
  ['omar', 1],
  ['kurt', 1],
  ['alva', 0],
])('%s has %i passkeys at the start', (nick, count) => {
  expect(simulator.world.named(nick)?.methods.filter(isPasskey)).toHaveLength(count);
});

test.each([
  ['omar', ['Authentication Administrator'], []],
  ['sanna', ['Authentication Administrator'], []],
  ['hank', ['Helpdesk Administrator'], []],
  ['elif', [], ['Authentication Administrator']],
  ['ugo', ['Authentication Administrator'], []],
  ['wim', ['Privileged Authentication Administrator'], []],
])('%s is of the help desk, with these roles and no others', (nick, roles, eligibleRoles) => {
  const person = simulator.world.named(nick);

  expect(person).toMatchObject({ roles, eligibleRoles, groupIds: expect.arrayContaining([groupIds.helpdesk]) });
});

test('two namesakes differ in department, an internal guest in the user type, a name in what is not seen', () => {
  const people = ['janf', 'janl', 'ilse', 'zane'].map((nick) => simulator.world.named(nick)?.user);

  expect(people[0]?.displayName).toBe(people[1]?.displayName);
  expect(people.slice(0, 2).map((user) => user?.department)).toEqual(['Finance', 'Logistics']);
  expect(people[2]).toMatchObject({ userType: 'Guest', userPrincipalName: 'ilse@contoso.example' });
  expect(people[3]?.displayName).toMatch(/\u200b/);
  expect(simulator.world.named('greta')?.groupIds).toContain(groupIds.protectedPeople);
});

test('every role of the cast has a template', () => {
  for (const { roles = [], eligibleRoles = [] } of cast) {
    for (const role of [...roles, ...eligibleRoles]) expect(directoryRole(role).templateId).toMatch(/^[0-9a-f-]{36}$/);
  }
});

describe('the page', () => {
  test('lists everybody and shows the first', async () => {
    const page = await (await on('/')).text();

    for (const { nick } of cast) expect(page).toContain(`?person=${nick}`);
    expect(page).toContain('<h2><bdi>Alva Lindqvist</bdi></h2>');
  });

  test('a name stays text, whatever is in it', async () => {
    const page = await (await on('/?person=zoe')).text();

    expect(page).toContain('&lt;b onmouseover=alert(1)&gt;');
    expect(page).not.toContain('<b onmouseover');
  });

  test('nothing but its own script may run', async () => {
    const policy = (await on('/')).headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  test('somebody unknown is the first of the cast', async () => {
    expect(await (await on('/?person=nobody')).text()).toContain('<h2><bdi>Alva Lindqvist</bdi></h2>');
  });

  test('the switches of the tenant', async () => {
    const send = (body: unknown) =>
      fetch(`${simulator.url}/simulator/tenant`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

    expect(await (await send({ selfService: false, pageSize: 3 })).json()).toMatchObject({
      selfService: false,
      pageSize: 3,
      intune: true,
    });
    expect(await (await on('/')).text()).toContain('aria-checked="false" data-switch="selfService"');
    await fetch(`${simulator.url}/simulator/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await (await on('/simulator/tenant')).json()).toMatchObject({ selfService: true, pageSize: null });
  });

  test('people over HTTP', async () => {
    const { people }: Body = await (await on('/simulator/people')).json();

    expect(people).toHaveLength(cast.length);
    expect(await (await on('/simulator/people/alva')).json()).toMatchObject({ nick: 'alva', isEnabled: true });
    expect((await on('/simulator/people/nobody')).status).toBe(404);
    expect((await on('/beta/users')).status).toBe(400);
  });
});
