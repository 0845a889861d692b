import { helpdeskActionsFor } from '../../src/helpdesk/actions.ts';
import { clearFreeze } from '../../src/helpdesk/clear-freeze.ts';
import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import { Secret } from '../../src/helpdesk/secret.ts';
import { claimRequest } from '../../src/helpdesk/work-requests.ts';
import { bosse, type HelpdeskWorld, helpdeskWorld, ines, olga, omar, start } from '../fixtures/helpdesk-world.ts';
import type { Shown } from '../fixtures/issuing-world.ts';

/** Frozen over Omar's act. */
async function frozenOver(operator = omar): Promise<HelpdeskWorld> {
  const world = helpdeskWorld();
  await world.freezes.freeze(ines, 'match-not-me', operator, start, 'case-1');
  return world;
}

const clearingOn = (shown: Shown) =>
  helpdeskActionsFor(shown as HelpdeskReply).find((command) => command.kind === 'clear-freeze');

test('an alarm that came after the card was drawn stays, and the card shows it then', async () => {
  const world = await frozenOver();
  const shown = world.allAlarms();
  await world.freezes.freeze(ines, 'tap-not-me', omar, start, 'case-2');

  const reply = await clearFreeze(ines, shown, world.scene(olga));

  expect(reply).toMatchObject({ kind: 'frozen', canClear: true, freezes: [{ id: 2, because: 'tap-not-me' }] });
  expect(clearingOn(reply)).toEqual({ kind: 'clear-freeze', subject: ines, freezes: [2] });
  expect(world.messenger.sentTo(ines)).toEqual([]);
});

test('one press clears all that the card showed', async () => {
  const world = await frozenOver();
  await world.freezes.freeze(ines, 'tap-not-me', omar, start, 'case-2');

  const reply = await clearFreeze(ines, world.allAlarms(), world.scene(olga));

  expect(reply).toMatchObject({ kind: 'unfrozen' });
  expect(world.messenger.last(ines, 'account-changed')).toMatchObject({ changes: [{ what: 'unfrozen' }] });
});

test('an operator whom any of the alarms is about clears none of them, whatever the card says', async () => {
  const world = await frozenOver();
  const [first] = world.allAlarms();
  await world.freezes.freeze(ines, 'match-not-me', olga, start, 'case-2');

  const reply = await clearFreeze(ines, [first ?? 0], world.scene(olga));

  expect(reply).toMatchObject({ kind: 'frozen', canClear: false, freezes: [{ id: 1 }, { id: 2 }] });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'unfrozen', details: { phase: 'refused' } });
  const byAThird = await clearFreeze(ines, world.allAlarms(), world.scene(bosse));
  expect(byAThird).toMatchObject({ kind: 'unfrozen' });
});

test('a press that names nothing shows what is open, and clears nothing', async () => {
  const world = await frozenOver();

  const reply = await clearFreeze(ines, [], world.scene(olga));

  expect(reply).toMatchObject({ kind: 'frozen', canClear: true, freezes: [{ id: 1 }] });
  expect(world.events()).toEqual([]);
});

test('from the request of the alarm what was open when it was drawn is cleared', async () => {
  const world = await frozenOver();
  const { number } = await world.requests.open(ines, 'not-me', {});

  const request = await claimRequest(number, world.scene(olga));

  expect(clearingOn(request)).toEqual({ kind: 'clear-freeze', subject: ines, freezes: [1] });
});

test('an alarm about what an operator did is for another one, also when it is not the first', async () => {
  const world = await frozenOver(olga);
  await world.freezes.freeze(ines, 'tap-not-me', omar, start, 'case-2');
  const { number } = await world.requests.open(ines, 'not-me', {});

  expect(await claimRequest(number, world.scene(omar))).toMatchObject({ kind: 'request', isForAnother: true });
  expect(await claimRequest(number, world.scene(olga))).toMatchObject({ kind: 'request', isForAnother: true });
});

test('who may issue no passes lifts no freeze, and that it was tried is written down', async () => {
  const world = await frozenOver();
  world.signIn.end('tapsOf', { kind: 'refused', because: 'role-missing' });

  const command = { kind: 'clear-freeze', subject: ines, freezes: world.allAlarms() } as const;
  const { reply } = await world.ask(olga, command);

  expect(reply).toMatchObject({ kind: 'sign-in-refused', because: 'role-missing', again: command });
  expect(await world.freezes.openOf(ines)).toHaveLength(1);
  expect(world.rows.audit).toMatchObject([
    { event: 'refused', actor: olga, subject: ines, details: { attempt: 'clear-freeze', because: 'role-missing' } },
  ]);
});

test('lifting waits for the operator’s own token', async () => {
  const world = await frozenOver();
  world.signIn.needsToken = true;
  const command = { kind: 'clear-freeze', subject: ines, freezes: world.allAlarms() } as const;

  expect((await world.ask(olga, command)).reply).toMatchObject({ kind: 'sign-in' });
  expect(await world.freezes.openOf(ines)).toHaveLength(1);

  const { reply } = await world.ask(olga, command, { assertion: new Secret('a token') });
  expect(reply).toMatchObject({ kind: 'unfrozen' });
});
