import type { ApprovalReason, Campaign, GroupRef, PauseReason } from './campaign.ts';
import type { GroupUse } from './command.ts';
import type { CannotReason } from './person.ts';
import type { CampaignCost, CampaignCounts, Freshness, PreviewReach } from './report.ts';
import type { Segment } from './segment.ts';

/** What is wrong with what was entered; the card says what to do. */
export type EntryProblem =
  | { readonly kind: 'name-empty' }
  | { readonly kind: 'no-groups' }
  | { readonly kind: 'search-too-short' }
  | { readonly kind: 'no-such-group'; readonly query: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'start-in-the-past' }
  | { readonly kind: 'wave-size' }
  | { readonly kind: 'reminders-too-close' }
  | { readonly kind: 'too-many-reminders'; readonly most: number }
  | { readonly kind: 'hours' }
  | { readonly kind: 'no-weekday' }
  | { readonly kind: 'deadline-before-start' }
  | { readonly kind: 'text-too-long'; readonly most: number }
  | { readonly kind: 'unknown-placeholder'; readonly placeholder: string }
  | { readonly kind: 'empty-placeholder'; readonly placeholder: string }
  | { readonly kind: 'link-not-allowed'; readonly link: string }
  | { readonly kind: 'bare-domain'; readonly link: string }
  | { readonly kind: 'hidden-characters' }
  | { readonly kind: 'unknown-language' };

/** A campaign as its cards show it. */
export type CampaignView = Pick<
  Campaign,
  | 'id'
  | 'number'
  | 'revision'
  | 'name'
  | 'ownerName'
  | 'include'
  | 'exclude'
  | 'plan'
  | 'status'
  | 'ownWords'
  | 'fallbackLanguage'
  | 'planning'
  | 'startedAt'
  | 'endedAt'
  | 'pausedBecause'
  | 'approval'
>;

export type CampaignListItem = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly status: Campaign['status'];
  readonly audience: number;
  readonly done: number;
};

/** Without a reason: answered nothing. `note` is their own words, and may be anything. */
export type PersonInNeed = { readonly name: string; readonly because?: CannotReason; readonly note?: string };

/** To a rollout owner. */
export type OwnerReply =
  | { readonly kind: 'campaigns'; readonly campaigns: readonly CampaignListItem[] }
  | { readonly kind: 'campaign-name'; readonly problem?: EntryProblem }
  | {
      readonly kind: 'campaign-groups';
      readonly campaign: CampaignView;
      readonly use: GroupUse;
      readonly found?: readonly (GroupRef & { readonly description?: string })[];
      readonly more?: boolean;
      readonly problem?: EntryProblem;
    }
  /** `entered`: what did not fit stays in the form. */
  | {
      readonly kind: 'campaign-plan';
      readonly campaign: CampaignView;
      readonly today: string;
      readonly problem?: EntryProblem;
      readonly entered?: Campaign['plan'];
    }
  | {
      readonly kind: 'campaign-words';
      readonly campaign: CampaignView;
      readonly problem?: EntryProblem;
      readonly entered?: { readonly language: string; readonly text: string };
    }
  /** Everything entered so far, with a button for each part and "Preview". */
  | { readonly kind: 'campaign-draft'; readonly campaign: CampaignView; readonly problem?: EntryProblem }
  | { readonly kind: 'campaign-planning'; readonly campaign: CampaignView }
  | {
      readonly kind: 'campaign-preview';
      readonly campaign: CampaignView;
      readonly counts: CampaignCounts;
      readonly cost: CampaignCost;
      /** Missing: not counted. */
      readonly reach?: PreviewReach;
      /** Since when users are not asked one by one. Missing: they are. */
      readonly sweepAloneSince?: string;
      readonly needsApproval: readonly ApprovalReason[];
    }
  | {
      readonly kind: 'approval-asked';
      readonly campaign: CampaignView /** How many could be asked. */;
      readonly asked: number;
    }
  /** To another rollout owner. */
  | {
      readonly kind: 'approval-question';
      readonly campaign: CampaignView;
      readonly counts: CampaignCounts;
      readonly needed: readonly ApprovalReason[];
      readonly askedByName: string;
    }
  | {
      readonly kind: 'approval-decided';
      readonly campaign: CampaignView;
      readonly approved: boolean;
      readonly byName: string;
      readonly reason: string;
    }
  | { readonly kind: 'approval-refused'; readonly because: 'own-campaign' | 'changed-meanwhile' | 'over' }
  /** The campaign under way, or over: its report. */
  | {
      readonly kind: 'campaign-report';
      readonly campaign: CampaignView;
      readonly counts: CampaignCounts;
      readonly freshness: Freshness;
    }
  | { readonly kind: 'confirm-stop'; readonly campaign: CampaignView; readonly left: number }
  /** Nothing new goes out; some were on their way. */
  | { readonly kind: 'campaign-stopping'; readonly campaign: CampaignView; readonly onTheirWay: number }
  | { readonly kind: 'campaign-discarded'; readonly name: string }
  | { readonly kind: 'campaign-trouble'; readonly campaign: CampaignView; readonly because: PauseReason }
  | { readonly kind: 'campaign-changed-meanwhile'; readonly campaign: CampaignView }
  | { readonly kind: 'campaign-gone' }
  | {
      readonly kind: 'cannot-escalate';
      readonly campaign: CampaignView;
      readonly names: readonly string[];
      /** The same ones, in that order, with what they said. */
      readonly people?: readonly PersonInNeed[];
      readonly count: number;
    }
  /** A file that Teams asks the owner about before it is uploaded. */
  | { readonly kind: 'report-file'; readonly campaign: CampaignView; readonly fileName: string; readonly bytes: number }
  | { readonly kind: 'report-saved'; readonly name: string; readonly where: string }
  | { readonly kind: 'report-declined' }
  | { readonly kind: 'report-failed' };

export type NudgeView = {
  readonly campaign: string;
  readonly campaignName: string;
  readonly ownerName: string;
  readonly segment: Segment;
  readonly round: number;
  /** ISO date. */
  readonly deadline?: string;
  /** The owner's own, with its placeholders filled in; plain text. */
  readonly ownWords?: string;
  /** BCP 47: what they are written in. The card around them is in the same, where there are words for it. */
  readonly ownWordsLanguage?: string;
  /** For "send it to me". */
  readonly isSample?: true;
};

/** `after-deadline`: nothing is sent then any more; `no-more`: done, stopped, or reminded often enough. */
export type SnoozeProblem = 'past' | 'too-far' | 'after-deadline' | 'no-more';

/** To whoever got a nudge. */
export type NudgeReply =
  | ({ readonly kind: 'nudge' } & NudgeView)
  /** The passkey is there: the nudges end. */
  | { readonly kind: 'nudge-thanks'; readonly campaign: string; readonly campaignName: string }
  | { readonly kind: 'snoozed'; readonly campaign: string; readonly until: string }
  | { readonly kind: 'snooze-refused'; readonly campaign: string; readonly because: SnoozeProblem }
  | { readonly kind: 'why-not'; readonly campaign: string }
  | { readonly kind: 'cannot-noted'; readonly campaign: string; readonly request?: number }
  | { readonly kind: 'nudges-stopped'; readonly campaign: string }
  | {
      readonly kind: 'why-this-message';
      readonly campaign: string;
      readonly campaignName: string;
      readonly ownerName: string;
      readonly deadline?: string;
    };

export type RolloutReply = OwnerReply | NudgeReply;
