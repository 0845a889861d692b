import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import { known } from '../fixtures/facts.ts';
import { bosse, eve, type HelpdeskWorld, helpdeskWorld, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';

/** Omar has a case for Ines, a card with a number lies in front of her, and a question in front of Mika. */
async function underWay() {
  const world = helpdeskWorld();
  await world.ask(omar, { kind: 'tap-for', subject: ines });
  const [one] = world.rows.cases.values();
  if (!one) throw new Error('No case was opened');
  await world.ask(omar, { kind: 'send-match', case: one.id });
  await world.ask(omar, { kind: 'ask-manager', case: one.id });
  const { match } = world.messenger.last(ines, 'match-card');
  const { decision } = world.messenger.last(mika, 'manager-question');
  return { world, id: one.id, match, decision };
}

/** What the buttons of the operator's card carry; anybody can send it. */
function operatorsCard(id: string): readonly HelpdeskCommand[] {
  return [
    { kind: 'issue-tap', query: 'Ines' },
    { kind: 'tap-for', subject: ines },
    { kind: 'show-case', case: id },
    { kind: 'cancel-case', case: id },
    { kind: 'send-match', case: id },
    { kind: 'ask-manager', case: id },
    { kind: 'record-verification', case: id, method: 'call-back', ticket: 'INC-1', note: 'Called' },
    { kind: 'ask-second', case: id, reason: 'Because' },
  ];
}

/** Everything that is stored or was sent, to see that nothing changed. */
/** Everything but that it was attempted. */
function traces({ rows, messenger, signIn }: HelpdeskWorld): string {
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
])('%s with an operator’s card data gets the answer to an unknown command', async (_who, user) => {
  const { world, id } = await underWay();
  const before = traces(world);

  for (const command of operatorsCard(id)) {
    expect([command.kind, await world.ask(user, command)]).toEqual([
      command.kind,
      { reply: { kind: 'not-understood' } },
    ]);
  }

  expect(traces(world)).toBe(before);
});

test('an operator whose role was removed in between still sees the card, and nothing acts', async () => {
  const { world, id } = await underWay();
  world.roles.takeFrom(omar);
  const before = traces(world);

  expect((await world.ask(omar, { kind: 'show-case', case: id })).reply.kind).toBe('case');
  for (const command of operatorsCard(id).filter(({ kind }) => kind !== 'show-case')) {
    expect([command.kind, (await world.ask(omar, command)).reply]).toEqual([command.kind, { kind: 'not-understood' }]);
  }

  expect(traces(world)).toBe(before);
});

test('an automatic refresh shows, whatever verb it carries', async () => {
  const { world, id, match, decision } = await underWay();
  const before = traces(world);
  const refresh = (user: typeof omar, command: HelpdeskCommand) => world.ask(user, command, { isAutomatic: true });

  expect((await refresh(omar, { kind: 'show-case', case: id })).reply.kind).toBe('case');
  for (const command of operatorsCard(id).filter(({ kind }) => kind !== 'show-case')) {
    expect((await refresh(omar, command)).reply).toEqual({ kind: 'nothing-open' });
  }
  for (const command of [
    { kind: 'open-match', match },
    { kind: 'answer-match', match, digits: '41' },
    { kind: 'not-on-the-phone', match },
  ] as const) {
    expect((await refresh(ines, command)).reply).toEqual({ kind: 'nothing-open' });
  }
  const approval = { kind: 'decide-as-manager', decision, approve: true, reason: '' } as const;
  expect((await refresh(mika, approval)).reply).toEqual({ kind: 'nothing-open' });

  expect(traces(world)).toBe(before);
});

test('a second operator without the role at this moment decides nothing', async () => {
  const { world } = await underWay();
  world.roles.takeFrom(olga);
  const command = { kind: 'decide-as-second', decision: 'whatever', approve: true, reason: '' } as const;

  expect((await world.ask(olga, command)).reply).toEqual({ kind: 'not-understood' });
});

test('ids that were made up open nothing, for nobody', async () => {
  const { world } = await underWay();
  const before = traces(world);

  for (const command of operatorsCard('made-up').slice(2)) {
    expect((await world.ask(omar, command)).reply).toEqual({ kind: 'nothing-open' });
  }
  expect((await world.ask(ines, { kind: 'open-match', match: 'made-up' })).reply.kind).toBe('not-understood');
  const approval = { kind: 'decide-as-manager', decision: 'made-up', approve: true, reason: '' } as const;
  expect((await world.ask(mika, approval)).reply).toEqual({ kind: 'decision-over' });

  expect(traces(world)).toBe(before);
});

test('a match’s id is no decision’s, and the other way round', async () => {
  const { world, id, match, decision } = await underWay();

  await world.ask(mika, { kind: 'decide-as-manager', decision: match, approve: true, reason: '' });
  await world.ask(olga, { kind: 'decide-as-second', decision, approve: true, reason: '' });
  await world.ask(ines, { kind: 'open-match', match: decision });

  expect(world.rows.cases.get(id)).toMatchObject({
    verifications: [],
    match: { state: 'sent' },
    manager: { state: 'asked' },
  });
});

test('a stolen Teams session gets through the number match, and not to a pass in the same chat', async () => {
  const { world, id, match, decision } = await underWay();
  await world.ask(ines, { kind: 'open-match', match });
  await world.ask(ines, { kind: 'answer-match', match, digits: '41' });
  await world.ask(mika, { kind: 'decide-as-manager', decision, approve: true, reason: 'She wrote to me' });
  const one = world.rows.cases.get(id);
  if (one) world.rows.cases.set(id, { ...one, options: { ...one.options, delivery: 'subject-chat' } });

  const { reply } = await world.ask(omar, { kind: 'show-case', case: id });

  expect(reply).toMatchObject({ kind: 'case', case: { missing: ['verification-outside-teams'] } });
});

test('the user’s second account as the manager of the first vouches for nobody', async () => {
  const world = helpdeskWorld();
  world.subjects.change(ines, {
    manager: known({ id: bosse, name: 'Bosse Ek', enabled: true, isGuest: false, above: [ines] }),
  });
  await world.ask(omar, { kind: 'tap-for', subject: ines });
  const [one] = world.rows.cases.values();

  const { reply } = await world.ask(omar, { kind: 'ask-manager', case: one?.id ?? '' });

  expect(reply).toMatchObject({ kind: 'case', problem: 'no-valid-manager' });
  expect(world.messenger.sentTo(bosse)).toEqual([]);
});

test('the digits are in no message but the operator’s own card', async () => {
  const { world, id, match } = await underWay();
  await world.ask(ines, { kind: 'open-match', match });

  const { sent, edited, posted } = world.messenger;
  const elsewhere = [...sent, ...edited].filter(({ user }) => user !== omar);
  expect(JSON.stringify([elsewhere, posted, world.rows.audit])).not.toContain('"digits"');
  expect(JSON.stringify(await world.ask(omar, { kind: 'show-case', case: id }))).toContain('"digits":"41"');
});
