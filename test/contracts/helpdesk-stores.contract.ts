import type { HelpdeskStores } from '../fakes/fake-helpdesk-stores.ts';
import { auditContract } from './audit.contract.ts';
import { casesContract } from './cases.contract.ts';
import { freezesContract } from './freezes.contract.ts';
import { helpdeskChannelContract } from './helpdesk-channel.contract.ts';
import { intentsContract } from './intents.contract.ts';
import { requestQueueContract } from './request-queue.contract.ts';
import { sealedTapsContract } from './sealed-taps.contract.ts';
import { type AgeLock, tapLocksContract } from './tap-locks.contract.ts';

/** What the help desk's flows may rely on, whoever stores it. */
export function helpdeskStoresContract(stores: () => HelpdeskStores, ageLock: AgeLock): void {
  describe('cases', () => casesContract(() => stores().cases));
  describe('locks', () => tapLocksContract(() => stores().cases, ageLock));
  describe('sealed TAPs', () => sealedTapsContract(() => stores().sealedTaps));
  describe('freezes', () => freezesContract(() => stores().freezes));
  describe('intents', () => intentsContract(() => stores().intents));
  describe('audit', () => auditContract(() => stores().audit));
  describe('the queue of requests', () => requestQueueContract(stores));
  describe('the channel of the help desk', () => helpdeskChannelContract(() => stores().channels));
}
