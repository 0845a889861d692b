import { announceAlarms } from '../../src/helpdesk/announce-alarm.ts';
import { announceWaiting, announcing } from '../../src/helpdesk/announce-request.ts';
import { freezingOnAlarm } from '../../src/helpdesk/freeze-on-alarm.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { userId } from '../../src/passkeys/ids.ts';
import { bosse, eve, type HelpdeskWorld, helpdeskWorld, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';

const home = { conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/' };
const elsewhere = { ...home, conversationId: '19:elsewhere' };

/** Omar, Olga and Bosse have worked at the help desk lately; Mika did, but is no operator any more. */
async function desk({ hasChannel = true } = {}) {
  const world = helpdeskWorld();
  world.roles.give(bosse);
  for (const actor of [omar, olga, bosse, mika]) await worked(world, actor);
  if (hasChannel) await world.channel.set({ ...home, setBy: olga });
  return world;
}

const worked = (world: HelpdeskWorld, actor: UserId) =>
  world.audit.append({ at: world.ports.now(), event: 'request-claimed', actor, details: {} });

const alarm = async (world: HelpdeskWorld, operator: UserId | undefined, about = 'case-1') => {
  await world.freezes.freeze(ines, 'tap-not-me', operator, world.ports.now(), about);
  await announceAlarms(ines, world.ports);
};
const told = ({ messenger }: HelpdeskWorld) =>
  messenger.sent.filter(({ reply }) => reply.kind === 'channel-request').map(({ user }) => user);
const posts = ({ messenger }: HelpdeskWorld) => messenger.posted.map(({ reply }) => reply);

test('an alarm goes to the channel and to every operator who worked here, but not to the one it is about', async () => {
  const world = await desk();

  await alarm(world, omar);
  await announceAlarms(ines, world.ports);
  world.wait(10);
  await announceWaiting(world.ports);

  const card = { kind: 'channel-request', number: 1001, name: 'Ines Moreau', isAlarm: true };
  expect(world.messenger.posted).toEqual([{ channel: home, reply: card }]);
  expect(told(world).sort()).toEqual([olga, bosse].sort());
  expect(world.messenger.last(olga, 'channel-request')).toEqual(card);
});

test('a further alarm about somebody who is frozen already is announced like the first', async () => {
  const world = await desk();
  await alarm(world, omar);
  world.messenger.sent.length = 0;
  world.wait(1);

  await alarm(world, olga, 'case-2');

  expect(posts(world)).toHaveLength(2);
  expect(told(world).sort()).toEqual([omar, bosse].sort());
});

test('a further report of a user whose request is open already is announced, too', async () => {
  const world = await desk();
  const requests = announcing(freezingOnAlarm(world.requests, world.ports), world.ports);
  await requests.open(ines, 'not-me', { passkey: 'pk-1' });
  await requests.open(ines, 'not-me', { passkey: 'pk-1' });
  expect(posts(world)).toHaveLength(1);

  await requests.open(ines, 'not-me', { passkey: 'pk-2' });

  expect(posts(world)).toHaveLength(2);
  expect(new Set(posts(world).map((reply) => 'number' in reply && reply.number)).size).toBe(1);
});

test.each<readonly [string, (world: HelpdeskWorld) => unknown]>([
  ['there is no channel', () => undefined],
  ['the channel is gone', (world) => world.channel.set({ ...home, setBy: olga })],
])('%s: the operators hear of it all the same, each once', async (_what, change) => {
  const world = await desk({ hasChannel: false });
  await change(world);
  world.messenger.isChannelGone = true;

  await alarm(world, omar);
  world.wait(3);
  await announceWaiting(world.ports);

  expect(told(world).sort()).toEqual([olga, bosse].sort());
});

test('a channel that was gone hears of it when it is back, and one that was set meanwhile as well', async () => {
  const world = await desk();
  world.messenger.isChannelGone = true;
  await alarm(world, omar);
  world.messenger.isChannelGone = false;
  await world.channel.set({ ...elsewhere, setBy: omar });
  world.wait(3);

  await announceWaiting(world.ports);
  await announceWaiting(world.ports);

  expect(world.messenger.posted).toMatchObject([{ channel: elsewhere, reply: { isAlarm: true } }]);
});

test('a turn that died before it announced anything, or opened a request, is made up for', async () => {
  const world = await desk();
  await world.freezes.freeze(ines, 'match-not-me', omar, world.ports.now(), 'case-1');

  await announceWaiting(world.ports);

  expect(posts(world)).toMatchObject([{ number: 1001, isAlarm: true }]);
  expect(await world.requests.openOf(ines)).toMatchObject([{ about: 'not-me' }]);
});

test('with nobody to tell it is an error that stays in the audit, once, and is told as soon as somebody is there', async () => {
  const world = helpdeskWorld();
  await alarm(world, omar);
  world.wait(3);
  await announceWaiting(world.ports);
  expect(world.rows.audit).toMatchObject([{ event: 'alarm', subject: ines, details: { because: 'nobody-told' } }]);

  await worked(world, olga);
  world.wait(3);
  await announceWaiting(world.ports);

  expect(told(world)).toEqual([olga]);
  expect(world.events().filter((event) => event === 'alarm')).toHaveLength(1);
});

test('who worked here long ago, has no chat, or is the frozen user, is not written to, and never more than twenty', async () => {
  const world = helpdeskWorld();
  world.roles.give(ines, bosse, eve);
  await worked(world, bosse);
  world.wait(31 * 24 * 60);
  const many = Array.from({ length: 30 }, (_, index) =>
    userId(`77770000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`),
  );
  world.roles.give(...many);
  for (const actor of [...many, ines, eve]) await worked(world, actor);
  world.messenger.unreachable.add(eve);

  await alarm(world, omar);

  expect(told(world)).toHaveLength(20);
  expect(told(world)).not.toContain(ines);
  expect(told(world)).not.toContain(bosse);
});
