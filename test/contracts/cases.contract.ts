import { randomUUID } from 'node:crypto';
import { caseVersion, type TapCase } from '../../src/helpdesk/case.ts';
import type { Cases } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, changed, minutesAfter, someCase, someIssued, someMatch } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

export function casesContract(cases: () => Cases): void {
  test('a case is loaded as it was saved', async () => {
    const full = someCase({
      request: 1001,
      verifications: [{ kind: 'recorded', at: 'then', method: 'call-back', ticket: 'INC-1', note: 'Called “back”' }],
      match: someMatch(),
      manager: { id: randomUUID(), state: 'asked', expiresAt: 'later' },
      second: { id: randomUUID(), by: someone(), state: 'approved', reason: 'Known', expiresAt: 'later' },
      issued: someIssued(),
      cardId: 'card-1',
    });

    expect(await cases().save(full, undefined)).toBe(true);

    expect(await cases().load(full.id)).toEqual(full);
    expect(await cases().load(randomUUID())).toBeUndefined();
  });

  test.each<[string, (stored: TapCase) => TapCase, 'right' | 'wrong' | 'none', boolean]>([
    ['the stored revision is the expected one', (one) => changed(one, { status: 'cancelled' }), 'right', true],
    ['somebody was faster', (one) => changed(one, { status: 'cancelled' }), 'wrong', false],
    ['it is there and was not expected', (one) => changed(one, { status: 'cancelled' }), 'none', false],
    ['the subject was swapped', (one) => changed(one, { subject: someone() }), 'right', false],
    ['the operator was swapped', (one) => changed(one, { operator: someone() }), 'right', false],
    ['there is none', () => someCase(), 'wrong', false],
  ])('saving when %s', async (_why, change, expected, isSaved) => {
    const stored = someCase();
    await cases().save(stored, undefined);
    const next = change(stored);

    const revision = { right: stored.revision, wrong: randomUUID(), none: undefined }[expected];
    expect(await cases().save(next, revision)).toBe(isSaved);

    expect(await cases().load(stored.id)).toEqual(isSaved ? next : stored);
  });

  test('a change without a new revision is a mistake of ours', async () => {
    const stored = someCase();
    await cases().save(stored, undefined);

    await expect(cases().save({ ...stored, status: 'issuing' }, stored.revision)).rejects.toThrow(RangeError);
  });

  test('of fifty presses on the same revision, one is saved', async () => {
    const stored = someCase();
    await cases().save(stored, undefined);

    const saved = await Promise.all(
      Array.from({ length: 50 }, () => cases().save(changed(stored, { status: 'issuing' }), stored.revision)),
    );

    expect(saved.filter(Boolean)).toHaveLength(1);
  });

  test('a case of another version reads as none, and counts all the same', async () => {
    const old = someCase({ version: caseVersion - 1, match: someMatch(), issued: someIssued() });
    await cases().save(old, undefined);

    expect(await cases().load(old.id)).toBeUndefined();
    expect(await cases().find({ match: old.match?.id ?? '' })).toBeUndefined();
    expect(await cases().openOf(old.operator)).toEqual([]);
    expect(await cases().lastIssued(old.subject)).toBeUndefined();
    expect(await cases().issuedSince(caseOpenedAt, { subject: old.subject })).toBe(1);
    expect(await cases().matchesSince(caseOpenedAt, old.subject)).toBe(1);
  });

  test('whose case it was is known of every version, by its id and by every match it had', async () => {
    const [first, last] = [someMatch(), someMatch()];
    const before = someCase({ version: caseVersion - 1, match: first });
    await cases().save(before, undefined);
    await cases().save(changed(before, { match: last }), before.revision);
    const { id, operator, subject } = before;
    const parties = { id, operator, subject };

    expect(await cases().partiesOf({ case: id })).toEqual(parties);
    expect(await cases().partiesOf({ anyMatch: first.id })).toEqual(parties);
    expect(await cases().partiesOf({ anyMatch: last.id })).toEqual(parties);
    expect(await cases().partiesOf({ case: first.id })).toBeUndefined();
    expect(await cases().partiesOf({ anyMatch: id })).toBeUndefined();
  });

  test('a case is found by its match and its decisions, not by those it had before', async () => {
    const [match, manager, second] = [someMatch(), someDecision(), someDecision()];
    const before = someCase({ match, manager, second });
    const after = changed(before, { match: someMatch(), manager: someDecision(), second: someDecision() });
    await cases().save(before, undefined);

    expect(await cases().find({ match: match.id })).toEqual(before);
    expect(await cases().find({ decision: manager.id })).toEqual(before);
    expect(await cases().find({ decision: second.id })).toEqual(before);
    expect(await cases().find({ decision: match.id })).toBeUndefined();
    expect(await cases().find({ match: manager.id })).toBeUndefined();

    await cases().save(after, before.revision);

    expect(await cases().find({ match: match.id })).toBeUndefined();
    expect(await cases().find({ decision: manager.id })).toBeUndefined();
    expect(await cases().find({ anyMatch: match.id })).toEqual(after);
    expect(await cases().find({ anyMatch: after.match?.id ?? '' })).toEqual(after);
    expect(await cases().find({ anyMatch: manager.id })).toBeUndefined();
    expect(await cases().find({ match: after.match?.id ?? '' })).toEqual(after);
    expect(await cases().find({ decision: after.second?.id ?? '' })).toEqual(after);
  });

  test('the cases of an operator that are not over, newest first', async () => {
    const operator = someone();
    const openedAt = (minutes: number) => minutesAfter(caseOpenedAt, minutes).toISOString();
    const older = someCase({ operator, openedAt: openedAt(1) });
    const newer = someCase({ operator, openedAt: openedAt(2), status: 'issuing' });
    const over = (['issued', 'uncertain', 'refused', 'cancelled', 'expired'] as const).map((status) =>
      someCase({ operator, status }),
    );
    for (const one of [older, newer, ...over, someCase()]) await cases().save(one, undefined);

    expect(await cases().openOf(operator)).toEqual([newer, older]);
  });

  test('what was issued is counted by operator and by subject, from a moment on', async () => {
    const [operator, subject] = [someone(), someone()];
    const issued = (minutes: number) => someIssued(minutesAfter(caseOpenedAt, minutes));
    const first = someCase({ operator, subject, issued: issued(0), status: 'issued' });
    const last = someCase({ subject, issued: issued(10), status: 'cancelled' });
    const between = someCase({ operator, issued: issued(5), status: 'issued' });
    for (const one of [first, last, between, someCase({ operator, subject })]) await cases().save(one, undefined);

    expect(await cases().issuedSince(caseOpenedAt, { operator })).toBe(2);
    expect(await cases().issuedSince(caseOpenedAt, { subject })).toBe(2);
    expect(await cases().issuedSince(minutesAfter(caseOpenedAt, 5), { operator })).toBe(1);
    expect(await cases().issuedSince(minutesAfter(caseOpenedAt, 11), { subject })).toBe(0);
    expect(await cases().lastIssued(subject)).toEqual(last);
    expect(await cases().lastIssued(someone())).toBeUndefined();
  });

  test('every card with a number counts, also of cases that are over, once each', async () => {
    const subject = someone();
    const first = someCase({ subject, match: someMatch() });
    await cases().save(first, undefined);
    const opened = changed(first, { match: { ...first.match, ...someMatch(), id: first.match?.id ?? '' } });
    await cases().save(opened, first.revision);
    const again = changed(opened, { match: someMatch(minutesAfter(caseOpenedAt, 4)), status: 'cancelled' });
    await cases().save(again, opened.revision);
    await cases().save(someCase({ subject, match: someMatch(minutesAfter(caseOpenedAt, 9)) }), undefined);
    await cases().save(someCase({ match: someMatch() }), undefined);

    expect(await cases().matchesSince(caseOpenedAt, subject)).toBe(3);
    expect(await cases().matchesSince(minutesAfter(caseOpenedAt, 4), subject)).toBe(2);
    expect(await cases().matchesSince(minutesAfter(caseOpenedAt, 10), subject)).toBe(0);
  });

  test.each([
    ['uncertain', 1],
    ['issuing', 1],
    ['open', 0],
  ] as const)('asked for and %s: counts %i, from when it was asked for', async (status, count) => {
    const [operator, subject] = [someone(), someone()];
    const askedAt = minutesAfter(caseOpenedAt, 10).toISOString();
    await cases().save(someCase({ operator, subject, status, askedAt }), undefined);

    expect(await cases().issuedSince(caseOpenedAt, { operator })).toBe(count);
    expect(await cases().issuedSince(caseOpenedAt, { subject })).toBe(count);
    expect(await cases().issuedSince(minutesAfter(caseOpenedAt, 11), { operator })).toBe(0);
    expect(await cases().lastIssued(subject)).toBeUndefined();
  });

  test('a card with a number that did not get there does not count, also where the case goes on', async () => {
    const before = someCase({ match: someMatch() });
    await cases().save(before, undefined);
    const undelivered = changed(before, {
      match: { ...someMatch(), id: before.match?.id ?? '', isUndelivered: true, state: 'expired' },
    });
    await cases().save(undelivered, before.revision);
    await cases().save(changed(undelivered, { verifications: [] }), undelivered.revision);

    expect(await cases().matchesSince(caseOpenedAt, before.subject)).toBe(0);
  });

  test('a card with a number that was never saved does not count', async () => {
    const stored = someCase();
    await cases().save(stored, undefined);

    await cases().save(changed(stored, { match: someMatch() }), randomUUID());

    expect(await cases().matchesSince(caseOpenedAt, stored.subject)).toBe(0);
  });
}

function someDecision() {
  return { id: randomUUID(), state: 'asked', expiresAt: 'later' } as const;
}
