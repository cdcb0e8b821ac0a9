import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { createGroupCommit } from '../../src/store/sqlite/group-commit.ts';
import { createWriter } from '../../src/store/sqlite/writer.ts';
import { describePlatformStoreContract } from './platform-store-contract.ts';

describePlatformStoreContract('the SQLite store for the platforms', () =>
  createSqliteStore({ path: ':memory:', now: () => 1_700_000_000_000 }),
);

describe('many writes in one transaction', () => {
  it('that fail take no other along, and each learns its own end', async () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY)');
    const group = createGroupCommit(createWriter(database, 100));
    const insert = (number: number) =>
      group.write('insert', (connection) => {
        connection.prepare('INSERT INTO numbers VALUES (?)').run(number);
        if (number === 2) throw new Error('not two');
        return number;
      });
    const results = await Promise.allSettled([insert(1), insert(2), insert(3)]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(database.prepare('SELECT number FROM numbers').pluck().all(), [1, 3]);
    database.close();
  });
});
