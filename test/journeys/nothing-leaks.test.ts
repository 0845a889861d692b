import { freePort } from '../../src/demo/free-port.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { setManager } from '../../src/simulator/reporting-line.ts';
import type { Card, ShownMessage } from '../fakes/fake-connector.ts';
import { calledBack, passMessage, showData, signsOn } from '../fixtures/at-the-desk.ts';
import type { Effect } from '../fixtures/graph-faults.ts';
import { findLeaks, formsOf, formsOfKey, type Text } from '../fixtures/leaks.ts';
import { actionsIn, type TeamsClient } from '../fixtures/teams-client.ts';
import { helpdeskEnv, openWorld, type World } from '../fixtures/world.ts';

const passes = 1_000;
/** Milliseconds: a busy machine takes its time. */
const patience = 400_000;
/** Rounds at the same time. */
const atOnce = 8;
const deliveries = ['read-out', 'subject-chat', 'read-out', 'manager-chat', 'read-out'] as const;

/** Graph issues all the same, and its answer is lost or spoilt. */
const graphFaults: readonly Effect[] = [
  { kind: 'status', status: 500, performs: true },
  { kind: 'status', status: 429, retryAfterSeconds: 1, performs: true },
  { kind: 'html', performs: true },
  { kind: 'truncated', performs: true },
  { kind: 'cut', performs: true },
];
const connectorFaults = [{ status: 403 }, { status: 500 }, { status: 429, retryAfter: 0 }, { cut: true }] as const;

let world: World;
let metricsPort: number;
beforeAll(async () => {
  metricsPort = await freePort(19_464);
  world = await openWorld({
    restarts: true,
    newcomers: 2 * passes,
    logLevel: 'trace',
    env: {
      ...helpdeskEnv,
      METRICS_PORT: String(metricsPort),
      TAPS_PER_OPERATOR_AN_HOUR: '1000',
      TAPS_PER_USER_A_DAY: '1000',
    },
  });
});
afterAll(() => world.close());

/** What went out to a client in answer to a press; the one answer that shows a pass is kept apart. */
const answers: Text[] = [];
const shown: string[] = [];
/** Each key, and the chat of the one whose button holds it. */
const keys = new Map<string, string>();

/** One pass: a case, a check, the issue, and whoever may open it opens it. */
async function play(round: number, operator: TeamsClient, message: ShownMessage): Promise<void> {
  const [subject, manager] = [world.newcomer(), world.newcomer()];
  const delivery = deliveries[round % deliveries.length] ?? 'read-out';
  if (delivery === 'subject-chat') await subject.say('hi');
  if (delivery === 'manager-chat') {
    await manager.say('hi');
    const at = new Date(Date.now() - 400 * 86_400_000);
    setManager(world.simulator.world, subject.userId, manager.userId, { kind: 'app', appId: undefined }, at);
  }
  const press = async (verb: string, data: object): Promise<Card | undefined> => {
    const { card, body } = await operator.pressAction(
      { type: 'Action.Execute', verb, data: { v: 1, verb, ...data } },
      message.id,
    );
    answers.push({ where: `${operator.conversationId}: ${verb} in round ${round}`, text: JSON.stringify(body) });
    return card;
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
      text: JSON.stringify((await other.fetchDialog(data)).body),
    });
  const dialog = await reader.fetchDialog(data, message.id);
  shown.push(signsOn(dialog.card));
}

/** Every fourth round, something fails. */
function spoil(round: number, { userId, conversationId }: TeamsClient, reader: TeamsClient): void {
  const route = `users/${userId}/authentication/temporaryAccessPassMethods`;
  const effect = graphFaults[(round >> 3) % graphFaults.length];
  if (round % 8 === 3 && effect) world.simulator.faults.add({ route, method: 'POST', times: 1, ...effect } as Fault);
  const refusal = connectorFaults[(round >> 3) % connectorFaults.length];
  if (round % 8 === 7 && refusal) refusing.set(conversationId, refusal);
  if (round % 8 === 5 && refusal && reader.userId === userId) refusing.set(conversationId, refusal);
}

const refusing = new Map<string, (typeof connectorFaults)[number]>();

function dataOf(card: Card | undefined, verb: string): Readonly<Record<string, unknown>> {
  return actionsIn(card).find(({ data }) => data?.verb === verb)?.data ?? {};
}

test(
  `${passes} passes by every delivery and with every fault: none of them, and no key outside its button, is anywhere else`,
  async () => {
    world.connector.onCall = ({ conversationId }) => refusing.get(conversationId);
    let next = 0;
    const workers = Array.from({ length: atOnce }, async (_none, index) => {
      const operator = world.member(index % 2 ? 'omar' : 'sanna', { isHuman: false });
      await operator.say('requests');
      const message = operator.last;
      if (!message) throw new Error('No card to press on');
      while (next < passes) await play(next++, operator, message);
    });
    await Promise.all(workers);
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
    const elsewhere: readonly Text[] = [
      ...messages,
      ...answers,
      ...rows,
      { where: 'metrics', text: metrics },
      { where: 'log', text: world.log.map((line) => JSON.stringify(line)).join('\n') },
    ];

    const taps = world.simulator.world.tapValues();
    expect(taps).toHaveLength(passes);
    expect(keys.size).toBeGreaterThan(passes * 0.7);
    expect(shown.filter((signs) => taps.some((tap) => signs.includes(tap))).length).toBeGreaterThan(passes * 0.7);
    expect(rows.find(({ where }) => where === 'table public.sealed_taps')?.text.length).toBeGreaterThan(passes * 20);
    expect(findLeaks(elsewhere, taps.flatMap(formsOf))).toEqual([]);
    expect(findLeaks(elsewhere.map(withoutOwnKeys), [...keys.keys()].flatMap(formsOfKey))).toEqual([]);
    expect(findLeaks([{ where: 'a dialog', text: shown[0] ?? '' }], taps.flatMap(formsOf))).toEqual(['a dialog']);
  },
  patience,
);

/** A key in the chat of its reader is in its button; anywhere else it is not taken out. */
function withoutOwnKeys({ where, text }: Text): Text {
  const chat = where.slice(0, where.lastIndexOf(': '));
  const own = (found: string, key: string) => (keys.get(key) === chat ? '' : found);
  return { where, text: text.replaceAll(/"unlock":"([\w-]+)"/g, own) };
}
