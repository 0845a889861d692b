import type { Answer } from '../../src/enrollment/turn.ts';
import { openMatch } from '../../src/helpdesk/answer-match.ts';
import { followUp, sweepSeals } from '../../src/helpdesk/follow-up.ts';
import { sendMatch } from '../../src/helpdesk/verify-caller.ts';
import { tellingOperator, watchCaseOf } from '../../src/helpdesk/watch-case.ts';
import { passkey } from '../fixtures/facts.ts';
import { ines, olga, omar } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

async function issued() {
  const world = issuingWorld();
  const { id } = caseIn(await world.press(await world.ready()));
  return { world, id, told: () => world.messenger.sentTo(omar).map(({ kind }) => kind) };
}

const watch = (world: IssuingWorld, id: string) => followUp({ kind: 'watch-case', case: id }, world.ports);
const looks = (world: IssuingWorld) =>
  world.rows.timers.filter(({ job }) => job.kind === 'watch-case').map(({ when }) => when.toISOString().slice(11, 16));

/** The turn ended between the call and its answer: the case stays as it was saved before the call. */
async function crashed(happened: boolean) {
  const world = issuingWorld();
  const shown = await world.ready();
  world.signIn.end('issueTap', { kind: 'uncertain', happened });
  await world.press(shown);
  const stored = world.rows.cases.get(shown.id);
  if (stored) {
    const { aftermath: _none, ...rest } = stored;
    world.rows.cases.set(shown.id, { ...rest, status: 'issuing' });
  }
  world.messenger.sent.length = 0;
  return { world, id: shown.id };
}

test('nobody opened it: our copy is gone, and the operator is offered to delete the pass', async () => {
  const { world, told } = await issued();
  world.wait(15.1);

  await sweepSeals(world.ports);
  await sweepSeals(world.ports);

  expect(world.rows.sealedTaps.size).toBe(0);
  expect(told()).toEqual(['never-opened']);
  expect(world.signIn.callsOf('deleteTap')).toEqual([]);
});

test('the timer that sweeps is set for when our copy is old', async () => {
  const { world } = await issued();
  const sweep = world.rows.timers.find(({ job }) => job.kind === 'sweep-seal');
  if (!sweep) throw new RangeError('No timer');
  world.wait((sweep.when.getTime() - world.ports.now().getTime()) / 60_000);

  await followUp(sweep.job, world.ports);

  expect(world.rows.sealedTaps.size).toBe(0);
});

test.each<readonly [string, (world: IssuingWorld) => Promise<unknown>]>([
  ['was opened', async (w) => w.sealedTaps.opened([...w.rows.sealedTaps.keys()].join(), w.ports.now())],
  ['is not old yet', async (w) => w.wait(-10)],
  [
    'was deleted',
    async (w) => {
      const [stored] = w.rows.cases.values();
      if (stored) w.rows.cases.set(stored.id, { ...stored, aftermath: { tapDeletedAt: 'then' } });
    },
  ],
  ['ran out', async (w) => w.wait(60)],
])('one that %s is nothing to tell', async (_what, happen) => {
  const { world, told } = await issued();
  world.wait(15.1);
  await happen(world);

  await sweepSeals(world.ports);

  expect(told()).toEqual([]);
});

test('one that was replaced meanwhile is nothing to tell', async () => {
  const { world, told } = await issued();
  world.wait(10);
  await world.press(await world.ready({}, olga), { user: olga, replace: true });
  world.wait(5.1);

  await sweepSeals(world.ports);

  expect(told()).toEqual([]);
});

test('it is looked at often at first, then hourly, until an hour after the end', async () => {
  const { world, id } = await issued();

  for (;;) {
    const due = world.rows.timers.findLast(({ job }) => job.kind === 'watch-case');
    if (!due || due.when <= world.ports.now()) break;
    world.wait((due.when.getTime() - world.ports.now().getTime()) / 60_000);
    await watch(world, id);
  }

  expect(looks(world)).toEqual([
    '09:03',
    '09:05',
    '09:08',
    '09:12',
    '09:17',
    '09:23',
    '09:30',
    '09:40',
    '09:50',
    '10:00',
    '11:00',
  ]);
});

test('two timers for one case become one', async () => {
  const { world, id } = await issued();
  world.wait(3);

  await watch(world, id);
  await watch(world, id);

  expect(looks(world).slice(1)).toEqual(['09:05', '09:05']);
});

test('the passkey appeared: the operator hears it once, with what may be removed', async () => {
  const { world, id, told } = await issued();
  world.register(ines, passkey({ id: 'new' }));
  world.wait(5);

  await watch(world, id);
  await watch(world, id);

  expect(told()).toEqual(['passkey-appeared']);
  expect(world.messenger.last(omar, 'passkey-appeared')).toMatchObject({
    tapStillThere: true,
    oldMethods: [{ id: 'app-6.8.40', kind: 'authenticator-app', name: 'Phone' }],
  });
  expect(looks(world)).toEqual(['09:03', '09:08']);
});

test.each<[string, (world: IssuingWorld) => Promise<number | undefined>, boolean]>([
  [
    'the request of the case',
    async (world) => {
      const { number } = await world.requests.open(ines, 'tap', {});
      await world.queue.claim(number, omar, world.ports.now());
      world.rows.cases.forEach((one, id) => {
        world.rows.cases.set(id, { ...one, request: number });
      });
      return number;
    },
    true,
  ],
  [
    'one that the operator has of the same user',
    async (world) => {
      const { number } = await world.requests.open(ines, 'lost-phone', {});
      await world.queue.claim(number, omar, world.ports.now());
      return number;
    },
    true,
  ],
  [
    'an alarm',
    async (world) => {
      const { number } = await world.requests.open(ines, 'not-me', {});
      await world.queue.claim(number, omar, world.ports.now());
      return number;
    },
    false,
  ],
  [
    'one that somebody else has',
    async (world) => {
      const { number } = await world.requests.open(ines, 'tap', {});
      await world.queue.claim(number, olga, world.ports.now());
      return number;
    },
    false,
  ],
])('with the passkey there, closing is offered for %s', async (_which, ask, isOffered) => {
  const { world, id } = await issued();
  const number = await ask(world);
  world.register(ines, passkey({ id: 'new' }));

  await watch(world, id);

  const { request } = world.messenger.last(omar, 'passkey-appeared');
  expect(request).toBe(isOffered ? number : undefined);
});

test('a passkey from before is no news, and a pass that is used up is not offered for deletion', async () => {
  const world = issuingWorld();
  world.register(ines, passkey({ id: 'old' }));
  const { id } = caseIn(await world.press(await world.ready()));
  await watch(world, id);
  const before = world.messenger.sentTo(omar);
  const tap = world.signIn.taps.get(ines);
  if (tap) world.signIn.taps.set(ines, { ...tap, isUsable: false });
  world.register(ines, passkey({ id: 'new' }));

  await watch(world, id);

  expect(before).toEqual([]);
  expect(world.messenger.last(omar, 'passkey-appeared')).toMatchObject({ tapStillThere: false });
});

test('methods that cannot be read now are looked at later', async () => {
  const { world, id, told } = await issued();
  world.register(ines, passkey({ id: 'new' }));
  world.directory.fail('throttled', 'methods');
  world.wait(5);
  await watch(world, id);
  const before = told();
  world.directory.recover();
  await watch(world, id);

  expect(before).toEqual([]);
  expect(told()).toEqual(['passkey-appeared']);
});

test.each([
  ['it happened', true, 'issued'],
  ['it did not', false, 'not-issued'],
] as const)(
  'after a crash the case says what is known (%s), and nothing is issued by itself',
  async (_what, happened, found) => {
    const { world, id } = await crashed(happened);
    world.wait(3);

    await watch(world, id);
    await watch(world, id);

    expect(world.rows.cases.get(id)?.status).toBe('uncertain');
    expect(world.messenger.sentTo(omar)).toMatchObject([{ kind: 'tap-uncertain', found }]);
    expect(world.messenger.sentTo(ines).map(({ kind }) => kind)).toEqual(happened ? ['tap-notice'] : []);
    expect(world.signIn.callsOf('issueTap')).toHaveLength(1);
  },
);

test('one of which nobody knows whether it was issued counts towards the limit', async () => {
  const world = issuingWorld({ settings: { softLimits: { perOperatorAnHour: 1, perSubjectADay: 9 } } });
  world.signIn.end('issueTap', { kind: 'uncertain', happened: false });
  await world.press(await world.ready());
  world.signIn.work();

  expect((await world.ready()).missing).toEqual(['second-operator']);
});

test('a turn that is still at it is left alone', async () => {
  const { world, id } = await crashed(true);
  world.wait(1);

  await watch(world, id);

  expect(world.rows.cases.get(id)?.status).toBe('issuing');
  expect(looks(world).at(-1)).toBe('09:03');
});

test('a pass that shows up late in the list is told of then', async () => {
  const world = issuingWorld();
  world.signIn.end('issueTap', { kind: 'uncertain', happened: false });
  const { id } = caseIn(await world.press(await world.ready()));
  const before = world.messenger.sentTo(ines);
  const startsAt = world.ports.now();
  const late = { kind: 'temporary-access-pass', id: 'late', isUsable: true, lifetime: 60, isUsableOnce: true } as const;
  world.signIn.taps.set(ines, { ...late, startsAt });
  world.wait(3);

  await watch(world, id);

  expect(before).toEqual([]);
  expect(world.messenger.sentTo(ines)).toMatchObject([{ kind: 'tap-notice', operatorName: 'Omar Haddad' }]);
});

test('a case that is not there, or was not issued, is not looked at again', async () => {
  const world = issuingWorld();
  const { id } = await world.ready();

  await watch(world, id);
  await watch(world, 'nowhere');

  expect(world.rows.timers).toEqual([]);
});

test.each([
  ['was not opened', false],
  ['was opened', true],
])('three minutes after a card with a number that %s both cards say that it is over', async (_what, isOpened) => {
  const world = issuingWorld();
  const { id } = await world.ready();
  await sendMatch(id, world.scene(omar, { kind: 'send-match', case: id }, { cardId: 'operators' }));
  const { match } = world.messenger.last(ines, 'match-card');
  const card = world.messenger.sent.find(({ user }) => user === ines)?.cardId ?? '';
  if (isOpened) await openMatch(match, world.scene(ines, { kind: 'open-match', match }, { cardId: card }));
  world.wait(3);

  await followUp({ kind: 'expire-match', case: id }, world.ports);
  await followUp({ kind: 'expire-match', case: id }, world.ports);

  expect(world.messenger.edited.slice(-2)).toMatchObject([
    { user: omar, cardId: 'operators', reply: { kind: 'case', case: { match: { state: 'expired' } } } },
    { user: ines, cardId: card, reply: { kind: 'match-over', how: 'expired' } },
  ]);
});

test('the guide looks for the passkey from when the pass works until an hour after its end, and knows which is new', async () => {
  const world = issuingWorld();
  const startsAt = '2026-11-24T08:00:00.000Z';

  await world.press(await world.ready({ startsAt, lifetime: 480 }));

  expect(world.stores.rows.expected.get(ines)).toEqual({
    baseline: { at: '2026-11-20T09:00:00.000Z', passkeyIds: ['password-1', 'app-6.8.40'] },
    startsAt: new Date(startsAt),
    until: new Date('2026-11-24T17:00:00.000Z'),
  });
});

test('of a pass that was found out only later, too', async () => {
  const { world, id } = await crashed(true);
  world.wait(3);

  await watch(world, id);

  expect([...world.stores.rows.watched]).toEqual([ines]);
});

test('a timer, a look and a press that find the passkey at the same moment tell the operator once', async () => {
  const { world, id, told } = await issued();
  world.register(ines, passkey({ id: 'new' }));

  await Promise.all([watch(world, id), watchCaseOf(ines, world.ports), watch(world, id)]);

  expect(told()).toEqual(['passkey-appeared']);
});

const answering = (kind: 'registered' | 'steps') => async () =>
  ({ reply: { kind } as unknown as Answer['reply'] }) satisfies Answer;
const turn = (kind: 'done' | 'refresh') =>
  ({
    user: ines,
    command: { kind },
    pressed: true,
    client: { platform: undefined, locale: undefined, timeZone: undefined },
  }) as const;

test.each([
  ['their own press has found it', 'done', 'registered', ['passkey-appeared']],
  ['a card only shows it again', 'refresh', 'registered', []],
  ['a press has found nothing', 'done', 'steps', []],
] as const)('where %s the operator hears at once: %s, %s', async (_what, command, reply, heard) => {
  const { world, told } = await issued();
  world.register(ines, passkey({ id: 'new' }));

  await tellingOperator(answering(reply), world.ports)(turn(command));
  await new Promise((resolve) => setImmediate(resolve));

  expect(told()).toEqual(heard);
});

test('what fails at the operator does not reach the user who presses', async () => {
  const { world } = await issued();
  world.directory.methodsOf = async () => Promise.reject(new Error('Graph is away'));

  expect(await tellingOperator(answering('registered'), world.ports)(turn('done'))).toEqual({
    reply: { kind: 'registered' },
  });
});
