import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import type { RequestAbout } from '../../src/helpdesk/request.ts';
import { claimRequest } from '../../src/helpdesk/work-requests.ts';
import { eve, type HelpdeskWorld, helpdeskWorld, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { someone } from '../fixtures/someone.ts';

/** Ines has asked for a pass, ten minutes ago. */
async function asked(about: RequestAbout = 'tap') {
  const world = helpdeskWorld();
  const { number } = await world.requests.open(ines, about, { screen: 'needs-tap' });
  world.wait(10);
  return { world, number };
}

const statesTold = ({ messenger }: HelpdeskWorld) => messenger.sentTo(ines);
const shown = async (answer: Promise<{ readonly reply: { readonly kind: string } }>) => (await answer).reply;

async function listed(world: HelpdeskWorld, reader = omar) {
  const { reply } = await world.ask(reader, { kind: 'requests' });
  if (reply.kind !== 'requests') throw new RangeError(`No list but ${reply.kind}`);
  return reply;
}

test('a request, from asking to solved: claimed, handed over, claimed by the next, closed', async () => {
  const { world, number } = await asked();

  await world.ask(omar, { kind: 'claim-request', number });
  await world.ask(omar, { kind: 'hand-over-request', number });
  await world.ask(olga, { kind: 'claim-request', number });
  const reply = await shown(world.ask(olga, { kind: 'close-request', number, how: 'solved' }));

  expect(reply).toEqual({ kind: 'request-closed', number });
  expect(statesTold(world)).toEqual([
    { kind: 'request-state', number, state: 'claimed', operatorName: 'Omar Haddad' },
    { kind: 'request-state', number, state: 'handed-over', operatorName: 'Omar Haddad' },
    { kind: 'request-state', number, state: 'claimed', operatorName: 'Olga Brandt' },
    { kind: 'request-state', number, state: 'solved', operatorName: 'Olga Brandt' },
  ]);
  expect(world.rows.audit.map(({ event, actor, details }) => [event, actor, details.request, details.phase])).toEqual([
    ['request-claimed', omar, number, 'done'],
    ['request-handed-over', omar, number, 'begun'],
    ['request-handed-over', omar, number, 'done'],
    ['request-claimed', olga, number, 'done'],
    ['request-closed', olga, number, 'begun'],
    ['request-closed', olga, number, 'done'],
  ]);
  expect((await listed(world)).items).toEqual([]);
});

test('whoever stopped messages and deleted their data is told of their open request all the same', async () => {
  const { world, number } = await asked();
  await world.stores.preferences.stopMessages(ines);
  await world.stores.personalData.forget(ines);

  await world.ask(omar, { kind: 'claim-request', number });

  expect(world.messenger.last(ines, 'request-state')).toMatchObject({ state: 'claimed' });
});

test('somebody who cannot be written to does not keep anybody from working', async () => {
  const { world, number } = await asked();
  world.messenger.unreachable.add(ines);

  expect(await shown(world.ask(omar, { kind: 'claim-request', number }))).toMatchObject({ item: { isMine: true } });
});

test('whoever closes it hears whether the user could be told', async () => {
  const { world, number } = await asked();
  world.messenger.unreachable.add(ines);

  const close = { kind: 'close-request', number, how: 'solved' } as const;
  expect(await shown(world.ask(omar, close))).toEqual({ kind: 'request-closed', number, isUntold: true });
  expect(await shown(world.ask(omar, close))).toEqual({ kind: 'request-closed', number, wasGone: true });
});

test('the list: oldest first, how long they wait, who has it', async () => {
  const { world, number } = await asked();
  const second = await world.requests.open(mika, 'human', {});
  await world.queue.claim(second.number, olga, second.openedAt);
  world.wait(2.9);

  const { items, more } = await listed(world);

  expect(items).toEqual([
    {
      number,
      about: 'tap',
      name: 'Ines Moreau',
      openedAt: '2026-11-20T09:00:00.000Z',
      waitingMinutes: 12,
      isMine: false,
    },
    {
      number: second.number,
      about: 'human',
      name: 'Mika Laine',
      openedAt: '2026-11-20T09:10:00.000Z',
      waitingMinutes: 2,
      claimedByName: 'Olga Brandt',
      isMine: false,
    },
  ]);
  expect(more).toBe(false);
});

test('of a crowd ten are shown, their names are read once, together', async () => {
  const world = helpdeskWorld();
  for (let count = 0; count < 14; count += 1) await world.requests.open(someone(), 'tap', {});
  await world.requests.open(ines, 'tap', {});
  await world.requests.open(ines, 'human', {});

  const { items, more } = await listed(world);

  expect(items.map(({ number }) => number)).toEqual([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]);
  expect(more).toBe(true);
  expect(world.subjects.nameReads.map((people) => people.length)).toEqual([10]);
});

test('ten that others work on do not hide one that nobody has seen, nor one’s own, and an alarm is on top', async () => {
  const world = helpdeskWorld();
  for (let count = 0; count < 12; count += 1) {
    const { number, openedAt } = await world.requests.open(someone(), 'tap', {});
    await world.queue.claim(number, olga, openedAt);
    world.wait(1);
  }
  const mine = await world.requests.open(mika, 'human', {});
  await world.queue.claim(mine.number, omar, mine.openedAt);
  world.wait(1);
  const free = await world.requests.open(ines, 'tap', {});
  world.wait(1);
  const alarm = await world.requests.open(eve, 'not-me', {});

  const numbers = (await listed(world)).items.map(({ number }) => number);

  expect(numbers).toHaveLength(10);
  expect(numbers[0]).toBe(alarm.number);
  expect(numbers.slice(-2)).toEqual([mine.number, free.number]);
});

test('a name that cannot be read leaves the number, and who has it is not nobody', async () => {
  const { world, number } = await asked();
  await world.queue.claim(number, olga, new Date());
  world.subjects.fail();

  const { items } = await listed(world);

  expect(items).toMatchObject([{ number, name: '', claimedByName: '?', isMine: false }]);
});

test('a request shows what was found, as plain text', async () => {
  const world = helpdeskWorld();
  const { number } = await world.requests.open(ines, 'human', {
    screen: 'symptom',
    symptom: 'no-qr',
    platform: 'ios',
    osVersion: '16.7',
    checks: { account: 'pass', 'os-version': 'fail', 'app-version': '<b>made up</b>' },
    passkey: 'Help\u202e me\n**now** ${name}',
  });

  const reply = await shown(world.ask(omar, { kind: 'open-request', number }));

  expect(reply).toMatchObject({ kind: 'request', subject: ines, item: { number, isMine: false } });
  expect((reply as Extract<HelpdeskReply, { kind: 'request' }>).diagnosis).toEqual([
    { what: 'screen', value: 'symptom' },
    { what: 'symptom', value: 'no-qr' },
    { what: 'platform', value: 'ios' },
    { what: 'reported-passkey', value: 'Help me **now** ${name}' },
    { what: 'account', value: '', result: 'pass' },
    { what: 'os-version', value: '16.7', result: 'fail' },
    { what: 'app-version', value: '' },
  ]);
});

test('a hostile name is one line without characters that nobody sees', async () => {
  const { world, number } = await asked();
  world.subjects.changePerson(ines, { name: 'Ines\u202eeruoM\u200b\n**<b>${x}</b>**' });

  expect(await shown(world.ask(omar, { kind: 'open-request', number }))).toMatchObject({
    item: { name: 'IneseruoM **<b>${x}</b>**' },
  });
});

test('twenty operators claim at the same moment: one has it, the others see who, and the user is told once', async () => {
  const { world, number } = await asked();
  const operators = [omar, olga, ...Array.from({ length: 18 }, someone)];
  world.roles.give(...operators);

  const replies = await Promise.all(operators.map((user) => shown(world.ask(user, { kind: 'claim-request', number }))));

  const winner = (await world.queue.find(number))?.claimedBy;
  expect(winner && replies[operators.indexOf(winner)]).toMatchObject({ kind: 'request', item: { isMine: true } });
  expect(replies.filter(({ kind }) => kind === 'request')).toHaveLength(1);
  expect(replies.filter(({ kind }) => kind === 'request-taken')).toHaveLength(19);
  expect(statesTold(world)).toHaveLength(1);
  // Who was too slow has not worked on it, and may approve as a second operator.
  expect(world.rows.audit.map(({ event, actor }) => [event, actor])).toEqual([['request-claimed', winner]]);
});

test('claimed by another: claiming, handing over and closing show who has it, and change nothing', async () => {
  const { world, number } = await asked();
  await world.ask(olga, { kind: 'claim-request', number });
  const before = [world.events().length, world.messenger.sent.length];

  for (const command of [
    { kind: 'claim-request', number },
    { kind: 'hand-over-request', number },
    { kind: 'close-request', number, how: 'refused' },
    { kind: 'view-user', number },
  ] as const) {
    expect(await shown(world.ask(omar, command))).toEqual({ kind: 'request-taken', number, byName: 'Olga Brandt' });
  }
  expect([world.events().length, world.messenger.sent.length]).toEqual(before);
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: olga });
});

test('what nobody has claimed is not handed over, and may be closed', async () => {
  const { world, number } = await asked();

  expect(await shown(world.ask(omar, { kind: 'hand-over-request', number }))).toMatchObject({ kind: 'request' });
  expect(statesTold(world)).toEqual([]);
  expect(await shown(world.ask(omar, { kind: 'close-request', number, how: 'refused' }))).toMatchObject({
    kind: 'request-closed',
  });
  expect(world.messenger.last(ines, 'request-state')).toMatchObject({ state: 'refused' });
});

test('buttons that are pressed again tell the user nothing again, and write nothing', async () => {
  const { world, number } = await asked();
  await world.ask(omar, { kind: 'claim-request', number });

  expect(await shown(world.ask(omar, { kind: 'claim-request', number }))).toMatchObject({ item: { isMine: true } });
  expect(statesTold(world)).toHaveLength(1);

  await world.ask(omar, { kind: 'close-request', number, how: 'solved' });
  const entries = world.events().length;
  for (const kind of ['claim-request', 'hand-over-request', 'open-request', 'view-user'] as const) {
    expect(await shown(world.ask(omar, { kind, number }))).toEqual({ kind: 'request-closed', number, wasGone: true });
  }
  await world.ask(omar, { kind: 'close-request', number, how: 'refused' });
  expect(statesTold(world)).toHaveLength(2);
  expect(world.events()).toHaveLength(entries);
});

test('cancelled in between: it is gone from the list, and a press on it says so', async () => {
  const { world, number } = await asked();
  await world.ask(omar, { kind: 'claim-request', number });
  expect(await world.requests.cancel(ines, number)).toBe(true);

  expect((await listed(world)).items).toEqual([]);
  for (const command of [
    { kind: 'open-request', number },
    { kind: 'close-request', number, how: 'solved' },
    { kind: 'hand-over-request', number },
    { kind: 'claim-request', number },
  ] as const) {
    expect(await shown(world.ask(omar, command))).toEqual({ kind: 'request-closed', number, wasGone: true });
  }
  expect(statesTold(world)).toHaveLength(1);
});

test.each([
  ['the user', ines],
  ['the manager', mika],
  ['anybody', eve],
])('%s with an operator’s buttons gets the answer to an unknown command', async (_who, user) => {
  const { world, number } = await asked();

  for (const command of [
    { kind: 'requests' },
    { kind: 'open-request', number },
    { kind: 'claim-request', number },
    { kind: 'hand-over-request', number },
    { kind: 'close-request', number, how: 'solved' },
    { kind: 'view-user', number },
    { kind: 'use-this-channel' },
  ] as const) {
    expect(await shown(world.ask(user, command))).toEqual({ kind: 'not-understood' });
  }
  expect(world.events().filter((event) => event !== 'refused')).toEqual([]);
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: undefined });
});

test('a role that was taken away a minute ago claims nothing', async () => {
  const { world, number } = await asked();
  world.roles.takeFrom(omar);

  expect(await shown(world.ask(omar, { kind: 'claim-request', number }))).toEqual({ kind: 'not-understood' });
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: undefined });
});

test('a card that Teams refreshes by itself shows, and claims nothing', async () => {
  const { world, number } = await asked();

  expect(await shown(world.ask(omar, { kind: 'open-request', number }, { isAutomatic: true }))).toMatchObject({
    kind: 'request',
  });
  expect(await shown(world.ask(omar, { kind: 'claim-request', number }, { isAutomatic: true }))).toEqual({
    kind: 'nothing-open',
  });
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: undefined });
});

test('an operator does not work on their own request', async () => {
  const world = helpdeskWorld();
  const { number } = await world.requests.open(omar, 'tap', {});

  for (const command of [
    { kind: 'claim-request', number },
    { kind: 'close-request', number, how: 'solved' },
    { kind: 'view-user', number },
  ] as const) {
    expect(await shown(world.ask(omar, command))).toMatchObject({ kind: 'request', isForAnother: true });
  }
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: undefined });
  expect(await shown(world.ask(olga, { kind: 'claim-request', number }))).toMatchObject({ item: { isMine: true } });
});

test('the operator whom an alarm is about can neither take it nor clear it away; another can', async () => {
  const { world, number } = await asked('not-me');
  await world.freezes.freeze(ines, 'match-not-me', omar, new Date());

  for (const command of [
    { kind: 'claim-request', number },
    { kind: 'close-request', number, how: 'solved' },
  ] as const) {
    expect(await shown(world.ask(omar, command))).toMatchObject({ kind: 'request', isForAnother: true });
  }
  expect(world.events()).toEqual([]);

  const reply = await shown(world.ask(olga, { kind: 'claim-request', number }));
  expect(reply).toMatchObject({ item: { isMine: true } });
  expect(reply).not.toHaveProperty('isForAnother');
});

test('what cannot be written down is not claimed', async () => {
  const { world, number } = await asked();
  const { scene, ports } = world;
  const audit = { ...ports.audit, append: () => Promise.reject(new Error('gone')) };

  const claiming = claimRequest(number, { ...scene(omar), ports: { ...ports, audit } });

  await expect(claiming).rejects.toThrow('gone');
  expect(await world.queue.find(number)).toMatchObject({ claimedBy: undefined });
  expect(statesTold(world)).toEqual([]);
});
