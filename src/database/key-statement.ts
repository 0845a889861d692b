import type { Kysely } from 'kysely';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

/**
 * A page of an audience is found by key, whatever the planner thinks: it has no statistics of rows that were written a minute
 * ago, so for a page it would read the whole audience, and planning would take longer with every page. What is left to it is
 * an index and one row after the other. So a statement gives it no constant that is the same in all rows: it joins by the
 * campaign of a `materialized` list of keys.
 */
const byKeyOnly = statement(`
  select ${['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'enable_material', 'jit']
    .map((way) => `set_config('${way}', 'off', true)`)
    .join(', ')}
`);

/** Read committed: a statement sees all that was committed before it began. Inside a transaction of ours it is part of that. */
export function byKey<T>(db: Kysely<Tables>, work: (trx: Kysely<Tables>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      await byKeyOnly(trx, []);
      return work(trx);
    });
}

/** A statement over some rows of tables that may have a million. */
export function keyStatement<Row = never>(text: string): ReturnType<typeof statement<Row>> {
  const run = statement<Row>(text);
  return (db, values) => byKey(db, (trx) => run(trx, values));
}
