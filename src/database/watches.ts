import { type Kysely, sql } from 'kysely';
import type { Expected } from '../enrollment/ports.ts';
import type { UserId } from '../passkeys/ids.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

export type StoredWatch = {
  readonly user: UserId;
  readonly beganAt: Date;
  /** They got a pass. */
  readonly expected?: Expected;
};

/** One watch per user; a new one takes the place of the old. */
export type Watches = {
  begin(watch: StoredWatch & { readonly watchId: string }): Promise<void>;
  /** Undefined when it has ended or was replaced. */
  find(watchId: string): Promise<StoredWatch | undefined>;
  end(watchId: string): Promise<void>;
};

/** One reminder per user; a new one takes the place of the old. */
export type DueReminders = {
  set(reminder: { readonly user: UserId; readonly reminderId: string; readonly dueAt: Date }): Promise<void>;
  find(reminderId: string): Promise<UserId | undefined>;
  end(reminderId: string): Promise<void>;
};

export function createWatches(db: Kysely<Tables>): Watches {
  return {
    async begin({ user, watchId, beganAt, expected }) {
      const { baseline, startsAt, until } = expected ?? {};
      await sql`
        insert into watches (user_id, watch_id, began_at, baseline, starts_at, until)
        values (${user}, ${watchId}, ${beganAt}, ${baseline ? toJson(baseline) : null}, ${startsAt ?? null}, ${until ?? null})
        on conflict (user_id) do update set
          watch_id = excluded.watch_id,
          began_at = excluded.began_at,
          baseline = ${keptFromPass('baseline')},
          starts_at = ${keptFromPass('starts_at')},
          until = ${keptFromPass('until')}
      `.execute(db);
    },

    async find(watchId) {
      const row = await db.selectFrom('watches').selectAll().where('watch_id', '=', watchId).executeTakeFirst();
      if (!row) return undefined;
      const { user_id: user, began_at: beganAt, baseline, starts_at: startsAt, until } = row;
      const isExpected = baseline && startsAt && until;
      return { user, beganAt, ...(isExpected && { expected: { baseline, startsAt, until } }) };
    },

    async end(watchId) {
      await db.deleteFrom('watches').where('watch_id', '=', watchId).execute();
    },
  };
}

/** Who begins the steps in between still has the pass. */
function keptFromPass(column: 'baseline' | 'starts_at' | 'until') {
  return sql`case when excluded.until is null and watches.until > excluded.began_at
    then watches.${sql.ref(column)} else excluded.${sql.ref(column)} end`;
}

export function createDueReminders(db: Kysely<Tables>): DueReminders {
  return {
    async set({ user, reminderId, dueAt }) {
      await sql`
        insert into reminders (user_id, reminder_id, due_at) values (${user}, ${reminderId}, ${dueAt})
        on conflict (user_id) do update set reminder_id = excluded.reminder_id, due_at = excluded.due_at
      `.execute(db);
    },

    async find(reminderId) {
      const row = await db
        .selectFrom('reminders')
        .select('user_id')
        .where('reminder_id', '=', reminderId)
        .executeTakeFirst();
      return row?.user_id;
    },

    async end(reminderId) {
      await db.deleteFrom('reminders').where('reminder_id', '=', reminderId).execute();
    },
  };
}
