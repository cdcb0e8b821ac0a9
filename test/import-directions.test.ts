import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../src', import.meta.url));

/** What each room may import of the others (docs: README, "How it is laid out"). Itself is always allowed. */
const ARROWS: Record<string, readonly string[]> = {
  core: [],
  commands: ['core'],
  config: ['core'],
  ingest: ['core'],
  llm: ['core'],
  schedule: ['core'],
  store: ['core'],
  'store/sqlite': ['core', 'store'],
  'store/postgres': ['core', 'store'],
  'platforms/terminal': ['commands', 'core'],
  'platforms/chat': ['commands', 'core'],
  'platforms/telegram': ['commands', 'core', 'platforms/chat'],
  'platforms/discord': ['commands', 'core', 'platforms/chat'],
  'command-line': ['commands', 'core', 'platforms/terminal'],
  web: ['core'],
  log: [],
  bootstrap: [],
};
/** The entries and the composition root see everything. */
const ROOTS = ['main.ts', 'cli.ts', 'app.ts', 'app'];

/** Packages that only one room may know. */
const OWNED_PACKAGES: Record<string, string> = {
  grammy: 'platforms/telegram',
  'discord.js': 'platforms/discord',
  openai: 'llm',
  'better-sqlite3': 'store/sqlite',
  pg: 'store/postgres',
  'node-cron': 'schedule',
  commander: 'command-line',
};

/** What the core may use: schemas, pure text and time libraries, Node's hashing, and loading one of those only when it is needed. */
const CORE_PACKAGES = [
  'zod',
  'temporal-polyfill',
  'opencc-js',
  '@node-rs/jieba',
  'node:crypto',
  'node:module',
];

function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  const shared = second.includes('.') || second === '';
  return (first === 'store' || first === 'platforms') && !shared ? `${first}/${second}` : first;
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [
    ...text.matchAll(
      /^(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'|\bimport\('([^']+)'\)|^import\s+'([^']+)'/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The imports of a file that go against the arrows, each as a person would say it. */
function wrongImports(file: string, imports: readonly string[]): string[] {
  const room = roomOf(file);
  if (ROOTS.includes(room)) return [];
  const allowed = ARROWS[room];
  if (allowed === undefined) return [`${file} stands in no known room`];
  return imports.flatMap((name) => {
    if (name.startsWith('.')) {
      const target = roomOf(relative(root, join(root, dirname(file), name)));
      return target === room || allowed.includes(target) ? [] : [`${file} imports ${target}`];
    }
    const parts = name.split('/');
    const bare = name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
    const owner = OWNED_PACKAGES[bare];
    if (owner !== undefined && owner !== room) return [`${file} imports ${bare}, which belongs to ${owner}`];
    return room === 'core' && !CORE_PACKAGES.includes(bare)
      ? [`${file} imports ${bare}: the core knows no such thing`]
      : [];
  });
}

describe('import directions', () => {
  it('go inward everywhere in src', () => {
    const files = globSync('**/*.{ts,mjs}', { cwd: root });
    assert.ok(files.length > 20);
    assert.deepEqual(
      files.flatMap((file) => wrongImports(file, importsOf(file))),
      [],
    );
  });

  it('are found wrong where the core reaches out or a platform knows the store', () => {
    assert.equal(wrongImports('core/digest/build-edition.ts', ['../../store/sqlite/articles.ts']).length, 1);
    assert.equal(wrongImports('core/digest/build-edition.ts', ['node:fs']).length, 1);
    assert.equal(wrongImports('platforms/terminal/chat.ts', ['../../store/sqlite/articles.ts']).length, 1);
    assert.equal(wrongImports('commands/latest.ts', ['grammy']).length, 1);
    assert.equal(wrongImports('commands/latest.ts', ['../core/model/output.ts']).length, 0);
  });
});
