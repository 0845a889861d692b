import { jest } from '@jest/globals';
import { freePort } from '../../src/demo/free-port.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { setManager } from '../../src/simulator/reporting-line.ts';
import { titleOf } from '../cards/read-card.ts';
import type { Card, ShownMessage } from '../fakes/fake-connector.ts';
import { calledBack, passMessage, showData, signsOn } from '../fixtures/at-the-desk.ts';
import type { Effect } from '../fixtures/graph-faults.ts';
import { findLeaks, formsOf, formsOfKey, type Text } from '../fixtures/leaks.ts';
import { quotes, startQuotingGraph } from '../fixtures/quoting-graph.ts';
import { actionsIn, type TeamsClient } from '../fixtures/teams-client.ts';
import { databases, helpdeskEnv, openWorld, type World, type WorldOptions } from '../fixtures/world.ts';

/** Milliseconds: a busy machine takes its time. */
const patience = 400_000;
/** Rounds at the same time. */
const atOnce = 8;
const deliveries = ['read-out', 'subject-chat', 'read-out', 'manager-chat', 'read-out'] as const;

/** Graph issues all the same, and its answer is lost or spoilt. */
const graphFaults: readonly Effect[] = [
  { kind: 'status', status: 500, performs: true },
  { kind: 'status', status: 429, retryAfterSeconds: 1, performs: true },
  { kind: 'hang', performs: true },
  { kind: 'html', performs: true },
  { kind: 'truncated', performs: true },
  { kind: 'cut', performs: true },
];
const connectorFaults = [{ status: 403 }, { status: 500 }, { status: 429, retryAfter: 0 }, { cut: true }] as const;

let world: World;
let metricsPort: number;
/** What went out to a client in answer to a press; the one answer that shows a pass is kept apart. */
let answers: Text[] = [];
let shown: string[] = [];
/** Each key, and the chat of the one whose button holds it. */
const keys = new Map<string, string>();
const refusing = new Map<string, (typeof connectorFaults)[number]>();
/** What a library says to the terminal. */
const printed: string[] = [];

async function open(passes: number, options: WorldOptions = {}): Promise<void> {
  [answers, shown] = [[], []];
  for (const kept of [keys, refusing]) kept.clear();
  printed.length = 0;
  for (const way of ['debug', 'log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, way).mockImplementation((...said) => void printed.push(said.join(' ')));
  metricsPort = await freePort(19_464);
  world = await openWorld({
    // PGlite would take as much time as all the rest.
    database: databases.at(-1) ?? 'embedded',
    restarts: true,
    newcomers: 2 * passes,
    logLevel: 'trace',
    // Everybody who got a pass is looked after: once is enough here.
    watchOffsets: [15],
    ...options,
    env: {
      ...helpdeskEnv,
      METRICS_PORT: String(metricsPort),
      TAPS_PER_OPERATOR_AN_HOUR: '1000',
      TAPS_PER_USER_A_DAY: '1000',
      ...options.env,
    },
  });
  world.connector.onCall = ({ conversationId }) => refusing.get(conversationId);
}

afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

/** One pass: a case, a check, the issue, and whoever may open it opens it. */
async function play(round: number, operator: TeamsClient, message: ShownMessage, spoil: Spoil): Promise<void> {
  const [subject, manager] = [world.newcomer(), world.newcomer()];
  const delivery = deliveries[round % deliveries.length] ?? 'read-out';
  // Of whom nobody could tell it, there is no pass.
  await subject.say('hi');
  if (delivery === 'manager-chat') {
    await manager.say('hi');
    const at = new Date(Date.now() - 400 * 86_400_000);
    setManager(world.simulator.world, subject.userId, manager.userId, { kind: 'app', appId: undefined }, at);
  }
  let before = JSON.stringify(world.connector.message(message.id)?.card);
  const press = async (verb: string, data: object): Promise<Card | undefined> => {
    const { card, body } = await operator.pressAction(
      { type: 'Action.Execute', verb, data: { v: 1, verb, ...data } },
      message.id,
    );
    answers.push({ where: `${operator.conversationId}: ${verb} in round ${round}`, text: JSON.stringify(body) });
    const settled = await onceThere(card, before, message.id);
    before = JSON.stringify(settled);
    return settled;
  };
  const opened = await press('tap-for', { subject: subject.userId });
  const caseId = dataOf(opened, 'choose-options').case;
  let ready = await press('record-verification', { case: caseId, ...calledBack });
  if (delivery !== 'read-out')
    ready = await press('choose-options', { case: caseId, delivery, lifetime: '60', isUsableOnce: 'false' });

  const reader = { 'read-out': operator, 'subject-chat': subject, 'manager-chat': manager }[delivery];
  spoil(round, subject, reader);
  const issued = await press('issue', dataOf(ready, 'issue'));
  const own = delivery === 'read-out' ? issued : passMessage(reader)?.card;
  const data = actionsIn(own).some((action) => action.data?.verb === 'show-tap')
    ? showData({ card: own } as ShownMessage)
    : {};
  if (typeof data.unlock !== 'string') return;
  keys.set(data.unlock, reader.conversationId);
  for (const other of [subject, operator].filter(({ userId }) => userId !== reader.userId && delivery !== 'read-out'))
    answers.push({
      where: `${other.conversationId}: not theirs in round ${round}`,
      text: JSON.stringify((await show(other, data, message.id)).body),
    });
  shown.push(signsOn((await show(reader, data, message.id)).card));
}

/** On a busy machine the answer to a press only asks to wait, and the message brings the card: another than the one `before`. */
async function onceThere(answer: Card | undefined, before: string, messageId: string): Promise<Card | undefined> {
  if (!answer || titleOf(answer) !== 'One moment') return answer;
  const current = () => world.connector.message(messageId)?.card;
  await world.connector.until(() => JSON.stringify(current()) !== before);
  return current();
}

/** In a dialog or, where the button has none, in the answer to the press. */
function show(client: TeamsClient, data: object, messageId: string) {
  if ('msteams' in data) return client.fetchDialog(data, messageId);
  return client.pressAction({ type: 'Action.Execute', verb: 'show-tap', data: { ...data } }, messageId);
}

type Spoil = (round: number, subject: TeamsClient, reader: TeamsClient) => void;

/** Almost every second round, something fails. */
const spoilMany: Spoil = (round, { userId, conversationId }, reader) => {
  const route = `users/${userId}/authentication/temporaryAccessPassMethods`;
  const effect = graphFaults[(round >> 3) % graphFaults.length];
  if (round % 8 === 3 && effect) world.simulator.faults.add({ route, method: 'POST', times: 1, ...effect } as Fault);
  const refusal = connectorFaults[(round >> 3) % connectorFaults.length];
  if (round % 8 === 7 && refusal) refusing.set(conversationId, refusal);
  if (round % 8 === 5 && refusal && reader.userId === userId) refusing.set(conversationId, refusal);
};

function dataOf(card: Card | undefined, verb: string): Readonly<Record<string, unknown>> {
  return actionsIn(card).find(({ data }) => data?.verb === verb)?.data ?? {};
}

async function playAll(passes: number, spoil: Spoil): Promise<void> {
  let next = 0;
  const workers = Array.from({ length: atOnce }, async (_none, index) => {
    const operator = world.member(index % 2 ? 'omar' : 'sanna', { isHuman: false });
    await operator.say('requests');
    const message = operator.last;
    if (!message) throw new Error('No card to press on');
    while (next < passes) {
      // The simulator looks through all of it each time it is asked.
      if (next % 50 === 0) world.simulator.world.audits.clear();
      await play(next++, operator, message, spoil);
    }
  });
  await Promise.all(workers);
}

/** Everything that went out or stayed, but for the answers that show a pass. */
async function everythingElse(): Promise<readonly Text[]> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const rows = await world.inDatabase(async (ask) => {
    const tables = await ask(`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
    const texts = tables.map(async ({ name }) => ({
      where: `table ${name}`,
      text: (await ask(`select t::text as text from ${name} as t`)).map(({ text }) => text).join('\n'),
    }));
    return Promise.all(texts);
  });
  const messages = world.connector.bodies.map((text, index) => ({
    where: `${world.connector.calls[index]?.conversationId}: message ${index}`,
    text,
  }));
  return [
    ...messages,
    ...answers,
    ...rows,
    { where: 'metrics', text: metrics },
    { where: 'log', text: world.log.map((line) => JSON.stringify(line)).join('\n') },
    {
      where: 'what Graph was asked',
      text: world.simulator.requests
        .flat()
        .map(({ path }) => path)
        .join('\n'),
    },
    { where: 'terminal', text: printed.join('\n') },
  ];
}

/** A key in the chat of its reader is in its button; anywhere else it is not taken out. */
function withoutOwnKeys({ where, text }: Text): Text {
  const chat = where.slice(0, where.lastIndexOf(': '));
  const own = (found: string, key: string) => (keys.get(key) === chat ? '' : found);
  return { where, text: text.replaceAll(/"unlock":"([\w-]+)"/g, own) };
}

function expectNothingLeaked(elsewhere: readonly Text[], passes: number): void {
  const taps = world.simulator.world.tapValues();
  expect(taps).toHaveLength(passes);
  expect(findLeaks(elsewhere, taps.flatMap(formsOf))).toEqual([]);
  expect(findLeaks(elsewhere.map(withoutOwnKeys), [...keys.keys()].flatMap(formsOfKey))).toEqual([]);
  // What would be found: a pass in the dialog, and one behind all that there is.
  expect(findLeaks([{ where: 'a dialog', text: shown[0] ?? '' }], taps.flatMap(formsOf))).toEqual(['a dialog']);
  const planted = elsewhere.map(({ where, text }, index) => ({
    where,
    text: text + Buffer.from(`-${taps[index % passes]}-`, index % 2 ? 'utf8' : 'utf16le').toString('base64'),
  }));
  expect(findLeaks(planted, taps.flatMap(formsOf))).toHaveLength(elsewhere.length);
}

function sizeOf(elsewhere: readonly Text[], place: string): number {
  return elsewhere.find(({ where }) => where === place)?.text.length ?? 0;
}

test(
  '1000 passes by every delivery and with every fault: none of them, and no key outside its button, is anywhere else',
  async () => {
    const passes = 1_000;
    await open(passes);
    await playAll(passes, spoilMany);
    const elsewhere = await everythingElse();

    const taps = world.simulator.world.tapValues();
    expect(keys.size).toBeGreaterThan(passes * 0.7);
    expect(shown.filter((signs) => taps.some((tap) => signs.includes(tap))).length).toBeGreaterThan(passes * 0.7);
    for (const table of ['public.sealed_taps', 'public.audit', 'public.tap_cases', 'pgboss.job'])
      expect(sizeOf(elsewhere, `table ${table}`)).toBeGreaterThan(passes * 20);
    expect(sizeOf(elsewhere, 'log')).toBeGreaterThan(passes * 20);
    expect(sizeOf(elsewhere, 'metrics')).toBeGreaterThan(0);
    expectNothingLeaked(elsewhere, passes);
  },
  patience,
);

test(
  'shown in the answer to the press, and with a Graph whose every third answer quotes the pass where none belongs: nothing is passed on',
  async () => {
    const passes = 60;
    let asked = 0;
    const quoted: string[] = [];
    const graph = await startQuotingGraph(() => {
      const quote = asked++ % 3 === 2 ? quotes[Math.floor(asked / 3) % quotes.length] : undefined;
      if (quote) quoted.push(quote);
      return quote;
    });
    await open(passes, {
      env: { TAP_REVEAL: 'card' },
      envFor: (simulatorUrl) => {
        graph.standBefore(simulatorUrl);
        return { GRAPH_BASE_URL: graph.url };
      },
    });
    await playAll(passes, () => {});
    const elsewhere = await everythingElse();
    await graph.close();

    expect(new Set(quoted)).toEqual(new Set(quotes));
    expect(graph.followed).toEqual([]);
    expect(shown.length).toBeGreaterThan(passes * 0.4);
    expectNothingLeaked(elsewhere, passes);
  },
  patience,
);
