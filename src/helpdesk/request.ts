import type { UserId } from '../passkeys/ids.ts';

/** What a user asks the help desk for. */
export type RequestAbout = 'tap' | 'lost-phone' | 'human' | 'not-me' | 'security-key';

/** Where the user stood when asking: ids and words of our own, no names. Only `words` are theirs. */
export type Diagnosis = {
  readonly screen?: string;
  readonly route?: string;
  readonly step?: string;
  readonly symptom?: string;
  readonly platform?: string;
  readonly osVersion?: string;
  readonly appVersion?: string;
  readonly checks?: Readonly<Record<string, string>>;
  readonly passkey?: string;
  /** Why they cannot do what a rollout asks of them. */
  readonly cannot?: string;
  /** What they typed about it: plain text, and data. */
  readonly words?: string;
};

export type HelpRequest = {
  /** Shown to the user: "Request 4711". */
  readonly number: number;
  readonly user: UserId;
  readonly about: RequestAbout;
  readonly diagnosis: Diagnosis;
  readonly openedAt: Date;
};

/** The help desk's list. A user has at most one open request about the same thing. */
export type Requests = {
  /** Gives the open request about the same thing where there is one. */
  open(user: UserId, about: RequestAbout, diagnosis: Diagnosis): Promise<HelpRequest>;
  openOf(user: UserId): Promise<readonly HelpRequest[]>;
  /** False when there was none open, and for an alarm ("not-me"): whoever stole the user's session would take it back. */
  cancel(user: UserId, number: number): Promise<boolean>;
};
