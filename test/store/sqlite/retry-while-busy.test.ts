import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { openDatabase } from '../../../src/store/sqlite/open-database.ts';
import { retryWhileBusy } from '../../../src/store/sqlite/retry-while-busy.ts';
import { ARTICLE_SCHEMA } from '../../../src/store/sqlite/schemas.ts';

/** A clock that stands still but while somebody sleeps. */
function createTestClock() {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    pass(milliseconds: number) {
      now += milliseconds;
    },
    async sleep(milliseconds: number) {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
}

const isBusy = (error: unknown) =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

describe('waiting for the lock of another connection', () => {
  let folder: string;
  let path: string;
  let other: Database.Database;
  let writer: Database.Database;
  let close: () => Promise<void>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jianbao-test-'));
    path = join(folder, 'store.db');
    ({ writer, close } = await openDatabase({
      path,
      schema: ARTICLE_SCHEMA,
      now: () => 0,
      lockTimeout: 1000,
    }));
    other = new Database(path);
  });
  after(async () => {
    other.close();
    await close();
    await rm(folder, { recursive: true });
  });

  it('ends when the time is over, asks for the lock all the while, and never waits inside SQLite', async () => {
    const clock = createTestClock();
    let attempts = 0;
    other.exec('BEGIN IMMEDIATE');
    try {
      const begin = () => {
        attempts += 1;
        writer.exec('BEGIN IMMEDIATE');
      };
      await assert.rejects(retryWhileBusy(1000, begin, clock), isBusy);
    } finally {
      other.exec('ROLLBACK');
    }
    assert.equal(clock.now(), 1000);
    assert.ok(attempts >= 10, `${attempts} attempts`);
    assert.equal(writer.pragma('busy_timeout', { simple: true }), 0);
  });

  it('counts the time that the attempts take', async () => {
    const clock = createTestClock();
    other.exec('BEGIN IMMEDIATE');
    try {
      const slow = () => {
        clock.pass(200);
        writer.exec('BEGIN IMMEDIATE');
      };
      await assert.rejects(retryWhileBusy(1000, slow, clock), isBusy);
    } finally {
      other.exec('ROLLBACK');
    }
    assert.ok(clock.now() >= 1000 && clock.now() <= 1200, `${clock.now()} ms`);
  });

  it('ends with the lock as soon as it is free', async () => {
    const clock = createTestClock();
    other.exec('BEGIN IMMEDIATE');
    await retryWhileBusy(1000, () => writer.exec('BEGIN IMMEDIATE'), {
      ...clock,
      async sleep(milliseconds) {
        await clock.sleep(milliseconds);
        if (clock.slept.length === 3) other.exec('ROLLBACK');
      },
    });
    assert.equal(writer.inTransaction, true);
    assert.equal(clock.slept.length, 3);
    writer.exec('ROLLBACK');
  });

  it('opens while another connection holds the lock for a moment, and keeps no connection of the failed attempts', async () => {
    // The first to open a file in another journal mode needs it alone.
    const fresh = join(folder, 'fresh.db');
    const holder = new Database(fresh);
    holder.exec('BEGIN EXCLUSIVE');
    const opening = openDatabase({
      path: fresh,
      schema: ARTICLE_SCHEMA,
      now: () => 0,
      lockTimeout: 10_000,
    });
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    holder.exec('ROLLBACK');
    const opened = await opening;
    assert.equal(opened.writer.open && opened.reader.open, true);
    // Alone again: nobody else is left who has it open.
    opened.reader.close();
    holder.close();
    assert.equal(opened.writer.pragma('journal_mode = DELETE', { simple: true }), 'delete');
    await opened.close();
  });
});
