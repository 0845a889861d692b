import { randomUUID } from 'node:crypto';
import type { SealedTap, SealedTaps } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

export function sealedTapsContract(sealedTaps: () => SealedTaps): void {
  test('a sealed TAP is found as it was put, until it is removed', async () => {
    const sealed = someSealed();
    await sealedTaps().put(sealed);

    expect(await sealedTaps().find(sealed.id)).toEqual(sealed);
    await sealedTaps().remove(sealed.id);

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

  test('a sweep removes what is older, and gives what was never opened, once', async () => {
    const longAgo = new Date('2020-01-01T00:00:00Z');
    const [never, opened, younger] = [someSealed(longAgo), someSealed(longAgo), someSealed(minutesAfter(longAgo, 1))];
    for (const sealed of [never, opened, younger]) await sealedTaps().put(sealed);
    await sealedTaps().opened(opened.id, caseOpenedAt);

    expect(await sealedTaps().sweep(minutesAfter(longAgo, 1))).toEqual([never]);
    expect(await sealedTaps().sweep(minutesAfter(longAgo, 1))).toEqual([]);

    expect(await sealedTaps().find(never.id)).toBeUndefined();
    expect(await sealedTaps().find(opened.id)).toBeUndefined();
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
  };
}
