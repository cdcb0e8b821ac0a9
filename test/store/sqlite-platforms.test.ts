import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { StoreError } from '../../src/core/ports/store.ts';
import { chatsPath, createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { listDueDeliveries } from '../../src/store/sqlite/deliveries.ts';
import { createGroupCommit } from '../../src/store/sqlite/group-commit.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';
import { CHAT_SCHEMA } from '../../src/store/sqlite/schemas.ts';
import { findNextSlot, listDueSubscriptions } from '../../src/store/sqlite/subscriptions.ts';
import { createWriter } from '../../src/store/sqlite/writer.ts';
import { buildDelivery, buildSubscription, EIGHT } from '../build-subscription.ts';
import { describePlatformStoreContract } from './platform-store-contract.ts';
import { describePostStoreContract } from './post-store-contract.ts';
import { describeSubscriptionStoreContract } from './subscription-store-contract.ts';

const createStore = () => createSqliteStore({ path: ':memory:', now: () => 1_700_000_000_000 });
describePlatformStoreContract('the SQLite store for the platforms', createStore);
describeSubscriptionStoreContract('the SQLite store for subscriptions', createStore);
describePostStoreContract('the SQLite store for posts', createStore);

describe('two stores on one file', () => {
  it('claim each slot once between them', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-claims-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const stores = await Promise.all(
      [1, 2].map(() => createSqliteStore({ path: join(folder, 'store.db'), now: Date.now })),
    );
    t.after(() => Promise.all(stores.map((store) => store.close())));
    const subscriptions = Array.from({ length: 40 }, (_, index) => buildSubscription({ id: `s${index}` }));
    for (const subscription of subscriptions) await stores[0]?.platforms.subscriptions.add(subscription);
    const claims = await Promise.all(
      stores.flatMap(({ platforms }) =>
        subscriptions.map((subscription) =>
          platforms.deliveries.claim(buildDelivery(subscription), {
            expected: subscription.next,
            next: { at: subscription.next.at + 1000, key: 'later' },
          }),
        ),
      ),
    );
    assert.equal(claims.filter((isOurs) => isOurs).length, 40);
    assert.equal((await stores[1]?.platforms.deliveries.list({ limit: 100 }))?.length, 40);
  });
});

describe('what is due', () => {
  it('does not wait for a subscription whose zone nobody knows any more', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-zone-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'store.db');
    const store = await createSqliteStore({ path, now: () => 0 });
    t.after(() => store.close());
    const { platforms } = store;
    for (const id of ['lost', 'known']) await platforms.subscriptions.add(buildSubscription({ id }));
    const other = new Database(chatsPath(path));
    other
      .prepare("UPDATE subscriptions SET schedule = ?, next_at = 1 WHERE id = 'lost'")
      .run('{"times":[480],"weekdays":[],"zone":"Mars/Olympus_Mons"}');
    other.close();
    const due = await platforms.subscriptions.listDue('telegram', EIGHT, 1);
    assert.deepEqual(
      due.map(({ id }) => id),
      ['known'],
    );
    await assert.rejects(platforms.subscriptions.find('lost'), StoreError);
  });

  it('is read from indexes that hold nothing else, and sorted by them', async (t) => {
    const opened = await openDatabase({
      path: ':memory:',
      schema: CHAT_SCHEMA,
      now: () => 0,
      lockTimeout: 100,
    });
    t.after(() => opened.close());
    const asked: string[] = [];
    const database = new Proxy(opened.reader, {
      get(target, name) {
        if (name !== 'prepare') return Reflect.get(target, name, target);
        return (sql: string) => {
          asked.push(sql);
          return target.prepare(sql);
        };
      },
    });
    listDueSubscriptions(database, 'telegram', 1, 1);
    listDueDeliveries(database, 'telegram', { after: 0, limit: 1 });
    findNextSlot(database, 'telegram');
    assert.equal(asked.length, 3);
    for (const sql of asked) {
      const given = Array.from({ length: sql.split('?').length - 1 }, () => 1);
      const plan = opened.reader
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...given)
        .map(({ detail }) => detail)
        .join('\n');
      assert.match(
        plan,
        /^SEARCH (?:subscriptions|deliveries) USING (?:COVERING )?INDEX \w+_(?:due|of_platform) /,
      );
      assert.doesNotMatch(plan, /FOR ORDER BY|SCAN/);
    }
  });
});

describe('many writes in one transaction', () => {
  it('that were asked for together stay together, however many wait', async () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY)');
    const together: number[][] = [];
    const writer = createWriter(database, 100);
    const group = createGroupCommit({
      ...writer,
      async write(operation, work) {
        const before = together.push([]) - 1;
        const result = await writer.write(operation, work);
        assert.equal(together.length - 1, before);
        return result;
      },
    });
    const write = (number: number) =>
      group.write('insert', () => {
        together.at(-1)?.push(number);
      });
    const waiting: Promise<void>[] = [];
    // Three in each turn, which no round number of writes is a multiple of.
    for (let number = 0; number < 1200; number += 3) {
      waiting.push(write(number), write(number + 1), write(number + 2));
      await Promise.resolve();
      await Promise.resolve();
    }
    await Promise.all(waiting);
    const groupOf = (number: number): number => together.findIndex((numbers) => numbers.includes(number));
    assert.ok(together.length > 2, 'it is not one transaction for all');
    for (let number = 0; number < 1200; number += 3)
      assert.deepEqual([groupOf(number + 1), groupOf(number + 2)], [groupOf(number), groupOf(number)]);
    database.close();
  });

  it('come to nothing where the disk is full at one of them, and all learn it', async () => {
    const database = new Database(':memory:');
    database.exec('CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT)');
    database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true })) + 2}`);
    const group = createGroupCommit(createWriter(database, 100));
    const insert = (number: number, length: number) =>
      group.write('insert', (connection) => {
        connection.prepare('INSERT INTO texts VALUES (?, ?)').run(number, 'x'.repeat(length));
      });
    const results = await Promise.allSettled([insert(1, 1), insert(2, 1_000_000), insert(3, 1)]);
    const kept = database.prepare('SELECT number FROM texts').pluck().all();
    const told = results.flatMap(({ status }, index) => (status === 'fulfilled' ? [index + 1] : []));
    assert.deepEqual(kept, told);
    assert.equal(results[1]?.status, 'rejected');
    await insert(4, 1);
    database.close();
  });

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
