import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createInbox, type TakeIn } from '../../src/ingest/watch-inbox.ts';

let folder = '';
const taken: string[] = [];
const takeIn = async (path: string): Promise<TakeIn> => {
  taken.push(path);
  if (path.endsWith('.bin')) return { kind: 'failed', reason: 'a binary file' };
  return { kind: 'taken', articles: 1, revised: 0, duplicates: 0, skipped: 2 };
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
      { state: 'taken', name: 'page.txt', articles: 1, revised: 0, duplicates: 0, skipped: 2 },
    ]);
    assert.deepEqual(readdirSync(join(folder, 'done')), ['page.txt']);
    assert.deepEqual(await inbox.look(), []);
  });

  it('keeps what could not be taken in, apart, with its reason', async () => {
    const inbox = await createInbox({ folder, takeIn });
    writeFileSync(join(folder, 'photo.bin'), 'x');
    await inbox.look();
    assert.deepEqual(await inbox.look(), [{ state: 'failed', name: 'photo.bin', reason: 'a binary file' }]);
    assert.deepEqual(readdirSync(join(folder, 'failed')).sort(), ['photo.bin', 'photo.bin.why.txt']);
    assert.match(readFileSync(join(folder, 'failed', 'photo.bin.why.txt'), 'utf8'), /a binary file/);
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

  describe('where the folders of what was taken in can not be made', () => {
    // A file stands where the folder would: no one, not even root, can move anything into it.
    const block = (name: string) => writeFileSync(join(folder, name), 'x');

    it('says that the file was taken in, and takes it in once', async () => {
      const inbox = await createInbox({ folder, takeIn });
      writeFileSync(join(folder, 'page.txt'), '【一】正文');
      await inbox.look();
      block('done');
      const [outcome] = await inbox.look();
      assert.ok(outcome?.state === 'taken' && outcome.articles === 1);
      assert.match(outcome.unmoved ?? '', /EEXIST|ENOTDIR/);
      for (let count = 0; count < 8; count += 1) await inbox.look();
      assert.equal(taken.filter((path) => path.endsWith('page.txt')).length, 1);
    });

    it('loses no outcome of the other files, and tries no file that failed again', async () => {
      const inbox = await createInbox({ folder, takeIn });
      for (const name of ['a.txt', 'b.bin', 'c.txt']) writeFileSync(join(folder, name), name);
      await inbox.look();
      block('failed');
      const outcomes = await inbox.look();
      assert.deepEqual(
        outcomes.map(({ name, state }) => `${name} ${state}`),
        ['a.txt taken', 'b.bin failed', 'c.txt taken'],
      );
      assert.ok(outcomes[1]?.state === 'failed' && outcomes[1].reason === 'a binary file');
      for (let count = 0; count < 8; count += 1) await inbox.look();
      assert.equal(taken.filter((path) => path.endsWith('b.bin')).length, 1);
    });

    it('moves it when that can be done, and takes in what was written to it since', async () => {
      const inbox = await createInbox({ folder, takeIn });
      writeFileSync(join(folder, 'page.txt'), '【一】正文');
      await inbox.look();
      block('done');
      await inbox.look();
      rmSync(join(folder, 'done'));
      const later = [...(await inbox.look()), ...(await inbox.look())];
      assert.deepEqual(later, [{ state: 'moved', name: 'page.txt' }]);
      assert.deepEqual(readdirSync(join(folder, 'done')), ['page.txt']);
    });
  });

  it('leaves what was written to a file while it was taken in for the next look', async () => {
    let count = 0;
    const inbox = await createInbox({
      folder,
      async takeIn(path) {
        count += 1;
        if (count === 1) writeFileSync(path, '【一】正文更长了');
        return { kind: 'taken', articles: 1, revised: 0, duplicates: 0, skipped: 0 };
      },
    });
    writeFileSync(join(folder, 'page.txt'), '【一】正文');
    await inbox.look();
    const [first] = await inbox.look();
    assert.ok(first?.state === 'taken' && first.unmoved !== undefined);
    await inbox.look();
    assert.equal((await inbox.look())[0]?.state, 'taken');
    assert.equal(count, 2);
    assert.deepEqual(readdirSync(join(folder, 'done')), ['page.txt']);
  });

  it('keeps a file that is to be taken in later, and tries it at ever rarer looks', async () => {
    let tries = 0;
    let isLocked = true;
    const inbox = await createInbox({
      folder,
      async takeIn() {
        tries += 1;
        return isLocked
          ? { kind: 'later', reason: 'the store is locked' }
          : { kind: 'taken', articles: 1, revised: 0, duplicates: 0, skipped: 0 };
      },
    });
    writeFileSync(join(folder, 'page.txt'), '【一】正文');
    await inbox.look();
    assert.deepEqual(await inbox.look(), [
      { state: 'later', name: 'page.txt', reason: 'the store is locked' },
    ]);
    for (let look = 0; look < 60; look += 1) await inbox.look();
    assert.ok(tries > 3 && tries < 10, `${tries} tries`);
    assert.deepEqual(readdirSync(folder), ['page.txt']);
    isLocked = false;
    for (let look = 0; look < 130; look += 1) await inbox.look();
    assert.deepEqual(readdirSync(join(folder, 'done')), ['page.txt']);
  });

  it('ends what it has begun before it stops, and begins nothing more', async () => {
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const inbox = await createInbox({
      folder,
      async takeIn() {
        started.resolve();
        await release.promise;
        return { kind: 'taken', articles: 1, revised: 0, duplicates: 0, skipped: 0 };
      },
    });
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), name);
    await inbox.look();
    const looking = inbox.look();
    await started.promise;
    const stopped = inbox.stop();
    release.resolve();
    await stopped;
    assert.equal((await looking).length, 1);
    assert.deepEqual(
      [readdirSync(join(folder, 'done')).length, existsSync(join(folder, 'b.txt'))],
      [1, true],
    );
  });
});
