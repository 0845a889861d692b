import { issueTap } from '../../src/helpdesk/issue-tap.ts';
import { eve, type HelpdeskWorld, helpdeskWorld, ines, olga, omar } from '../fixtures/helpdesk-world.ts';

/** Omar has Ines's request. */
async function claimed() {
  const world = helpdeskWorld();
  const { number } = await world.requests.open(ines, 'tap', {});
  await world.ask(omar, { kind: 'claim-request', number });
  return { world, number };
}

const take = async (world: HelpdeskWorld, number: number, operator = olga) =>
  (await world.ask(operator, { kind: 'claim-request', number })).reply;
const idle = (world: HelpdeskWorld) => world.wait(4 * 60 + 1);
const dismissed = (world: HelpdeskWorld) => world.roles.dismiss(omar);

test.each([
  ['for four hours nobody worked on it', 'idle', idle],
  ['whoever has it is with the help desk no more', 'role-lost', dismissed],
] as const)('a request is taken over when %s: written down, and the user is told', async (_why, because, pass) => {
  const { world, number } = await claimed();
  pass(world);

  const before = (await world.ask(olga, { kind: 'open-request', number })).reply;
  expect(before).toMatchObject({ kind: 'request', item: { claimedByName: 'Omar Haddad' }, abandoned: because });
  expect(await take(world, number)).toMatchObject({ kind: 'request', item: { isMine: true } });

  expect(await world.queue.find(number)).toMatchObject({ claimedBy: olga });
  expect(world.rows.audit.at(-1)).toMatchObject({
    event: 'request-claimed',
    actor: olga,
    subject: ines,
    details: { request: number, phase: 'done', from: omar, because },
  });
  expect(world.messenger.last(ines, 'request-state')).toMatchObject({ state: 'claimed', operatorName: 'Olga Brandt' });
});

test.each<[string, (world: HelpdeskWorld, number: number) => Promise<unknown>]>([
  ['three hours ago', async (world) => world.wait(3 * 60)],
  [
    'and worked on it an hour ago',
    async (world, number) => {
      world.wait(4 * 60);
      await world.ask(omar, { kind: 'view-user', number });
      world.wait(60);
    },
  ],
])('it is not taken from somebody who claimed it %s', async (_when, pass) => {
  const { world, number } = await claimed();
  await pass(world, number);

  const { reply } = await world.ask(olga, { kind: 'open-request', number });
  expect(reply).not.toHaveProperty('abandoned');
  expect(await take(world, number)).toEqual({ kind: 'request-taken', number, byName: 'Omar Haddad' });
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: omar });
});

test('two who take it over at the same moment: one has it, and the user is told once', async () => {
  const { world, number } = await claimed();
  world.roles.give(eve);
  idle(world);
  world.messenger.sent.length = 0;

  const replies = await Promise.all([take(world, number, olga), take(world, number, eve)]);

  expect(replies.map(({ kind }) => kind).sort()).toEqual(['request', 'request-taken']);
  expect(world.messenger.sentTo(ines)).toHaveLength(1);
});

test('nobody takes over their own request', async () => {
  const { world, number } = await claimed();
  world.roles.give(ines);
  idle(world);

  expect(await take(world, number, ines)).toMatchObject({ isForAnother: true });
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: omar });
});

test('whoever lost it cannot go on with the case they had for it', async () => {
  const { world, number } = await claimed();
  world.wait(3 * 60 + 50);
  await world.ask(omar, { kind: 'tap-for', subject: ines, request: number });
  const [one] = world.rows.cases.values();
  dismissed(world);
  await take(world, number);

  const issue = { kind: 'issue', case: one?.id ?? '', revision: one?.revision ?? '', replace: false } as const;
  expect(await issueTap(issue, world.scene(omar, issue))).toMatchObject({
    kind: 'case-over',
    because: 'request-taken',
  });
});
