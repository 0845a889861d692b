import type { Freezes } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

export function freezesContract(freezes: () => Freezes): void {
  test('a user is frozen until a second operator clears it', async () => {
    const [subject, operator] = [someone(), someone()];
    expect(await freezes().of(subject)).toBeUndefined();

    await freezes().freeze(subject, 'match-not-me', operator, caseOpenedAt);
    const frozen = { because: 'match-not-me', operator, at: caseOpenedAt };
    expect(await freezes().of(subject)).toEqual(frozen);
    await freezes().clear(someone(), someone(), caseOpenedAt);
    expect(await freezes().of(subject)).toEqual(frozen);
    await freezes().clear(subject, someone(), caseOpenedAt);

    expect(await freezes().of(subject)).toBeUndefined();
  });

  test.each([
    ['the operator whose card it was', (_subject: string, operator: string) => operator],
    ['the frozen user', (subject: string) => subject],
  ])('it is not cleared by %s', async (_who, choose) => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'tap-not-me', operator, caseOpenedAt);

    await freezes().clear(subject, choose(subject, operator) as typeof subject, caseOpenedAt);

    expect(await freezes().of(subject)).toMatchObject({ because: 'tap-not-me', operator });
  });

  test('with two operators involved, neither clears their own part', async () => {
    const [subject, first, second] = [someone(), someone(), someone()];
    await freezes().freeze(subject, 'match-not-me', first, caseOpenedAt);
    await freezes().freeze(subject, 'match-not-me', second, minutesAfter(caseOpenedAt, 1));

    expect(await freezes().of(subject)).toMatchObject({ operator: first });
    await freezes().clear(subject, second, caseOpenedAt);
    expect(await freezes().of(subject)).toMatchObject({ operator: second });
    await freezes().clear(subject, second, caseOpenedAt);
    expect(await freezes().of(subject)).toMatchObject({ operator: second });
    await freezes().clear(subject, first, caseOpenedAt);

    expect(await freezes().of(subject)).toBeUndefined();
  });

  test('frozen twice over the same operator: the first time counts, and clearing once is enough', async () => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'match-not-me', operator, caseOpenedAt);
    await freezes().freeze(subject, 'tap-not-me', operator, minutesAfter(caseOpenedAt, 1));

    expect(await freezes().of(subject)).toEqual({ because: 'match-not-me', operator, at: caseOpenedAt });
    await freezes().clear(subject, someone(), caseOpenedAt);

    expect(await freezes().of(subject)).toBeUndefined();
  });

  test('without an operator involved any operator clears it, and it can happen again', async () => {
    const subject = someone();
    await freezes().freeze(subject, 'tap-not-me', undefined, caseOpenedAt);
    await freezes().freeze(subject, 'tap-not-me', undefined, caseOpenedAt);
    await freezes().clear(subject, someone(), caseOpenedAt);
    expect(await freezes().of(subject)).toBeUndefined();

    await freezes().freeze(subject, 'tap-not-me', undefined, minutesAfter(caseOpenedAt, 5));

    expect(await freezes().of(subject)).toEqual({
      because: 'tap-not-me',
      operator: undefined,
      at: minutesAfter(caseOpenedAt, 5),
    });
  });

  test('that it was cleared is kept; that it could not be is not', async () => {
    const [subject, operator] = [someone(), someone()];
    await freezes().freeze(subject, 'passkey-not-me', operator, caseOpenedAt);
    const clearedAt = minutesAfter(caseOpenedAt, 5);
    await freezes().clear(subject, operator, clearedAt);
    expect(await freezes().wasClearedSince(subject, caseOpenedAt)).toBe(false);

    await freezes().clear(subject, someone(), clearedAt);

    expect(await freezes().wasClearedSince(subject, clearedAt)).toBe(true);
    expect(await freezes().wasClearedSince(subject, minutesAfter(caseOpenedAt, 6))).toBe(false);
    expect(await freezes().wasClearedSince(someone(), caseOpenedAt)).toBe(false);
  });
}
