import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { deleteCampaignRows } from './campaign-rows.ts';
import { notStarted } from './campaigns.ts';
import { countCampaign } from './count-campaign.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/**
 * Of campaigns that ended before `when`, or have been paused without a deadline since then, what is personal goes and the totals stay. The totals are stored first, and the end
 * is noted last: after a crash in between, the next run goes on. A plan that nobody has touched since then is a draft again.
 */
export async function forgetBefore(db: Kysely<Tables>, when: Date): Promise<number> {
  await endPaused(db, when);
  const ended = await db
    .selectFrom('campaigns')
    .select('id')
    .where('ended_at', '<', when)
    .where('status', 'in', ['stopped', 'finished'])
    .where('forgotten_at', 'is', null)
    .execute();
  for (const { id } of ended) await forgetEnded(db, id);
  const untouched = await backToDraft(db, when);
  for (const id of untouched) await deleteCampaignRows(db, id);
  return ended.length + untouched.length;
}

/** Without a deadline nothing else would end them: retention counts from the last change, so that is when they ended. */
async function endPaused(db: Kysely<Tables>, when: Date): Promise<void> {
  const revision = randomUUID();
  await sql`
    update campaigns set
      revision = ${revision},
      status = 'stopped',
      ended_at = changed_at,
      body = (body - 'pausedBecause')
        || jsonb_build_object('status', 'stopped', 'revision', ${revision}::text, 'endedAt', changed_at)
    where status = 'paused' and changed_at < ${when} and body #> '{plan,deadline}' is null
  `.execute(db);
}

async function forgetEnded(db: Kysely<Tables>, id: string): Promise<void> {
  const totals = toJson(await countCampaign(db, id));
  await sql`update campaigns set totals = coalesce(totals, ${totals}::jsonb) where id = ${id}`.execute(db);
  await deleteCampaignRows(db, id);
  await sql`update campaigns set forgotten_at = now(), body = ${withoutNames} where id = ${id}`.execute(db);
}

/** Those with an audience: `planning` is what came of reading it. */
async function backToDraft(db: Kysely<Tables>, when: Date): Promise<readonly string[]> {
  const revision = randomUUID();
  const { rows } = await sql<{ readonly id: string }>`
    update campaigns set
      revision = ${revision},
      status = 'draft',
      changed_at = now(),
      body = (body - 'planning' - 'approval')
        || jsonb_build_object('status', 'draft', 'revision', ${revision}::text)
    where status in (${sql.raw(notStarted)}) and changed_at < ${when} and body ? 'planning'
    returning id
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Ids stay: who ran it and who approved it is a matter of record. */
const withoutNames = sql`jsonb_set(body, '{ownerName}', '""') #- '{approval,decidedByName}'`;
