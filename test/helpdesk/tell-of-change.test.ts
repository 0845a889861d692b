import { clearFreeze } from '../../src/helpdesk/clear-freeze.ts';
import { deleteTap } from '../../src/helpdesk/list-taps.ts';
import { removeOldMethods } from '../../src/helpdesk/remove-old-methods.ts';
import type { AccountChange } from '../../src/helpdesk/reply-views.ts';
import { confirmUndo } from '../../src/helpdesk/undo-tap.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { passkey } from '../fixtures/facts.ts';
import { ines, olga, omar, start } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

async function issued() {
  const world = issuingWorld();
  const { id } = caseIn(await world.press(await world.ready()));
  world.register(ines, passkey({ id: 'new', name: 'New phone' }));
  return { world, id };
}

type Change = (world: IssuingWorld, id: string) => Promise<unknown>;
const undone: Change = (world, id) => confirmUndo(id, ['new'], world.scene(olga));

const changes: readonly [string, readonly AccountChange[], Change][] = [
  [
    'that everything was undone',
    [{ what: 'tap' }, { what: 'method', name: 'New phone' }, { what: 'sessions' }],
    undone,
  ],
  [
    'that an old phone was removed',
    [{ what: 'method' }],
    (world, id) => removeOldMethods(id, ['app-6.8.40'], world.scene(olga)),
  ],
  [
    'that their pass was deleted',
    [{ what: 'tap' }],
    (world) => {
      const tap = world.signIn.taps.get(ines)?.id ?? '';
      return deleteTap({ kind: 'delete-tap', subject: ines, tap }, world.scene(olga));
    },
  ],
  [
    'that passes are possible again',
    [{ what: 'unfrozen' }],
    async (world) => {
      await world.freezes.freeze(ines, 'tap-not-me', omar, start);
      await clearFreeze(ines, world.allAlarms(), world.scene(olga));
    },
  ],
];

const told = (world: IssuingWorld, user: UserId = ines) =>
  world.messenger.sentTo(user).filter(({ kind }) => kind === 'account-changed');

test.each(changes)('the user is told %s, and by whom, also who stopped messages', async (_what, expected, change) => {
  const { world, id } = await issued();
  await world.stores.preferences.stopMessages(ines);

  await change(world, id);

  expect(told(world)).toMatchObject([{ operatorName: 'Olga Brandt', at: start.toISOString(), changes: expected }]);
});

test('what failed is not told as done', async () => {
  const { world, id } = await issued();
  world.signIn.end('deleteMethod', { kind: 'refused', because: 'role-missing' });
  world.signIn.end('revokeSessions', { kind: 'refused', because: 'role-missing' });

  await undone(world, id);

  expect(told(world)).toMatchObject([{ changes: [{ what: 'tap' }] }]);
});

test.each([
  ['one of the frozen user’s own cases', omar],
  ['the frozen user', ines],
])('nothing is told where %s lifts nothing', async (_who, user) => {
  const { world } = await issued();
  await world.freezes.freeze(ines, 'tap-not-me', omar, start);

  await clearFreeze(ines, world.allAlarms(), world.scene(user));

  expect(told(world)).toEqual([]);
});

test.each(changes)(
  'whoever cannot be told %s is an alarm in the audit, and it is done all the same',
  async (...row) => {
    const [, , change] = row;
    const { world, id } = await issued();
    world.messenger.unreachable.add(ines);

    await change(world, id);

    expect(world.rows.audit.at(-1)).toMatchObject({
      event: 'alarm',
      actor: olga,
      subject: ines,
      details: { because: 'subject-unreachable' },
    });
  },
);
