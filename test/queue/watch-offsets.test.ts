import { nextLook, watchOffsets } from '../../src/queue/watch-offsets.ts';

const beganAt = new Date('2026-03-02T09:00:00Z');
const after = (seconds: number) => new Date(beganAt.getTime() + seconds * 1000);

test('it looks often at first, then hourly for a day', () => {
  expect(watchOffsets.slice(0, 9)).toEqual([15, 30, 60, 120, 300, 600, 1800, 3600, 7200]);
  expect(watchOffsets.at(-1)).toBe(24 * 3600);
  expect(watchOffsets).toHaveLength(31);
});

test('each look is later than the one before', () => {
  expect([...watchOffsets].sort((a, b) => a - b)).toEqual(watchOffsets);
});

test.each([
  ['the first look', -1, 0, { attempt: 0, at: after(15) }],
  ['the second, from the beginning and not from the first', 0, 16, { attempt: 1, at: after(30) }],
  ['a retry that comes late does not repeat what is past', 0, 50, { attempt: 2, at: after(60) }],
  ['after an hour of standstill one look makes up for all', 1, 3599, { attempt: 7, at: after(3600) }],
  ['the last but one', 29, 23 * 3600 + 1, { attempt: 30, at: after(24 * 3600) }],
  ['nothing after the last', 30, 24 * 3600 + 1, undefined],
  ['nothing after a day, whatever was missed', 2, 25 * 3600, undefined],
  ['a clock that runs behind does not look twice', 3, 0, { attempt: 4, at: after(300) }],
])('%s', (_why, attempt, secondsSince, look) => {
  expect(nextLook(beganAt, attempt, after(secondsSince))).toEqual(look);
});

test('for a pass that begins in three days it looks often now, and again then, and hourly until it can lead to none', () => {
  const startsAt = after(3 * 24 * 3600);
  const until = after(3 * 24 * 3600 + 30 * 3600);
  const looks: number[] = [];
  for (let attempt = -1; ; ) {
    const look = nextLook(beganAt, attempt, beganAt, watchOffsets, { startsAt, until });
    if (!look) break;
    looks.push((look.at.getTime() - beganAt.getTime()) / 1000);
    attempt = look.attempt;
  }

  const later = looks.slice(31).map((seconds) => seconds - 3 * 24 * 3600);
  expect(looks.slice(0, 31)).toEqual(watchOffsets);
  expect(later.slice(0, 31)).toEqual(watchOffsets);
  expect(later.slice(31)).toEqual([25, 26, 27, 28, 29, 30].map((hours) => hours * 3600));
});

test('a pass that works at once and not for long adds nothing', () => {
  const pass = { startsAt: after(-5), until: after(7200) };

  expect(nextLook(beganAt, 29, beganAt, watchOffsets, pass)).toEqual({ attempt: 30, at: after(24 * 3600) });
  expect(nextLook(beganAt, 30, beganAt, watchOffsets, pass)).toBeUndefined();
});
