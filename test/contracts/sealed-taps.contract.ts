import { randomUUID } from 'node:crypto';
import type { SealedTap, SealedTaps } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

export function sealedTapsContract(sealedTaps: () => SealedTaps): void {
  test('a sealed TAP is found as it was put, until it is removed', async () => {
    const sealed = someSealed();
    await sealedTaps().put(sealed);

    expect(await sealedTaps().find(sealed.id)).toEqual(sealed);
    expect(await sealedTaps().remove(sealed.id)).toEqual(sealed);

    expect(await sealedTaps().remove(sealed.id)).toBeUndefined();
    expect(await sealedTaps().find(sealed.id)).toBeUndefined();
    expect(await sealedTaps().opened(sealed.id, caseOpenedAt)).toBeUndefined();
  });

  test('the first opening is the one that counts', async () => {
    const sealed = someSealed();
    const later = minutesAfter(caseOpenedAt, 1);
    await sealedTaps().put(sealed);

    expect(await sealedTaps().opened(sealed.id, caseOpenedAt)).toEqual(caseOpenedAt);
    expect(await sealedTaps().opened(sealed.id, later)).toEqual(caseOpenedAt);

    expect(await sealedTaps().find(sealed.id)).toEqual({ ...sealed, firstOpenedAt: caseOpenedAt });
  });

  test('the message that holds the key is noted, and forgotten', async () => {
    const sealed = someSealed();
    await sealedTaps().put(sealed);

    await sealedTaps().shownIn(sealed.id, 'message-2');
    expect(await sealedTaps().find(sealed.id)).toEqual({ ...sealed, cardId: 'message-2' });

    await sealedTaps().shownIn(sealed.id, undefined);
    expect(await sealedTaps().find(sealed.id)).toEqual({ ...sealed, cardId: undefined });
  });

  test('a sweep removes what was sealed or opened before, and gives it, once', async () => {
    const longAgo = new Date('2020-01-01T00:00:00Z');
    const after = (minutes: number) => minutesAfter(longAgo, minutes);
    const [never, younger] = [someSealed(longAgo), someSealed(after(1))];
    const [opened, openedLater] = [someSealed(after(1)), someSealed(after(1))];
    for (const sealed of [never, opened, openedLater, younger]) await sealedTaps().put(sealed);
    await sealedTaps().opened(opened.id, after(2));
    await sealedTaps().opened(openedLater.id, after(3));
    const before = { sealedBefore: after(1), openedBefore: after(3) };

    const swept = await sealedTaps().sweep(before);
    expect(swept).toHaveLength(2);
    expect(swept).toEqual(expect.arrayContaining([never, { ...opened, firstOpenedAt: after(2) }]));
    expect(await sealedTaps().sweep(before)).toEqual([]);

    expect(await sealedTaps().find(never.id)).toBeUndefined();
    expect(await sealedTaps().find(opened.id)).toBeUndefined();
    expect(await sealedTaps().find(openedLater.id)).toEqual({ ...openedLater, firstOpenedAt: after(3) });
    expect(await sealedTaps().find(younger.id)).toEqual(younger);
  });
}

function someSealed(sealedAt = caseOpenedAt): SealedTap {
  return {
    id: randomUUID(),
    caseId: randomUUID(),
    reader: someone(),
    ciphertext: 'v1.AAAA.BBBB',
    sealedAt,
    firstOpenedAt: undefined,
    cardId: 'message-1',
  };
}
