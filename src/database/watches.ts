import { type Kysely, sql } from 'kysely';
import type { UserId } from '../passkeys/ids.ts';
import type { Tables } from './tables.ts';

/** One watch per user; a new one takes the place of the old. */
export type Watches = {
  begin(watch: { readonly user: UserId; readonly watchId: string; readonly beganAt: Date }): Promise<void>;
  /** Undefined when it has ended or was replaced. */
  find(watchId: string): Promise<{ readonly user: UserId; readonly beganAt: Date } | undefined>;
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
    async begin({ user, watchId, beganAt }) {
      await sql`
        insert into watches (user_id, watch_id, began_at) values (${user}, ${watchId}, ${beganAt})
        on conflict (user_id) do update set watch_id = excluded.watch_id, began_at = excluded.began_at
      `.execute(db);
    },

    async find(watchId) {
      const row = await db.selectFrom('watches').selectAll().where('watch_id', '=', watchId).executeTakeFirst();
      return row && { user: row.user_id, beganAt: row.began_at };
    },

    async end(watchId) {
      await db.deleteFrom('watches').where('watch_id', '=', watchId).execute();
    },
  };
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
