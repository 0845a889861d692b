import { generatedId } from '../../src/simulator/generated-people.ts';
import type { Person } from '../../src/simulator/resources.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { ask, eventual } from './ask-graph.ts';
import { appToken } from './tokens.ts';

const users = 5000;
let simulator: Simulator;
let people: readonly Person[];
beforeAll(async () => {
  simulator = await startSimulator({ users, variety: true });
  people = Array.from({ length: users }, (_, index) => simulator.world.person(generatedId(index)) as Person);
});
afterAll(() => simulator.close());

const has = (person: Person, type: string) => person.methods.some((one) => one['@odata.type'].includes(`.${type}Auth`));
const isStrong = (person: Person) =>
  ['phone', 'microsoftAuthenticator', 'windowsHelloForBusiness', 'fido2'].some((type) => has(person, type));
const osOf = (person: Person) => Number.parseInt(person.phones[0]?.osVersion ?? '', 10);
const isOld = (person: Person) => osOf(person) < (person.phones[0]?.platform === 'ios' ? 17 : 14);

test.each([
  ['is done', (person: Person) => has(person, 'fido2'), 20, 20],
  [
    'has text messages only',
    (person: Person) => person.methods.length === 2 && has(person, 'phone') && !has(person, 'fido2'),
    15,
    15,
  ],
  ['has no second factor', (person: Person) => !isStrong(person), 8, 8],
  ['has an old phone', isOld, 10, 10],
  ['has no phone', (person: Person) => person.phones.length === 0, 7, 7],
  ['is disabled', (person: Person) => person.user.accountEnabled === false, 3, 3],
  ['is left out of passkeys', (person: Person) => person.groupIds.includes(groupIds.excluded), 1, 1],
  ['has no mailbox', (person: Person) => person.mailbox === undefined, 3, 5],
  ['is away', (person: Person) => person.mailbox?.replies.kind === 'always', 1, 3],
  ['has no Teams', (person: Person) => !person.hasTeams, 2, 4],
  ['may not install apps', (person: Person) => !person.mayInstallApps, 0.5, 1.5],
])('of a hundred so many: who %s', (_what, isOne, least, most) => {
  const share = (people.filter(isOne).length * 100) / users;

  expect(share).toBeGreaterThanOrEqual(least);
  expect(share).toBeLessThanOrEqual(most);
});

test('they work in twenty countries, speak many languages, and have the zones of Windows and of IANA', () => {
  const all = (read: (person: Person) => unknown) => new Set(people.map(read));
  const zones = [...all(({ mailbox }) => mailbox?.timeZone)].filter((zone) => typeof zone === 'string');

  expect(all(({ user }) => user.usageLocation).size).toBe(20);
  expect(all(({ user }) => user.preferredLanguage).size).toBeGreaterThan(20);
  expect(zones.filter((zone) => zone.includes('/')).length).toBeGreaterThan(10);
  expect(zones.filter((zone) => zone.endsWith('Standard Time')).length).toBeGreaterThan(10);
});

test('somebody is the same in whatever tenant, and whenever asked', async () => {
  const other = await startSimulator({
    users: 300,
    variety: true,
    now: () => simulator.world.people.generated.startedAt,
  });
  try {
    for (const index of [0, 17, 299])
      expect(other.world.person(generatedId(index))?.phones).toEqual(people[index]?.phones);
    expect(other.world.person(generatedId(17))?.user).toEqual(people[17]?.user);
  } finally {
    await other.close();
  }
});

test('unless told to vary they are all alike', async () => {
  const alike = await startSimulator({ users: 200 });
  try {
    for (let index = 0; index < 200; index++) {
      expect(alike.world.person(generatedId(index))).toMatchObject({
        user: { usageLocation: 'US', accountEnabled: true },
        phones: [{ model: 'iPhone 15', osVersion: '18.6' }],
        hasTeams: true,
      });
    }
  } finally {
    await alike.close();
  }
});

test('all phones of the tenant are there once, those of who changed included', async () => {
  const token = appToken('DeviceManagementManagedDevices.Read.All');
  const expected = people.filter(({ managedDevices }) => managedDevices.length > 0).length;
  const withPhone = people.find(({ managedDevices }) => managedDevices.length > 0)?.user.id ?? '';
  simulator.world.change(withPhone, (person) => ({ ...person, hasTeams: false }));
  const ids: string[] = [];
  const owners: string[] = [];
  for (let path: string | undefined = '/deviceManagement/managedDevices?$select=id,userId'; path !== undefined; ) {
    const { body }: Awaited<ReturnType<typeof ask>> = await ask(simulator, path, { token });
    ids.push(...body.value.map(({ id }: { id: string }) => id));
    owners.push(...body.value.map(({ userId }: { userId: string }) => userId));
    path = body['@odata.nextLink'];
  }

  expect(new Set(ids).size).toBe(ids.length);
  expect(owners.filter((id) => id.startsWith('00000000'))).toHaveLength(expected);
  expect(owners.filter((id) => id === withPhone)).toHaveLength(1);
  const [first] = simulator.world.person(withPhone)?.managedDevices ?? [];
  expect((await ask(simulator, `/deviceManagement/managedDevices/${first?.id}`, { token })).body.userId).toBe(
    withPhone,
  );
});

test('phones are filtered by system, page after page', async () => {
  const token = appToken('DeviceManagementManagedDevices.Read.All');
  const path = "/deviceManagement/managedDevices?$filter=operatingSystem eq 'Android'&$top=500&$select=operatingSystem";
  const first = await ask(simulator, path, { token });
  const second = await ask(simulator, first.body['@odata.nextLink'], { token });

  for (const { body } of [first, second]) {
    expect(body.value).toHaveLength(500);
    expect(new Set(body.value.map((one: { operatingSystem: string }) => one.operatingSystem))).toEqual(
      new Set(['Android']),
    );
  }
});

test('of a million users the last page is there without those before it', async () => {
  const large = await startSimulator({ users: 1_000_000, variety: true });
  try {
    const members = large.world.membersOf(groupIds.everybody, true);
    const rows = large.world.report.rows();
    const looked: number[] = [];
    const count = (source: { readonly length: number; at(index: number): { readonly id: string } }) =>
      looked.push(new Set(Array.from({ length: 100 }, (_, at) => source.at(source.length - 1 - at).id)).size);
    count(members);
    count(rows);
    const { body } = await ask(
      large,
      `/groups/${groupIds.excluded}/transitiveMembers/microsoft.graph.user?$count=true&$top=1`,
      { headers: eventual },
    );

    expect(looked).toEqual([100, 100]);
    expect(members.at(members.length - 1).id).toBe(generatedId(999_999));
    // One of a hundred, and Xaver.
    expect(body['@odata.count']).toBe(10_001);
  } finally {
    await large.close();
  }
});
