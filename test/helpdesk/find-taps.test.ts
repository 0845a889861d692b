import { findTaps } from '../../src/helpdesk/list-taps.ts';
import { userId } from '../../src/passkeys/ids.ts';
import { known } from '../fixtures/facts.ts';
import { ines, omar, somePerson, subjectFacts } from '../fixtures/helpdesk-world.ts';
import { issuingWorld } from '../fixtures/issuing-world.ts';

test('passes are listed for the only one who is found, and nothing is judged or issued', async () => {
  const world = issuingWorld();
  await world.press(await world.ready());
  const cases = world.rows.cases.size;
  const id = world.signIn.taps.get(ines)?.id;

  const reply = await findTaps('ines', world.scene(omar));

  expect(reply).toMatchObject({ kind: 'taps', person: { id: ines }, taps: [{ id }] });
  expect(world.rows.cases.size).toBe(cases);
  expect(world.signIn.callsOf('issueTap')).toHaveLength(1);
});

test.each([
  ['nothing', undefined, { kind: 'ask-for-person' }],
  ['one letter', 'i', { kind: 'ask-for-person', problem: 'too-short', query: 'i' }],
  ['nobody of that name', 'Nemo', { kind: 'ask-for-person', problem: 'nobody', query: 'Nemo' }],
])('looked for with %s: asked for, to see passes', async (_what, query, expected) => {
  const world = issuingWorld();

  expect(await findTaps(query, world.scene(omar))).toEqual({ ...expected, isForTaps: true });
});

test('several of a name are told apart, to see passes', async () => {
  const world = issuingWorld();
  const other = userId('1de50000-0000-4000-8000-00000000000f');
  world.subjects.set(subjectFacts(other, { person: known(somePerson(other, { name: 'Ines Moreau' })) }));

  expect(await findTaps('moreau', world.scene(omar))).toMatchObject({ kind: 'which-person', isForTaps: true });
  expect(world.signIn.calls).toEqual([]);
});

test('searching rests on the cached role, listing does not', async () => {
  const world = issuingWorld();
  world.roles.takeFrom(omar);

  expect(await findTaps('ines', world.scene(omar))).toEqual({ kind: 'not-understood' });
  expect(world.signIn.calls).toEqual([]);
});

test('after the sign-in it goes on with the person who was found, whoever the text finds then', async () => {
  const world = issuingWorld();
  world.signIn.needsToken = true;

  const reply = await findTaps('ines', world.scene(omar, { kind: 'find-taps', query: 'ines' }));

  expect(reply.kind).toBe('sign-in');
  expect([...world.rows.intents.values()][0]?.command).toEqual({ kind: 'list-taps', subject: ines });
});
