import { helpdeskStoresContract } from '../contracts/helpdesk-stores.contract.ts';
import { createFakeHelpdeskStores } from './fake-helpdesk-stores.ts';

const stores = createFakeHelpdeskStores();

helpdeskStoresContract(() => stores);
