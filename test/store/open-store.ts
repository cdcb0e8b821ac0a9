// Run as a child of sqlite.test.ts: prints whether the store at argv[2] opens, or how it refuses.
import { StoreError } from '../../src/core/ports/store.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';

const [, , path = ''] = process.argv;
const outcome = await createSqliteStore({ path, now: () => 0 }).then(
  () => 'opened',
  (error: unknown) => (error instanceof StoreError ? error.remedy : 'another error'),
);
process.stdout.write(outcome);
