import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { runInbox } from '../../src/app/run-inbox.ts';
import type { IngestResult } from '../../src/commands/services.ts';
import { StoreError } from '../../src/core/ports/store.ts';

const TAKEN: IngestResult = {
  output: { articles: [], revised: [], duplicates: 1, skipped: [] },
  failures: [],
};
const failed = (reason: IngestResult['failures'][number]['reason']): IngestResult => ({
  ...TAKEN,
  failures: [{ source: 'x', reason, detail: `because ${reason}` }],
});

describe('runInbox', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jianbao-run-inbox-'));
    mock.timers.enable({ apis: ['setInterval'] });
  });
  afterEach(() => {
    mock.timers.reset();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Looks until something is logged; the line, and what stands in the folder then. */
  async function runUntilLogged(ingest: (path: string, signal: AbortSignal) => Promise<IngestResult>) {
    writeFileSync(join(folder, 'page.txt'), '【一】正文');
    const logged = Promise.withResolvers<{ message: string; details: object }>();
    const write = (details: object, message: string) => logged.resolve({ message, details });
    const inbox = await runInbox({ folder, ingest, log: { info: write, warn: write } });
    // The clock goes on when the look that is under way has had its turns.
    const tick = (): void => {
      mock.timers.tick(2000);
      next = setImmediate(tick);
    };
    let next = setImmediate(tick);
    const line = await logged.promise;
    clearImmediate(next);
    await inbox.stop();
    return { ...line, files: readdirSync(folder).filter((name) => name !== 'page.txt') };
  }

  it('tells what was taken in', async () => {
    const { message, files, details } = await runUntilLogged(async () => TAKEN);
    assert.equal(message, 'took in a file of the inbox');
    assert.deepEqual(details, { name: 'page.txt', articles: 0, revised: 0, duplicates: 1, skipped: 0 });
    assert.deepEqual(files, ['done']);
  });

  it('puts aside what can not be taken in, with the reason', async () => {
    const { message, files, details } = await runUntilLogged(async () => failed('binary'));
    assert.match(message, /it stands in its folder failed$/);
    assert.deepEqual(details, { name: 'page.txt', reason: 'because binary' });
    assert.deepEqual(files, ['failed']);
  });

  it('puts aside a file of which nothing could be read, though it was read to its end', async () => {
    const skipped = [{ reason: 'malformed' as const, excerpt: '{', detail: 'line 1 is no JSON' }];
    const { message, details } = await runUntilLogged(async () => ({
      output: { articles: [], revised: [], duplicates: 0, skipped },
      failures: [],
    }));
    assert.match(message, /it stands in its folder failed$/);
    assert.deepEqual(details, { name: 'page.txt', reason: 'line 1 is no JSON' });
  });

  for (const [cause, ingest] of [
    ['the store is locked', () => Promise.reject(new StoreError('locked', 'locked'))],
    ['the disk is full', () => Promise.reject(new StoreError('full', 'disk-full'))],
    ['the file is still being written', () => Promise.resolve(failed('changed'))],
  ] as const) {
    it(`keeps a file for a later look where ${cause}`, async () => {
      const { message, files } = await runUntilLogged(ingest);
      assert.match(message, /it is tried again$/);
      assert.deepEqual(files, []);
    });
  }

  it('undoes the import that is under way at a stop, and keeps its file', async () => {
    writeFileSync(join(folder, 'page.txt'), '【一】正文');
    const begun = Promise.withResolvers<void>();
    const messages: string[] = [];
    const write = (_: object, message: string) => void messages.push(message);
    const inbox = await runInbox({
      folder,
      ingest(_path, signal) {
        begun.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
      log: { info: write, warn: write },
    });
    const tick = (): void => {
      mock.timers.tick(2000);
      next = setImmediate(tick);
    };
    let next = setImmediate(tick);
    await begun.promise;
    clearImmediate(next);
    await inbox.stop();
    assert.deepEqual(readdirSync(folder), ['page.txt']);
    assert.ok(messages.every((message) => /it is tried again$/.test(message)));
  });
});
