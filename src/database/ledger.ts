import type { Kysely } from 'kysely';
import type { Ledger } from '../rollout/ports.ts';
import { mostRows, pageByPage } from './campaign-rows.ts';
import { claimNudges } from './claim-nudges.ts';
import { dueNudges, toDueNudge } from './due-nudges.ts';
import { toJson } from './json.ts';
import { planRemindersPage, planWavePage, revivePage, skipRestPage } from './plan-nudges.ts';
import { abandonClaims, settlementRows, settleNudges, unclaimNudges } from './settle-nudges.ts';
import { statement } from './statement.ts';
import type { Tables } from './tables.ts';

const onTheirWay = statement<{ readonly count: number }>(`
  select count(*)::int as count from nudges where campaign_id = $1 and status = 'claimed'
`);

const left = statement<{ readonly count: number }>(`
  select count(*)::int as count from nudges where campaign_id = $1 and status in ('planned', 'waiting')
`);

const lastMessage = statement<{ readonly message_id: string }>(`
  select message_id from nudges where campaign_id = $1 and user_id = $2 and message_id is not null
  order by round desc limit 1
`);

/** `now` is for the 48 hours between two messages; the lease goes by the clock of the database. */
export function createLedger(db: Kysely<Tables>, now: () => Date): Ledger {
  return {
    async planWave(campaign, wave, dueAt) {
      let planned = 0;
      await pageByPage(async (after) => {
        const [page] = (await planWavePage(db, [campaign, wave, after, mostRows, dueAt])).rows;
        planned += page?.planned ?? 0;
        return page?.last;
      });
      return planned;
    },

    async planReminders(campaign, round, firstBefore, dueAt, orFirstAfter) {
      let planned = 0;
      await pageByPage(async () => {
        const [page] = (
          await planRemindersPage(db, [campaign, round, firstBefore, mostRows, dueAt, orFirstAfter ?? null])
        ).rows;
        planned += page?.planned ?? 0;
        return page?.last;
      });
      return planned;
    },

    async revive(campaign, at) {
      let revived = 0;
      await pageByPage(async () => {
        const [page] = (await revivePage(db, [campaign, at, mostRows])).rows;
        revived += page?.revived ?? 0;
        return page?.last;
      });
      return revived;
    },

    due: async (at, limit) => (await dueNudges(db, [at, limit])).rows.map(toDueNudge),

    claim: (nudges, { holder }) => claimNudges(db, nudges, holder, now()),

    async unclaim(nudges, { holder }) {
      await unclaimNudges(db, [nudges, holder]);
    },

    async settle(settlements, by) {
      if (settlements.length === 0) return;
      await settleNudges(db, [toJson(settlementRows(settlements)), by?.holder ?? null, now()]);
    },

    abandonOthers: async ({ holder }) => (await abandonClaims(db, [holder])).rows.length,

    onTheirWay: async (campaign) => (await onTheirWay(db, [campaign])).rows[0]?.count ?? 0,

    left: async (campaign) => (await left(db, [campaign])).rows[0]?.count ?? 0,

    async skipRest(campaign) {
      let skipped = 0;
      await pageByPage(async () => {
        const [page] = (await skipRestPage(db, [campaign, mostRows])).rows;
        skipped += page?.skipped ?? 0;
        return page?.last;
      });
      return skipped;
    },

    lastMessage: async (campaign, user) => (await lastMessage(db, [campaign, user])).rows[0]?.message_id,
  };
}
