import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Routes } from 'discord.js';
import { after } from '../../../src/platforms/chat/lifetime.ts';
import { createRequestBudget } from '../../../src/platforms/chat/request-budget.ts';
import { createDiscordApi } from '../../../src/platforms/discord/discord-api.ts';
import { startConversation } from '../../servers/discord/start-conversation.ts';

/** More than all other calls may be in a second. */
const MANY = 80;

describe('Discord’s REST API', () => {
  it('does not hold interactions back at the limit that they do not count to', async (t) => {
    const { server } = await startConversation(t);
    const api = createDiscordApi({
      token: server.token,
      apiUrl: server.api,
      budget: createRequestBudget({ perSecond: 50, timers: { now: () => performance.now(), after } }),
      lifetime: new AbortController().signal,
    });
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
});
