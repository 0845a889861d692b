import type { Freeze, Freezes } from '../../src/helpdesk/ports.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

export function freezesContract(freezes: () => Freezes): void {
  const idsOf = async (subject: UserId) => (await freezes().openOf(subject)).map(({ id }) => id);
  const clearAll = async (subject: UserId, by: UserId, at = caseOpenedAt) =>
    freezes().clear(subject, await idsOf(subject), by, at);
  const onlyOne = async (subject: UserId): Promise<Freeze> => {
    const [one, ...more] = await freezes().openOf(subject);
    if (!one || more.length > 0) throw new RangeError('Not exactly one');
    return one;
  };

  test('a user is frozen until a second operator clears it', async () => {
    const [subject, operator] = [someone(), someone()];
    expect(await freezes().openOf(subject)).toEqual([]);

    expect(await freezes().freeze(subject, 'match-not-me', operator, caseOpenedAt)).toBe(true);
    const frozen = {
      id: expect.any(Number),
      because: 'match-not-me',
      operator,
      about: undefined,
      at: caseOpenedAt,
      isAnnounced: false,
    };
    expect(await freezes().openOf(subject)).toEqual([frozen]);
    await freezes().clear(someone(), await idsOf(subject), someone(), caseOpenedAt);
    await freezes().clear(subject, [], someone(), caseOpenedAt);
    expect(await freezes().openOf(subject)).toEqual([frozen]);
    await clearAll(subject, someone());

    expect(await freezes().openOf(subject)).toEqual([]);
  });

  test.each([
    ['the operator whose card it was', (_subject: UserId, operator: UserId) => operator],
    ['the frozen user', (subject: UserId) => subject],
  ])('it is not cleared by %s', async (_who, choose) => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'tap-not-me', operator, caseOpenedAt);

    await clearAll(subject, choose(subject, operator));

    expect(await freezes().openOf(subject)).toMatchObject([{ because: 'tap-not-me', operator }]);
  });

  test('with two operators involved all of it is there, and neither clears any of it; a third one does', async () => {
    const [subject, first, second] = [someone(), someone(), someone()];
    await freezes().freeze(subject, 'match-not-me', first, caseOpenedAt);
    await freezes().freeze(subject, 'match-not-me', second, minutesAfter(caseOpenedAt, 1));

    await clearAll(subject, second);
    await clearAll(subject, first);
    expect(await freezes().openOf(subject)).toMatchObject([{ operator: first }, { operator: second }]);
    await clearAll(subject, someone());

    expect(await freezes().openOf(subject)).toEqual([]);
  });

  test('only what was shown is cleared', async () => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'match-not-me', operator, caseOpenedAt);
    const shown = await idsOf(subject);
    await freezes().freeze(subject, 'tap-not-me', operator, caseOpenedAt);

    await freezes().clear(subject, shown, someone(), caseOpenedAt);

    expect(await freezes().openOf(subject)).toMatchObject([{ because: 'tap-not-me' }]);
  });

  test.each<readonly [string, Parameters<Freezes['freeze']>[1], string]>([
    ['another cause', 'tap-not-me', 'case-1'],
    ['another case', 'match-not-me', 'case-2'],
  ])('the same alarm again is no other; %s is', async (_what, because, about) => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'match-not-me', operator, caseOpenedAt, 'case-1');

    const again = await freezes().freeze(subject, 'match-not-me', operator, minutesAfter(caseOpenedAt, 1), 'case-1');
    const other = await freezes().freeze(subject, because, operator, minutesAfter(caseOpenedAt, 2), about);

    expect([again, other]).toEqual([false, true]);
    expect(await freezes().openOf(subject)).toMatchObject([
      { because: 'match-not-me', about: 'case-1', at: caseOpenedAt },
      { because, about, at: minutesAfter(caseOpenedAt, 2) },
    ]);
  });

  test('without an operator involved any operator clears it, and it can happen again', async () => {
    const subject = someone();
    await freezes().freeze(subject, 'tap-not-me', undefined, caseOpenedAt);
    await freezes().freeze(subject, 'tap-not-me', undefined, caseOpenedAt);
    await clearAll(subject, someone());
    expect(await freezes().openOf(subject)).toEqual([]);

    await freezes().freeze(subject, 'tap-not-me', undefined, minutesAfter(caseOpenedAt, 5));

    expect(await freezes().openOf(subject)).toMatchObject([
      { because: 'tap-not-me', operator: undefined, at: minutesAfter(caseOpenedAt, 5) },
    ]);
  });

  test('that it was cleared is kept; that it could not be is not', async () => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'passkey-not-me', operator, caseOpenedAt);
    const clearedAt = minutesAfter(caseOpenedAt, 5);
    await clearAll(subject, operator, clearedAt);
    expect(await freezes().wasClearedSince(subject, caseOpenedAt)).toBe(false);

    await clearAll(subject, someone(), clearedAt);

    expect(await freezes().wasClearedSince(subject, clearedAt)).toBe(true);
    expect(await freezes().wasClearedSince(subject, minutesAfter(caseOpenedAt, 6))).toBe(false);
    expect(await freezes().wasClearedSince(someone(), caseOpenedAt)).toBe(false);
  });

  test('one of all who want to announce it does; after two minutes another one, who learns whom the first has told', async () => {
    const subject = someone();
    await freezes().freeze(subject, 'tap-not-me', someone(), caseOpenedAt);
    const { id } = await onlyOne(subject);

    const begun = await Promise.all(Array.from({ length: 9 }, () => freezes().startAnnouncing(id, caseOpenedAt)));
    await freezes().noteTold(id, ['channel', 'olga'], undefined);
    const early = await freezes().startAnnouncing(id, minutesAfter(caseOpenedAt, 1));
    const later = await freezes().startAnnouncing(id, minutesAfter(caseOpenedAt, 2));

    expect(begun.filter((one) => one !== undefined)).toEqual([{ told: [], isFirst: true }]);
    expect(early).toBeUndefined();
    expect(later).toEqual({ told: ['channel', 'olga'], isFirst: false });
  });

  test('what was announced, or cleared, or is too old, waits no more', async () => {
    const subject = someone();
    const at = minutesAfter(caseOpenedAt, 600);
    const waiting = async () => (await freezes().unannounced(at, 100)).filter((one) => one.subject === subject);
    await freezes().freeze(subject, 'match-not-me', undefined, minutesAfter(at, -1));
    await freezes().freeze(subject, 'tap-not-me', undefined, at);
    await freezes().freeze(subject, 'passkey-not-me', undefined, minutesAfter(at, 1));

    const [first, second] = await waiting();
    expect([first?.because, second?.because]).toEqual(['tap-not-me', 'passkey-not-me']);
    await freezes().noteTold(first?.id ?? 0, ['channel'], at);
    await freezes().clear(subject, [second?.id ?? 0], someone(), at);

    expect(await waiting()).toEqual([]);
    expect(await freezes().startAnnouncing(first?.id ?? 0, minutesAfter(at, 9))).toBeUndefined();
    expect(await freezes().startAnnouncing(second?.id ?? 0, minutesAfter(at, 9))).toBeUndefined();
    expect(await freezes().openOf(subject)).toMatchObject([{ isAnnounced: false }, { isAnnounced: true }]);
  });
}
