import { groupIds } from '../../src/simulator/tenant.ts';
import {
  atOnce,
  day,
  hour,
  nudgesOf,
  type Owner,
  openRolloutWorld,
  type RolloutWorld,
} from '../fixtures/rollout-world.ts';

let world: RolloutWorld;
let runa: Owner;

beforeAll(async () => {
  world = await openRolloutWorld();
  runa = await world.owner('runa');
});
afterAll(() => world.close());

test('who answers a nudge in their own words is not told to the owner as silent, and counts as what they are', async () => {
  const nicks = ['alva', 'rui', 'bela', 'tomasz'] as const;
  const [alva, rui, bela, tomasz] = await Promise.all(nicks.map((nick) => world.known(nick)));
  const campaign = await runa.launch('Answers', [groupIds.pilot], { ...atOnce, remindAfterDays: '' });
  for (const client of [alva, rui, bela, tomasz]) await client?.until((one) => nudgesOf(one).length > 0);
  await runa.reports(campaign, (rows) => rows.every(({ lastStatus }) => lastStatus !== 'claimed'));

  await alva?.say('set up my passkey');
  await rui?.say('I want to talk to a human');
  await bela?.say('stop these messages');
  const row = (name: string) => runa.row(campaign, name);
  expect(await row('Alva')).toMatchObject({ pressedAt: '', startedAt: expect.stringMatching(/^2026/) });
  expect(await row('Rui')).toMatchObject({ pressedAt: '', startedAt: expect.stringMatching(/^2026/) });
  expect(await row('Béla')).toMatchObject({ optedOutAt: expect.stringMatching(/^2026/), startedAt: '' });
  expect(await row('Tomasz')).toMatchObject({ pressedAt: '', startedAt: '', optedOutAt: '' });

  world.passTime(2 * day + hour);
  await runa.goOn(campaign);
  const rows = await runa.reports(campaign, (all) => all.some(({ escalatedAt }) => escalatedAt !== ''));
  const toldOf = rows.filter(({ escalatedAt }) => escalatedAt !== '').map(({ name }) => name?.split(' ')[0]);
  expect(toldOf).toContain('Tomasz');
  for (const name of ['Alva', 'Rui', 'Béla']) expect(toldOf).not.toContain(name);
});
