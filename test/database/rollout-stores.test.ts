import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createContacts } from '../../src/database/contacts.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createPreferences } from '../../src/database/preferences.ts';
import { createRequests } from '../../src/database/requests.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { createSenderLease } from '../../src/database/sender-lease.ts';
import { rolloutClaimsContract } from '../contracts/rollout-claims.contract.ts';
import { rolloutLedgerContract } from '../contracts/rollout-ledger.contract.ts';
import { rolloutParticipantsContract } from '../contracts/rollout-participants.contract.ts';
import { rolloutReportsContract } from '../contracts/rollout-reports.contract.ts';
import type { RolloutStores } from '../fixtures/rollout-stores.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = new Date('2026-03-02T09:00:00.456Z');

describeDatabases((_name, database) => {
  const stores = (): RolloutStores => {
    const { db } = database();
    return {
      campaigns: createCampaigns(db),
      audience: createAudience(db),
      ledger: createLedger(db, () => now),
      lease: createSenderLease(db),
      participants: createParticipants(db, () => now),
      reports: createReports(db, () => now),
      contacts: createContacts(db),
      preferences: createPreferences(db, () => now),
      requests: createRequests(db, () => now),
      now,
    };
  };

  describe('ledger', () => rolloutLedgerContract(stores));
  describe('claims', () => rolloutClaimsContract(stores));
  describe('participants', () => rolloutParticipantsContract(stores));
  describe('reports', () => rolloutReportsContract(stores));
});
