import type { UserId } from '../../src/passkeys/ids.ts';
import { eve, helpdeskWorld, ines, olga, omar } from '../fixtures/helpdesk-world.ts';
import { someone } from '../fixtures/someone.ts';

const home = { conversationId: '19:helpdesk', serviceUrl: 'https://smba.contoso.example/' };
const here = { where: { kind: 'channel', ...home } } as const;

type Member = { readonly user: UserId | undefined; readonly isGuest: boolean };
const member = (user: UserId | undefined, isGuest = false): Member => ({ user, isGuest });

async function use(members: readonly Member[] | undefined, operators: readonly UserId[] = []) {
  const world = helpdeskWorld();
  world.messenger.members = members;
  world.roles.give(...operators);
  const { reply } = await world.ask(omar, { kind: 'use-this-channel' }, here);
  return { world, reply };
}

test('a channel of operators is used from now on, and that is written down', async () => {
  const { world, reply } = await use([member(omar), member(olga)]);

  expect(reply).toEqual({ kind: 'channel-set' });
  expect(world.rows.channel).toMatchObject([{ ...home, setBy: omar, problem: undefined }]);
  expect(world.rows.audit).toMatchObject([
    { event: 'channel-set', actor: omar, details: { conversation: home.conversationId, phase: 'begun' } },
    { event: 'channel-set', actor: omar, details: { conversation: home.conversationId, phase: 'done' } },
  ]);
});

const crowd = Array.from({ length: 201 }, someone);

test.each<[string, readonly Member[] | undefined, string]>([
  ['a guest among them, though an operator', [member(omar), member(olga, true)], 'guests'],
  ['a guest without an id', [member(omar), member(undefined, true)], 'guests'],
  ['somebody who is no operator', [member(omar), member(olga), member(eve)], 'non-operators'],
  ['the user whose requests it is about', [member(ines), member(omar)], 'non-operators'],
  ['a member without an id', [member(omar), member(undefined)], 'non-operators'],
  ['members that cannot be read', undefined, 'unreadable'],
  ['a list that is empty', [], 'unreadable'],
  ['a list of some other channel', [member(olga)], 'unreadable'],
])('refused with %s', async (_why, members, because) => {
  const { world, reply } = await use(members);

  expect(reply).toEqual({ kind: 'channel-refused', because });
  expect(world.rows.channel).toEqual([]);
  expect(world.rows.audit).toMatchObject([{ event: 'refused', actor: omar, details: { because } }]);
});

test('a large help desk has one, a whole company does not, even were all of them operators', async () => {
  const large = [omar, ...crowd.slice(0, 199)];
  expect(
    (
      await use(
        large.map((user) => member(user)),
        crowd,
      )
    ).reply,
  ).toEqual({ kind: 'channel-set' });

  const larger = [omar, ...crowd.slice(0, 200)];
  expect(
    (
      await use(
        larger.map((user) => member(user)),
        crowd,
      )
    ).reply,
  ).toEqual({
    kind: 'channel-refused',
    because: 'non-operators',
  });
});

test('a member whose role was taken away a minute ago counts as no operator', async () => {
  const world = helpdeskWorld();
  world.messenger.members = [member(omar), member(olga)];
  world.roles.takeFrom(olga);

  const { reply } = await world.ask(omar, { kind: 'use-this-channel' }, here);

  expect(reply).toEqual({ kind: 'channel-refused', because: 'non-operators' });
});

test('a private chat is no channel', async () => {
  const world = helpdeskWorld();
  world.messenger.members = [member(omar)];

  const { reply } = await world.ask(omar, { kind: 'use-this-channel' });

  expect(reply).toEqual({ kind: 'channel-refused', because: 'not-a-channel' });
  expect(world.rows.channel).toEqual([]);
});

test('a refusal leaves the channel that was set before', async () => {
  const world = helpdeskWorld();
  world.messenger.members = [member(omar)];
  await world.ask(omar, { kind: 'use-this-channel' }, here);
  world.messenger.members = [member(omar), member(eve, true)];

  await world.ask(omar, { kind: 'use-this-channel' }, { where: { ...here.where, conversationId: '19:other' } });

  expect(await world.channel.get()).toEqual(home);
});

describe('moving it', () => {
  const other = { kind: 'channel', ...home, conversationId: '19:other' } as const;

  /** Omar had set it; Olga moves it. */
  async function moved(prepare: (world: ReturnType<typeof helpdeskWorld>) => void = () => undefined) {
    const world = helpdeskWorld();
    world.messenger.members = [member(omar), member(olga)];
    await world.ask(omar, { kind: 'use-this-channel' }, here);
    prepare(world);
    const { reply } = await world.ask(olga, { kind: 'use-this-channel' }, { where: other });
    return { world, reply };
  }

  test('is said in the channel that is left, before it is done, and to whoever had set that', async () => {
    const world = helpdeskWorld();
    world.messenger.members = [member(omar), member(olga)];
    await world.ask(omar, { kind: 'use-this-channel' }, here);
    const usedWhilePosting: (string | undefined)[] = [];
    const post = world.messenger.sendToChannel.bind(world.messenger);
    world.messenger.sendToChannel = async (channel, reply) => {
      usedWhilePosting.push((await world.channel.stored())?.conversationId);
      return post(channel, reply);
    };

    const { reply } = await world.ask(olga, { kind: 'use-this-channel' }, { where: other });

    const moving = { kind: 'channel-moving', byName: 'Olga Brandt' };
    expect(reply).toEqual({ kind: 'channel-set' });
    expect(world.messenger.posted).toEqual([{ channel: expect.objectContaining(home), reply: moving }]);
    expect(usedWhilePosting).toEqual([home.conversationId]);
    expect(world.messenger.sentTo(omar)).toEqual([moving]);
    expect(await world.channel.get()).toEqual({ ...home, conversationId: '19:other' });
    expect(world.rows.audit.at(-1)).toMatchObject({
      event: 'channel-set',
      actor: olga,
      details: { conversation: '19:other', from: home.conversationId, phase: 'done' },
    });
    expect(world.events()).not.toContain('alarm');
  });

  test('setting the same one again moves nothing', async () => {
    const world = helpdeskWorld();
    world.messenger.members = [member(omar), member(olga)];
    for (const user of [omar, olga]) await world.ask(user, { kind: 'use-this-channel' }, here);

    expect([world.messenger.posted, world.messenger.sent]).toEqual([[], []]);
  });

  test('a channel that is gone keeps nobody from another one, and who had set it is told', async () => {
    const { world, reply } = await moved(({ messenger }) => {
      messenger.isChannelGone = true;
    });

    expect(reply).toEqual({ kind: 'channel-set' });
    expect(world.messenger.sentTo(omar)).toMatchObject([{ kind: 'channel-moving' }]);
    expect(world.events()).not.toContain('alarm');
  });

  test('where nobody can be told, the audit has an alarm', async () => {
    const { world } = await moved(({ messenger }) => {
      messenger.isChannelGone = true;
      messenger.unreachable.add(omar);
    });

    expect(world.rows.audit.filter(({ event }) => event === 'alarm')).toMatchObject([
      { actor: olga, details: { because: 'channel-moved-untold', conversation: home.conversationId } },
    ]);
  });

  test('a refused one says nothing to anybody', async () => {
    const { world, reply } = await moved(({ messenger }) => {
      messenger.members = [member(olga), member(eve)];
    });

    expect(reply).toMatchObject({ kind: 'channel-refused' });
    expect([world.messenger.posted, world.messenger.sent]).toEqual([[], []]);
  });
});
