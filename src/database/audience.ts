import type { Kysely } from 'kysely';
import type { PhoneRecord, PlannedFacts, PolicyStanding, Registration } from '../rollout/person.ts';
import type { Audience, PasskeyTargets } from '../rollout/ports.ts';
import { assignWaves } from './assign-waves.ts';
import { dropUnmarked, markStatements, planningStatements as planning } from './audience-statements.ts';
import { deleteCampaignRows, mostRows, pageByPage } from './campaign-rows.ts';
import { cleanText, toJson } from './json.ts';
import { type Writing, writingOf, writingOfRun } from './planning-run.ts';
import type { Tables } from './tables.ts';

/** A page is one statement that finds its rows by key, so it takes as long in a large campaign as in a small one. */
export function createAudience(
  db: Kysely<Tables>,
  now: () => Date = () => new Date(),
  writing: Writing = writingOf(db),
): Audience {
  return {
    during: (run) => createAudience(db, now, writingOfRun(db, run)),

    clear: (campaign) => deleteCampaignRows(db, campaign, writing),

    async add(campaign, members) {
      const rows = members.map((member) => ({ ...member, upn: cleanText(member.upn).toLowerCase() }));
      if (rows.length > 0) await writing(campaign, (to) => planning.add(to, [campaign, toJson(rows), now()]));
    },

    async drop(campaign, users) {
      await writing(campaign, (to) => planning.drop(to, [campaign, users]));
    },

    async mark(campaign, mark, users) {
      await writing(campaign, (to) => markStatements[mark](to, [campaign, users]));
    },

    async keepOnlyMarked(campaign, _mark) {
      await pageByPage(async (after) => {
        const { rows } = await writing(campaign, (to) => dropUnmarked(to, [campaign, after, mostRows]));
        return rows[0]?.last;
      });
    },

    async noteRegistrations(campaign, rows) {
      if (rows.length === 0) return;
      await writing(campaign, (to) => planning.noteRegistrations(to, [campaign, toJson(byUser(rows))]));
    },

    async notePhones(campaign, rows) {
      if (rows.length === 0) return;
      await writing(campaign, (to) => planning.notePhones(to, [campaign, toJson(byUser(rows))]));
    },

    async facts(campaign, targets, after, limit) {
      const { rows } = await planning.facts(db, [campaign, after ?? '', limit]);
      return rows.map((row) => toFacts(row, targets));
    },

    async setSegments(campaign, people) {
      if (people.length === 0) return;
      await writing(campaign, (to) => planning.setSegments(to, [campaign, toJson(people)]));
    },

    assignWaves: (campaign, perDay, order) => assignWaves(writing, campaign, perDay, order),

    async count(campaign) {
      return (await planning.count(db, [campaign])).rows[0]?.count ?? 0;
    },

    async countAmong(campaign, users) {
      return (await planning.countAmong(db, [campaign, users])).rows[0]?.count ?? 0;
    },
  };
}

/** What is stored is the rest; the user is the key. */
function byUser<T extends Registration | PhoneRecord>(rows: readonly T[]): readonly object[] {
  return rows.map(({ user, ...record }) => ({ user, record }));
}

type FactsRow = Awaited<ReturnType<typeof planning.facts>>['rows'][number];

function toFacts(row: FactsRow, targets: PasskeyTargets | undefined): PlannedFacts {
  const user = row.user_id;
  const policy = targets && standingIn(targets, row);
  return {
    user,
    isEnabled: row.is_enabled,
    isGuest: row.is_guest,
    ...(row.registration && { registration: { ...row.registration, user } }),
    phones: row.phones.map((phone) => ({ ...phone, user })),
    ...(policy && { policy }),
    ...(row.has_new_passkey && { hasNewPasskey: true }),
    lacksBluetooth: row.lacks_bluetooth,
  };
}

/** https://learn.microsoft.com/graph/api/resources/fido2authenticationmethodconfiguration: whom it excludes, it excludes from all it includes. */
function standingIn(
  { isOff, everybody }: PasskeyTargets,
  { is_excluded, is_targeted }: Pick<FactsRow, 'is_excluded' | 'is_targeted'>,
): PolicyStanding {
  if (isOff) return 'off';
  if (is_excluded) return 'excluded';
  return everybody || is_targeted ? 'allowed' : 'not-targeted';
}
