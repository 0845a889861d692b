import type { CaseOptions } from '../../src/helpdesk/case.ts';
import { chooseOptions } from '../../src/helpdesk/choose-options.ts';
import { known } from '../fixtures/facts.ts';
import { ines, mika, olga, omar, tapPolicy } from '../fixtures/helpdesk-world.ts';
import { type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const usual = { lifetime: 60, isUsableOnce: true, delivery: 'read-out' } as const;

async function choose(world: IssuingWorld, options: Partial<CaseOptions>, user = omar) {
  const { id } = await world.ready();
  const command = { kind: 'choose-options', case: id, ...usual, ...options } as const;
  return chooseOptions(command, world.scene(user, command));
}

function managerApproved(world: IssuingWorld, id: string): void {
  const stored = world.rows.cases.get(id);
  const approval = { kind: 'manager', at: world.ports.now().toISOString(), manager: mika } as const;
  if (stored) world.rows.cases.set(id, { ...stored, verifications: [approval] });
}

test.each<readonly [string, Partial<CaseOptions>]>([
  ['the shortest the policy allows', { lifetime: 60 }],
  ['the longest', { lifetime: 480 }],
  ['more than once', { isUsableOnce: false }],
  ['tomorrow', { startsAt: '2026-11-21T09:00:00.000Z' }],
  ['to the manager', { delivery: 'manager-chat' }],
  ["to the subject's own chat", { delivery: 'subject-chat' }],
])('%s is kept', async (_what, options) => {
  const reply = await choose(issuingWorld(), options);

  expect(reply).toMatchObject({ kind: 'case', case: { options: { ...usual, ...options } } });
  expect(reply).not.toHaveProperty('problem');
});

test.each<readonly [string, Partial<CaseOptions>, string]>([
  ['shorter than the policy allows', { lifetime: 59 }, 'lifetime-outside-policy'],
  ['longer', { lifetime: 481 }, 'lifetime-outside-policy'],
  ['no whole minutes', { lifetime: 60.5 }, 'lifetime-outside-policy'],
  ['no number', { lifetime: Number.NaN }, 'lifetime-outside-policy'],
  ['without end', { lifetime: Number.POSITIVE_INFINITY }, 'lifetime-outside-policy'],
  ['yesterday', { startsAt: '2026-11-19T09:00:00.000Z' }, 'start-out-of-range'],
  ['in two months', { startsAt: '2027-01-20T09:00:00.000Z' }, 'start-out-of-range'],
  ['no date', { startsAt: 'soon' }, 'start-out-of-range'],
])('%s is refused, with the range on the card', async (_what, options, problem) => {
  const reply = await choose(issuingWorld(), options);

  expect(reply).toMatchObject({
    kind: 'case',
    problem,
    case: { options: usual, preflight: { lifetime: { minimum: 60, maximum: 480 } } },
  });
});

test('where the policy makes every pass one-time, there is no other', async () => {
  const world = issuingWorld();
  world.subjects.change(ines, { tapPolicy: known(tapPolicy({ isUsableOnce: true })) });

  expect(await choose(world, { isUsableOnce: false })).toMatchObject({ case: { options: { isUsableOnce: true } } });
});

test('without a manager who may vouch there is none to deliver to', async () => {
  const world = issuingWorld();
  world.subjects.change(ines, { manager: known(undefined) });

  expect(await choose(world, { delivery: 'manager-chat' })).toMatchObject({ problem: 'no-valid-manager' });
});

test('a manager who approved does not also get the pass', async () => {
  const world = issuingWorld();
  const { id } = await world.ready();
  managerApproved(world, id);
  const command = { kind: 'choose-options', case: id, ...usual, delivery: 'manager-chat' } as const;

  const reply = await chooseOptions(command, world.scene(omar, command));

  expect(reply).toMatchObject({ problem: 'manager-has-verified', case: { options: usual } });
});

test('delivery to the chat of the subject is listed as missing what it lacks', async () => {
  const world = issuingWorld();
  const { id } = await world.ready();
  managerApproved(world, id);
  const command = { kind: 'choose-options', case: id, ...usual, delivery: 'subject-chat' } as const;

  const reply = await chooseOptions(command, world.scene(omar, command));

  expect(reply).toMatchObject({ case: { missing: expect.arrayContaining(['verification-outside-teams']) } });
});

test("nobody chooses for another operator's case", async () => {
  const world = issuingWorld();

  expect(await choose(world, { lifetime: 480 }, olga)).toEqual({ kind: 'nothing-open' });
  expect([...world.rows.cases.values()]).toMatchObject([{ options: usual }]);
});
