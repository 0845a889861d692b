import type { AuthenticationMethod, Facts, Known } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { Contact } from './contact.ts';
import type { Baseline, Enrollment } from './enrollment.ts';
import type { Reply, StoredKind } from './reply.ts';
import type { SymptomId } from './symptoms.ts';

/** Reads Microsoft Graph. Never throws for the outside's sake: each part is known or not. Settles within its deadline. */
export type Directory = {
  factsAbout(user: UserId): Promise<Facts>;
  methodsOf(user: UserId): Promise<Known<readonly AuthenticationMethod[]>>;
};

export type Enrollments = {
  /** Undefined also for a row of another `enrollmentVersion`. */
  load(user: UserId): Promise<Enrollment | undefined>;
  /**
   * The beginning of a turn: remembers where the user is met and loads, in one go.
   * A card in another conversation than this one is not the user's card any more.
   */
  meet(contact: Contact): Promise<Enrollment | undefined>;
  /**
   * Writes `next` if the stored screen is still `expected` (undefined: there is none, or one of another version).
   * False when another client was faster: load again and show that.
   */
  save(next: Enrollment, expected: string | undefined): Promise<boolean>;
  /** Notes which message shows the screen; does nothing when the screen has changed since. */
  setCard(user: UserId, screenId: string, cardId: string): Promise<void>;
};

export type Contacts = {
  /** Written only where something differs from what is stored. */
  remember(contact: Contact): Promise<void>;
  of(user: UserId): Promise<Contact | undefined>;
};

export type Preferences = {
  /** The guide's, and those of rollouts; the campaigns under way know of it. */
  stopMessages(user: UserId): Promise<void>;
  /** Those of rollouts, of every campaign, for good: nothing takes that back. */
  stopNudges(user: UserId): Promise<void>;
  /** The guide's again. */
  allowMessages(user: UserId): Promise<void>;
  /** Of the guide. */
  wantsMessages(user: UserId): Promise<boolean>;
};

/** "That helped" and "still stuck", counted per symptom; without the user. */
export type Feedback = {
  record(symptom: SymptomId, helped: boolean): Promise<void>;
};

/** Everything stored about a user, as kinds; and its deletion. Requests to the help desk stay until they are closed. */
export type PersonalData = {
  kindsAbout(user: UserId): Promise<readonly StoredKind[]>;
  /** True when an open request was kept. */
  forget(user: UserId): Promise<{ readonly keptRequests: boolean }>;
};

/** The passkey that comes of a pass: it is not among those from before, and may come as long as the pass can have led to it. */
export type Expected = { readonly baseline: Baseline; readonly startsAt: Date; readonly until: Date };

/** Looks for the new passkey by itself. */
export type Watch = {
  /** From now on, also after a restart. A second start for the same user replaces the first, but for what is expected of a pass. `expected`: wherever in the guide they are, or are not. */
  begin(user: UserId, expected?: Expected): Promise<void>;
};

/** "Remind me tomorrow". */
export type Reminders = {
  remindAt(user: UserId, when: Date): Promise<void>;
};

/** Writes to a user first. Undefined: the user cannot be reached. */
export type Messenger = {
  send(user: UserId, reply: Reply, screenId?: string): Promise<string | undefined>;
  edit(user: UserId, cardId: string, reply: Reply, screenId?: string): Promise<void>;
};

export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
