import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWebhookRoute } from '../../../src/platforms/telegram/receive-webhook.ts';
import { createWebServer } from '../../../src/web/create-web-server.ts';

describe('a webhook request', () => {
  it('is put off with 503 while there is no room for its update', async (t) => {
    const received: unknown[] = [];
    let hasRoom = false;
    const nothing = (): void => {};
    const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
    const server = await createWebServer({ host: '127.0.0.1', port: 0, log });
    t.after(() => server.close());
    server.add(
      createWebhookRoute({
        path: '/here',
        secret: 'known',
        work: {
          hasRoom: () => hasRoom,
          receive: async (updates) => {
            received.push(...updates);
          },
        },
        log,
      }),
    );
    const post = async (): Promise<number> => {
      const response = await fetch(`http://127.0.0.1:${server.port}/here`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': 'known' },
        body: '{"update_id":1}',
      });
      return response.status;
    };
    assert.deepEqual([await post(), received.length], [503, 0]);
    hasRoom = true;
    assert.deepEqual([await post(), received.length], [200, 1]);
  });
});
