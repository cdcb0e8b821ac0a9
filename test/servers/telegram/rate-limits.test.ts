import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createManualClock } from '../create-manual-clock.ts';
import { MING, refusalOf, startConversation } from './start-conversation.ts';

describe('the limits on messages', () => {
  it('let thirty a second through in all', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { limits: {}, clock: clock.now });
    for (let id = 100; id < 131; id += 1) server.addChat({ id, type: 'private' });
    for (let id = 100; id < 130; id += 1) assert.equal(await refusalOf(api.sendMessage(id, 'a')), 'accepted');
    await assert.rejects(api.sendMessage(130, 'a'), {
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    clock.pass(1000);
    assert.equal(await refusalOf(api.sendMessage(130, 'a')), 'accepted');
    assert.equal(server.avoidable429s(), 0);
  });

  it('let a short burst into a chat, then one a second', async (test) => {
    const clock = createManualClock();
    const { api } = await startConversation(test, { limits: {}, clock: clock.now });
    for (let i = 0; i < 4; i += 1) await api.sendMessage(MING, 'a');
    assert.match(await refusalOf(api.sendMessage(MING, 'a')), /^429/);
    for (let i = 0; i < 5; i += 1) {
      clock.pass(1000);
      assert.equal(await refusalOf(api.sendMessage(MING, 'a')), 'accepted');
    }
  });

  it('let twenty a minute into a group, edits counted', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { limits: {}, clock: clock.now });
    server.addChat({ id: -5, type: 'group' });
    const { message_id } = await api.sendMessage(-5, 'a');
    for (let i = 0; i < 19; i += 1) {
      clock.pass(1000);
      await api.editMessageText(-5, message_id, `a${i}`);
    }
    clock.pass(1000);
    assert.equal(await refusalOf(api.sendMessage(-5, 'a')), '429 Too Many Requests: retry after 40');
    // The private chat is none the worse for it.
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), 'accepted');
    clock.pass(40_000);
    assert.equal(await refusalOf(api.sendMessage(-5, 'a')), 'accepted');
    assert.equal(server.avoidable429s(), 0);
  });

  it('count a call that comes again before its time', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { limits: {}, clock: clock.now });
    for (let i = 0; i < 5; i += 1) await refusalOf(api.sendMessage(MING, `${i}`));
    clock.pass(500);
    assert.match(await refusalOf(api.sendMessage(MING, '4')), /^429/);
    assert.equal(server.avoidable429s(), 1);
    clock.pass(500);
    assert.equal(await refusalOf(api.sendMessage(MING, '4')), 'accepted');
    assert.equal(server.avoidable429s(), 1);
  });

  it('do not count what could not know yet, but what knew', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { limits: {}, clock: clock.now });
    for (let i = 0; i < 5; i += 1) await refusalOf(api.sendMessage(MING, `${i}`));
    assert.match(await refusalOf(api.sendMessage(MING, 'on its way')), /^429/);
    assert.equal(server.avoidable429s(), 0);
    assert.match(await refusalOf(api.sendMessage(MING, '4')), /^429/);
    assert.equal(server.avoidable429s(), 1);
    clock.pass(200);
    assert.match(await refusalOf(api.sendMessage(MING, 'much later')), /^429/);
    assert.equal(server.avoidable429s(), 2);
  });

  it('hold the chat of a planned 429 for as long as it says', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { clock: clock.now });
    server.addChat({ id: -5, type: 'group' });
    const parameters = { retry_after: 7 };
    server.fail('sendMessage', {
      kind: 'status',
      code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters,
    });
    await assert.rejects(api.sendMessage(MING, 'a'), { error_code: 429, parameters });
    assert.equal(await refusalOf(api.sendMessage(-5, 'a')), 'accepted');
    clock.pass(2000);
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), '429 Too Many Requests: retry after 5');
    assert.equal(server.avoidable429s(), 1);
    clock.pass(5000);
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), 'accepted');
  });
});
