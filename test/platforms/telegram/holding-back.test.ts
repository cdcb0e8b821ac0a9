import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import { fakeArticles } from '../../fakes/fake-services.ts';
import { createManualClock } from '../../servers/create-manual-clock.ts';
import { ADA, CHUN, GROUP, MING, runTelegram } from './run-telegram.ts';

describe('while everything has to wait', () => {
  it('no sign of work is sent, and then the answers come', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    const tooMany = {
      kind: 'status',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    } as const;
    // A second chat that is told to wait means that all are.
    server.fail('sendMessage', tooMany, { times: 2 });
    server.sendText(MING, MING, '/help');
    server.sendText(ADA, ADA, '/help');
    await server.waitFor(() => server.calls('sendMessage').length === 2);
    const signs = server.calls('sendChatAction').length;
    server.sendText(CHUN, CHUN, '/help');
    await server.waitFor(() => [MING, ADA, CHUN].every((chat) => server.messages(chat).length === 1));
    await bot.stop();
    assert.equal(server.calls('sendChatAction').length, signs);
    assert.ok(!server.calls('sendChatAction').some(({ payload }) => payload.chat_id === CHUN));
    assert.equal(server.avoidable429s(), 0);
  });
});

describe('a clock that is set back', () => {
  it('holds back no answer, and no word on who is an admin', async (t) => {
    const clock = createManualClock(Date.now());
    const { server } = await runTelegram(t, { clock, limits: undefined });
    for (const [count, back] of [3_600_000, 86_400_000, 0].entries()) {
      server.sendText(MING, MING, '/help');
      server.sendText(ADA, GROUP, '/help');
      await server.waitFor(
        () => server.messages(MING).length === count + 1 && server.messages(GROUP).length === count + 1,
      );
      clock.pass(-back);
    }
  });
});

describe('a large import', () => {
  it('keeps no update from being taken in and answered', async (t) => {
    const { server, articles } = await runTelegram(t);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let isUnderWay = false;
    async function* comeSlowly(): AsyncIterable<Article> {
      yield* fakeArticles;
      isUnderWay = true;
      await held;
    }
    const importing = articles.importArticles({ source: 'large.jsonl', articles: comeSlowly() });
    server.sendText(MING, MING, '/help');
    server.sendText(ADA, GROUP, '/latest 1');
    await server.waitFor(
      () =>
        isUnderWay &&
        server.messages(MING).length === 1 &&
        server.messages(GROUP).length === 1 &&
        server.unconfirmedUpdates() === 0,
    );
    release();
    assert.equal((await importing).stored.length, fakeArticles.length);
  });
});
