import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import { known } from '../fixtures/facts.ts';
import {
  eve,
  type HelpdeskWorld,
  helpdeskWorld,
  ines,
  mika,
  olga,
  omar,
  protectedGroup,
} from '../fixtures/helpdesk-world.ts';

const one = { case: 'case-1' } as const;
const request = { number: 7 } as const;
const options = { lifetime: 60, isUsableOnce: true, delivery: 'read-out' } as const;
const recorded = { method: 'call-back', ticket: 'INC-1', note: 'Called' } as const;

/** Everything for which the group is read at the act. */
const acts: readonly HelpdeskCommand[] = [
  { kind: 'tap-for', subject: ines },
  { kind: 'cancel-case', ...one },
  { kind: 'send-match', ...one },
  { kind: 'ask-manager', ...one },
  { kind: 'record-verification', ...one, ...recorded },
  { kind: 'ask-second', ...one, reason: 'Please' },
  { kind: 'choose-options', ...one, ...options },
  { kind: 'issue', ...one, revision: 'r', replace: true },
  { kind: 'list-taps', subject: ines },
  { kind: 'delete-tap', subject: ines, tap: 'tap-1' },
  { kind: 'undo', ...one },
  { kind: 'confirm-undo', ...one, methods: ['a'] },
  { kind: 'remove-old-methods', ...one, methods: ['a'] },
  { kind: 'clear-freeze', subject: ines, freezes: [1] },
  { kind: 'claim-request', ...request },
  { kind: 'hand-over-request', ...request },
  { kind: 'close-request', ...request, how: 'refused' },
  { kind: 'view-user', ...request },
  { kind: 'use-this-channel' },
  { kind: 'decide-as-second', decision: 'd', approve: true, reason: '' },
];
const looks: readonly HelpdeskCommand[] = [
  { kind: 'issue-tap', query: 'ines' },
  { kind: 'show-case', ...one },
  { kind: 'requests' },
  { kind: 'open-request', ...request },
];
const named = (commands: readonly HelpdeskCommand[]) => commands.map((command) => [command.kind, command] as const);
const refusals = ({ rows }: HelpdeskWorld) => rows.audit.filter(({ event }) => event === 'refused');

test.each(named([...acts, ...looks]))(
  '"%s" by somebody who never was an operator: who, what, why',
  async (kind, command) => {
    const world = helpdeskWorld();

    expect((await world.ask(eve, command)).reply).toEqual({ kind: 'not-understood' });

    expect(world.rows.audit).toMatchObject([
      { event: 'refused', actor: eve, details: { attempt: kind, because: 'no-role' } },
    ]);
    // What a forged card claims is not filed under the person it claims.
    expect(world.rows.audit[0]).not.toHaveProperty('subject');
    expect([world.signIn.calls, world.subjects.queries]).toEqual([[], []]);
  },
);

test.each(named(acts))('"%s" by somebody who was an operator a minute ago', async (kind, command) => {
  const world = helpdeskWorld();
  world.roles.takeFrom(olga);

  expect((await world.ask(olga, command)).reply).toEqual({ kind: 'not-understood' });

  expect(refusals(world)).toMatchObject([{ actor: olga, details: { attempt: kind, because: 'no-role' } }]);
  expect(world.signIn.calls).toEqual([]);
});

test('whoever was an operator a minute ago uses up none of what counts towards a limit', async () => {
  const world = helpdeskWorld();
  await world.ask(olga, { kind: 'tap-for', subject: ines });
  const [mine] = await world.cases.openOf(olga);
  world.roles.takeFrom(olga);

  for (let press = 0; press < 10; press += 1) {
    for (const kind of ['send-match', 'ask-manager'] as const) await world.ask(olga, { kind, case: mine?.id ?? '' });
    await world.ask(olga, { kind: 'issue', case: mine?.id ?? '', revision: mine?.revision ?? '', replace: true });
  }

  expect(await world.cases.matchesSince(new Date(0), ines)).toBe(0);
  expect(await world.cases.issuedSince(new Date(0), { subject: ines })).toBe(0);
  expect(await world.cases.issuedSince(new Date(0), { operator: olga })).toBe(0);
  expect(world.messenger.sent).toEqual([]);
  expect(await world.cases.load(mine?.id ?? '')).toEqual(mine);
});

test('a search that finds one person reads the role again before it goes on, and notes that it was gone', async () => {
  const world = helpdeskWorld();
  world.roles.takeFrom(olga);

  expect(await world.ask(olga, { kind: 'issue-tap', query: 'ines' }, { isTyped: true })).toEqual({
    reply: { kind: 'not-understood' },
  });
  expect(refusals(world)).toMatchObject([{ actor: olga, details: { attempt: 'issue-tap' } }]);
});

test('what a user says or what refreshes by itself is no attempt', async () => {
  const world = helpdeskWorld();

  await world.ask(eve, { kind: 'issue-tap' }, { isTyped: true });
  await world.ask(eve, { kind: 'show-case', ...one }, { isAutomatic: true });

  expect(world.rows.audit).toEqual([]);
});

test('of one person twenty an hour are written, of the others as many', async () => {
  const world = helpdeskWorld();
  const forge = (user: typeof eve) => world.ask(user, { kind: 'issue', ...one, revision: 'r', replace: false });

  for (let press = 0; press < 30; press += 1) expect((await forge(eve)).reply).toEqual({ kind: 'not-understood' });
  await forge(mika);
  expect(refusals(world).map(({ actor }) => actor)).toEqual([...Array.from({ length: 20 }, () => eve), mika]);

  world.wait(60);
  await forge(eve);
  expect(refusals(world)).toHaveLength(22);
});

test('an audit that cannot be written changes nothing about the answer', async () => {
  const world = helpdeskWorld();
  Object.assign(world.ports.audit, { appendRefusal: () => Promise.reject(new Error('gone')) });

  expect((await world.ask(eve, { kind: 'use-this-channel' })).reply).toEqual({ kind: 'not-understood' });
});

test.each<[string, HelpdeskCommand & { readonly kind: 'tap-for' }, string, (world: HelpdeskWorld) => void]>([
  ['a pass for oneself', { kind: 'tap-for', subject: omar }, 'own-account', () => undefined],
  [
    'a pass for somebody who is protected',
    { kind: 'tap-for', subject: ines },
    'protected',
    (world) => world.subjects.change(ines, { memberOf: known(new Set([protectedGroup])) }),
  ],
  [
    'a pass without the directory role',
    { kind: 'tap-for', subject: ines },
    'role-missing',
    (world) => world.signIn.end('tapsOf', { kind: 'refused', because: 'role-missing' }),
  ],
])('%s leaves its entry, too, and no more than twenty', async (_what, command, because, prepare) => {
  const world = helpdeskWorld();
  prepare(world);

  for (let press = 0; press < 25; press += 1) await world.ask(omar, command);

  const { subject } = command;
  const entry = { actor: omar, subject, details: { attempt: 'tap-for', because } };
  expect(refusals(world)).toMatchObject(Array.from({ length: 20 }, () => entry));
});

test.each(['open-match', 'answer-match', 'not-on-the-phone'] as const)(
  '"%s" by somebody whom no card was sent to is a press that nobody knows',
  async (kind) => {
    const world = helpdeskWorld();
    await world.ask(omar, { kind: 'tap-for', subject: ines });
    const [open] = await world.cases.openOf(omar);
    await world.ask(omar, { kind: 'send-match', case: open?.id ?? '' });
    const { match } = world.messenger.last(ines, 'match-card');

    for (const id of [match, 'no such match']) {
      expect((await world.ask(eve, { kind, match: id, digits: '41' })).reply).toEqual({ kind: 'not-understood' });
    }
    expect((await world.cases.openOf(omar))[0]?.match?.state).toBe('sent');
    expect((await world.ask(ines, { kind: 'open-match', match })).reply).toMatchObject({ kind: 'type-digits' });
  },
);
