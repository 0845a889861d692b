import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

type Answer<Row> = { readonly rows: readonly Row[]; readonly affected: number };

/**
 * A statement of every turn, written out: composing the same SQL again each time costs more than sending it.
 * The first value is `$1`.
 */
export function statement<Row = never>(
  text: string,
): (db: Kysely<Tables>, values: readonly unknown[]) => Promise<Answer<Row>> {
  return async (db, values) => {
    const { rows, numAffectedRows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
    return { rows, affected: Number(numAffectedRows ?? 0) };
  };
}
