import { announceRequest } from '../../src/helpdesk/announce-request.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { eve, type HelpdeskWorld, helpdeskWorld, ines, olga, omar } from '../fixtures/helpdesk-world.ts';

const home = { conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/' };
const member = (user: UserId | undefined, isGuest = false) => ({ user, isGuest });
const desk = [member(omar), member(olga)];

/** Set by Omar, a while ago; looks at the members are counted. */
async function channelOf(minutes: number) {
  const world = helpdeskWorld();
  world.messenger.members = desk;
  await world.ask(omar, { kind: 'use-this-channel' }, { where: { kind: 'channel', ...home } });
  world.wait(minutes);
  let looks = 0;
  const membersOf = world.messenger.membersOf.bind(world.messenger);
  world.messenger.membersOf = async () => {
    looks += 1;
    return membersOf();
  };
  return { world, looks: () => looks };
}

const suspensions = ({ rows }: HelpdeskWorld) =>
  rows.audit.filter(({ event }) => event.startsWith('channel-') && event !== 'channel-set');

test('for an hour a look at the members is good enough', async () => {
  const { world, looks } = await channelOf(59);

  expect(await world.channel.get()).toEqual(home);
  expect(looks()).toBe(0);
  world.wait(1);
  expect(await world.channel.get()).toEqual(home);
  await world.channel.get();
  expect(looks()).toBe(1);
});

test.each<[string, HelpdeskWorld['messenger']['members'], string]>([
  ['a guest', [...desk, member(eve, true)], 'guests'],
  ['somebody who is no operator', [...desk, member(eve)], 'non-operators'],
  ['somebody without an id', [...desk, member(undefined)], 'non-operators'],
  ['nobody knows whom', undefined, 'unreadable'],
  ['nobody', [], 'unreadable'],
])(
  'before a request is posted where %s came to read: it is not, and operators hear of it in their own chats',
  async (_who, members, because) => {
    const { world } = await channelOf(60);
    await world.audit.append({ at: world.ports.now(), event: 'request-claimed', actor: olga, details: {} });
    world.messenger.members = members;

    await announceRequest(await world.requests.open(ines, 'human', {}), world.ports);
    await world.channel.get();

    expect(world.messenger.posted).toEqual([]);
    for (const user of [omar, olga])
      expect(world.messenger.sentTo(user)).toEqual([{ kind: 'channel-suspended', because }]);
    expect(world.messenger.sentTo(eve)).toEqual([]);
    expect(suspensions(world)).toMatchObject([{ event: 'channel-suspended', actor: omar, details: { because } }]);
  },
);

test('an operator among them who is none any more', async () => {
  const { world } = await channelOf(60);
  world.roles.takeFrom(olga);

  expect(await world.channel.get()).toBeUndefined();
  expect(world.messenger.sentTo(omar)).toMatchObject([{ because: 'non-operators' }]);
});

test('somebody came: it is looked at now, whenever that was done before', async () => {
  const { world } = await channelOf(1);
  world.messenger.members = [...desk, member(eve, true)];

  expect(await world.channel.get()).toEqual(home);
  await world.channel.membersChanged();

  expect(await world.channel.get()).toBeUndefined();
  expect(world.messenger.last(omar, 'channel-suspended')).toMatchObject({ because: 'guests' });
});

test('once they are gone it is used again, within a minute, and what waited is posted', async () => {
  const { world, looks } = await channelOf(60);
  world.messenger.members = [...desk, member(eve)];
  const request = await world.requests.open(ines, 'human', {});
  await announceRequest(request, world.ports);
  world.messenger.members = desk;

  expect(await world.channel.get()).toBeUndefined();
  expect(looks()).toBe(1);
  world.wait(2);
  await announceRequest(request, world.ports);

  expect(world.messenger.posted.map(({ reply }) => reply.kind)).toEqual(['channel-request']);
  expect(suspensions(world).map(({ event }) => event)).toEqual(['channel-suspended', 'channel-resumed']);
});

test('it may be set again where it is, once it is right', async () => {
  const { world } = await channelOf(60);
  world.messenger.members = [...desk, member(eve)];
  await world.channel.get();
  world.messenger.members = desk;

  await world.ask(olga, { kind: 'use-this-channel' }, { where: { kind: 'channel', ...home } });

  expect(await world.channel.get()).toEqual(home);
});

test('without a channel somebody who comes or goes means nothing', async () => {
  const world = helpdeskWorld();

  await world.channel.membersChanged();

  expect(await world.channel.get()).toBeUndefined();
  expect([world.events(), world.messenger.sent]).toEqual([[], []]);
});
