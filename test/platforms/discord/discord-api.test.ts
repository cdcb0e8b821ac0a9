import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Routes } from 'discord.js';
import { after } from '../../../src/platforms/chat/lifetime.ts';
import { createRequestBudget } from '../../../src/platforms/chat/request-budget.ts';
import { createDiscordApi } from '../../../src/platforms/discord/discord-api.ts';
import { startConversation } from '../../servers/discord/start-conversation.ts';
import type { DiscordServerOptions } from '../../servers/discord/start-discord-server.ts';

/** More than all other calls may be in a second. */
const MANY = 80;

async function openApi(test: TestContext, options: DiscordServerOptions = {}) {
  const conversation = await startConversation(test, options);
  const { server } = conversation;
  const budget = createRequestBudget({ perSecond: 50, timers: { now: () => performance.now(), after } });
  const api = createDiscordApi({
    ...{ token: server.token, apiUrl: server.api, budget },
    lifetime: new AbortController().signal,
  });
  return { ...conversation, api, counted: () => budget.count(performance.now()) };
}

describe('Discord’s REST API', () => {
  it('does not hold interactions back at the limit that they do not count to', async (t) => {
    const { server, api } = await openApi(t);
    const results = await Promise.all(
      Array.from({ length: MANY }, (_, index) =>
        api.call({
          method: 'PATCH',
          route: Routes.webhookMessage(server.applicationId, `no-such-token-${index}`),
          body: { content: 'late' },
          isInteraction: true,
        }),
      ),
    );
    const failures = results.map((result) => (result.ok ? 'none' : result.failure.kind));
    assert.deepEqual([...new Set(failures)], ['expired']);
    assert.equal(server.calls().length, MANY);
  });

  it('counts a call to the limit of all, where the queue has not and it is no interaction’s', async (t) => {
    const { api, channel, server, counted } = await openApi(t);
    await api.call({ method: 'POST', route: Routes.channelMessages(channel), body: {}, isQueued: true });
    await api.call({
      method: 'POST',
      route: Routes.interactionCallback('1', 'no-such-token'),
      body: { type: 5 },
      isInteraction: true,
    });
    assert.deepEqual([counted(), server.calls().length], [0, 2]);
    const answered = await api.call({ method: 'GET', route: Routes.user('@me') });
    assert.deepEqual([answered.ok, counted()], [true, 1]);
  });

  it('says for how long a channel takes no more, with the last that it took', async (t) => {
    const routes = { 'POST /channels/:channel/messages': { limit: 2, seconds: 3600 } };
    const { api, channel } = await openApi(t, { limits: { routes } });
    const send = () =>
      api.call({ method: 'POST', route: Routes.channelMessages(channel), body: { content: 'news' } });
    const [first, last] = [await send(), await send()];
    assert.equal(first.limitedFor, 0);
    assert.ok((last.limitedFor ?? 0) > 3_590_000, String(last.limitedFor));
  });
});
