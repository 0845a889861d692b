import { type Kysely, sql } from 'kysely';
import type { Reports } from '../rollout/ports.ts';
import { campaignOutcomes } from './campaign-outcomes.ts';
import { countCampaign } from './count-campaign.ts';
import { forgetBefore } from './forget-campaigns.ts';
import type { Tables } from './tables.ts';

/** ms. Three times as long as until it is tried again: who was alone then may not be now. */
const aloneIsKnownFor = 15 * 60_000;

/** `now` is when it is asked whether users can be looked up one by one. */
export function createReports(db: Kysely<Tables>, now: () => Date = () => new Date()): Reports {
  const sweeps = () =>
    db
      .selectFrom('rollout_sweeps')
      .select(['audit_swept_at', 'report_swept_at', 'alone_since', 'found_alone_at'])
      .executeTakeFirst();
  return {
    counts: (campaign) => countCampaign(db, campaign),

    async freshness() {
      const row = await sweeps();
      const isAlone = row?.found_alone_at && row.found_alone_at > before(now());
      return {
        ...(row?.audit_swept_at && { auditSweptAt: row.audit_swept_at.toISOString() }),
        ...(row?.report_swept_at && { reportSweptAt: row.report_swept_at.toISOString() }),
        ...(isAlone && row.alone_since && { sweepAloneSince: row.alone_since.toISOString() }),
      };
    },

    /** Of two instances that swept, the one that came further counts. */
    async noteSweep(what, at) {
      const column = sql.ref(what === 'audit' ? 'audit_swept_at' : 'report_swept_at');
      await sql`update rollout_sweeps set ${column} = ${at} where ${column} is null or ${column} < ${at}`.execute(db);
    },

    async noteSweepAlone(at) {
      const since = at && sql`case when found_alone_at > ${before(at)} then alone_since else ${at} end`;
      await sql`
        update rollout_sweeps set alone_since = ${since ?? null}, found_alone_at = ${at ?? null}
      `.execute(db);
    },

    async sweptAt(what) {
      const row = await sweeps();
      return (what === 'audit' ? row?.audit_swept_at : row?.report_swept_at) ?? undefined;
    },

    outcomes: (campaign) => campaignOutcomes(db, campaign),

    forgetBefore: (when) => forgetBefore(db, when),
  };
}

function before(at: Date): Date {
  return new Date(at.getTime() - aloneIsKnownFor);
}
