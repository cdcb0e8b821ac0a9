import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { runProgram } from './servers/program-process.ts';

let dataDirectory = '';
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-main-'));
});
afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

describe('npm start without a terminal', () => {
  it('takes in the samples on the first start only, answers line by line and ends with 0', async () => {
    const first = await runProgram('src/main.ts', [], {
      dataDirectory,
      input: '/latest 2\n唐山有多少名党员干部下沉到社区?\n',
    });
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stderr, /样例文章/);
    assert.match(first.stdout, /唐山社区封控中.*59026名/s);
    const second = await runProgram('src/main.ts', [], { dataDirectory, input: '/help\n' });
    assert.deepEqual([second.code, second.stderr], [0, '']);
    assert.match(second.stdout, /\/digest/);
  });
});
