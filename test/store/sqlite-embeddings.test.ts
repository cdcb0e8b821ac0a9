import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { describeEmbeddingStoreContract } from './embedding-store-contract.ts';

describeEmbeddingStoreContract('the SQLite store', () =>
  createSqliteStore({ path: ':memory:', now: () => 0 }),
);
