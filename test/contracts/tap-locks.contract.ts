import { randomUUID } from 'node:crypto';
import type { Cases } from '../../src/helpdesk/ports.ts';
import type { UserId } from '../../src/passkeys/ids.ts';
import { someone } from '../fixtures/someone.ts';

/** Makes the lock of a subject older than it is: nobody waits for two minutes. */
export type AgeLock = (subject: UserId, seconds: number) => Promise<void>;

export function tapLocksContract(cases: () => Cases, ageLock: AgeLock): void {
  test('fifty that want the same subject at once: one has it, the others hear who', async () => {
    const subject = someone();
    const wanting = Array.from({ length: 50 }, () => ({ caseId: randomUUID(), operator: someone() }));

    const locks = await Promise.all(wanting.map(({ caseId, operator }) => cases().lock(subject, caseId, operator)));

    const holder = wanting[locks.findIndex(({ taken }) => taken)];
    expect(locks.filter(({ taken }) => taken)).toHaveLength(1);
    for (const lock of locks) if (!lock.taken) expect(lock.by).toBe(holder?.operator);
  });

  test('fifty presses in one case: one has the subject', async () => {
    const [subject, operator, caseId] = [someone(), someone(), randomUUID()];

    const locks = await Promise.all(Array.from({ length: 50 }, () => cases().lock(subject, caseId, operator)));

    expect(locks.filter(({ taken }) => taken)).toHaveLength(1);
  });

  test.each([
    ['a moment later', 1, false],
    ['just before two minutes', 100, false],
    ['after two minutes', 120, true],
  ])('a subject whose holder is gone is free again: %s', async (_when, seconds, isFree) => {
    const [subject, operator] = [someone(), someone()];
    await cases().lock(subject, randomUUID(), operator);
    await ageLock(subject, seconds);

    const later = await cases().lock(subject, randomUUID(), someone());

    expect(later.taken).toBe(isFree);
    if (later.taken) return;
    expect(later.by).toBe(operator);
    expect(Math.abs(later.forSeconds - seconds)).toBeLessThan(15);
  });

  test('of fifty that come after the holder is gone, one has it', async () => {
    const subject = someone();
    await cases().lock(subject, randomUUID(), someone());
    await ageLock(subject, 121);

    const locks = await Promise.all(Array.from({ length: 50 }, () => cases().lock(subject, randomUUID(), someone())));

    expect(locks.filter(({ taken }) => taken)).toHaveLength(1);
  });

  test('the attempt that has the subject releases it; no other does, of the same case neither', async () => {
    const [subject, caseId, operator] = [someone(), randomUUID(), someone()];
    const first = await held(subject, caseId, operator);
    await ageLock(subject, 121);
    const second = await held(subject, caseId, operator);

    await cases().release(subject, first);
    expect((await cases().lock(subject, randomUUID(), someone())).taken).toBe(false);

    await cases().release(subject, second);
    expect((await cases().lock(subject, randomUUID(), someone())).taken).toBe(true);
  });

  test('kept, it lasts two more minutes', async () => {
    const subject = someone();
    const holder = await held(subject);
    await ageLock(subject, 100);

    expect(await cases().keepLock(subject, holder)).toBe(true);

    await ageLock(subject, 100);
    expect((await cases().lock(subject, randomUUID(), someone())).taken).toBe(false);
  });

  test('what ran out, was taken, or was released cannot be kept', async () => {
    const [ranOut, taken, released] = [someone(), someone(), someone()];
    const holders = { ranOut: await held(ranOut), taken: await held(taken), released: await held(released) };
    await ageLock(ranOut, 121);
    await ageLock(taken, 121);
    const other = await held(taken);
    await cases().release(released, holders.released);

    expect(await cases().keepLock(ranOut, holders.ranOut)).toBe(false);
    expect(await cases().keepLock(taken, holders.taken)).toBe(false);
    expect(await cases().keepLock(released, holders.released)).toBe(false);
    expect(await cases().keepLock(taken, other)).toBe(true);
    expect(await cases().keepLock(released, other)).toBe(false);
  });

  async function held(subject: UserId, caseId = randomUUID(), operator = someone()): Promise<string> {
    const lock = await cases().lock(subject, caseId, operator);
    if (!lock.taken) throw new Error('Somebody else has it');
    return lock.holder;
  }
}
