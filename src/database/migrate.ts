import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { enrollments } from './migrations/0001-enrollments.ts';
import { helpRequests } from './migrations/0002-help-requests.ts';
import { watches } from './migrations/0003-watches.ts';
import { tapCases } from './migrations/0004-tap-cases.ts';
import { audit } from './migrations/0005-audit.ts';
import { requestQueue } from './migrations/0006-request-queue.ts';
import { announcements } from './migrations/0007-announcements.ts';
import { alarms } from './migrations/0008-alarms.ts';
import { channelLooks } from './migrations/0009-channel-looks.ts';
import { keysInMessages } from './migrations/0010-keys-in-messages.ts';
import { campaigns } from './migrations/0011-campaigns.ts';
import { nudges } from './migrations/0012-nudges.ts';
import { nudgeWishes } from './migrations/0013-nudge-wishes.ts';
import { audienceDetails } from './migrations/0014-audience-details.ts';
import { notReadSince } from './migrations/0015-not-read-since.ts';
import { awaySince } from './migrations/0016-away-since.ts';
import { foundAlone } from './migrations/0017-found-alone.ts';
import type { Tables } from './tables.ts';

/** In order. One that has been released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-enrollments': enrollments,
  '0002-help-requests': helpRequests,
  '0003-watches': watches,
  '0004-tap-cases': tapCases,
  '0005-audit': audit,
  '0006-request-queue': requestQueue,
  '0007-announcements': announcements,
  '0008-alarms': alarms,
  '0009-channel-looks': channelLooks,
  '0010-keys-in-messages': keysInMessages,
  '0011-campaigns': campaigns,
  '0012-nudges': nudges,
  '0013-nudge-wishes': nudgeWishes,
  '0014-audience-details': audienceDetails,
  '0015-not-read-since': notReadSince,
  '0016-away-since': awaySince,
  '0017-found-alone': foundAlone,
};

/**
 * Applies what is pending, all of it or nothing, and gives the names. Of several instances that start together one does
 * the work and the others wait for it, so the connection must allow a long statement.
 */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  const { error, results } = await migratorOf(db).migrateToLatest();
  if (error) throw error;
  return (results ?? []).map(({ migrationName }) => migrationName);
}

/** Changes nothing. */
export async function pendingMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const all = await migratorOf(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

function migratorOf(db: Kysely<Tables>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}
