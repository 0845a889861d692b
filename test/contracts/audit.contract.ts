import { randomUUID } from 'node:crypto';
import { type ChainLink, chainStart, checkChain } from '../../src/helpdesk/audit-chain.ts';
import type { AuditEntry } from '../../src/helpdesk/audit-entry.ts';
import type { Audit } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

const ever = new Date(0);

export function auditContract(audit: () => Audit): void {
  /** The last row: the tests of a file share a database. */
  const end = async (): Promise<ChainLink> => (await audit().since(ever, 0, 100_000)).at(-1) ?? chainStart;

  test('what happened is read as it was written, numbered without gaps', async () => {
    const from = await end();
    const full: AuditEntry = {
      at: new Date('2026-03-02T09:00:00.123Z'),
      event: 'issued',
      actor: someone(),
      subject: someone(),
      caseId: randomUUID(),
      details: { lifetime: 60, isUsableOnce: true, requestId: randomUUID(), delivery: 'read-out', share: 0.1 },
    };
    const bare: AuditEntry = { at: caseOpenedAt, event: 'request-claimed', actor: someone(), details: {} };

    await audit().append(full);
    await audit().append(bare);

    const rows = await audit().since(ever, from.number, 10);
    expect(rows).toEqual([
      { ...full, number: from.number + 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { ...bare, number: from.number + 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(checkChain(rows, from)).toBeUndefined();
  });

  test('fifty at once: numbered without gaps, and chained', async () => {
    const from = await end();

    await Promise.all(Array.from({ length: 50 }, () => audit().append(someEntry())));

    const rows = await audit().since(ever, from.number, 100);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => from.number + 1 + index));
    expect(checkChain(rows, from)).toBeUndefined();
  });

  test('who did one of these since then: everybody once, whoever did so last first', async () => {
    const day = new Date('2032-01-01T00:00:00Z');
    const [ann, bob, cas] = [someone(), someone(), someone()];
    const did = (actor: typeof ann, event: AuditEntry['event'], minutes: number) =>
      audit().append({ at: minutesAfter(day, minutes), event, actor, details: {} });
    await did(cas, 'recorded', -1);
    await did(ann, 'recorded', 0);
    await did(bob, 'case-opened', 1);
    await did(ann, 'recorded', 2);
    await did(cas, 'not-me', 3);

    expect(await audit().actorsSince(day, ['recorded', 'case-opened'], 5)).toEqual([ann, bob]);
    expect(await audit().actorsSince(day, ['recorded', 'case-opened'], 1)).toEqual([ann]);
  });

  describe('refused attempts', () => {
    const attempt = (actor: AuditEntry['actor'], at = caseOpenedAt): AuditEntry => {
      return { at, event: 'refused', actor, details: { attempt: 'issue', because: 'no-role' } };
    };
    const since = minutesAfter(caseOpenedAt, -60);

    test('so many of one person since then, and no more, also at once', async () => {
      const from = await end();
      const [actor, other] = [someone(), someone()];

      const all = Array.from({ length: 30 }, () => audit().appendRefusal(attempt(actor), 3, since));
      const written = await Promise.all(all);
      expect(await audit().appendRefusal(attempt(other), 3, since)).toBe(true);

      expect(written.filter(Boolean)).toHaveLength(3);
      const rows = await audit().since(ever, from.number, 100);
      expect(rows.map((row) => row.actor)).toEqual([actor, actor, actor, other]);
      expect(checkChain(rows, from)).toBeUndefined();
    });

    test('what is older, or no attempt, does not count', async () => {
      const actor = someone();
      await audit().append({ at: caseOpenedAt, event: 'refused', actor, details: { because: 'cancelled' } });
      await audit().append({ at: caseOpenedAt, event: 'issued', actor, details: { attempt: 'none' } });
      await audit().append(attempt(actor, since));

      expect(await audit().appendRefusal(attempt(actor), 1, since)).toBe(true);
      expect(await audit().appendRefusal(attempt(actor), 1, since)).toBe(false);
    });
  });

  test('it is read from a day on, page by page', async () => {
    const from = await end();
    const day = new Date('2031-01-01T00:00:00Z');
    const times = [-1, 0, 1, -1, 2].map((minutes) => minutesAfter(day, minutes));
    for (const at of times) await audit().append({ ...someEntry(), at });

    const first = await audit().since(day, from.number, 2);
    const second = await audit().since(day, first.at(-1)?.number ?? 0, 2);

    expect(first.map(({ at }) => at)).toEqual([times[1], times[2]]);
    expect(second.map(({ at }) => at)).toEqual([times[4]]);
  });
}

function someEntry(): AuditEntry {
  return { at: caseOpenedAt, event: 'match-sent', actor: someone(), details: { b: 'two', a: 1, ä: false } };
}
