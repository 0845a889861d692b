import { randomUUID } from 'node:crypto';
import { caseVersion, matchLifetime, type TapCase } from '../../src/helpdesk/case.ts';
import type { Cases } from '../../src/helpdesk/ports.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

/** Milliseconds. */
const minute = 60_000;
const lockLifetime = 2 * minute;

export type CaseRows = {
  readonly cases: Map<string, TapCase>;
  /** Every card with a number that was sent, by the id of the match. */
  readonly matches: Map<string, { readonly caseId: string; readonly subject: UserId; readonly sentAt: Date }>;
  readonly locks: Map<UserId, { readonly holder: string; readonly by: UserId; readonly since: Date }>;
};

export function noCaseRows(): CaseRows {
  return { cases: new Map(), matches: new Map(), locks: new Map() };
}

export function fakeCases(rows: CaseRows, now: () => Date): Cases {
  const { cases } = rows;
  const current = () => [...cases.values()].filter(({ version }) => version === caseVersion);
  const newestFirst = (of: (one: TapCase) => string | undefined) => (one: TapCase, other: TapCase) =>
    (of(one) ?? '') < (of(other) ?? '') ? 1 : -1;
  return {
    load: async (id) => current().find((one) => one.id === id),
    find: async (by) =>
      current().find((one) =>
        'decision' in by
          ? [one.manager?.id, one.second?.id].includes(by.decision)
          : 'match' in by
            ? one.match?.id === by.match
            : one.match?.id === by.anyMatch || rows.matches.get(by.anyMatch)?.caseId === one.id,
      ),
    partiesOf: async (by) => {
      const found = [...cases.values()].find((one) =>
        'case' in by
          ? one.id === by.case
          : one.match?.id === by.anyMatch || rows.matches.get(by.anyMatch)?.caseId === one.id,
      );
      return found && { id: found.id, operator: found.operator, subject: found.subject };
    },
    openOf: async (operator) =>
      current()
        .filter((one) => one.operator === operator && (one.status === 'open' || one.status === 'issuing'))
        .sort(newestFirst(({ openedAt }) => openedAt)),
    save: async (next, expected) => {
      if (next.revision === expected) throw new RangeError('A changed case needs a new revision');
      const stored = cases.get(next.id);
      if (!mayReplace(stored, next, expected)) return false;
      cases.set(next.id, next);
      noteMatch(next, rows);
      return true;
    },
    issuedSince: async (since, by) =>
      [...cases.values()].filter(
        ({ issued, status, askedAt, operator, subject }) =>
          isSince(since, issued?.at ?? (status === 'issuing' || status === 'uncertain' ? askedAt : undefined)) &&
          ('operator' in by ? operator === by.operator : subject === by.subject),
      ).length,
    matchesSince: async (since, subject) =>
      [...rows.matches.values()].filter((match) => match.subject === subject && match.sentAt >= since).length,
    lastIssued: async (subject) =>
      current()
        .filter((one) => one.subject === subject && one.issued)
        .sort(newestFirst(({ issued }) => issued?.at))[0],
    ...fakeLocks(rows, now),
  };
}

function isSince(since: Date, at: string | undefined): boolean {
  return at !== undefined && new Date(at) >= since;
}

function mayReplace(stored: TapCase | undefined, next: TapCase, expected: string | undefined): boolean {
  if (!stored || expected === undefined) return !stored && expected === undefined;
  return (
    stored.revision === expected &&
    stored.version === next.version &&
    stored.operator === next.operator &&
    stored.subject === next.subject
  );
}

function noteMatch({ id, match, subject }: TapCase, { matches }: CaseRows): void {
  if (match?.isUndelivered) matches.delete(match.id);
  if (!match || match.isUndelivered || matches.has(match.id)) return;
  const sentAt = new Date(new Date(match.expiresAt).getTime() - matchLifetime * minute);
  matches.set(match.id, { caseId: id, subject, sentAt });
}

function fakeLocks({ locks }: CaseRows, now: () => Date): Pick<Cases, 'lock' | 'keepLock' | 'release'> {
  const age = (since: Date) => now().getTime() - since.getTime();
  return {
    lock: async (subject, _caseId, operator) => {
      const lock = locks.get(subject);
      if (lock && age(lock.since) < lockLifetime) {
        return { taken: false, by: lock.by, forSeconds: age(lock.since) / 1000 };
      }
      const holder = randomUUID();
      locks.set(subject, { holder, by: operator, since: now() });
      return { taken: true, holder };
    },
    keepLock: async (subject, holder) => {
      const lock = locks.get(subject);
      if (!lock || lock.holder !== holder || age(lock.since) >= lockLifetime) return false;
      locks.set(subject, { ...lock, since: now() });
      return true;
    },
    release: async (subject, holder) => {
      if (locks.get(subject)?.holder === holder) locks.delete(subject);
    },
  };
}
