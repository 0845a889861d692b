import type { ColumnType, Generated } from 'kysely';
import type { UserId } from '../passkeys/ids.ts';
import type { Campaign, CampaignStatus } from '../rollout/campaign.ts';
import type { NudgeStatus } from '../rollout/nudge.ts';
import type { BlockedReason, CannotReason, PhoneRecord, Registration, UnreachableCause } from '../rollout/person.ts';
import type { CampaignCounts } from '../rollout/report.ts';
import type { Segment } from '../rollout/segment.ts';

type Json<T> = ColumnType<T, string, string>;

export type RolloutTables = {
  readonly campaigns: {
    readonly id: string;
    readonly number: Generated<number>;
    readonly version: number;
    readonly revision: string;
    readonly status: CampaignStatus;
    readonly owner_id: UserId;
    readonly created_at: Date;
    readonly changed_at: Date;
    readonly ended_at: Date | null;
    readonly body: Json<Omit<Campaign, 'number'>>;
    /** What is left to tell once the personal rows are gone. */
    readonly totals: Json<CampaignCounts> | null;
    /** When the last of the personal rows was deleted. */
    readonly forgotten_at: Date | null;
  };
  /** The audience: one row for each of its members, from planning until retention ends. */
  readonly participants: {
    readonly campaign_id: string;
    /** Made up where the user asked for deletion: the row counts, and is nobody's. */
    readonly user_id: UserId;
    readonly is_forgotten: Generated<boolean>;
    readonly name: string;
    /** Lower case. */
    readonly upn: string | null;
    readonly is_enabled: boolean;
    readonly is_guest: boolean;
    readonly language: string | null;
    readonly country: string | null;
    readonly in_audience: Generated<boolean>;
    readonly in_pilot: Generated<boolean>;
    readonly is_targeted: Generated<boolean>;
    readonly is_excluded: Generated<boolean>;
    readonly registration: Json<Omit<Registration, 'user'>> | null;
    readonly phones: Json<readonly Omit<PhoneRecord, 'user'>[]>;
    readonly segment: Segment | null;
    /** Why nobody in this segment gets a nudge. */
    readonly segment_because: BlockedReason | null;
    readonly wave: number | null;
    /** The last one that was planned. */
    readonly round: Generated<number>;
    /** When the last nudge went out, or may have. */
    readonly last_nudge_at: Date | null;
    /** When the first nudge went out. */
    readonly reached_at: Date | null;
    readonly nudges_sent: Generated<number>;
    readonly time_zone: string | null;
    readonly time_zone_read_at: Date | null;
    /** Out of office, as read with the time zone; `infinity` where there is no end. */
    readonly out_until: Date | null;
    /** By a read receipt, where the tenant has them. */
    readonly seen_at: Date | null;
    readonly pressed_at: Date | null;
    readonly started_at: Date | null;
    readonly done_at: Date | null;
    readonly snoozed_until: Date | null;
    /** Messages beyond the plan that they asked for with "remind me". */
    readonly asked_again: Generated<number>;
    readonly opted_out_at: Date | null;
    readonly cannot: CannotReason | null;
    readonly cannot_note: string | null;
    readonly cannot_at: Date | null;
    readonly unreachable: UnreachableCause | null;
    readonly escalated_at: Date | null;
    readonly thanked_at: Date | null;
  };
  readonly nudges: {
    readonly id: Generated<number>;
    readonly campaign_id: string;
    readonly user_id: UserId;
    readonly wave: number;
    readonly round: number;
    readonly status: NudgeStatus;
    readonly due_at: Date;
    readonly attempts: Generated<number>;
    readonly claimed_by: string | null;
    /** When it was sent, or claimed and perhaps sent. Missing: it was not. */
    readonly written_at: Date | null;
    readonly sent_at: Date | null;
    readonly message_id: string | null;
    readonly because: string | null;
    readonly code: string | null;
    /** It had failed for want of a chat, and there was one later: once. */
    readonly revived_at: Date | null;
    /** Since when it waits because it cannot be read whether there is a passkey; the nights are part of it. */
    readonly not_read_since: Date | null;
    /** Since when it waits because they are out of office. */
    readonly away_since: Date | null;
  };
  readonly sender_lease: {
    readonly is_only_row: Generated<boolean>;
    readonly holder: string | null;
    readonly expires_at: Date | null;
    readonly paused_until: Date | null;
  };
  readonly rollout_sweeps: {
    readonly is_only_row: Generated<boolean>;
    readonly audit_swept_at: Date | null;
    readonly report_swept_at: Date | null;
    readonly alone_since: Date | null;
    readonly found_alone_at: Date | null;
  };
};
