import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';
import { wantedStatement } from '../../src/store/sqlite/pushes.ts';
import { ARTICLE_SCHEMA } from '../../src/store/sqlite/schemas.ts';
import { describePushStoreContract } from './push-store-contract.ts';

describePushStoreContract('the SQLite store for pushes', () =>
  createSqliteStore({ path: ':memory:', now: () => 0 }),
);

describe('the sources that a hub offers to push', () => {
  it('are read from an index that holds nothing else', async (t) => {
    const opened = await openDatabase({
      ...{ path: ':memory:', schema: ARTICLE_SCHEMA, now: () => 0, lockTimeout: 100 },
    });
    t.after(() => opened.close());
    const plan = opened.reader
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${wantedStatement}`)
      .all(1, 1)
      .map(({ detail }) => detail)
      .join('\n');
    assert.match(plan, /^SCAN polled_sources USING INDEX polled_sources_with_hub\n/);
    assert.match(plan, /SEARCH source_pushes USING PRIMARY KEY/);
  });
});
