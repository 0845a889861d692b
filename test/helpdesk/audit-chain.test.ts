import { createHash } from 'node:crypto';
import { type ChainLink, chainStart, checkChain, hashOf } from '../../src/helpdesk/audit-chain.ts';
import type { AuditEntry, AuditRow } from '../../src/helpdesk/audit-entry.ts';
import { someone } from '../fixtures/someone.ts';

const actor = someone();
const entry: AuditEntry = {
  at: new Date('2026-03-02T09:00:00Z'),
  event: 'issued',
  actor,
  subject: someone(),
  caseId: 'case-1',
  details: { lifetime: 60, delivery: 'read-out' },
};

function chainOf(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  let previous: ChainLink = chainStart;
  for (let index = 0; index < length; index += 1) {
    const row = { ...entry, number: previous.number + 1, hash: hashOf(previous, entry) };
    rows.push(row);
    previous = row;
  }
  return rows;
}

test('the hash is one that anybody can calculate', () => {
  const text = `${'0'.repeat(64)}\n[1,1772442000000,"issued","${actor}","${entry.subject}","case-1",[["delivery","read-out"],["lifetime",60]]]`;

  expect(hashOf(chainStart, entry)).toBe(createHash('sha256').update(text).digest('hex'));
});

test('the order of the details does not matter', () => {
  const turned = { ...entry, details: { delivery: 'read-out', lifetime: 60 } };

  expect(hashOf(chainStart, turned)).toBe(hashOf(chainStart, entry));
});

test.each<[string, Partial<AuditEntry>]>([
  ['when', { at: new Date('2026-03-02T09:00:00.001Z') }],
  ['what', { event: 'issue-failed' }],
  ['who', { actor: someone() }],
  ['for whom', { subject: someone() }],
  ['the case', { caseId: 'case-2' }],
  ['a detail', { details: { lifetime: 61, delivery: 'read-out' } }],
  ['the type of a detail', { details: { lifetime: '60', delivery: 'read-out' } }],
  ['a detail left out', { details: { lifetime: 60 } }],
])('the hash is another one with another: %s', (_what, change) => {
  expect(hashOf(chainStart, { ...entry, ...change })).not.toBe(hashOf(chainStart, entry));
});

test('a chain that was left alone is whole, also from its middle on', () => {
  const rows = chainOf(5);

  expect(checkChain([])).toBeUndefined();
  expect(checkChain(rows)).toBeUndefined();
  expect(checkChain(rows.slice(2), rows[1])).toBeUndefined();
  expect(checkChain(rows.slice(2))).toBe(1);
});

test.each<[string, (rows: readonly AuditRow[]) => readonly AuditRow[], number]>([
  ['a row was changed', (rows) => rows.with(2, { ...entry, ...rows[2], actor: someone() } as AuditRow), 3],
  ['a row was removed', (rows) => rows.toSpliced(2, 1), 3],
  ['the first row was removed', (rows) => rows.slice(1), 1],
  ['two rows changed places', (rows) => [...rows.slice(0, 3), ...rows.slice(3).reverse()], 4],
  [
    'a row was removed, and the rest numbered anew',
    (rows) => rows.toSpliced(2, 1).map((row, index) => ({ ...row, number: index + 1 })),
    3,
  ],
  [
    'a row was changed, and its own hash calculated anew',
    (rows) => {
      const forged = { ...entry, details: {} };
      return rows.with(2, { ...forged, number: 3, hash: hashOf(rows[1] ?? chainStart, forged) });
    },
    4,
  ],
  [
    'a row has something impossible in it',
    (rows) => rows.with(4, { ...rows[4], details: null, at: Number.POSITIVE_INFINITY } as unknown as AuditRow),
    5,
  ],
])('%s: the first broken row is named', (_what, tamper, number) => {
  expect(checkChain(tamper(chainOf(5)))).toBe(number);
});
