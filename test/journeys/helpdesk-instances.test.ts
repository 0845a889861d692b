import { passMessage, readyToIssue, showData, signsOn } from '../fixtures/at-the-desk.ts';
import { actionsIn, type TeamsClient, textsIn } from '../fixtures/teams-client.ts';
import { databases, helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';

let world: World;
let omar: TeamsClient;
let sanna: TeamsClient;

async function open(database: 'embedded' | 'server'): Promise<void> {
  world = await openWorld({ database, newcomers: 20, env: { ...helpdeskEnv, TAP_REVEAL: 'card' } });
  [omar, sanna] = [world.member('omar'), world.member('sanna')];
  for (const client of [omar, sanna]) await client.say('hi');
}
afterEach(() => world.close());

async function someone(): Promise<TeamsClient> {
  const client = world.newcomer();
  await client.say('hi');
  return client;
}

const upnOf = ({ userId }: TeamsClient) => world.simulator.world.person(userId)?.user.userPrincipalName ?? '';
const passOf = ({ userId }: TeamsClient) => world.simulator.world.tapValue(userId) ?? 'no pass';
const issued = () =>
  world.simulator.requests
    .flat()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('temporaryAccessPassMethods'));

/** Drawn by the bot for somebody else, and pressed all the same. */
function force(client: TeamsClient, verb: string, data: object, messageId: string) {
  return world
    .another(client, { isHuman: false })
    .pressAction({ type: 'Action.Execute', verb, data: { ...data } }, messageId);
}

describe.each(databases)('with %s PostgreSQL, and the pass shown in the answer to the press', (database) => {
  beforeEach(() => open(database));

  test("another user's \"Show\", the automatic refresh of one's own, and one's own", async () => {
    const ines = await someone();
    const desk = await readyToIssue(omar, upnOf(ines), { delivery: 'subject-chat' });
    await desk.issue();
    await ines.until(() => passMessage(ines) !== undefined);
    const message = passMessage(ines);
    const [data, id] = [showData(message), message?.id ?? ''];

    for (const other of [omar, sanna, world.member('rui')]) {
      const { status, card } = await force(other, 'show-tap', data, id);
      expect(status).toBe(200);
      expect(signsOn(card)).not.toContain(passOf(ines));
    }
    const action = { type: 'Action.Execute', verb: 'show-tap', data };
    const { body } = await ines.invoke('adaptiveCard/action', { action, trigger: 'automatic' }, { replyToId: id });
    expect(JSON.stringify(body).replaceAll(/\s/g, '')).not.toContain(passOf(ines));

    expect(signsOn((await force(ines, 'show-tap', data, id)).card)).toContain(passOf(ines));
    expect(ines.messages.map((one) => signsOn(one.card)).join()).not.toContain(passOf(ines));
  });
});

/** Only a server can be shared. */
const onServer = databases.includes('server') ? describe : describe.skip;

onServer('two instances of the bot', () => {
  beforeEach(() => open('server'));

  test('50 parallel presses of "Issue" by two operators, at both: one POST', async () => {
    const ines = await someone();
    const [his, hers] = [await readyToIssue(omar, upnOf(ines)), await readyToIssue(sanna, upnOf(ines))];
    const other = await world.startAnother();
    const presses = [his, hers].map((desk) => {
      const { verb = 'issue', data = {} } =
        actionsIn(desk.message()?.card).find((one) => one.data?.verb === 'issue') ?? {};
      return [desk, verb, data] as const;
    });

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_none, index) => {
        const [desk, verb, data] = presses[index % 2] ?? presses[0]!;
        const client = world.another(desk.client, { isHuman: false, ...(index % 4 > 1 && { bot: other.url }) });
        return client.pressAction({ type: 'Action.Execute', verb, data: { ...data } }, desk.id);
      }),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await Promise.all([his, hers].map(({ client, title }) => client.until(() => title() !== 'Ready to issue')));
    expect(issued()).toHaveLength(1);
    const said = answers.map(({ card }) => textsIn(card).join('\n')).join('\n');
    expect(said).toMatch(/A colleague (was faster|is at it)|being issued|issued by/i);
  });
});
