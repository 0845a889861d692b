import { type Enrollment, enrollmentVersion } from '../../src/enrollment/enrollment.ts';
import type { Enrollments } from '../../src/enrollment/ports.ts';
import { someEnrollment, someone } from '../fixtures/someone.ts';

export function enrollmentsContract(enrollments: () => Enrollments): void {
  test('what was saved is loaded, dates and all', async () => {
    const phone = { platform: 'android', maker: 'samsung', name: 'Ada’s S24', osVersion: '15' } as const;
    const full: Enrollment = {
      ...someEnrollment(someone(), 'one'),
      screen: { kind: 'steps', route: 'cross-device', phone, steps: ['bluetooth-on'], canUseComputer: true },
      answers: { phone, hasNoPhone: false },
      guide: { situation: { route: 'cross-device', platform: 'android', app: 'there' }, phone, canUseComputer: true },
      baseline: { passkeyIds: ['a', 'b'], at: '2026-03-02T08:59:00Z' },
      cardId: 'card-1',
    };

    const saved = await enrollments().save(full, undefined);

    expect(saved).toBe(true);
    expect(await enrollments().load(full.user)).toEqual(full);
  });

  test('a user who never came has none', async () => {
    expect(await enrollments().load(someone())).toBeUndefined();
  });

  test('what is left out stays out', async () => {
    const bare = someEnrollment(someone(), 'one');

    await enrollments().save({ ...bare, cardId: 'card-1', baseline: { passkeyIds: [], at: 'then' } }, undefined);
    await enrollments().save({ ...bare, screenId: 'two' }, 'one');

    expect(await enrollments().load(bare.user)).toEqual({ ...bare, screenId: 'two' });
  });

  test.each([
    ['nothing is there and nothing was expected', undefined, undefined, true],
    ['nothing is there, but a screen was expected', undefined, 'one', false],
    ['the expected screen is there', 'one', 'one', true],
    ['another screen is there', 'one', 'zero', false],
    ['a screen is there, and none was expected', 'one', undefined, false],
  ])('saving when %s', async (_why, stored, expected, saved) => {
    const user = someone();
    if (stored) await enrollments().save(someEnrollment(user, stored), undefined);

    expect(await enrollments().save(someEnrollment(user, 'next'), expected)).toBe(saved);

    expect((await enrollments().load(user))?.screenId).toBe(saved ? 'next' : stored);
  });

  test('a row of another version reads as none, and the next screen takes its place', async () => {
    const user = someone();
    const old = { ...someEnrollment(user, 'one'), version: enrollmentVersion - 1 };
    await enrollments().save(old, undefined);

    expect(await enrollments().load(user)).toBeUndefined();
    expect(await enrollments().save(someEnrollment(user, 'two'), 'one')).toBe(false);
    expect(await enrollments().save(someEnrollment(user, 'two'), undefined)).toBe(true);
    expect((await enrollments().load(user))?.screenId).toBe('two');
  });

  test('the card is noted for the screen that it shows, and for no other', async () => {
    const user = someone();
    await enrollments().save(someEnrollment(user, 'one'), undefined);

    await enrollments().setCard(user, 'one', 'card-1');
    await enrollments().setCard(user, 'zero', 'card-0');
    await enrollments().setCard(someone(), 'one', 'card-2');

    expect((await enrollments().load(user))?.cardId).toBe('card-1');
  });

  test('of fifty clients that answer the same screen, one is saved', async () => {
    const user = someone();
    await enrollments().save(someEnrollment(user, 'one'), undefined);

    const next = Array.from({ length: 50 }, (_, index) => someEnrollment(user, `next-${index}`));
    const saved = await Promise.all(next.map((enrollment) => enrollments().save(enrollment, 'one')));

    expect(saved.filter(Boolean)).toHaveLength(1);
    expect((await enrollments().load(user))?.screenId).toBe(`next-${saved.indexOf(true)}`);
  });

  test('of fifty first screens, one is saved', async () => {
    const user = someone();

    const next = Array.from({ length: 50 }, (_, index) => someEnrollment(user, `next-${index}`));
    const saved = await Promise.all(next.map((enrollment) => enrollments().save(enrollment, undefined)));

    expect(saved.filter(Boolean)).toHaveLength(1);
  });
}
