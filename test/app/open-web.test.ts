import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openWeb } from '../../src/app/open-web.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { createBotProcess } from '../platforms/telegram/bot-process.ts';
import { freePort } from '../platforms/telegram/free-port.ts';
import { MING } from '../platforms/telegram/run-telegram.ts';
import { createOpenaiServer } from '../servers/openai/create-openai-server.ts';
import { createWritingModel, honest } from '../servers/openai/write-answers.ts';
import { runProgram, takeInSamples } from '../servers/program-process.ts';
import { startConversation } from '../servers/telegram/start-conversation.ts';
import { parseMetrics } from '../web/parse-metrics.ts';

async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-web-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('HTTP_PORT', () => {
  it('serves health and figures beside a bot that polls, counting what its model is asked, the day over restarts', async (t) => {
    const { server } = await startConversation(t);
    const model = await createOpenaiServer(createWritingModel(honest));
    t.after(() => model.close());
    const folder = await makeFolder(t);
    await takeInSamples(folder);
    const port = await freePort();
    const bot = createBotProcess(server, folder);
    t.after(() => bot.kill());
    const start = () =>
      bot.start({
        ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test-model', LLM_PRICES: '1,0.5,2' },
        ...{ HTTP_PORT: String(port), LOG_LEVEL: 'info' },
      });
    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    const read = async () => {
      const text = await (await get('/metrics')).text();
      // In a label: as a number it may be what anything costs.
      assert.doesNotMatch(text, new RegExp(`="[^"]*${MING}`));
      const families = parseMetrics(text);
      return (name: string, labels = ''): number =>
        families.get(`jianbao_${name}`)?.samples.get(labels) ?? Number.NaN;
    };
    // What a bot that polls asks before it does.
    const isServed = (starts: number) =>
      server.waitFor(() => server.calls('deleteWebhook').length === starts, 15_000);

    start();
    await isServed(1);
    const health = await get('/health');
    assert.deepEqual([health.status, await health.json()], [200, { status: 'ok' }]);
    const before = await read();
    assert.equal(before('model_today_used_tokens'), 0);
    assert.ok(before('model_limit_tokens') > 0);
    assert.equal(before('sources', '{state="fresh"}'), 0);
    server.sendText(MING, MING, '唐山有多少名党员干部下沉到社区?');
    await server.waitFor(() => server.messages(MING).length === 1, 15_000);
    const asked = model.requests.filter(({ task }) => task === 'answer').length;
    assert.ok(asked > 0);
    // What was read is told for a second.
    let after = await read();
    while (Number.isNaN(after('model_requests_total', '{task="answer",outcome="answered"}')))
      after = await read();
    assert.equal(after('model_requests_total', '{task="answer",outcome="answered"}'), asked);
    assert.ok(after('model_tokens_total', '{task="answer",kind="output"}') > 0);
    assert.ok(after('model_today_cost') > 0);
    const used = after('model_today_used_tokens');
    assert.ok(used > 0);
    assert.equal(after('model_left_tokens'), after('model_limit_tokens') - used);

    await bot.kill();
    start();
    await isServed(2);
    const again = await read();
    assert.equal(again('model_today_used_tokens'), used);
    assert.ok(Number.isNaN(again('model_requests_total', '{task="answer",outcome="answered"}')));
    const { code } = await bot.terminate();
    assert.equal(code, 0);
    assert.doesNotMatch(bot.output().stderr, /"level":"(?:error|warn)"|"level":[56]0/);
  });

  it('that is taken stops the start, also of the terminal chat, and says so', async (t) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    t.after(() => taken.close());
    const address = taken.address();
    assert.ok(typeof address === 'object' && address !== null);
    const { code, stderr } = await runProgram('src/main.ts', [], {
      dataDirectory: await makeFolder(t),
      environment: { HTTP_PORT: String(address.port) },
    });
    assert.equal(code, 1);
    assert.match(stderr, /HTTP_PORT \d+ of HTTP_HOST 127\.0\.0\.1 .*EADDRINUSE/);
  });
});

describe('the health', () => {
  it('is failing with 503 while the store can not be read, and tells a stranger nothing else', async (t) => {
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => store.close());
    let isLocked = false;
    const nothing = (): void => {};
    const server = await openWeb({
      environment: { HTTP_HOST: '127.0.0.1', HTTP_PORT: await freePort(), WEBSUB_URL: undefined },
      app: {
        async probe() {
          if (isLocked) throw new Error('the file is locked');
        },
        readFigures: () => Promise.reject(new Error('not asked for')),
        openSources: () => Promise.reject(new Error('not asked for')),
        pushes: store.pushes,
      },
      now: Date.now,
      wakeSources: nothing,
      log: { info: nothing, warn: nothing, error: nothing },
    });
    t.after(() => server?.close());
    const ask = async () => {
      const response = await fetch(`http://127.0.0.1:${server?.port}/health`);
      return [response.status, await response.text()];
    };
    assert.deepEqual(await ask(), [200, '{"status":"ok"}']);
    isLocked = true;
    assert.deepEqual(await ask(), [503, '{"status":"failing"}']);
  });
});
