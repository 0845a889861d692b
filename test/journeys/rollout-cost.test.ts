import { passkeyGuideApp } from '../../src/simulator/teams-apps.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import {
  atOnce,
  day,
  hour,
  type Owner,
  openRolloutWorld,
  quiet,
  type RolloutWorld,
} from '../fixtures/rollout-world.ts';

let world: RolloutWorld;
let runa: Owner;

/** Where the first wave is planned: in the night. */
const mondayNight = new Date('2026-11-23T02:00:00Z');
const officeHours = { ...atOnce, startsOn: '2026-11-23', hoursFrom: '09:00', hoursTo: '16:00' };
/** All of them are in central Europe: nobody's mailbox says another zone than their country. */
const nicks = ['pia', 'bela', 'noor', 'tomasz'] as const;

beforeAll(async () => {
  world = await openRolloutWorld({
    startsAt: mondayNight,
    env: { TEAMS_APP_CATALOG_ID: passkeyGuideApp.id },
    envFor: (_simulator, connector) => ({ TEAMS_SERVICE_URL: connector }),
  });
  runa = await world.owner('runa');
  for (const nick of ['alva', 'rui']) world.setMember(world.member(nick), groupIds.pilot, false);
});
afterAll(() => world.close());

/** About the people of the campaign, parts of batches included. */
function graphRequests(): readonly string[] {
  const ids = nicks.map((nick) => world.member(nick).userId);
  return world.simulator.requests
    .flat()
    .map(({ method, path }) => `${method} ${path}`)
    .filter((request) => ids.some((id) => request.includes(id)));
}

function teamsCalls(): number {
  const runas = runa.message?.conversationId;
  return world.connector.calls.filter(
    ({ operation, conversationId, type }) =>
      conversationId !== runas && (operation === 'create' || (operation === 'send' && type === 'message')),
  ).length;
}

/** A number of the card, by its label. */
function shown(label: string): number {
  const lines = runa.client.read(runa.message).split('\n');
  return Number(lines[lines.indexOf(label) + 1]?.replaceAll(',', ''));
}

async function everybodyHas(campaign: string, sent: string): Promise<void> {
  await runa.reports(campaign, (rows) => rows.filter((row) => row.sent === sent).length === nicks.length);
}

test('what the preview says it takes at most is what it takes', async () => {
  const campaign = await runa.draft('Counted', [groupIds.pilot], { ...officeHours, remindAfterDays: '3' });
  await runa.preview(campaign);
  const [atMost, teamsAtMost, messages] = [
    shown('Requests to Microsoft 365 at most'),
    shown('Requests to Teams at most'),
    shown('Messages at most, unless they ask to be reminded'),
  ];
  world.simulator.requests.clear();
  const before = teamsCalls();
  await runa.start(campaign);
  await runa.reports(campaign, (rows) => rows.some(({ because }) => because === 'quiet-hours'));
  await quiet();
  // Nobody is asked about in the night.
  expect(graphRequests()).toEqual([]);

  world.passTime(Date.parse('2026-11-23T10:00:00Z') - world.now().getTime());
  await everybodyHas(campaign, '1');
  world.passTime(3 * day + hour);
  await runa.goOn(campaign);
  await everybodyHas(campaign, '2');

  expect(messages).toBe(nicks.length * 2);
  const requests = graphRequests().length;
  expect(requests).toBeLessThanOrEqual(atMost);
  // Each has the app, and is looked up before both messages: all but the mailbox, which tells a zone once.
  expect(requests).toBe(nicks.length * (1 + 2 * 3));
  expect(teamsCalls() - before).toBe(nicks.length * 3);
  expect(teamsAtMost).toBeGreaterThanOrEqual(nicks.length * 3);
  expect(atMost).toBeLessThan(requests * 2);
});
