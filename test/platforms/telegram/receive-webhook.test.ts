import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { receiveWebhook } from '../../../src/platforms/telegram/receive-webhook.ts';
import { freePort } from './free-port.ts';

describe('a webhook request', () => {
  it('is put off with 503 while there is no room for its update', async (t) => {
    const port = await freePort();
    const received: unknown[] = [];
    let hasRoom = false;
    const nothing = (): void => {};
    const webhook = await receiveWebhook({
      host: '127.0.0.1',
      port,
      path: '/here',
      secret: 'known',
      work: {
        hasRoom: () => hasRoom,
        receive: async (updates) => {
          received.push(...updates);
        },
      },
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    });
    t.after(() => webhook.close());
    const post = async (): Promise<number> => {
      const response = await fetch(`http://127.0.0.1:${port}/here`, {
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
