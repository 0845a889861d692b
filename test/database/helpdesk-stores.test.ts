import { sql } from 'kysely';
import { createAudit } from '../../src/database/audit.ts';
import { createCases } from '../../src/database/cases.ts';
import { createFreezes } from '../../src/database/freezes.ts';
import { createHelpdeskChannel } from '../../src/database/helpdesk-channel.ts';
import { createIntents } from '../../src/database/intents.ts';
import { removeLeftovers } from '../../src/database/remove-leftovers.ts';
import { createRequestQueue } from '../../src/database/request-queue.ts';
import { createRequests } from '../../src/database/requests.ts';
import { createSealedTaps } from '../../src/database/sealed-taps.ts';
import { helpdeskStoresContract } from '../contracts/helpdesk-stores.contract.ts';
import type { HelpdeskStores } from '../fakes/fake-helpdesk-stores.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = () => new Date('2026-03-02T09:00:00.456Z');

describeDatabases((_name, database) => {
  const stores = (): HelpdeskStores => {
    const { db } = database();
    return {
      cases: createCases(db),
      sealedTaps: createSealedTaps(db),
      freezes: createFreezes(db),
      intents: createIntents(db),
      audit: createAudit(db),
      requests: createRequests(db, now),
      queue: createRequestQueue(db),
      channels: createHelpdeskChannel(db),
    };
  };

  helpdeskStoresContract(stores, async (subject, seconds) => {
    await sql`
      update tap_locks set locked_at = locked_at - make_interval(secs => ${seconds}) where subject_id = ${subject}
    `.execute(database().db);
  });

  test('whatever the clock of an instance says, a lock lasts two minutes', async () => {
    const { cases } = stores();
    const [subject, operator] = [someone(), someone()];
    await cases.lock(subject, 'case', operator);

    await removeLeftovers(database().db, new Date('2199-01-01'));

    expect((await cases.lock(subject, 'other', someone())).taken).toBe(false);
  });
});
