import type { Participant } from '../../src/rollout/nudge.ts';
import type { Ledger, NudgeMessenger, Participants, Reports } from '../../src/rollout/ports.ts';
import type { CampaignCounts, WaveCounts } from '../../src/rollout/report.ts';

export type FakeProgress = {
  readonly ports: { ledger: Ledger; participants: Participants; reports: Reports };
  readonly messenger: NudgeMessenger;
  /** What the campaigns have come to; may be changed under way. */
  readonly counts: { waves: readonly WaveCounts[] };
  /** What was asked for. */
  readonly done: {
    readonly waves: { readonly wave: number; readonly dueAt: Date }[];
    readonly reminders: { readonly round: number; readonly after: Date; readonly orFirstAfter?: Date }[];
    readonly skippedRest: string[];
    /** Those who are still to be taken. */
    readonly toEscalate: Participant[];
  };
};

/** Counts as given, and a record of what a campaign under way asks for. What it never asks for, refuses. */
export function fakeProgress(given: {
  readonly waves: readonly WaveCounts[];
  readonly left: number;
  readonly onTheirWay?: number;
  readonly toEscalate: readonly Participant[];
}): FakeProgress {
  const counts = { waves: given.waves };
  const done: FakeProgress['done'] = { waves: [], reminders: [], skippedRest: [], toEscalate: [...given.toEscalate] };
  const ledger: Ledger = {
    async planWave(_campaign, wave, dueAt) {
      done.waves.push({ wave, dueAt });
      return 1;
    },
    async planReminders(_campaign, round, after, _dueAt, orFirstAfter) {
      done.reminders.push({ round, after, ...(orFirstAfter && { orFirstAfter }) });
      return 0;
    },
    revive: async () => 0,
    left: async () => given.left,
    async skipRest(campaign) {
      done.skippedRest.push(campaign);
      return 0;
    },
    due: unasked,
    claim: unasked,
    unclaim: unasked,
    settle: unasked,
    abandonOthers: unasked,
    onTheirWay: async () => given.onTheirWay ?? 0,
    lastMessage: unasked,
  };
  const participants: Participants = {
    takeForEscalation: async (_campaign, _at, limit) => done.toEscalate.splice(0, limit),
    silent: async () => [],
    load: unasked,
    noteSeen: unasked,
    notePressed: unasked,
    noteStarted: unasked,
    noteAtWork: unasked,
    snooze: unasked,
    noteCannot: unasked,
    noteOptedOut: unasked,
    noteUnreachable: unasked,
    noteMailbox: unasked,
    noteDone: unasked,
    noteDoneByUpn: unasked,
    noteRegistrations: unasked,
    claimThanks: unasked,
  };
  const reports: Reports = {
    counts: async () => ({ ...noCounts, waves: counts.waves }),
    freshness: async () => ({}),
    noteSweep: unasked,
    noteSweepAlone: unasked,
    sweptAt: unasked,
    outcomes: () => {
      throw new Error('not asked for here');
    },
    forgetBefore: unasked,
  };
  const messenger: NudgeMessenger = {
    send: unasked,
    reach: unasked,
    edit: unasked,
    tell: unasked,
    retell: unasked,
  };
  return { ports: { ledger, participants, reports }, messenger, counts, done };
}

async function unasked(): Promise<never> {
  throw new Error('not asked for here');
}

const noCounts: CampaignCounts = {
  audience: 0,
  bySegment: {},
  reached: 0,
  pressed: 0,
  started: 0,
  done: 0,
  doneSinceStart: 0,
  snoozed: 0,
  optedOut: 0,
  cannot: {},
  escalated: 0,
  unreachable: {},
  nudges: {},
  skipped: {},
  waves: [],
  outcomeBySegment: [],
};
