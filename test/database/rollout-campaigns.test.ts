import { createCampaigns } from '../../src/database/campaigns.ts';
import { rolloutCampaignsContract } from '../contracts/rollout-campaigns.contract.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

describeDatabases((_name, database) => {
  rolloutCampaignsContract(() => createCampaigns(database().db));
});
