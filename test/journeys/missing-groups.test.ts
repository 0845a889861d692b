import { passFor } from '../fixtures/at-the-desk.ts';
import { helpdeskEnv, openWorld } from '../fixtures/world.ts';

const wrong = '99999999-9999-4999-8999-000000000001';

test('a protected group that is not there is in the log from the start, and nobody gets a pass', async () => {
  const world = await openWorld({ env: { ...helpdeskEnv, PROTECTED_GROUP_IDS: wrong } });
  try {
    const omar = world.member('omar');
    const isNamed = () =>
      world.log.some(({ level, groups }) => level === 40 && JSON.stringify(groups) === `["${wrong}"]`);
    while (!isNamed()) await new Promise((resolve) => setImmediate(resolve));
    world.log.splice(0);

    const desk = await passFor(omar, 'stella@contoso.example');

    expect(desk.title()).toBe('No pass for this person');
    expect(desk.verbs()).not.toContain('record-verification');
    expect(isNamed()).toBe(true);
  } finally {
    await world.close();
  }
});
