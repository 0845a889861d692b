import { cast } from '../../src/simulator/cast.ts';
import { castAnswers } from '../fixtures/cast-answers.ts';
import { openWorld, type World } from '../fixtures/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ newcomers: 1 });
});
afterAll(() => world.close());

/** From number 28 on they are there for the help desk and for rollouts, whose journeys meet each of them. */
const employees = cast.filter(({ number }) => number < 28);

test('every employee of the cast has an answer here', () => {
  expect(Object.keys(castAnswers)).toEqual(employees.map(({ nick }) => nick));
});

test.each(Object.entries(castAnswers))('%s asks to set up a passkey', async (nick, { title, says, never }) => {
  const client = world.member(nick);

  await client.say('set up my passkey');

  expect(client.title()).toBe(title);
  // A bold word is a run of its own.
  const text = client.read().replaceAll(/\s+/g, ' ').replaceAll(' ,', ',');
  expect(text).toContain(says);
  if (never) expect(text).not.toContain(never);
});
