import { deskCard, passFor, readyToIssue } from '../fixtures/at-the-desk.ts';
import { aTenant, type TeamsClient } from '../fixtures/teams-client.ts';
import { helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';

const channel = '19:helpdesk@thread.tacv2';

let world: World;
let omar: TeamsClient;
let sanna: TeamsClient;

async function open(env: Readonly<Record<string, string>>): Promise<void> {
  world = await openWorld({ newcomers: 20, env: { ...helpdeskEnv, ...env } });
  [omar, sanna] = [world.member('omar'), world.member('sanna')];
  for (const client of [omar, sanna]) await client.say('hi');
  // Whoever is in the channel is asked.
  const members = [omar, sanna].map(({ userId }) => ({
    id: userId,
    aadObjectId: userId,
    userRole: 'user',
    tenantId: aTenant,
  }));
  world.connector.members.set(channel, [members]);
  await world.member('omar', { channel }).say('use this channel');
}
afterEach(() => world.close());

async function someone(): Promise<{ readonly client: TeamsClient; readonly upn: string }> {
  const client = world.newcomer();
  await client.say('hi');
  return { client, upn: world.simulator.world.person(client.userId)?.user.userPrincipalName ?? '' };
}

const issued = () =>
  world.simulator.requests.flat().filter(({ method, path }) => method === 'POST' && /PassMethods$/.test(path));
const question = 'Will you approve this pass?';
const asked = () => sanna.messages.findLast((message) => sanna.title(message) === question);

test.each([
  ['of one operator in an hour', { TAPS_PER_OPERATOR_AN_HOUR: '2' }, 'another user'],
  ['for one user in a day', { TAPS_PER_USER_A_DAY: '2' }, 'the same user'],
] as const)('the third pass %s takes a second operator', async (_what, env, who) => {
  await open(env);
  const first = await someone();
  const next = async () => (who === 'the same user' ? first : await someone()).upn;
  for (const upn of [first.upn, await next()]) {
    const desk = await readyToIssue(omar, upn);
    await desk.press('issue', { replace: true });
    await omar.until(() => desk.title() === 'The pass is issued');
  }

  const third = await readyToIssue(omar, await next());
  expect(third.title()).toBe('A second operator must agree');
  expect(third.verbs()).not.toContain('issue');
  expect(issued()).toHaveLength(2);
  await third.press('ask-second', { reason: 'A busy day' });
  await sanna.until(() => asked() !== undefined);
  await sanna.press('Approve', asked());
  await omar.until(() => third.verbs().includes('issue'));
  await third.press('issue', { replace: true });

  await omar.until(() => third.title() === 'The pass is issued');
  expect(issued()).toHaveLength(3);
});

test('where two verifications are needed, one is not enough', async () => {
  await open({ VERIFICATIONS_NEEDED: '2' });
  const ines = await someone();
  const desk = await passFor(omar, ines.upn);
  await desk.recordCallBack();
  expect(desk.title()).toBe('One more check is needed');
  expect(desk.verbs()).not.toContain('issue');

  await desk.press('send-match');
  await ines.client.until(() => ines.client.title() === 'Are you on the phone?');
  await ines.client.press('open-match');
  await omar.until(() => desk.digits() !== undefined);
  await ines.client.press('answer-match', ines.client.last, { digits: desk.digits() });
  await omar.until(() => desk.title() === 'Ready to issue');
  await deskCard(omar, desk.id).issue();

  await omar.until(() => desk.title() === 'The pass is issued');
});
