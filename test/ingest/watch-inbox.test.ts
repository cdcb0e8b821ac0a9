import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createInbox } from '../../src/ingest/watch-inbox.ts';

let folder = '';
const taken: string[] = [];
const takeIn = async (path: string) => {
  if (path.endsWith('.bin')) throw new Error('a binary file');
  taken.push(path);
  return { articles: 1, duplicates: 0, skipped: 2 };
};
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'jianbao-inbox-')), 'inbox');
  taken.length = 0;
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('createInbox', () => {
  it('takes in a file once it has stopped changing, and moves it to done', async () => {
    const inbox = await createInbox({ folder, takeIn });
    writeFileSync(join(folder, 'page.txt'), '【一】正文');
    assert.deepEqual(await inbox.look(), []);
    writeFileSync(join(folder, 'page.txt'), '【一】正文更长了');
    assert.deepEqual(await inbox.look(), []);
    assert.deepEqual(await inbox.look(), [
      { state: 'taken', name: 'page.txt', articles: 1, duplicates: 0, skipped: 2 },
    ]);
    assert.deepEqual(readdirSync(join(folder, 'done')), ['page.txt']);
    assert.deepEqual(await inbox.look(), []);
  });

  it('keeps what could not be taken in, apart, with its reason', async () => {
    const inbox = await createInbox({ folder, takeIn });
    writeFileSync(join(folder, 'photo.bin'), 'x');
    await inbox.look();
    assert.deepEqual(await inbox.look(), [{ state: 'failed', name: 'photo.bin', reason: 'a binary file' }]);
    assert.deepEqual(readdirSync(join(folder, 'failed')), ['photo.bin']);
  });

  it('overwrites no earlier file of the same name', async () => {
    const inbox = await createInbox({ folder, takeIn });
    for (const text of ['first', 'second']) {
      writeFileSync(join(folder, 'page.txt'), text);
      await inbox.look();
      await inbox.look();
    }
    assert.deepEqual(readdirSync(join(folder, 'done')).sort(), ['page-2.txt', 'page.txt']);
  });

  it('leaves hidden files and folders alone', async () => {
    const inbox = await createInbox({ folder, takeIn });
    writeFileSync(join(folder, '.page.txt.part'), 'x');
    mkdirSync(join(folder, 'mine'));
    await inbox.look();
    await inbox.look();
    assert.deepEqual(taken, []);
    assert.ok(existsSync(join(folder, '.page.txt.part')));
  });
});
