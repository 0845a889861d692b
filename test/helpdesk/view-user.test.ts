import { enrollmentVersion } from '../../src/enrollment/enrollment.ts';
import { helpdeskWorld, ines, olga, omar, start } from '../fixtures/helpdesk-world.ts';

/** Ines is at "still stuck" and has asked for a person; Omar has the request. */
async function claimed() {
  const world = helpdeskWorld();
  const screen = { kind: 'still-stuck' } as const;
  const enrollment = { user: ines, version: enrollmentVersion, screenId: 'screen-1', screen, answers: {} };
  await world.stores.enrollments.save({ ...enrollment, updatedAt: start }, undefined);
  const { number } = await world.requests.open(ines, 'human', {});
  await world.ask(omar, { kind: 'claim-request', number });
  return { world, number };
}

test('the operator sees the card and the facts as they are now; the user is told, and it is written down', async () => {
  const { world, number } = await claimed();

  const { reply } = await world.ask(omar, { kind: 'view-user', number });

  expect(reply).toMatchObject({ kind: 'user-view', number, name: 'Ines Moreau', screen: { kind: 'still-stuck' } });
  expect(reply).toMatchObject({
    facts: expect.arrayContaining([expect.objectContaining({ what: 'account', result: 'pass' })]),
  });
  expect(world.messenger.last(ines, 'your-card-was-viewed')).toEqual({
    kind: 'your-card-was-viewed',
    operatorName: 'Omar Haddad',
    number,
  });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'card-viewed', actor: omar, subject: ines });
});

test('looking changes nothing of the user’s', async () => {
  const { world, number } = await claimed();
  const before = await world.stores.enrollments.load(ines);

  await world.ask(omar, { kind: 'view-user', number });

  expect(await world.stores.enrollments.load(ines)).toEqual(before);
});

test('a user who has not begun has facts and no card', async () => {
  const world = helpdeskWorld();
  const { number } = await world.requests.open(ines, 'human', {});
  await world.ask(omar, { kind: 'claim-request', number });

  const { reply } = await world.ask(omar, { kind: 'view-user', number });

  expect(reply).not.toHaveProperty('screen');
  expect(reply).toHaveProperty('facts');
});

test('whoever cannot be told was looked at all the same, and that is an alarm in the audit', async () => {
  const { world, number } = await claimed();
  world.messenger.unreachable.add(ines);

  expect(await world.ask(omar, { kind: 'view-user', number })).toMatchObject({
    reply: { kind: 'user-view', isUntold: true },
  });
  expect(world.events().slice(-2)).toEqual(['card-viewed', 'alarm']);
});

test('who stopped messages is told', async () => {
  const { world, number } = await claimed();
  await world.stores.preferences.stopMessages(ines);

  await world.ask(omar, { kind: 'view-user', number });

  expect(world.messenger.last(ines, 'your-card-was-viewed')).toMatchObject({ number });
});

test('without the request nobody looks: not before claiming it, not another operator, not after it is over', async () => {
  const { world, number } = await claimed();
  const unclaimed = await world.requests.open(ines, 'tap', {});
  const look = async (operator: typeof omar, which: number) =>
    (await world.ask(operator, { kind: 'view-user', number: which })).reply;

  expect(await look(omar, unclaimed.number)).toMatchObject({ kind: 'request' });
  expect(await look(olga, number)).toMatchObject({ kind: 'request-taken', byName: 'Omar Haddad' });
  expect(await look(omar, 4711)).toEqual({ kind: 'request-closed', number: 4711, wasGone: true });
  await world.requests.cancel(ines, number);
  expect(await look(omar, number)).toEqual({ kind: 'request-closed', number, wasGone: true });

  expect(world.events()).not.toContain('card-viewed');
  expect(world.messenger.sentTo(ines).map(({ kind }) => kind)).not.toContain('your-card-was-viewed');
});

test('an operator whose name cannot be read looks at nobody', async () => {
  const { world, number } = await claimed();
  world.subjects.fail();

  expect(await world.ask(omar, { kind: 'view-user', number })).toMatchObject({ reply: { kind: 'could-not-read' } });
  expect(world.events()).not.toContain('card-viewed');
});
