import { type Kysely, sql } from 'kysely';
import type { Preferences } from '../enrollment/ports.ts';
import { noteOptedOut } from './note-opted-out.ts';
import type { Tables } from './tables.ts';

/** `now` is when somebody counts as opted out, in the campaigns that are not over. */
export function createPreferences(db: Kysely<Tables>, now: () => Date = () => new Date()): Preferences {
  return {
    /** What they want holds by itself, and first: counting it may have to wait for others who write to their campaigns. */
    async stopMessages(user) {
      await sql`
        insert into preferences (user_id, messages_stopped_at, nudges_stopped_at) values (${user}, now(), now())
        on conflict (user_id) do update set
          messages_stopped_at = coalesce(preferences.messages_stopped_at, excluded.messages_stopped_at),
          nudges_stopped_at = coalesce(preferences.nudges_stopped_at, excluded.nudges_stopped_at)
        where preferences.messages_stopped_at is null or preferences.nudges_stopped_at is null
      `.execute(db);
      await noteOptedOut(db, [user, now()]);
    },

    async stopNudges(user) {
      await sql`
        insert into preferences (user_id, nudges_stopped_at) values (${user}, now())
        on conflict (user_id) do update set nudges_stopped_at = excluded.nudges_stopped_at
        where preferences.nudges_stopped_at is null
      `.execute(db);
    },

    async allowMessages(user) {
      await sql`
        update preferences set messages_stopped_at = null where user_id = ${user} and messages_stopped_at is not null
      `.execute(db);
    },

    async wantsMessages(user) {
      const row = await db
        .selectFrom('preferences')
        .select('messages_stopped_at')
        .where('user_id', '=', user)
        .executeTakeFirst();
      return !row?.messages_stopped_at;
    },
  };
}
