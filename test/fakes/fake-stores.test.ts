import { storesContract } from '../contracts/stores.contract.ts';
import { createFakeStores } from './fake-stores.ts';

const stores = createFakeStores();

storesContract(() => stores);
