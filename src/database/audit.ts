import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type ChainLink, chainStart, hashOf } from '../helpdesk/audit-chain.ts';
import type { AuditEntry, AuditRow } from '../helpdesk/audit-entry.ts';
import type { Audit } from '../helpdesk/ports.ts';
import type { UserId } from '../passkeys/ids.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Any number that nothing else in this database locks: "audit" in ASCII. */
const appending = 0x61_75_64_69_74;

export function createAudit(db: Kysely<Tables>): Audit {
  return {
    append: (entry) =>
      inTurn(db, async (trx) => {
        await insertAfter(await lastRow(trx), entry, trx);
      }),

    async appendRefusal(entry, most, since) {
      // First without the lock: a flood must not keep others from writing.
      if ((await refusalsOf(entry.actor, since, db)) >= most) return false;
      return inTurn(db, async (trx) => {
        if ((await refusalsOf(entry.actor, since, trx)) >= most) return false;
        await insertAfter(await lastRow(trx), entry, trx);
        return true;
      });
    },

    async since(since, after, limit) {
      const before = after > 0 ? after : await numberBefore(since, db);
      const rows = await db
        .selectFrom('audit')
        .select(['number', 'at', 'event', 'actor_id', 'subject_id', 'case_id', 'details', 'hash'])
        .where('at', '>=', since)
        .where('number', '>', before)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(toRow);
    },

    async actorsSince(since, events, limit) {
      const rows = await db
        .selectFrom('audit')
        .select('actor_id')
        .where('at', '>=', since)
        .where('event', 'in', [...events])
        .groupBy('actor_id')
        .orderBy(({ fn }) => fn.max('number'), 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => row.actor_id);
    },
  };
}

/** One at a time. Read committed: what was appended while this one waited for the lock must be seen after it. */
function inTurn<T>(db: Kysely<Tables>, act: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${appending}::bigint)`.execute(trx);
      return act(trx);
    });
}

/** Of attempts: that a case was cancelled is called a refusal, too. */
async function refusalsOf(actor: UserId, since: Date, db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    select count(*)::int as count from audit
    where actor_id = ${actor} and at > ${since} and event = 'refused' and details ? 'attempt'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** Where the first page begins. Found by time: along the numbers all rows before would be read. */
async function numberBefore(since: Date, db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ readonly first: number | null }>`
    with later as materialized (select number from audit where at >= ${since})
    select min(number) as first from later
  `.execute(db);
  return (rows[0]?.first ?? 1) - 1;
}

async function lastRow(trx: Transaction<Tables>): Promise<ChainLink> {
  const row = await trx
    .selectFrom('audit')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? chainStart;
}

async function insertAfter(previous: ChainLink, entry: AuditEntry, trx: Transaction<Tables>): Promise<void> {
  const details = toJson(entry.details);
  // The hash is over what is stored: PostgreSQL does not take every text.
  const hash = hashOf(previous, { ...entry, details: JSON.parse(details) as AuditEntry['details'] });
  await sql`
    insert into audit (number, at, event, actor_id, subject_id, case_id, details, hash)
    values (${previous.number + 1}, ${entry.at}, ${entry.event}, ${entry.actor}, ${entry.subject ?? null},
      ${entry.caseId ?? null}, ${details}, ${hash})
  `.execute(trx);
}

function toRow(row: Selectable<Tables['audit']>): AuditRow {
  return {
    number: row.number,
    at: row.at,
    event: row.event,
    actor: row.actor_id,
    ...(row.subject_id !== null && { subject: row.subject_id }),
    ...(row.case_id !== null && { caseId: row.case_id }),
    details: row.details,
    hash: row.hash,
  };
}
