import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { listJsonSchemas } from '../../src/command-line/output-schemas.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { runProgram } from '../servers/program-process.ts';

const TARGET = { platform: 'telegram', chat: '-1001', thread: '7' };
const SLOT = { at: Date.UTC(2026, 10, 25), key: '2026-11-25T08:00' };
const NEXT = { at: Date.UTC(2026, 10, 26), key: '2026-11-26T08:00' };

/** A data folder in which a chat is subscribed and has had a digest. */
async function prepare(t: TestContext): Promise<string> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-cli-'));
  t.after(() => rmSync(dataDirectory, { recursive: true, force: true }));
  const store = await createSqliteStore({ path: join(dataDirectory, 'jianbao.db'), now: () => 0 });
  const { subscriptions, deliveries } = store.platforms;
  await subscriptions.add({
    id: 'abc',
    ...TARGET,
    schedule: { times: [480], weekdays: [1, 2, 3, 4, 5], zone: 'Asia/Shanghai' },
    topics: ['科技'],
    muted: ['体育'],
    origin: 'command',
    createdAt: 0,
    next: SLOT,
    coveredTo: null,
  });
  const delivery = {
    id: 'abc@2026-11-25T08:00',
    subscription: 'abc',
    ...TARGET,
    slot: SLOT,
    isLate: false,
    missed: 0,
    state: 'due' as const,
    edition: null,
    reason: null,
    createdAt: SLOT.at,
    endedAt: null,
    parts: 0,
    uncertain: 0,
    correctedAt: null,
  };
  await deliveries.claim(delivery, { expected: SLOT, next: NEXT });
  await deliveries.end(delivery.id, { state: 'sent', edition: 'e1', parts: 2 }, SLOT.at + 1000);
  await store.close();
  return dataDirectory;
}

const run = (dataDirectory: string, ...words: string[]) =>
  runProgram('src/cli.ts', words, { dataDirectory, environment: { LANG: 'en_GB.UTF-8' } });

describe('the owner', () => {
  it('sees who is subscribed to what, and when the next digest is', async (t) => {
    const folder = await prepare(t);
    const { code, stdout } = await run(folder, 'subscriptions');
    assert.equal(code, 0);
    for (const part of ['abc', 'telegram:-1001:7', 'weekdays', '08:00', '科技', '-体育', '26 Nov 2026'])
      assert.ok(stdout.includes(part), `${part} in ${stdout}`);
    assert.match(stdout, /#科技 -体育 · \w+, 26 Nov 2026, 08:00/);
    const { subscriptions } = JSON.parse((await run(folder, 'subscriptions', '--json')).stdout);
    assert.deepEqual(
      subscriptions.map(({ id, chat }: { id: string; chat: string }) => [id, chat]),
      [['abc', '-1001']],
    );
  });

  it('is told that no digest was sent yet, or that none is such a one', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'jianbao-cli-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    assert.match((await run(folder, 'deliveries')).stdout, /No digest was sent yet\./);
    assert.match((await run(folder, 'deliveries', '--chat', '7')).stdout, /There is no such digest\./);
  });

  it('is told the choices in the language of the answer', async (t) => {
    const folder = await prepare(t);
    const { code, stderr } = await run(folder, 'deliveries', '--state', 'lost', '--language', 'zh-Hans');
    assert.equal(code, 2);
    assert.match(stderr, /“--state”不能是“lost”。可以是：due、sent、/);
    assert.doesNotMatch(stderr, /Allowed/);
  });

  it('sees what became of digests, by state and chat', async (t) => {
    const folder = await prepare(t);
    assert.match((await run(folder, 'deliveries')).stdout, /abc@2026-11-25T08:00 · telegram:-1001:7.*Sent/s);
    const ofState = async (state: string) =>
      JSON.parse((await run(folder, 'deliveries', '--state', state, '--json')).stdout).deliveries.length;
    assert.deepEqual([await ofState('sent'), await ofState('failed')], [1, 0]);
    assert.equal((await run(folder, 'deliveries', '--state', 'lost')).code, 2);
    assert.equal((await run(folder, 'deliveries', '--limit', 'many')).code, 2);
  });

  it('gets instants and local slots as JSON, by the schemas in docs/schemas', async (t) => {
    const folder = await prepare(t);
    for (const name of ['subscriptions', 'deliveries']) {
      const printed: Record<string, { next?: object; slot?: object }[]> = JSON.parse(
        (await run(folder, name, '--json')).stdout,
      );
      const validate = new Ajv2020({ strict: true }).compile(listJsonSchemas().get(name) ?? {});
      const isValid: boolean = validate(printed);
      assert.ok(isValid, JSON.stringify(validate.errors));
      const { next, slot } = printed[name]?.[0] ?? {};
      assert.deepEqual(
        next ?? slot,
        next === undefined
          ? { at: '2026-11-25T00:00:00.000Z', local: '2026-11-25T08:00' }
          : { at: '2026-11-26T00:00:00.000Z', local: '2026-11-26T08:00' },
      );
    }
  });

  it('sees that a digest was corrected, and how its story is told since then', async (t) => {
    const folder = await prepare(t);
    const store = await createSqliteStore({ path: join(folder, 'jianbao.db'), now: () => 0 });
    const { posts } = store.platforms;
    const post = { platform: 'telegram', chat: '-1001', message: '5' };
    const stories = [{ articleIds: ['a'], headline: '图书角', sentences: ['来了150人。'] }];
    await posts.keep({ ...post, delivery: 'abc@2026-11-25T08:00', content: 'k', sentAt: SLOT.at });
    await posts.correct(post, { content: 'l', stories, at: SLOT.at + 3_600_000 });
    await store.close();
    assert.match((await run(folder, 'deliveries')).stdout, /Sent.*Corrected Wed, 25 Nov 2026, /s);
    const [delivery] = JSON.parse((await run(folder, 'deliveries', '--json')).stdout).deliveries;
    assert.equal(delivery.correctedAt, '2026-11-25T01:00:00.000Z');
    assert.deepEqual(delivery.corrections, [
      { at: '2026-11-25T01:00:00.000Z', chat: '-1001', message: '5', stories },
    ]);
  });

  it('sends one once more, one that was sent only when asked twice', async (t) => {
    const folder = await prepare(t);
    const id = 'abc@2026-11-25T08:00';
    assert.equal((await run(folder, 'resend', 'nothing')).code, 1);
    const asked = await run(folder, 'resend', id);
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /--again/);
    assert.equal((await run(folder, 'resend', id, '--again')).code, 0);
    const { deliveries } = JSON.parse((await run(folder, 'deliveries', '--state', 'due', '--json')).stdout);
    assert.equal(deliveries[0]?.edition, 'e1');
    assert.equal((await run(folder, 'resend', id, '--again')).code, 1);
  });
});
