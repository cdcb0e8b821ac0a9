import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { createBotProcess } from '../platforms/telegram/bot-process.ts';
import { freePort } from '../platforms/telegram/free-port.ts';
import { createHub } from '../servers/hub/create-hub.ts';
import { runProgram } from '../servers/program-process.ts';
import { startConversation } from '../servers/telegram/start-conversation.ts';
import { type Answer, send, startWebServer } from '../servers/web/start-web-server.ts';
import { waitUntil } from '../wait-until.ts';

describe('npm start with WEBSUB_URL', () => {
  it('reads the news of a feed when its hub pushes it, and tells the hub when the source is removed', async (t) => {
    const { server: telegram } = await startConversation(t);
    const hub = await createHub();
    const answers: Record<string, Answer> = {};
    const site = await startWebServer(answers);
    const dataDirectory = await mkdtemp(join(tmpdir(), 'jianbao-websub-'));
    const bot = createBotProcess(telegram, dataDirectory);
    t.after(async () => {
      await bot.kill();
      await Promise.all([hub.close(), site.close()]);
      await rm(dataDirectory, { recursive: true, force: true });
    });
    const topic = `${site.origin}/feed`;
    const writeFeed = (...titles: string[]): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
      <link rel="hub" href="${hub.url}"/><link rel="self" href="${topic}"/>${titles
        .map(
          (title) =>
            `<entry><id>urn:${title}</id><title>${title}</title><link href="${topic}/${title}"/><content>${`The ${title} was opened by the mayor on Monday. `.repeat(20)}</content></entry>`,
        )
        .join('')}</feed>`;
    answers['/feed'] = send(writeFeed('bridge'), { 'content-type': 'application/atom+xml' });
    const environment = { FETCH_ALLOW: '127.0.0.1' };
    const cli = async (...words: string[]) => {
      const { code, stdout, stderr } = await runProgram('src/cli.ts', [...words, '--json'], {
        dataDirectory,
        environment,
      });
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const added = await cli('sources', 'add', topic);
    assert.equal(added.source.push, null);
    // As if it had been a while ago.
    const file = new Database(join(dataDirectory, 'jianbao.db'));
    file.prepare('UPDATE polled_sources SET polled_at = polled_at - 3600000').run();
    file.close();

    const port = await freePort();
    bot.start({ ...environment, HTTP_PORT: String(port), WEBSUB_URL: `http://127.0.0.1:${port}` });
    const until = async (what: () => boolean): Promise<void> => {
      for (let turn = 0; turn < 3 && !what(); turn += 1) await waitUntil(what).catch(() => {});
      assert.ok(what(), bot.output().stderr);
    };
    await until(() => hub.subscriptions.size === 1);
    const asked = site.requests.length;
    answers['/feed'] = send(writeFeed('tunnel', 'bridge'), { 'content-type': 'application/atom+xml' });
    assert.deepEqual(await hub.publish(topic, 'not the feed at all'), [202]);
    await until(() => site.requests.length > asked);
    await until(() => /took in what a source published/.test(bot.output().stderr));
    const { hits } = await cli('search', 'tunnel');
    assert.equal(hits.length, 1);
    const { source } = await cli('sources', 'show', added.source.id);
    assert.deepEqual([source.push.state, source.push.hub], ['held', hub.url]);
    assert.ok(source.push.pushedAt > 0);
    const [subscription] = hub.subscriptions.values();
    assert.doesNotMatch(
      JSON.stringify(source) + bot.output().stderr,
      new RegExp(subscription?.secret ?? '^'),
    );

    await cli('sources', 'remove', added.source.id);
    await bot.terminate();
    bot.start({ ...environment, HTTP_PORT: String(port), WEBSUB_URL: `http://127.0.0.1:${port}` });
    await until(() => hub.subscriptions.size === 0);
    assert.equal((await bot.terminate()).code, 0);
  });
});
