import type { ColumnType, Generated } from 'kysely';
import type { Client } from '../enrollment/client.ts';
import type { Answers, Baseline, Guide } from '../enrollment/enrollment.ts';
import type { Screen } from '../enrollment/reply.ts';
import type { SymptomId } from '../enrollment/symptoms.ts';
import type { Diagnosis, RequestAbout } from '../helpdesk/request.ts';
import type { UserId } from '../passkeys/ids.ts';

/** Read as an object, written as text: `toJson` takes out what PostgreSQL refuses. */
type Json<T> = ColumnType<T, string, string>;

export type Tables = {
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
  };
  readonly preferences: {
    readonly user_id: UserId;
    readonly messages_stopped_at: Date | null;
  };
  readonly help_requests: {
    readonly number: Generated<number>;
    readonly user_id: UserId;
    readonly about: RequestAbout;
    readonly diagnosis: Json<Diagnosis>;
    readonly opened_at: Date;
    readonly closed_at: Date | null;
    readonly closed_how: 'cancelled' | null;
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
  };
  readonly reminders: {
    readonly user_id: UserId;
    readonly reminder_id: string;
    readonly due_at: Date;
  };
};
