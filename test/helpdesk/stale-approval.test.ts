import { known } from '../fixtures/facts.ts';
import { eve, ines, olga, tapPolicy } from '../fixtures/helpdesk-world.ts';
import { type IssuingWorld, issuingWorld } from '../fixtures/issuing-world.ts';

const approved = { id: 'second', by: olga, state: 'approved', expiresAt: '2026-11-20T09:15:00.000Z' } as const;

test.each<[string, (world: IssuingWorld) => void, boolean]>([
  ['a red flag', (w) => w.subjects.change(ines, { managerChangedRecently: known(true) }), false],
  [
    'another manager',
    (w) =>
      w.subjects.change(ines, { manager: known({ id: eve, name: 'Eve', enabled: true, isGuest: false, above: [] }) }),
    false,
  ],
  [
    'only a narrower policy',
    (w) => w.subjects.change(ines, { tapPolicy: known(tapPolicy({ maximumLifetime: 120 })) }),
    true,
  ],
])(
  '%s found since: what the second operator agreed to counts as long as it is the same',
  async (_what, change, isKept) => {
    const world = issuingWorld();
    const shown = await world.ready({ lifetime: 480, isUsableOnce: false, delivery: 'manager-chat' });
    const stored = world.rows.cases.get(shown.id);
    if (stored) world.rows.cases.set(shown.id, { ...stored, second: approved });
    change(world);

    expect(await world.press(shown)).toMatchObject({ kind: 'case' });

    expect(world.rows.cases.get(shown.id)?.second).toEqual(isKept ? approved : undefined);
    expect(world.signIn.callsOf('issueTap')).toEqual([]);
  },
);
