import { deskCard, passFor, passMessage, readyToIssue } from '../fixtures/at-the-desk.ts';
import { actionsIn, type TeamsClient, textsIn } from '../fixtures/teams-client.ts';
import { helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ newcomers: 20, env: { ...helpdeskEnv, TAPS_PER_OPERATOR_AN_HOUR: '1000' } });
});
afterAll(() => world.close());

/** A user of whom nobody has heard before, with a chat. */
async function someone(): Promise<TeamsClient> {
  const client = world.newcomer();
  await client.say('hi');
  return client;
}

const upnOf = ({ userId }: TeamsClient) => world.simulator.world.person(userId)?.user.userPrincipalName ?? '';
const tapOf = ({ userId }: TeamsClient) => world.simulator.world.person(userId)?.tap;

test('for somebody who has neither a computer nor a phone yet, the pass works more than once unless the operator says otherwise', async () => {
  const [omar, ines, ada] = [world.member('omar'), await someone(), await someone()];
  for (const { userId } of [ines, ada])
    world.simulator.world.change(userId, (now) => ({
      ...now,
      methods: now.methods.filter((method) => String(method['@odata.type']).endsWith('passwordAuthenticationMethod')),
      managedDevices: [],
      devices: [],
    }));

  const proposed = await passFor(omar, upnOf(ines));
  expect(proposed.read()).toContain('More than once, for a new computer and a new phone together.');
  expect(proposed.read()).toContain("Not known: there's no phone on record.");
  await proposed.recordCallBack();
  await proposed.issue();
  await omar.until(() => proposed.title() === 'The pass is issued');
  expect(tapOf(ines)).toMatchObject({ isUsableOnce: false });

  const changed = await readyToIssue(omar, upnOf(ada), { isUsableOnce: 'true' });
  expect(changed.read()).not.toContain('a new computer');
  await changed.issue();
  await omar.until(() => changed.title() === 'The pass is issued');
  expect(tapOf(ada)).toMatchObject({ isUsableOnce: true });
});

test('somebody with a phone on record gets a pass that works once, and the card says that the phone is ready', async () => {
  const desk = await passFor(world.member('omar'), upnOf(await someone()));

  expect(desk.read()).toContain('1 hour, works once, from now');
  expect(desk.read()).toContain('Their phone is ready for one');
});

test('a pass that starts tomorrow, by the clock of the operator', async () => {
  const [omar, ines] = [world.member('omar', { timeZone: 'Europe/Berlin' }), await someone()];
  const tomorrow = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
  const desk = await readyToIssue(omar, upnOf(ines));

  await desk.press('choose-options', {
    lifetime: '60',
    isUsableOnce: 'true',
    delivery: 'read-out',
    startsOn: tomorrow,
    startsAt: '09:30',
  });
  expect(desk.read()).toMatch(/1 hour, works once, from \S.* 9:30/);
  await desk.issue();

  await omar.until(() => desk.title() === 'The pass is issued');
  // A winter's or a summer's half past nine in Berlin.
  expect(tapOf(ines)?.startsAt.toISOString()).toMatch(new RegExp(`^${tomorrow}T0[78]:30:00`));
  expect(desk.read()).toMatch(/from \S.* 9:30/);
  expect(passMessage(omar)?.id).toBe(desk.id);
});

describe.each(['execute', 'submit'])('a press that cannot be read, by Action.%s', (actions) => {
  const type = actions === 'execute' ? 'Action.Execute' : 'Action.Submit';

  test.each<[string, string, object]>([
    ['a lifetime that is no number', 'choose-options', { lifetime: 'long' }],
    ['a lifetime below nothing', 'choose-options', { lifetime: '-60' }],
    ['a day that there is not', 'choose-options', { startsOn: '2026-02-31' }],
    ['a case that is none', 'issue', { case: { $ne: '' } }],
    ['a card without its fields', 'issue', { case: undefined, revision: undefined }],
  ])('leaves the operator the card, and says so beside it: %s', async (_what, verb, fields) => {
    const omar = world.member('omar');
    const desk = await readyToIssue(omar, upnOf(await someone()));
    const before = desk.read();
    const { data } = actionsIn(desk.message()?.card).find((action) => action.data?.verb === verb) ?? {};
    const filledIn = { lifetime: '60', isUsableOnce: 'true', delivery: 'read-out', ...fields };

    const hasty = world.another(omar, { isHuman: false });
    const pressed = await hasty.pressAction({ type, verb, data: { ...data, ...filledIn } }, desk.id);

    expect(pressed.card).toBeUndefined();
    await omar.until(() => omar.title() === "I couldn't read that press");
    expect(desk.read()).toBe(before);
    await desk.issue();
    await omar.until(() => desk.title() === 'The pass is issued');
  });

  test('is to everybody else a press that nobody knows, and so is an unknown one to the operator', async () => {
    const press = async (client: TeamsClient, verb: string) => {
      await client.say('hi');
      const id = client.last?.id ?? '';
      const hasty = world.another(client, { isHuman: false });
      await hasty.pressAction({ type, verb, data: { v: 1, verb, lifetime: 'long' } }, id);
      await client.until(() => deskCard(client, id).title() === "I didn't get that");
      return textsIn(deskCard(client, id).message()?.card);
    };
    const ines = await someone();

    expect(await press(ines, 'choose-options')).toEqual(await press(ines, 'no-such-verb'));
    expect(await press(world.member('omar'), 'no-such-verb')).toContain("I didn't get that");
  });
});
