import type { GroupId } from '../passkeys/ids.ts';
import type { SendingHours, WaveSize } from './campaign.ts';
import type { CannotReason } from './person.ts';

export type GroupUse = 'include' | 'exclude' | 'pilot';

/** What a rollout owner, or somebody who got a nudge, presses or types. Ids only find things: rights are checked at the act. */
export type RolloutCommand =
  // owner
  | { readonly kind: 'new-campaign' }
  | { readonly kind: 'name-campaign'; readonly name: string }
  | { readonly kind: 'campaigns' }
  | { readonly kind: 'show-campaign'; readonly campaign: string }
  | { readonly kind: 'choose-groups'; readonly campaign: string; readonly use: GroupUse }
  | { readonly kind: 'find-groups'; readonly campaign: string; readonly use: GroupUse; readonly query: string }
  | {
      readonly kind: 'pick-groups';
      readonly campaign: string;
      readonly use: GroupUse;
      readonly groups: readonly GroupId[];
    }
  | { readonly kind: 'drop-group'; readonly campaign: string; readonly use: GroupUse; readonly group: GroupId }
  | { readonly kind: 'edit-plan'; readonly campaign: string }
  | {
      readonly kind: 'set-plan';
      readonly campaign: string;
      readonly startsOn: string;
      readonly waveSize: WaveSize;
      readonly remindAfterDays: readonly number[];
      readonly sendingHours: SendingHours;
      readonly weekdays: readonly number[];
      readonly deadline?: string;
    }
  | { readonly kind: 'edit-words'; readonly campaign: string }
  /** Empty text: ours again. `fallback`: whose words others read. */
  | {
      readonly kind: 'set-words';
      readonly campaign: string;
      readonly language: string;
      readonly text: string;
      readonly fallback?: string;
    }
  /** Reads the audience and shows whom it would reach. */
  | { readonly kind: 'preview-campaign'; readonly campaign: string }
  | { readonly kind: 'send-to-me'; readonly campaign: string }
  /** From Entra's own registration campaign, so that nobody is asked twice. */
  | { readonly kind: 'exclude-entra-groups'; readonly campaign: string }
  | { readonly kind: 'ask-approval'; readonly campaign: string; readonly revision: string }
  | {
      readonly kind: 'decide-campaign';
      readonly campaign: string;
      readonly revision: string;
      readonly approve: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'start-campaign'; readonly campaign: string; readonly revision: string }
  | { readonly kind: 'pause-campaign'; readonly campaign: string }
  | { readonly kind: 'resume-campaign'; readonly campaign: string }
  | { readonly kind: 'stop-campaign'; readonly campaign: string; readonly confirmed: boolean }
  | { readonly kind: 'discard-campaign'; readonly campaign: string }
  | { readonly kind: 'campaign-report'; readonly campaign: string }
  | { readonly kind: 'export-report'; readonly campaign: string }
  // whoever got a nudge
  | { readonly kind: 'set-up-now'; readonly campaign: string }
  | { readonly kind: 'snooze'; readonly campaign: string; readonly until: SnoozeUntil }
  | { readonly kind: 'ask-why-not'; readonly campaign: string }
  | {
      readonly kind: 'cannot';
      readonly campaign: string;
      readonly because: CannotReason;
      readonly note: string;
      readonly wantsHelp: boolean;
    }
  | { readonly kind: 'stop-nudges'; readonly campaign: string }
  | { readonly kind: 'why-this-message'; readonly campaign: string };

/** ISO date: on that day. */
export type SnoozeUntil = 'tomorrow' | 'next-week' | { readonly date: string };
