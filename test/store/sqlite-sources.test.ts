import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';
import { ARTICLE_SCHEMA } from '../../src/store/sqlite/schemas.ts';
import { dueStatements } from '../../src/store/sqlite/sources.ts';
import { buildSource } from '../build-source.ts';
import { describeSourceStoreContract } from './source-store-contract.ts';

describeSourceStoreContract('the SQLite store for sources', () =>
  createSqliteStore({ path: ':memory:', now: () => 0 }),
);

describe('the sources that are due', () => {
  it('are read from an index that holds nothing else', async (t) => {
    const opened = await openDatabase({
      path: ':memory:',
      schema: ARTICLE_SCHEMA,
      now: () => 0,
      lockTimeout: 100,
    });
    t.after(() => opened.close());
    for (const sql of Object.values(dueStatements)) {
      const given = Array.from({ length: sql.split('?').length - 1 }, () => 1);
      const plan = opened.reader
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...given)
        .map(({ detail }) => detail)
        .join('\n');
      assert.match(plan, /^SEARCH polled_sources USING (?:COVERING )?INDEX polled_sources_due /);
      assert.doesNotMatch(plan, /FOR ORDER BY|SCAN/);
    }
  });

  it('do not wait for one that can not be read any more', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-sources-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'store.db');
    const { sources, close } = await createSqliteStore({ path, now: () => 0 });
    t.after(close);
    for (const id of ['damaged', 'whole'])
      await sources.add(buildSource({ id, nextAt: id === 'whole' ? 2 : 1 }));
    const other = new Database(path);
    other.prepare("UPDATE polled_sources SET hints = '{not json' WHERE id = 'damaged'").run();
    other.close();
    const due = await sources.claimDue({ now: 5, until: 9, limit: 9 });
    assert.deepEqual(
      due.map(({ id }) => id),
      ['whole'],
    );
    await assert.rejects(sources.find('damaged'), /not as it was written/);
  });
});
