import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { spool } from '../../src/ingest/spool.ts';

const MEGABYTE = 1024 * 1024;

describe('spool', () => {
  const outer = process.env.TMPDIR;
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'jianbao-spool-'));
    process.env.TMPDIR = folder;
  });
  after(() => {
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
    rmSync(folder, { recursive: true, force: true });
  });

  async function* chunksOf(megabytes: number) {
    for (let at = 0; at < megabytes; at += 1) yield Buffer.alloc(MEGABYTE, at + 1);
  }

  for (const megabytes of [0, 1, 8, 9, 20]) {
    it(`gives ${megabytes} MiB back as they came, and leaves no file behind`, async () => {
      const spooled = await spool(chunksOf(megabytes));
      const chunks: Uint8Array[] = [];
      for await (const chunk of spooled.chunks()) chunks.push(chunk);
      await spooled.close();
      const bytes = Buffer.concat(chunks);
      assert.equal(bytes.length, megabytes * MEGABYTE);
      for (let at = 0; at < megabytes; at += 1) {
        const part = bytes.subarray(at * MEGABYTE, (at + 1) * MEGABYTE);
        assert.ok(part.equals(Buffer.alloc(MEGABYTE, at + 1)));
      }
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  it('leaves no file behind where the stream breaks off', async () => {
    async function* broken() {
      yield* chunksOf(10);
      throw new Error('the pipe broke');
    }
    await assert.rejects(spool(broken()), /the pipe broke/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
