import type { Kysely } from 'kysely';
import type { UserId } from '../passkeys/ids.ts';
import { keyStatement } from './key-statement.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

const isToNote = `user_id = $1 and last_nudge_at is not null and started_at is null and done_at is null
  and campaign_id in (select id from campaigns where status not in ('stopped', 'finished'))`;

/** Asked with every turn of the guide, and nearly always in vain: one index, and no transaction. */
const isAwaited = statement(`select from participants where ${isToNote} limit 1`);

const noteStarted = keyStatement(`
  with locked as materialized (
    select campaign_id, user_id from participants where ${isToNote} order by user_id, campaign_id for update
  )
  update participants set started_at = $2 from locked
  where participants.campaign_id = locked.campaign_id and participants.user_id = locked.user_id
`);

export async function noteAtWork(db: Kysely<Tables>, user: UserId, at: Date): Promise<void> {
  const { rows } = await isAwaited(db, [user]);
  if (rows.length > 0) await noteStarted(db, [user, at]);
}
