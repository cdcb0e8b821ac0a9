import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { describeModelLedgerContract } from './model-ledger-contract.ts';

const now = () => 0;

describeModelLedgerContract('the SQLite store', () => createSqliteStore({ path: ':memory:', now }));

it('two stores on one file never set aside more than the limit together, also after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-test-'));
  const path = join(folder, 'store.db');
  const limits = { day: 1000, chat: 1000 };
  const spending = { day: '2026-11-23', chat: null, tokens: 70 };
  const stores = [await createSqliteStore({ path, now }), await createSqliteStore({ path, now })];
  const reserved = await Promise.all(
    Array.from({ length: 20 }, (_, index) => stores[index % 2]?.model.reserve(spending, limits)),
  );
  assert.equal(reserved.filter((each) => each?.over === null).length, 14);
  await Promise.all(stores.map((store) => store.close()));
  const again = await createSqliteStore({ path, now });
  assert.equal((await again.model.readDay('2026-11-23', null)).tokens, 980);
  assert.deepEqual(await again.model.reserve(spending, limits), { over: 'day' });
  await again.close();
  await rm(folder, { recursive: true });
});
