import { known } from '../fixtures/facts.ts';
import { bosse, ines, mika, olga, omar } from '../fixtures/helpdesk-world.ts';
import { caseIn, type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const alarms = (world: IssuingWorld) =>
  world.rows.audit.filter(({ event }) => event === 'alarm').map(({ details }) => details.because);

test.each(['read-out', 'subject-chat', 'manager-chat'] as const)(
  '%s: the subject is told who, when and for what, and so is the manager',
  async (delivery) => {
    const world = issuingWorld();

    const { id } = caseIn(await world.press(await world.ready({ delivery })));

    const notice = {
      kind: 'tap-notice',
      case: id,
      operatorName: 'Omar Haddad',
      at: '2026-11-20T09:00:00.000Z',
      delivery,
      verification: 'call-back',
    };
    expect(world.messenger.last(ines, 'tap-notice')).toEqual(notice);
    expect(world.messenger.last(mika, 'tap-notice')).toEqual({ ...notice, forName: 'Ines Moreau' });
    expect(alarms(world)).toEqual([]);
  },
);

test('a message that takes long keeps nobody waiting for the pass: its key is nowhere else', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const held = Promise.withResolvers<undefined>();
  world.messenger.send = () => held.promise;

  const reply = await world.press(shown);
  const before = world.rows.cases.get(shown.id)?.aftermath;
  held.resolve(undefined);

  expect(reply).toMatchObject({ kind: 'tap-issued', show: { key: expect.any(String) } });
  expect(before?.toldAt).toBeUndefined();
  await new Promise((resolve) => setImmediate(resolve));
  expect(world.rows.cases.get(shown.id)?.aftermath?.toldAt).toBeDefined();
});

test('neither opting out of messages nor deleting data keeps the subject from being told', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  await world.stores.preferences.stopMessages(ines);
  await world.stores.personalData.forget(ines);

  await world.press(shown);

  expect(world.messenger.last(ines, 'tap-notice')).toMatchObject({ operatorName: 'Omar Haddad' });
});

test.each<readonly [string, (world: IssuingWorld) => void, readonly string[]]>([
  ['there is no manager', (w) => w.subjects.change(ines, { manager: known(undefined) }), ['no-valid-manager']],
  [
    'the operator is the manager',
    (w) =>
      w.subjects.change(ines, {
        manager: known({ id: omar, name: 'Omar', enabled: true, isGuest: false, above: [bosse] }),
      }),
    ['no-valid-manager'],
  ],
  [
    'the manager was set five minutes ago',
    (w) => w.subjects.change(ines, { managerChangedRecently: known(true) }),
    ['no-valid-manager'],
  ],
  ['the manager has no chat', (w) => void w.messenger.unreachable.add(mika), ['manager-unreachable']],
  ['the subject has blocked the bot', (w) => void w.messenger.blocked.add(ines), ['subject-unreachable']],
  [
    'nobody can be written to',
    (w) => {
      w.messenger.send = async () => Promise.reject(new Error('Teams is away'));
    },
    ['subject-unreachable', 'manager-unreachable', 'nobody-told'],
  ],
])('%s: an alarm stays in the audit, and the operator has the pass all the same', async (_what, change, because) => {
  const world = issuingWorld();
  change(world);

  const reply = await world.press(await world.ready());

  expect(reply).toMatchObject({ kind: 'tap-issued', show: { key: expect.any(String) } });
  expect(alarms(world)).toEqual(because);
});

test('of several verifications the notice says so', async () => {
  const world = issuingWorld();
  const shown = await world.ready();
  const [stored] = world.rows.cases.values();
  const also = { kind: 'number-match', at: world.ports.now().toISOString() } as const;
  if (stored) world.rows.cases.set(stored.id, { ...stored, verifications: [...stored.verifications, also] });

  await world.press(shown);

  expect(world.messenger.last(ines, 'tap-notice')).toMatchObject({ verification: 'several' });
  expect(world.messenger.sentTo(olga)).toEqual([]);
});
