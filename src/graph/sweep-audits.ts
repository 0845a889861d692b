import type { Known } from '../passkeys/facts.ts';
import type { UserId } from '../passkeys/ids.ts';
import type { Truth } from '../rollout/ports.ts';
import { GraphError } from './graph-error.ts';
import { known, unknown } from './known.ts';
import type { TakeTurn } from './pace-requests.ts';
import { addedPasskey, auditTime, parsePasskeyAudit } from './parse-passkey-audits.ts';
import type { ReportFailure } from './read-batch.ts';
import { type PageReader, streamPages } from './stream-pages.ts';

export type Added = Awaited<ReturnType<Truth['addedSince']>> extends Known<infer T> ? T : never;

export type SweepRoom = {
  readonly reader: PageReader;
  readonly takeTurn: TakeTurn;
  readonly report: ReportFailure;
  readonly now: () => Date;
};

/**
 * Milliseconds. Entries arrive late: nearly all within five minutes.
 * Source: https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-latencies
 */
const lateness = 10 * 60_000;
/** A thousand entries each, two seconds apart. The next sweep goes on from there. */
const mostPages = 20;

/** Oldest first: whatever was read when it breaks off is complete up to there. */
export async function sweepAudits(since: Date, room: SweepRoom): Promise<Known<Added>> {
  const { reader, takeTurn, report, now } = room;
  const users: { readonly user: UserId; readonly at: Date }[] = [];
  const upns: { readonly upn: string; readonly at: Date }[] = [];
  const askedAt = now().getTime();
  let readTo: Date | undefined;
  let isWhole = true;
  let pages = 0;
  const question = { operation: 'passkey-audits', path: auditPath(since), takeTurn, onRequest: () => undefined };
  try {
    for await (const page of streamPages(question, reader)) {
      for (const entry of page) {
        readTo = auditTime(entry) ?? readTo;
        const added = parsePasskeyAudit(entry);
        if (added?.kind === 'user') users.push({ user: added.user, at: added.at });
        if (added?.kind === 'upn') upns.push({ upn: added.upn, at: added.at });
      }
      pages++;
      isWhole = pages < mostPages;
      if (!isWhole) break;
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    report(error);
    if (pages === 0) return unknown(error.code);
    isWhole = false;
  }
  const complete = askedAt - lateness;
  const until = isWhole ? complete : Math.min(complete, readTo?.getTime() ?? 0);
  return known({ users, upns, until: new Date(Math.max(until, since.getTime())) });
}

function auditPath(since: Date): string {
  const from = since.toISOString().replace(/\.\d+Z$/, 'Z');
  const filter = `activityDateTime ge ${from} and startsWith(activityDisplayName,'${addedPasskey}')`;
  const order = encodeURIComponent('activityDateTime asc');
  return `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$orderby=${order}&$top=1000`;
}
