import type { UserId } from '../../src/passkeys/ids.ts';
import { type HelpdeskWorld, ines, olga, omar, start } from '../fixtures/helpdesk-world.ts';
import { issuingWorld } from '../fixtures/issuing-world.ts';
import { someone } from '../fixtures/someone.ts';

/** Omar's case made Ines say that it was not her; Olga lifts that. */
async function cleared() {
  const world = issuingWorld();
  await world.freezes.freeze(ines, 'match-not-me', omar, start);
  await world.ask(olga, { kind: 'clear-freeze', subject: ines, freezes: world.allAlarms() });
  return world;
}

/** The operator asks the others, and one of them approves. */
async function approved(world: HelpdeskWorld, operator: UserId, approver: UserId) {
  const [one] = await world.cases.openOf(operator);
  const id = one?.id ?? '';
  await world.ask(operator, { kind: 'ask-second', case: id, reason: 'It was a mistake' });
  const decision = (await world.cases.load(id))?.second?.id ?? '';
  return (await world.ask(approver, { kind: 'decide-as-second', decision, approve: true, reason: '' })).reply;
}

test.each([
  ['who lifted it', olga],
  ['whose case it was', omar],
])('after a freeze was lifted, nobody issues alone, not even the operator %s', async (_who, operator) => {
  const world = await cleared();

  const one = await world.ready({}, operator);
  expect(one.missing).toEqual(['second-operator']);
  expect(await world.press(one, { user: operator })).toMatchObject({ kind: 'case' });
  expect(world.signIn.issued).toEqual([]);
});

test('the one who lifted it does not answer for what follows: a third operator does', async () => {
  const world = await cleared();
  const third = someone();
  world.roles.give(third);
  await world.ready();

  expect(await approved(world, omar, olga)).toEqual({ kind: 'decision-over' });
  expect(await approved(world, omar, third)).toEqual({ kind: 'decided', approved: true });
});

test('a case that was ready before the freeze is not ready after it', async () => {
  const world = issuingWorld();
  const one = await world.ready();
  await world.freezes.freeze(ines, 'tap-not-me', undefined, start);
  await world.freezes.clear(ines, world.allAlarms(), olga, start);

  expect(await world.press(one)).toMatchObject({ kind: 'case', problem: 'something-changed' });
  expect(world.signIn.issued).toEqual([]);
});

test('a day later one operator is enough again', async () => {
  const world = await cleared();
  world.wait(24 * 60 + 1);

  expect((await world.ready()).missing).toEqual([]);
});
