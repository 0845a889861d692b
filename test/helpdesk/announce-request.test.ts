import { announceWaiting, announcing } from '../../src/helpdesk/announce-request.ts';
import { type HelpdeskWorld, helpdeskWorld, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';

const home = { conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/' };

/** Requests as the users' part of the bot opens them. */
async function withChannel() {
  const world = helpdeskWorld();
  await world.channel.set({ ...home, setBy: olga });
  return { world, requests: announcing(world.requests, world.ports) };
}

const posts = ({ messenger }: HelpdeskWorld) => messenger.posted.map(({ reply }) => reply);

test('a new request is posted: a number and a name, and nothing of what was found', async () => {
  const { world, requests } = await withChannel();

  const { number } = await requests.open(ines, 'human', { screen: 'stuck', osVersion: '16.7' });

  expect(world.messenger.posted).toEqual([
    { channel: home, reply: { kind: 'channel-request', number, name: 'Ines Moreau' } },
  ]);
});

test('asked for again, or fifty times at once, it is posted once', async () => {
  const { world, requests } = await withChannel();

  await Promise.all(Array.from({ length: 50 }, () => requests.open(ines, 'tap', {})));
  await requests.open(ines, 'tap', {});
  world.wait(60);
  await requests.open(ines, 'tap', {});
  await announceWaiting(world.ports);

  expect(posts(world)).toHaveLength(1);
});

test('a channel that fails does not lose it: it is posted once it can be, alarms first', async () => {
  const { world, requests } = await withChannel();
  world.messenger.isChannelGone = true;
  const plain = await requests.open(ines, 'tap', {});
  world.wait(1);
  const alarm = await requests.open(mika, 'not-me', {});
  expect(posts(world)).toEqual([]);

  world.wait(3);
  world.messenger.isChannelGone = false;
  await announceWaiting(world.ports);
  await announceWaiting(world.ports);

  expect(posts(world)).toMatchObject([{ number: alarm.number }, { number: plain.number }]);
});

test('a failure on the way to the channel never reaches the user who asks', async () => {
  const { world } = await withChannel();
  const messenger = Object.assign(world.messenger, { sendToChannel: () => Promise.reject(new Error('503')) });
  const requests = announcing(world.requests, { ...world.ports, messenger });

  expect(await requests.open(ines, 'tap', {})).toMatchObject({ number: 1001, user: ines });
});

test('without a channel it waits in the list, and is posted when a channel is set', async () => {
  const world = helpdeskWorld();
  const requests = announcing(world.requests, world.ports);
  const { number } = await requests.open(ines, 'not-me', {});
  await announceWaiting(world.ports);
  expect(posts(world)).toEqual([]);

  world.wait(5);
  await world.channel.set({ ...home, setBy: olga });
  await announceWaiting(world.ports);

  expect(posts(world)).toMatchObject([{ number }]);
});

test('what somebody claimed, cancelled or asked a day ago is not caught up on', async () => {
  const world = helpdeskWorld();
  const old = await world.requests.open(ines, 'human', {});
  world.wait(24 * 60 + 1);
  const claimed = await world.requests.open(ines, 'tap', {});
  await world.ask(omar, { kind: 'claim-request', number: claimed.number });
  const cancelled = await world.requests.open(mika, 'tap', {});
  await world.requests.cancel(mika, cancelled.number);
  await world.channel.set({ ...home, setBy: olga });

  await announceWaiting(world.ports);

  expect(posts(world)).toEqual([]);
  expect(old.number).toBe(1001);
});

test('a name that cannot be read does not hold it up; a hostile one is one line', async () => {
  const { world, requests } = await withChannel();
  world.subjects.changePerson(mika, { name: 'Mika\u202e\n<at>everyone</at>' });
  await requests.open(mika, 'tap', {});
  world.subjects.fail();
  await requests.open(ines, 'tap', {});

  expect(posts(world)).toMatchObject([{ name: 'Mika <at>everyone</at>' }, { number: 1002, name: '' }]);
});

test('the user is not kept waiting where the announcement can come after the answer', async () => {
  const { world } = await withChannel();
  const after: (() => Promise<void>)[] = [];
  const requests = announcing(world.requests, world.ports, (work) => void after.push(work));

  await requests.open(ines, 'tap', {});
  expect(posts(world)).toEqual([]);
  for (const work of after) await work();

  expect(posts(world)).toHaveLength(1);
});
