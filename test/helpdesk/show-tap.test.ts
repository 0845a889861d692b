import type { ShowButton } from '../../src/helpdesk/reply-views.ts';
import { tapNotMine } from '../../src/helpdesk/report-tap.ts';
import type { HelpdeskTurn } from '../../src/helpdesk/scene.ts';
import { showTap } from '../../src/helpdesk/show-tap.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { eve, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const readers = { 'read-out': omar, 'subject-chat': ines, 'manager-chat': mika } as const;
type Delivery = keyof typeof readers;

async function issued(delivery: Delivery = 'subject-chat') {
  const world = issuingWorld();
  const reply = await world.press(await world.ready({ delivery }));
  const button = delivery === 'read-out' ? reply : world.messenger.last(readers[delivery], 'tap-ready');
  const show = 'show' in button ? button.show : undefined;
  if (!show) throw new RangeError('Nobody got a button');
  return { world, show, id: caseIn(reply).id };
}

function press(world: IssuingWorld, { sealed, key }: ShowButton, user: UserId, turn: Partial<HelpdeskTurn> = {}) {
  return showTap(sealed, key, world.scene(user, { kind: 'show-tap', sealed, key }, turn));
}

test.each([
  ['read-out', 'caller'],
  ['subject-chat', 'reader'],
  ['manager-chat', 'report'],
] as const)('%s: its reader sees it, and the audit says so', async (delivery, forWhom) => {
  const { world, show } = await issued(delivery);

  const reply = await press(world, show, readers[delivery]);

  const [tap] = world.signIn.issued;
  expect(reply).toEqual({ kind: 'tap', tap, validUntil: '2026-11-20T10:00:00.000Z', forWhom });
  expect(world.rows.audit.at(-1)).toMatchObject({ event: 'shown', actor: readers[delivery], subject: ines });
});

test.each([
  ['read-out', ines],
  ['read-out', olga],
  ['subject-chat', omar],
  ['subject-chat', mika],
  ['subject-chat', eve],
  ['manager-chat', ines],
  ['manager-chat', omar],
] as const)("%s: it stays shut for another, with the reader's own button", async (delivery, user) => {
  const { world, show } = await issued(delivery);

  expect(await press(world, show, user)).toEqual({ kind: 'tap-gone', because: 'not-yours' });
  expect(await press(world, show, readers[delivery])).toMatchObject({ kind: 'tap' });
});

test('it may be opened again for two minutes, and no longer', async () => {
  const { world, show } = await issued();
  await press(world, show, ines);
  world.wait(2);
  const again = await press(world, show, ines);
  world.wait(0.1);

  expect(again).toMatchObject({ kind: 'tap' });
  expect(await press(world, show, ines)).toEqual({ kind: 'tap-gone', because: 'already-shown' });
});

test('after 15 minutes our copy does not open any more, swept or not', async () => {
  const { world, show } = await issued();
  world.wait(15);

  expect(await press(world, show, ines)).toEqual({ kind: 'tap-gone', because: 'expired' });
});

test('a card that refreshes by itself shows nothing, and does not count as opened', async () => {
  const { world, show } = await issued();

  const reply = await press(world, show, ines, { isAutomatic: true });

  expect(reply).toEqual({ kind: 'nothing-open' });
  expect(world.rows.sealedTaps.get(show.sealed)?.firstOpenedAt).toBeUndefined();
});

test('a forged key opens nothing, and does not use up the two minutes', async () => {
  const { world, show } = await issued();

  const reply = await press(world, { ...show, key: Buffer.alloc(32).toString('base64url') }, ines);

  expect(reply).toEqual({ kind: 'tap-gone', because: 'not-yours' });
  expect(world.rows.sealedTaps.get(show.sealed)?.firstOpenedAt).toBeUndefined();
});

test('what does not exist is over', async () => {
  const { world, show } = await issued();

  expect(await press(world, { ...show, sealed: 'nothing' }, ines)).toEqual({ kind: 'tap-gone', because: 'expired' });
});

test('an operator whose role was taken away does not see it any more', async () => {
  const { world, show } = await issued('read-out');
  world.roles.takeFrom(omar);

  expect(await press(world, show, omar)).toEqual({ kind: 'tap-gone', because: 'not-yours' });
});

test('"This wasn\'t me" closes it for everybody', async () => {
  const { world, show, id } = await issued('read-out');
  await tapNotMine(id, world.scene(ines));

  expect(await press(world, show, omar)).toEqual({ kind: 'tap-gone', because: 'expired' });
  expect(world.rows.sealedTaps.size).toBe(0);
});

test('"That\'s not me" after the issue closes it, too', async () => {
  const { world, show } = await issued('read-out');
  await world.freezes.freeze(ines, 'match-not-me', omar, world.ports.now());

  expect(await press(world, show, omar)).toEqual({ kind: 'tap-gone', because: 'expired' });
});

test('one that was replaced is not shown: it would not work', async () => {
  const { world, show } = await issued('read-out');
  world.wait(6);
  const again = await world.ready({}, olga);
  await world.press(again, { user: olga, replace: true });

  expect(world.signIn.issued).toHaveLength(2);
  expect(await press(world, show, omar)).toEqual({ kind: 'tap-gone', because: 'expired' });
});

test("the subject's message goes on to the new phone, and still holds the button", async () => {
  const { world, show, id } = await issued();

  await press(world, show, ines, { cardId: 'message-1' });

  expect(world.messenger.edited).toMatchObject([
    { user: ines, cardId: 'message-1', reply: { kind: 'tap-opened', case: id, show, isUsableOnce: true } },
  ]);
});

test('a message that cannot be edited does not keep the pass from being shown', async () => {
  const { world, show } = await issued();
  world.messenger.edit = async () => Promise.reject(new Error('Teams is away'));

  expect(await press(world, show, ines, { cardId: 'message-1' })).toMatchObject({ kind: 'tap' });
});

test('where nobody can write down that it was shown, it is not shown', async () => {
  const { world, show } = await issued();
  const command = { kind: 'show-tap', ...show } as const;
  const scene = world.scene(ines, command);
  const ports = { ...scene.ports, audit: { ...world.audit, append: async () => Promise.reject(new Error('gone')) } };

  await expect(showTap(show.sealed, show.key, { ...scene, ports })).rejects.toThrow('gone');
});
