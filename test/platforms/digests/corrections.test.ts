import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildDelivery, buildSubscription } from '../../build-subscription.ts';
import { runProgram } from '../../servers/program-process.ts';
import { startTelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { waitUntil } from '../../wait-until.ts';
import { createBotProcess } from '../telegram/bot-process.ts';

const GROUP = -1_001_234;
const HOUR = 3_600_000;

/** The program with a data folder and a group of its own, both on disk and in Telegram. */
async function open(test: TestContext) {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-corrections-'));
  const store = await createSqliteStore({ path: join(dataDirectory, 'jianbao.db'), now: Date.now });
  const server = await startTelegramServer({ limits: 'none' });
  server.addChat({ id: GROUP, type: 'supergroup', title: 'Readers', members: [] });
  const bot = createBotProcess(server, dataDirectory);
  test.after(async () => {
    await bot.kill();
    await server.stop();
    await store.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });
  const target = { platform: 'telegram', chat: String(GROUP) };
  await store.platforms.chats.change(target, { language: 'en' });
  return {
    ...{ server, bot, store: store.platforms },
    /** The source says what the bridge cost. */
    async takeIn(millions: number) {
      const file = join(dataDirectory, 'source.jsonl');
      const article = {
        ...{ id: 'bridge', title: 'Bridge reopens', url: 'https://example.org/bridge', publisher: 'Post' },
        published_at: new Date(Date.now() - HOUR).toISOString(),
        text: `The harbour bridge reopened on Friday after 14 months. The work cost ${millions} million euros.`,
      };
      writeFileSync(file, JSON.stringify(article));
      assert.equal((await runProgram('src/cli.ts', ['ingest', file], { dataDirectory })).code, 0);
    },
    /** A digest is due at once. */
    async makeDue(id: string, coveredTo: number | null) {
      const slot = { at: Date.now(), key: id };
      const subscription = buildSubscription({
        ...target,
        id,
        next: slot,
        coveredTo,
        createdAt: slot.at - HOUR,
      });
      await store.platforms.subscriptions.add(subscription);
      const next = { at: slot.at + 24 * HOUR, key: 'next' };
      await store.platforms.deliveries.claim(buildDelivery(subscription), { expected: slot, next });
      return { delivery: `${id}@${id}`, at: slot.at };
    },
  };
}

describe('the program, killed after a post and in the middle of correcting it', () => {
  it('corrects it once, and replies to it with what is new', async (t) => {
    const { server, bot, store, takeIn, makeDue } = await open(t);
    await takeIn(32);
    const { delivery, at } = await makeDue('first', null);
    bot.start();
    await server.waitFor(() => server.messages(GROUP).length === 1, 20_000);
    await waitUntil(async () => (await store.deliveries.find(delivery))?.state === 'sent');
    await bot.kill();

    await takeIn(41);
    server.fail('editMessageText', { kind: 'hang', milliseconds: 60_000 });
    bot.start();
    await server.waitFor(() => server.underway('editMessageText') > 0, 20_000);
    await bot.kill();
    bot.start();
    await server.waitFor(() => /41 million/.test(server.messages(GROUP)[0]?.text ?? ''), 20_000);
    await waitUntil(async () => (await store.posts.listCorrections(delivery)).length === 1);
    await bot.kill();

    await makeDue('second', at);
    bot.start();
    await server.waitFor(() => server.messages(GROUP).length === 2, 20_000);
    const [post, update] = server.messages(GROUP);
    assert.equal(post?.edits.length, 1);
    assert.match(post?.text ?? '', /Bridge reopens\nCorrected /);
    assert.equal(update?.reply_to_message_id, post?.message_id);
  });
});
