import { type ChainLink, chainStart, checkChain } from './audit-chain.ts';
import type { AuditRow } from './audit-entry.ts';
import type { Audit } from './ports.ts';

const rowsAPage = 1_000;
const ever = new Date(0);

/** Page by page: the audit may be larger than the memory. */
export async function* readAudit(
  audit: Pick<Audit, 'since'>,
  since: Date = ever,
  limit: number = rowsAPage,
): AsyncGenerator<readonly AuditRow[], void, undefined> {
  let last = 0;
  for (;;) {
    const rows = await audit.since(since, last, limit);
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    last = rows.at(-1)?.number ?? last;
  }
}

export type AuditVerdict =
  | { readonly kind: 'whole'; readonly last: ChainLink }
  | { readonly kind: 'broken'; readonly at: number };

/** Always from the first row on: the chain holds no other way. */
export async function checkAudit(audit: Pick<Audit, 'since'>, limit?: number): Promise<AuditVerdict> {
  let last = chainStart;
  for await (const rows of readAudit(audit, ever, limit)) {
    const broken = checkChain(rows, last);
    if (broken !== undefined) return { kind: 'broken', at: broken };
    last = rows.at(-1) ?? last;
  }
  return { kind: 'whole', last };
}
