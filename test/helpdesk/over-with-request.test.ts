import { showCase } from '../../src/helpdesk/show-case.ts';
import { app, method } from '../fixtures/facts.ts';
import { ines, olga, omar } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const words = { method: 'call-back', ticket: 'INC-1', note: 'The number from HR' } as const;

/** Omar has Ines's request, and a case for it that could be issued. */
async function linked() {
  const world = issuingWorld();
  world.signIn.methods.set(ines, [method('password'), app('6.8.40')]);
  const { number } = await world.requests.open(ines, 'tap', {});
  await world.ask(omar, { kind: 'claim-request', number });
  const { reply } = await world.ask(omar, { kind: 'tap-for', subject: ines, request: number });
  const { id } = caseIn(reply);
  const one = caseIn((await world.ask(omar, { kind: 'record-verification', case: id, ...words })).reply);
  return { world, number, one };
}

type Ending = (world: IssuingWorld, number: number) => Promise<unknown>;
const endings: readonly [string, 'request-closed' | 'request-taken', Ending][] = [
  ['she cancelled it', 'request-closed', (world, number) => world.requests.cancel(ines, number)],
  [
    'it was closed',
    'request-closed',
    (world, number) => world.ask(omar, { kind: 'close-request', number, how: 'solved' }),
  ],
  [
    'it went to another operator',
    'request-taken',
    async (world, number) => {
      await world.ask(omar, { kind: 'hand-over-request', number });
      await world.ask(olga, { kind: 'claim-request', number });
    },
  ],
];

test.each(endings)('nothing is issued in answer to a request after %s', async (_how, because, end) => {
  const { world, number, one } = await linked();
  await end(world, number);

  const over = { kind: 'case-over', status: 'cancelled', name: 'Ines Moreau', because };
  expect(await showCase(one.id, world.scene(omar))).toEqual(over);
  expect(await world.press(one)).toEqual(over);

  expect(world.signIn.issued).toEqual([]);
  expect(world.rows.cases.get(one.id)).toMatchObject({ status: 'cancelled', endedBecause: because });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'refused', actor: omar, details: { because } });
  expect(await showCase(one.id, world.scene(omar))).toEqual(over);
});

test('a request that is cancelled while everything is judged stops the pass', async () => {
  const { world, number, one } = await linked();
  const { lastIssued } = world.cases;
  world.cases.lastIssued = async (subject) => {
    await world.requests.cancel(ines, number);
    return lastIssued(subject);
  };

  expect(await world.press(one)).toMatchObject({ kind: 'case-over', because: 'request-closed' });
  expect(world.signIn.issued).toEqual([]);
});

test.each(endings)('nobody is asked any more, and nothing is changed, after %s', async (_how, because, end) => {
  const { world, number, one } = await linked();
  await end(world, number);
  world.messenger.sent.length = 0;

  const { reply } = await world.ask(omar, { kind: 'ask-manager', case: one.id });

  expect(reply).toMatchObject({ kind: 'case-over', because });
  expect(world.messenger.sent).toEqual([]);
});

test('the manager’s answer comes too late', async () => {
  const { world, number, one } = await linked();
  await world.ask(omar, { kind: 'ask-manager', case: one.id });
  const decision = world.rows.cases.get(one.id)?.manager;
  await world.requests.cancel(ines, number);

  const decide = { kind: 'decide-as-manager', decision: decision?.id ?? '', approve: true, reason: '' } as const;
  const { reply } = await world.ask(decision?.by ?? ines, decide);

  expect(reply).toEqual({ kind: 'decision-over' });
});

test('asked for again, the operator gets a new case', async () => {
  const { world, number, one } = await linked();
  await world.requests.cancel(ines, number);

  const { reply } = await world.ask(omar, { kind: 'tap-for', subject: ines });

  expect(caseIn(reply).id).not.toBe(one.id);
  expect(world.rows.cases.get(one.id)?.status).toBe('cancelled');
});

test('a case without a request goes on', async () => {
  const { world, one } = await linked();
  const stored = world.rows.cases.get(one.id);
  if (!stored) throw new RangeError('No case');
  const { request: _none, ...unlinked } = stored;
  world.rows.cases.set(one.id, unlinked);

  expect(await world.press(one)).toMatchObject({ kind: 'tap-issued' });
});
