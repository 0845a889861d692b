import type { ColumnType, Generated } from 'kysely';
import type { Client } from '../enrollment/client.ts';
import type { Answers, Baseline, Guide } from '../enrollment/enrollment.ts';
import type { Screen } from '../enrollment/reply.ts';
import type { SymptomId } from '../enrollment/symptoms.ts';
import type { AuditEntry } from '../helpdesk/audit-entry.ts';
import type { CaseStatus, TapCase } from '../helpdesk/case.ts';
import type { HelpdeskCommand } from '../helpdesk/command.ts';
import type { ChannelProblem } from '../helpdesk/ports.ts';
import type { Diagnosis, RequestAbout } from '../helpdesk/request.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { RolloutTables } from './rollout-tables.ts';

/** Read as an object, written as text: `toJson` takes out what PostgreSQL refuses. */
type Json<T> = ColumnType<T, string, string>;

export type Tables = RolloutTables & {
  readonly enrollments: {
    readonly user_id: UserId;
    readonly version: number;
    readonly screen_id: string;
    readonly screen: Json<Screen>;
    readonly answers: Json<Answers>;
    readonly guide: Json<Guide | null>;
    readonly baseline: Json<Baseline | null>;
    readonly card_id: string | null;
    readonly updated_at: Date;
  };
  readonly contacts: {
    readonly user_id: UserId;
    readonly tenant_id: string;
    readonly conversation_id: string;
    readonly service_url: string;
    readonly channel_user_id: string;
    readonly bot_id: string;
    readonly platform: NonNullable<Client['platform']> | null;
    readonly locale: string | null;
    readonly time_zone: string | null;
    /** Teams said that the app is not there any more; any word from the user takes it back. */
    readonly chat_lost_at: Date | null;
  };
  readonly preferences: {
    readonly user_id: UserId;
    readonly messages_stopped_at: Date | null;
    /** Of rollouts: holds for every campaign, and outlives "delete my data". */
    readonly nudges_stopped_at: Date | null;
  };
  readonly help_requests: {
    readonly number: Generated<number>;
    readonly user_id: UserId;
    readonly about: RequestAbout;
    readonly diagnosis: Json<Diagnosis>;
    readonly opened_at: Date;
    readonly closed_at: Date | null;
    readonly closed_how: 'cancelled' | 'solved' | 'refused' | null;
    /** Missing where the user cancelled it. */
    readonly closed_by: UserId | null;
    readonly claimed_by: UserId | null;
    readonly claimed_at: Date | null;
    /** When somebody began to post it to the help desk's channel; `announced_at`: it is there. */
    readonly announcing_since: Date | null;
    readonly announced_at: Date | null;
    /** The user asked for deletion while this was open: closing it deletes it. */
    readonly delete_when_closed: Generated<boolean>;
  };
  readonly symptom_feedback: {
    readonly id: Generated<number>;
    readonly symptom: SymptomId;
    readonly helped: boolean;
    readonly at: Date;
  };
  readonly watches: {
    readonly user_id: UserId;
    readonly watch_id: string;
    readonly began_at: Date;
    /** Of a pass: the passkeys from before it, when it begins to work, and until when it is worth looking. */
    readonly baseline: Json<Baseline | null>;
    readonly starts_at: Date | null;
    readonly until: Date | null;
  };
  readonly reminders: {
    readonly user_id: UserId;
    readonly reminder_id: string;
    readonly due_at: Date;
  };
  readonly tap_cases: {
    readonly id: string;
    readonly version: number;
    readonly revision: string;
    readonly status: CaseStatus;
    readonly operator_id: UserId;
    readonly subject_id: UserId;
    readonly request_number: number | null;
    readonly opened_at: Date;
    readonly expires_at: Date;
    readonly issued_at: Date | null;
    /** Until then the case needs the name of its subject, even if they ask for deletion. */
    readonly named_until: Date;
    /** The subject asked for deletion: `named_until` takes the name away. */
    readonly forget_name: Generated<boolean>;
    readonly match_id: string | null;
    readonly manager_decision_id: string | null;
    readonly second_decision_id: string | null;
    readonly body: Json<TapCase>;
  };
  /** Every card with a number that was sent, whatever became of it. */
  readonly tap_matches: {
    readonly match_id: string;
    readonly case_id: string;
    readonly subject_id: UserId;
    readonly sent_at: Date;
  };
  readonly tap_locks: {
    readonly subject_id: UserId;
    /** New with every attempt to take it. */
    readonly holder: string;
    readonly case_id: string;
    readonly operator_id: UserId;
    readonly locked_at: Date;
  };
  readonly sealed_taps: {
    readonly id: string;
    readonly case_id: string;
    readonly reader_id: UserId;
    /** The key is in nobody's database. */
    readonly ciphertext: string;
    readonly sealed_at: Date;
    readonly first_opened_at: Date | null;
    /** The message that holds the key. */
    readonly card_id: string | null;
  };
  readonly freezes: {
    readonly id: Generated<number>;
    readonly subject_id: UserId;
    readonly because: 'match-not-me' | 'tap-not-me' | 'passkey-not-me';
    readonly operator_id: UserId | null;
    /** What it is about: a case or a passkey. */
    readonly about: string | null;
    readonly at: Date;
    readonly cleared_by: UserId | null;
    readonly cleared_at: Date | null;
    /** When somebody began to announce it; `announced_at`: the help desk knows. */
    readonly announcing_since: Date | null;
    readonly announced_at: Date | null;
    /** Who was told so far. */
    readonly told: Json<readonly string[]>;
  };
  readonly intents: {
    readonly id: string;
    readonly operator_id: UserId;
    readonly command: Json<HelpdeskCommand>;
    readonly card_id: string | null;
    readonly expires_at: Date;
  };
  readonly audit: {
    readonly number: number;
    readonly at: Date;
    readonly event: AuditEntry['event'];
    readonly actor_id: UserId;
    readonly subject_id: UserId | null;
    readonly case_id: string | null;
    readonly details: Json<AuditEntry['details']>;
    readonly hash: string;
  };
  readonly helpdesk_channel: {
    readonly is_only_row: Generated<boolean>;
    readonly conversation_id: string;
    readonly service_url: string;
    readonly set_by: UserId;
    /** Null: not since somebody came or went. */
    readonly looked_at: Date | null;
    readonly problem: ChannelProblem | null;
  };
};
