import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import type { HelpdeskTurn } from '../../src/helpdesk/scene.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { eve, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

/** As the bot calls it: with the check of the role, and one Graph behind everything. */
async function ask(world: IssuingWorld, user: UserId, command: HelpdeskCommand, turn: Partial<HelpdeskTurn> = {}) {
  const { createHelpdeskConverse } = await import('../../src/helpdesk/converse-with-helpdesk.ts');
  return createHelpdeskConverse(world.ports)(world.scene(user, command, turn).turn);
}

async function issued(delivery: 'read-out' | 'subject-chat' | 'manager-chat' = 'read-out') {
  const world = issuingWorld();
  const shown = await world.ready({ delivery });
  const reply = await world.press(shown);
  return { world, shown, reply, tap: world.signIn.taps.get(ines)?.id ?? '' };
}

/** What the buttons on an operator's cards carry; anybody can send it. */
function operatorsCards(id: string, revision: string, tap: string): readonly HelpdeskCommand[] {
  return [
    { kind: 'choose-options', case: id, lifetime: 60, isUsableOnce: false, delivery: 'subject-chat' },
    { kind: 'issue', case: id, revision, replace: true },
    { kind: 'list-taps', subject: ines },
    { kind: 'find-taps', query: 'Ines' },
    { kind: 'delete-tap', subject: ines, tap },
    { kind: 'undo', case: id },
    { kind: 'confirm-undo', case: id, methods: ['app-6.8.40'] },
    { kind: 'remove-old-methods', case: id, methods: ['app-6.8.40'] },
    { kind: 'clear-freeze', subject: ines, freezes: [1] },
  ];
}

/** Everything but that it was attempted. */
function traces({ rows, messenger, signIn }: IssuingWorld): string {
  const stored = [
    ...rows.cases.values(),
    ...rows.audit.filter(({ details }) => !details.attempt),
    ...rows.freezes,
    ...rows.intents.values(),
    ...rows.timers,
  ];
  return JSON.stringify([stored, messenger.sent, messenger.edited, messenger.posted, signIn.calls]);
}

test.each([
  ['a colleague', eve],
  ['the user', ines],
  ['the manager', mika],
])("an operator's card in the hands of %s is an unknown command, and does nothing", async (_who, user) => {
  const { world, shown, tap } = await issued();
  const before = traces(world);

  for (const command of operatorsCards(shown.id, shown.revision, tap)) {
    expect([command.kind, await ask(world, user, command)]).toEqual([
      command.kind,
      { reply: { kind: 'not-understood' } },
    ]);
  }
  expect(traces(world)).toBe(before);
});

test('an operator whose role was taken away since the card was drawn does nothing any more, whatever is cached', async () => {
  const world = issuingWorld();
  const { id, revision } = await world.ready();
  world.roles.takeFrom(omar);
  const before = traces(world);

  for (const command of operatorsCards(id, revision, 'tap')) {
    expect((await ask(world, omar, command)).reply).toEqual({ kind: 'not-understood' });
  }
  expect(traces(world)).toBe(before);
});

test('a card that refreshes by itself acts on nothing, whatever it carries', async () => {
  const { world, shown, reply, tap } = await issued();
  const show = reply.kind === 'tap-issued' ? reply.show : undefined;
  if (!show) throw new RangeError('No button');
  const before = traces(world);

  const commands: readonly HelpdeskCommand[] = [
    ...operatorsCards(shown.id, shown.revision, tap),
    { kind: 'show-tap', ...show },
    { kind: 'tap-not-mine', case: shown.id },
  ];
  for (const command of commands) {
    for (const user of [omar, ines]) {
      expect((await ask(world, user, command, { isAutomatic: true })).reply).toEqual({ kind: 'nothing-open' });
    }
  }
  expect(traces(world)).toBe(before);
});

test('an answer that holds a pass says that it is secret, and no other does', async () => {
  const { world, shown, reply } = await issued();
  const show = reply.kind === 'tap-issued' ? reply.show : undefined;
  if (!show) throw new RangeError('No button');

  const opened = await ask(world, omar, { kind: 'show-tap', ...show });
  const other = await ask(world, omar, { kind: 'show-case', case: shown.id });

  expect(opened).toMatchObject({ reply: { kind: 'tap' }, isSecret: true });
  expect(other).not.toHaveProperty('isSecret');
});

test('a manager, who holds no role, opens what was delivered to them', async () => {
  const { world } = await issued('manager-chat');
  const { show } = world.messenger.last(mika, 'tap-ready');

  expect(await ask(world, mika, { kind: 'show-tap', ...show })).toMatchObject({ reply: { kind: 'tap' } });
  expect(await ask(world, olga, { kind: 'show-tap', ...show })).toEqual({
    reply: { kind: 'tap-gone', because: 'not-yours' },
  });
});
