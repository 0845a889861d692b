import { groupIds } from '../../src/simulator/tenant.ts';
import { nudgesOf, type Owner, openRolloutWorld, type RolloutWorld } from '../fixtures/rollout-world.ts';

let world: RolloutWorld;
let runa: Owner;

beforeAll(async () => {
  world = await openRolloutWorld({ watchOffsets: [3_600], hasReportLimits: true });
  runa = await world.owner('runa');
});
afterEach(() => {
  expect(world.log.filter(({ level }) => level > 40)).toEqual([]);
});
afterAll(() => world.close());

const refused = () => world.simulator.world.throttle.refused().reports ?? 0;
const pause = () => new Promise((resolve) => setTimeout(resolve, 250));
/** For as long as Graph may ask to be left alone, and a look of the sender. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 56 && !holds(); tries++) await pause();
}
/** What could not be read is looked at again after that, in ms. */
const notReadRest = 3 * 60_000 + 1_000;

test('where Graph lets nobody be asked one by one, the campaign goes on with the audit log alone, and the report says since when', async () => {
  const clients = await Promise.all(['alva', 'rui', 'bela', 'noor', 'tomasz'].map((nick) => world.known(nick)));
  const stella = await world.known('stella');
  const campaign = await runa.draft('Throttled', [groupIds.everybody, groupIds.berlin]);
  await runa.preview(campaign);
  world.onPhone(stella, 'finish-registration');
  const { throttle } = world.simulator.world;
  throttle.settings = { ...throttle.settings, methods: true, audits: true };
  await runa.start(campaign);
  await runa.act('show-campaign', { campaign });
  expect(runa.client.read(runa.message)).not.toContain('look only at everybody at once');

  const isAlone = async () => {
    await runa.act('show-campaign', { campaign });
    return runa.client.read(runa.message).includes('look only at everybody at once');
  };
  for (let readings = 0; readings < 6 && !(await isAlone()); readings++) {
    const before = refused();
    await eventually(() => refused() > before);
    await pause();
    world.passTime(notReadRest);
  }
  const isDone = () => clients.every((client) => nudgesOf(client).length > 0);
  for (let looks = 0; looks < 6 && !isDone(); looks++) {
    world.passTime(notReadRest);
    await eventually(isDone);
  }

  expect(clients.map((client) => nudgesOf(client).length)).toEqual([1, 1, 1, 1, 1]);
  await runa.act('show-campaign', { campaign });
  expect(runa.client.read(runa.message)).toMatch(/Since .*24.* look only at everybody at once/);
  expect(await runa.row(campaign, 'Stella')).toMatchObject({ doneAt: expect.stringMatching(/^2026-11-24/), sent: '0' });
  expect(nudgesOf(stella)).toEqual([]);
}, 180_000);
