import { readOutInstead } from '../../src/helpdesk/read-out-instead.ts';
import { showCase } from '../../src/helpdesk/show-case.ts';
import { showTap } from '../../src/helpdesk/show-tap.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { approvedBy, type IssuingWorld, issuingWorld, type Shown } from '../fixtures/issuing-world.ts';

const deliveries = [
  ['subject-chat', ines],
  ['manager-chat', mika],
] as const;

function buttonOf(reply: Shown) {
  if (reply.kind === 'tap-issued' && reply.show) return reply.show;
  throw new RangeError(`No button in ${JSON.stringify(reply)}`);
}

function readOut(world: IssuingWorld, button: { readonly sealed: string; readonly key: string }, user: UserId = omar) {
  const [id = ''] = world.rows.cases.keys();
  const command = { kind: 'read-out-instead', case: id, ...button } as const;
  return readOutInstead(command, world.scene(user, command));
}

test.each(deliveries)('nothing is issued for the %s of somebody without a chat', async (delivery, reader) => {
  const world = issuingWorld();
  world.messenger.unreachable.add(reader);

  const shown = await world.ready({ delivery });
  const reply = await world.press(await approvedBy(olga, shown.id, world));

  expect(reply).toMatchObject({ kind: 'case', problem: 'cannot-reach', case: { options: { delivery } } });
  expect(world.signIn.issued).toEqual([]);
  expect(world.events()).not.toContain('issue-asked');
});

test('whoever has no chat gets one that is read out', async () => {
  const world = issuingWorld();
  world.messenger.unreachable.add(ines);

  const { id } = await world.ready();
  const reply = await world.press(await approvedBy(olga, id, world));

  expect(reply).toMatchObject({ kind: 'tap-issued', isUntold: true, show: {} });
  expect(reply).not.toHaveProperty('problem');
  expect(await showCase(id, world.scene(omar))).toMatchObject({ kind: 'tap-issued', isUntold: true });
});

/** Issued, and the message with it did not get there. */
async function undelivered(delivery: 'subject-chat' | 'manager-chat' = 'subject-chat', reader: UserId = ines) {
  const world = issuingWorld();
  world.messenger.blocked.add(reader);
  const reply = await world.press(await world.ready({ delivery }));
  return { world, reply, button: buttonOf(reply) };
}

test.each(deliveries)(
  'a message to the %s that fails: the operator hears it, and nobody is handed the pass',
  async (...row) => {
    const [delivery, reader] = row;
    const { world, reply, button } = await undelivered(delivery, reader);

    expect(reply).toMatchObject({ kind: 'tap-issued', problem: 'cannot-reach', case: { options: { delivery } } });
    for (const user of [omar, ines, mika, olga]) {
      expect(await showTap(button.sealed, button.key, world.scene(user))).toMatchObject({ kind: 'tap-gone' });
    }
    const told = reader === ines ? mika : ines;
    expect(world.messenger.last(told, 'tap-notice')).toMatchObject({ delivery: 'nobody' });
  },
);

test('asked to, the operator reads it out: written down, and everybody is told so', async () => {
  const { world, button } = await undelivered();

  const reply = await readOut(world, button);
  expect(reply).toMatchObject({ kind: 'tap-issued', show: button, case: { options: { delivery: 'read-out' } } });
  await readOut(world, button);

  expect(await showTap(button.sealed, button.key, world.scene(omar))).toMatchObject({ kind: 'tap', forWhom: 'caller' });
  const instead = world.rows.audit.filter(({ details }) => details.instead === 'subject-chat');
  expect(instead).toMatchObject([
    { event: 'issued', actor: omar, details: { phase: 'begun', delivery: 'read-out' } },
    { event: 'issued', actor: omar, details: { phase: 'done' } },
  ]);
  expect(world.messenger.last(mika, 'tap-notice')).toMatchObject({ delivery: 'read-out' });
});

test.each<[string, UserId, (world: IssuingWorld) => Promise<unknown> | unknown]>([
  ['another operator', olga, () => undefined],
  ['the subject', ines, () => undefined],
  [
    'the operator, once the user is frozen',
    omar,
    (world) => world.freezes.freeze(ines, 'tap-not-me', omar, new Date()),
  ],
])('it is not read out by %s', async (_who, user, prepare) => {
  const { world, button } = await undelivered();
  await prepare(world);

  expect(await readOut(world, button, user)).not.toHaveProperty('show');
  expect(world.rows.cases.values().next().value?.options.delivery).toBe('subject-chat');
});

test('what was delivered to the subject is no matter of reading it out', async () => {
  const world = issuingWorld();
  await world.press(await world.ready({ delivery: 'subject-chat' }));
  const button = world.messenger.last(ines, 'tap-ready').show;

  await readOut(world, button);

  expect(world.rows.cases.values().next().value?.options.delivery).toBe('subject-chat');
  expect(await showTap(button.sealed, button.key, world.scene(omar))).toMatchObject({ because: 'not-yours' });
});
