import type { Contact } from '../../src/enrollment/contact.ts';
import { type Enrollment, enrollmentVersion } from '../../src/enrollment/enrollment.ts';
import type {
  Contacts,
  Enrollments,
  Expected,
  Feedback,
  PersonalData,
  Preferences,
  Reminders,
  Watch,
} from '../../src/enrollment/ports.ts';
import type { StoredKind } from '../../src/enrollment/reply.ts';
import type { SymptomId } from '../../src/enrollment/symptoms.ts';
import type { HelpRequest, Requests } from '../../src/helpdesk/request.ts';
import type { UserId } from '../../src/passkeys/ids.ts';

/** What the stores hold, for a test to look into. */
export type FakeRows = {
  readonly enrollments: Map<UserId, Enrollment>;
  readonly contacts: Map<UserId, Contact>;
  readonly stopped: Set<UserId>;
  /** Outlives deletion. */
  readonly nudgesStopped: Set<UserId>;
  /** The open ones. */
  readonly requests: Map<number, HelpRequest>;
  readonly closedRequests: Map<number, HelpRequest>;
  /** Of a user whose data was deleted meanwhile: gone once closed. */
  readonly deletedWhenClosed: Set<number>;
  readonly feedback: { readonly symptom: SymptomId; readonly helped: boolean }[];
  readonly watched: Set<UserId>;
  /** With what the watch of a pass was begun. */
  readonly expected: Map<UserId, Expected>;
  readonly reminders: Map<UserId, Date>;
};

export type Stores = {
  readonly enrollments: Enrollments;
  readonly contacts: Contacts;
  readonly preferences: Preferences;
  readonly requests: Requests;
  readonly feedback: Feedback;
  readonly personalData: PersonalData;
};

export type FakeStores = Stores & { readonly watch: Watch; readonly reminders: Reminders; readonly rows: FakeRows };

/** Everything that is stored, in memory. Passes the same contracts as the database. */
export function createFakeStores(now: () => Date = () => new Date('2026-03-02T09:00:00Z')): FakeStores {
  const rows: FakeRows = {
    enrollments: new Map(),
    contacts: new Map(),
    stopped: new Set(),
    nudgesStopped: new Set(),
    requests: new Map(),
    closedRequests: new Map(),
    deletedWhenClosed: new Set(),
    feedback: [],
    watched: new Set(),
    expected: new Map(),
    reminders: new Map(),
  };
  return {
    rows,
    enrollments: fakeEnrollments(rows),
    contacts: {
      remember: async (contact) => void rows.contacts.set(contact.user, contact),
      of: async (user) => rows.contacts.get(user),
    },
    preferences: {
      stopMessages: async (user) => {
        rows.stopped.add(user);
        rows.nudgesStopped.add(user);
      },
      stopNudges: async (user) => void rows.nudgesStopped.add(user),
      allowMessages: async (user) => void rows.stopped.delete(user),
      wantsMessages: async (user) => !rows.stopped.has(user),
    },
    requests: fakeRequests(rows, now),
    feedback: { record: async (symptom, helped) => void rows.feedback.push({ symptom, helped }) },
    personalData: fakePersonalData(rows),
    watch: {
      begin: async (user, expected) => {
        rows.watched.add(user);
        if (expected) rows.expected.set(user, expected);
        else rows.expected.delete(user);
      },
    },
    reminders: { remindAt: async (user, when) => void rows.reminders.set(user, when) },
  };
}

function fakeEnrollments({ enrollments, contacts }: FakeRows): Enrollments {
  const current = (user: UserId) => {
    const stored = enrollments.get(user);
    return stored?.version === enrollmentVersion ? stored : undefined;
  };
  return {
    load: async (user) => current(user),
    meet: async (contact) => {
      const before = contacts.get(contact.user);
      contacts.set(contact.user, contact);
      const enrollment = current(contact.user);
      if (!enrollment || !before || before.conversationId === contact.conversationId) return enrollment;
      const { cardId: _elsewhere, ...rest } = enrollment;
      return rest;
    },
    save: async (next, expected) => {
      if (current(next.user)?.screenId !== expected) return false;
      enrollments.set(next.user, next);
      return true;
    },
    setCard: async (user, screenId, cardId) => {
      const stored = enrollments.get(user);
      if (stored?.screenId === screenId) enrollments.set(user, { ...stored, cardId });
    },
  };
}

function fakeRequests({ requests, closedRequests, deletedWhenClosed }: FakeRows, now: () => Date): Requests {
  const openOf = (user: UserId) => [...requests.values()].filter((request) => request.user === user);
  let number = 1000;
  return {
    open: async (user, about, diagnosis) => {
      const open = openOf(user).find((request) => request.about === about);
      if (open) return open;
      number += 1;
      const request = { number, user, about, diagnosis, openedAt: now() };
      requests.set(number, request);
      return request;
    },
    openOf: async (user) => openOf(user),
    cancel: async (user, number) => {
      const request = requests.get(number);
      if (request?.user !== user || request.about === 'not-me') return false;
      requests.delete(number);
      if (!deletedWhenClosed.delete(number)) closedRequests.set(number, request);
      return true;
    },
  };
}

function fakePersonalData(rows: FakeRows): PersonalData {
  const { enrollments, contacts, stopped, nudgesStopped, watched, reminders } = rows;
  const of = (requests: Map<number, HelpRequest>, user: UserId) =>
    [...requests.values()].filter((request) => request.user === user);
  return {
    kindsAbout: async (user) => {
      const held: readonly (readonly [StoredKind, boolean])[] = [
        ['contact', contacts.has(user)],
        ['guide', enrollments.has(user) || watched.has(user) || reminders.has(user)],
        ['requests', of(rows.requests, user).length + of(rows.closedRequests, user).length > 0],
        ['preferences', stopped.has(user) || nudgesStopped.has(user)],
      ];
      return held.flatMap(([kind, isHeld]) => (isHeld ? [kind] : []));
    },
    forget: async (user) => {
      for (const table of [enrollments, contacts, stopped, watched, reminders]) table.delete(user);
      for (const { number } of of(rows.closedRequests, user)) rows.closedRequests.delete(number);
      const kept = of(rows.requests, user);
      for (const { number } of kept) rows.deletedWhenClosed.add(number);
      return { keptRequests: kept.length > 0 };
    },
  };
}
