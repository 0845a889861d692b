import type { Decision, TapCase } from '../../src/helpdesk/case.ts';
import { withPreflight } from '../../src/helpdesk/changes-since.ts';
import { known } from '../fixtures/facts.ts';
import { approvalGroup, eve, ines, olga, somePerson, tapPolicy } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';
import { someCase } from '../fixtures/some-case.ts';

const approved = { id: 'second', by: olga, state: 'approved', expiresAt: '2026-11-20T09:15:00.000Z' } as const;

/** A case whose second operator has said yes. */
async function withYes() {
  const world = issuingWorld();
  world.subjects.change(ines, { memberOf: known(new Set([approvalGroup])) });
  const shown = await world.ready({ lifetime: 480, isUsableOnce: false, delivery: 'manager-chat' });
  change(world, shown.id, { second: approved });
  return { world, shown };
}

function change(world: IssuingWorld, id: string, parts: Partial<TapCase>) {
  const stored = world.rows.cases.get(id);
  if (stored) world.rows.cases.set(id, { ...stored, ...parts });
}

test.each<[string, (world: IssuingWorld) => void]>([
  ['a red flag', (w) => w.subjects.change(ines, { managerChangedRecently: known(true) })],
  [
    'another manager',
    (w) =>
      w.subjects.change(ines, { manager: known({ id: eve, name: 'Eve', enabled: true, isGuest: false, above: [] }) }),
  ],
  [
    'another user name',
    (w) => w.subjects.change(ines, { person: known(somePerson(ines, { upn: 'other@x.example' })) }),
  ],
  ['another name', (w) => w.subjects.change(ines, { person: known(somePerson(ines, { name: 'Ines Other' })) })],
])("%s found since: the second operator's yes is gone, and the card says to ask again", async (_what, happen) => {
  const { world, shown } = await withYes();
  happen(world);

  const reply = await world.press(shown);

  expect(reply).toMatchObject({
    kind: 'case',
    problem: expect.stringMatching(/^(ask-second-again|no-valid-manager)$/),
  });
  expect(world.rows.cases.get(shown.id)).not.toHaveProperty('second');
  expect(caseIn(reply).missing).toContain('second-operator');
  expect(world.signIn.callsOf('issueTap')).toEqual([]);
});

test('another user name alone: asked again', async () => {
  const { world, shown } = await withYes();
  world.subjects.change(ines, { person: known(somePerson(ines, { upn: 'other@contoso.example' })) });

  expect(await world.press(shown)).toMatchObject({ problem: 'ask-second-again' });
});

test('nothing found since: it is issued', async () => {
  const { world, shown } = await withYes();

  expect(await world.press(shown)).toMatchObject({ kind: 'tap-issued' });
});

test('a narrower policy is chosen within, and what the second operator agreed to stays as long as nothing is chosen', async () => {
  const { world, shown } = await withYes();
  world.subjects.change(ines, { tapPolicy: known(tapPolicy({ maximumLifetime: 120 })) });

  expect(await world.press(shown)).toMatchObject({ kind: 'case', problem: 'lifetime-outside-policy' });

  expect(world.rows.cases.get(shown.id)?.second).toEqual(approved);
});

test('a pass that a colleague issued meanwhile, listed or not, was not what the second operator agreed to', async () => {
  const { world, shown } = await withYes();
  const hers = await world.ready({}, olga);
  change(world, hers.id, { second: { ...approved, id: 'hers', by: eve } });
  expect(await world.press(hers, { user: olga })).toMatchObject({ kind: 'tap-issued' });
  world.signIn.taps.delete(ines);
  const mine = world.rows.cases.get(shown.id);
  if (mine) change(world, mine.id, { preflight: { ...mine.preflight, redFlags: ['many-requests'] } });

  const reply = await world.press(shown);

  expect(reply).toEqual({
    kind: 'already-issued',
    byName: 'Olga Brandt',
    secondsAgo: 0,
    name: 'Ines Moreau',
    isSecondOver: true,
  });
  expect(world.rows.cases.get(shown.id)).not.toHaveProperty('second');
});

test('a colleague was faster, and nobody had been asked: nothing is said of a second operator', async () => {
  const world = issuingWorld();
  const mine = await world.ready();
  await world.press(await world.ready({}, olga), { user: olga });

  expect(await world.press(mine)).not.toHaveProperty('isSecondOver');
});

test.each<[Decision['state'], boolean]>([
  ['asked', false],
  ['approved', false],
  ['refused', true],
])('on other findings a decision that is %s stays: %s', (state, isKept) => {
  const one = someCase({ second: { ...approved, state } });

  const { second } = withPreflight(one, { ...one.preflight, redFlags: ['new-manager'] });

  expect(second !== undefined).toBe(isKept);
  expect(withPreflight(one, one.preflight).second).toEqual(one.second);
});
