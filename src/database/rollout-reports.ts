import { type Kysely, sql } from 'kysely';
import type { Reports } from '../rollout/ports.ts';
import { campaignOutcomes } from './campaign-outcomes.ts';
import { countCampaign } from './count-campaign.ts';
import { forgetBefore } from './forget-campaigns.ts';
import type { Tables } from './tables.ts';

export function createReports(db: Kysely<Tables>): Reports {
  const sweeps = () => db.selectFrom('rollout_sweeps').select(['audit_swept_at', 'report_swept_at', 'alone_since']);
  return {
    counts: (campaign) => countCampaign(db, campaign),

    async freshness() {
      const row = await sweeps().executeTakeFirst();
      return {
        ...(row?.audit_swept_at && { auditSweptAt: row.audit_swept_at.toISOString() }),
        ...(row?.report_swept_at && { reportSweptAt: row.report_swept_at.toISOString() }),
        ...(row?.alone_since && { sweepAloneSince: row.alone_since.toISOString() }),
      };
    },

    /** Of two instances that swept, the one that came further counts. */
    async noteSweep(what, at) {
      const column = sql.ref(what === 'audit' ? 'audit_swept_at' : 'report_swept_at');
      await sql`update rollout_sweeps set ${column} = ${at} where ${column} is null or ${column} < ${at}`.execute(db);
    },

    async noteSweepAlone(since) {
      await sql`update rollout_sweeps set alone_since = ${since ?? null}`.execute(db);
    },

    async sweptAt(what) {
      const row = await sweeps().executeTakeFirst();
      return (what === 'audit' ? row?.audit_swept_at : row?.report_swept_at) ?? undefined;
    },

    outcomes: (campaign) => campaignOutcomes(db, campaign),

    forgetBefore: (when) => forgetBefore(db, when),
  };
}
