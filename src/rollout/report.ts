import type { PlanningStep } from './campaign.ts';
import type { FailReason, NudgeStatus, SkipReason } from './nudge.ts';
import type { BlockedReason, CannotReason, UnreachableCause } from './person.ts';
import type { Segment } from './segment.ts';

/** Counted in the database: people, not messages, unless it says so. */
export type CampaignCounts = {
  readonly audience: number;
  readonly bySegment: Readonly<Partial<Record<Segment, number>>>;
  /** Got at least one nudge. */
  readonly reached: number;
  /** By read receipts, which not every tenant has. Missing: not counted when these totals were kept. */
  readonly seen?: number;
  readonly pressed: number;
  readonly started: number;
  readonly done: number;
  /** Of those who had none when the campaign was planned. */
  readonly doneSinceStart: number;
  readonly snoozed: number;
  readonly optedOut: number;
  readonly cannot: Readonly<Partial<Record<CannotReason, number>>>;
  readonly escalated: number;
  readonly unreachable: Readonly<Partial<Record<UnreachableCause, number>>>;
  /** Messages. */
  readonly nudges: Readonly<Partial<Record<NudgeStatus, number>>>;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Missing: not counted yet when these totals were kept. */
  readonly failed?: Readonly<Partial<Record<FailReason, number>>>;
  readonly waves: readonly WaveCounts[];
  /** Why some can't have a passkey. Missing: not counted yet when these totals were kept. */
  readonly blocked?: Readonly<Partial<Record<BlockedReason, number>>>;
  /** Of those who are asked: whom nobody has met in Teams. Missing: as above, or it has started. */
  readonly withoutChat?: number;
  /** By segment: who got a nudge, and who of them is done. */
  readonly outcomeBySegment: readonly { readonly segment: Segment; readonly reached: number; readonly done: number }[];
};

export type WaveCounts = {
  readonly wave: number;
  readonly people: number;
  readonly reached: number;
  readonly done: number;
  readonly blocked: number;
  /** Since they were reached: what they did before says nothing of the nudges. */
  readonly optedOut: number;
  /** Asked for help, or cannot; since then, too. */
  readonly stuck: number;
  readonly lastSentAt?: string;
};

/** Whether somebody has a passkey: how fresh the answer is. */
export type Freshness = {
  /** Of the last sweep through the audit log. */
  readonly auditSweptAt?: string;
  readonly reportSweptAt?: string;
  /** Since when users are not asked one by one, because Graph throttles that. */
  readonly sweepAloneSince?: string;
};

export type CampaignCost = {
  readonly graphRequests: number;
  readonly teamsRequests: number;
  readonly messages: number;
  /** Days from the first wave to the last. */
  readonly days: number;
  /** Minutes for the largest wave at the configured rate. */
  readonly minutesForLargestWave: number;
};

/** How a message gets to those who are asked. */
export type PreviewReach = {
  readonly chat: number;
  /** Get the app, and with it a chat, when their turn comes. */
  readonly install: number;
  /** No chat, and installing the app for them is not set up: no message gets to them. */
  readonly neverMet: number;
};

export type PlanProgress = { readonly step: PlanningStep; readonly people: number; readonly requests: number };

/** One line of the CSV: what happened to one member of the audience. */
export type OutcomeRow = {
  readonly user: string;
  readonly name: string;
  readonly segment: Segment;
  readonly wave: number;
  readonly sent: number;
  /** Messages, of any round, that may have arrived or not. */
  readonly uncertain: number;
  readonly lastStatus: NudgeStatus | undefined;
  readonly because: string | undefined;
  /** By a read receipt, which not every tenant has. */
  readonly readAt: Date | undefined;
  readonly pressedAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly doneAt: Date | undefined;
  readonly snoozedUntil: Date | undefined;
  readonly optedOutAt: Date | undefined;
  readonly cannot: string | undefined;
  /** Their own words. */
  readonly cannotNote: string | undefined;
  readonly unreachable: string | undefined;
  readonly escalatedAt: Date | undefined;
};
