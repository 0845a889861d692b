import { helpdeskStoresContract } from '../contracts/helpdesk-stores.contract.ts';
import { createFakeHelpdeskStores } from './fake-helpdesk-stores.ts';

const stores = createFakeHelpdeskStores();

helpdeskStoresContract(
  () => stores,
  async (subject, seconds) => {
    const lock = stores.rows.locks.get(subject);
    if (lock) stores.rows.locks.set(subject, { ...lock, since: new Date(lock.since.getTime() - seconds * 1000) });
  },
);
