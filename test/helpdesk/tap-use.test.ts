import { followUp, sweepSeals } from '../../src/helpdesk/follow-up.ts';
import { deleteTap } from '../../src/helpdesk/list-taps.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import { showCase } from '../../src/helpdesk/show-case.ts';
import { tapState } from '../../src/helpdesk/tap-state.ts';
import type { AuthenticationMethod } from '../../src/passkeys/facts.ts';
import { method, passkey, tap } from '../fixtures/facts.ts';
import { ines, olga, omar, start } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';
import { minutesAfter, someCase, someIssued } from '../fixtures/some-case.ts';

const issuedCase = someCase({ issued: someIssued(start, { tapId: 'mine' }) });
const mine = tap({ id: 'mine' });

test.each<[string, ReturnType<typeof tapState>, readonly AuthenticationMethod[], number]>([
  ['still there', 'waiting', [method('password'), mine], 10],
  ['used, says Entra', 'used', [tap({ id: 'mine', isUsable: false, isUsed: true })], 10],
  ['used, said after its end', 'used', [tap({ id: 'mine', isUsable: false, isUsed: true })], 70],
  ['unusable for another reason', 'waiting', [tap({ id: 'mine', isUsable: false })], 10],
  ['not listed yet', 'waiting', [], 4.9],
  ['not listed any more', 'gone', [method('password')], 5],
  ['its time is over', 'over', [mine], 60],
  ['its time is over, and Entra took it away', 'over', [], 60],
  ['another in its place', 'over', [tap({ id: 'other' })], 10],
  ['another in its place, used', 'over', [tap({ id: 'other', isUsed: true })], 10],
])('a pass that is %s: %s', (_what, state, methods, minutes) => {
  expect(tapState(issuedCase, methods, minutesAfter(start, minutes))).toBe(state);
});

test.each([
  ['was deleted from here', someCase({ issued: someIssued(start), aftermath: { tapDeletedAt: 'then' } })],
  ['works more than once', someCase({ issued: someIssued(start, { isUsableOnce: false }) })],
  ['was never issued', someCase()],
])('one that %s and is not there is not taken for used', (_what, one) => {
  expect(tapState(one, [], minutesAfter(start, 10))).toBe('over');
});

async function issued() {
  const world = issuingWorld();
  const { id } = caseIn(await world.press(await world.ready(), { cardId: 'operators' }));
  world.wait(6);
  const look = () => followUp({ kind: 'watch-case', case: id }, world.ports);
  return { world, id, look };
}

function use(world: IssuingWorld) {
  const there = world.signIn.taps.get(ines);
  if (there) world.signIn.taps.set(ines, { ...there, isUsable: false, isUsed: true });
}

const usedIn = (world: IssuingWorld) => world.rows.audit.filter(({ event }) => event === 'tap-used');

test.each<['used' | 'gone', string, (world: IssuingWorld) => void]>([
  ['used', 'one-time-used', use],
  ['gone', 'not-listed', (world) => void world.signIn.taps.delete(ines)],
])('%s: the case, its card and the audit say so, once', async (how, because, happen) => {
  const { world, id, look } = await issued();
  const tapId = world.signIn.taps.get(ines)?.id;
  await look();
  expect(usedIn(world)).toEqual([]);
  happen(world);

  await Promise.all([look(), look()]);
  await look();

  expect(usedIn(world)).toMatchObject([{ actor: ines, subject: ines, caseId: id, details: { tap: tapId, because } }]);
  expect(world.messenger.edited).toMatchObject([
    { user: omar, cardId: 'operators', reply: { kind: 'tap-issued', use: how } },
  ]);
  expect(await showCase(id, world.scene(omar))).toMatchObject({ kind: 'tap-issued', use: how });
});

test('what is noted of the use stays, whatever is noted after it', async () => {
  const { world, id, look } = await issued();
  use(world);
  world.register(ines, passkey({ id: 'new' }));
  await look();
  world.wait(10);
  await sweepSeals(world.ports);

  expect(world.rows.cases.get(id)?.aftermath).toMatchObject({ tapUse: 'used', passkeySeenAt: expect.any(String) });
  expect(world.messenger.last(omar, 'passkey-appeared')).toMatchObject({ tapStillThere: false });
  expect(world.messenger.edited.at(-1)?.reply).toMatchObject({ kind: 'tap-issued', use: 'used' });
});

test('what an operator deleted was not used', async () => {
  const { world, look } = await issued();
  const id = world.signIn.taps.get(ines)?.id ?? '';
  await deleteTap({ kind: 'delete-tap', subject: ines, tap: id }, world.scene(olga));

  await look();

  expect(usedIn(world)).toEqual([]);
});

test('after "This wasn’t me" the use is written down, and the card keeps what it says of the alarm', async () => {
  const { world, id, look } = await issued();
  await tapNotMine(id, world.scene(ines));
  const edits = world.messenger.edited.length;
  use(world);

  await look();

  expect(usedIn(world)).toHaveLength(1);
  expect(world.messenger.edited).toHaveLength(edits);
});

test('methods that could not be read say nothing', async () => {
  const { world, look } = await issued();
  world.ports.directory.methodsOf = async () => ({ known: false, because: 'unavailable' });

  await look();

  expect(usedIn(world)).toEqual([]);
});
