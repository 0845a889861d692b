import type { GroupId, UserId } from '../passkeys/ids.ts';

export const campaignVersion = 1;

export type CampaignStatus =
  | 'draft'
  /** The audience is being read. */
  | 'planning'
  /** Planned: preview, and start, or ask for approval. */
  | 'planned'
  | 'awaiting-approval'
  | 'approved'
  | 'running'
  | 'paused'
  /** Asked to stop; what was on its way is waited for. */
  | 'stopping'
  | 'stopped'
  | 'finished';

/** By id; the name is for people and may be old. */
export type GroupRef = { readonly id: GroupId; readonly name: string };

/** How many get their first nudge a day. */
export type WaveSize = { readonly unit: 'people' | 'percent'; readonly perDay: number };

/** Local times "HH:MM" of the recipient; nudges go out from `from` until `to`. */
export type SendingHours = { readonly from: string; readonly to: string };

export type CampaignPlan = {
  /** ISO date: the first wave. */
  readonly startsOn: string;
  readonly waveSize: WaveSize;
  /** Days after the first nudge, ascending, at least 2 apart; their number is the most reminders anybody gets. */
  readonly remindAfterDays: readonly number[];
  readonly sendingHours: SendingHours;
  /** ISO weekdays: 1 is Monday. */
  readonly weekdays: readonly number[];
  /** ISO date by which everybody should have a passkey; shown in the card, and after it nobody is reminded. */
  readonly deadline?: string;
  /** Gets its wave a day before anybody else, whatever the wave size. */
  readonly pilot?: GroupRef;
};

export type Campaign = {
  readonly version: typeof campaignVersion;
  readonly id: string;
  readonly number: number;
  /** New with every change. */
  readonly revision: string;
  readonly name: string;
  readonly owner: UserId;
  /** Shown in the card: who runs it. */
  readonly ownerName: string;
  readonly createdAt: string;
  readonly include: readonly GroupRef[];
  readonly exclude: readonly GroupRef[];
  /** By language (BCP 47 primary tag); undefined: ours for every segment. Checked at entry. */
  readonly ownWords?: Readonly<Record<string, string>>;
  /** Of `ownWords`: for whoever reads none of their languages. The first that was entered, unless the owner chose another. */
  readonly fallbackLanguage?: string;
  readonly plan?: CampaignPlan;
  readonly status: CampaignStatus;
  readonly planning?: Planning;
  readonly approval?: Approval;
  readonly startedAt?: string;
  readonly pausedBecause?: PauseReason;
  /** Who asked to stop, and in which card, while messages are on their way. */
  readonly stopping?: { readonly by: UserId; readonly cardId?: string };
  readonly endedAt?: string;
  /** How far it has come; nothing that anybody decides on. */
  readonly progress?: CampaignProgress;
};

export type CampaignProgress = {
  /** The newest daily portion that was released, and on which ISO date: one a day, also after a pause. */
  readonly lastWave?: { readonly wave: number; readonly on: string };
  /** ISO date on which the owner was last told who needs a person. */
  readonly escalatedOn?: string;
  /** What it has paused for: resumed, it does not pause for the same again. */
  readonly knownTrouble?: readonly Trouble[];
};

/** How far reading the audience has come. */
export type Planning = {
  readonly askedBy: UserId;
  /** The card that says so; edited when it is done. */
  readonly cardId?: string;
  readonly startedAt: string;
  readonly step: PlanningStep;
  readonly people: number;
  readonly requests: number;
  readonly finishedAt?: string;
  /** Why it could not be finished. */
  readonly problem?: PlanningProblem;
  /** Entra's own registration campaign asks some of the same people for a passkey. */
  readonly entraCampaign?: {
    readonly state: 'enabled' | 'microsoft-managed';
    readonly groups: readonly GroupRef[];
    readonly everybody: boolean;
  };
  /** Whether Entra's own asks some of them could not be read. */
  readonly entraUnread?: true;
  /** New whenever a planner begins: what the one before still writes is not taken. */
  readonly run?: string;
  /** When the oldest row of the report was written. */
  readonly reportFrom?: string;
};
export const planningSteps = [
  'members',
  'exclusions',
  'audience',
  'policy',
  'registrations',
  'phones',
  'segments',
  'waves',
] as const;
export type PlanningStep = (typeof planningSteps)[number];
export type PlanningProblem = 'group-gone' | 'nobody' | 'graph-forbidden' | 'graph-unavailable' | 'no-premium-licence';

/** Of the revision of what was asked about: words, audience, plan. */
export type Approval = {
  readonly needed: readonly ApprovalReason[];
  readonly askedBy: UserId;
  readonly askedAt: string;
  readonly decidedBy?: UserId;
  readonly decidedByName?: string;
  readonly decidedAt?: string;
  readonly approved?: boolean;
  readonly reason?: string;
  /** `contentHash` of what was asked about: an approval holds for nothing else. */
  readonly content?: string;
};
export type ApprovalReason = 'size' | 'own-words';

/** In `wave`. */
export type Trouble = {
  readonly kind: 'trouble';
  readonly what: 'blocked' | 'opted-out' | 'stuck';
  readonly count: number;
  readonly of: number;
  readonly wave?: number;
};

export type PauseReason =
  | { readonly kind: 'owner'; readonly by: UserId }
  /** A wave paused by itself. Numbers of people, of `of` who got the last wave. */
  | Trouble
  /** Teams says that an administrator has disabled the app. */
  | { readonly kind: 'disabled-by-admin' }
  /** One message after the other was not taken. `code`: Microsoft's, of the last one. */
  | { readonly kind: 'refused'; readonly code?: string };

/** Hours. The least time between two nudges to one user, whatever campaigns they are of. */
export const leastHoursBetween = 48;
