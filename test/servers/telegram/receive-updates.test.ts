import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { Bot, GrammyError } from 'grammy';
import { MING, refusalOf, startConversation } from './start-conversation.ts';

describe('long polling', () => {
  it('hands out an update until a higher offset confirms it', async (test) => {
    const { server, api } = await startConversation(test);
    const first = server.sendText(MING, MING, 'a');
    const second = server.sendText(MING, MING, 'b');
    const ids = async (offset: number, limit = 100): Promise<number[]> =>
      (await api.getUpdates({ offset, limit })).map(({ update_id }) => update_id);
    assert.deepEqual(await ids(0, 1), [first]);
    assert.deepEqual(await ids(0), [first, second]);
    assert.deepEqual(await ids(first + 1), [second]);
    assert.equal(server.unconfirmedUpdates(), 1);
    assert.deepEqual(await ids(second + 1), []);
    assert.deepEqual(await ids(0), []);
  });

  it('forgets all but the last ones at a negative offset', async (test) => {
    const { server, api } = await startConversation(test);
    server.sendText(MING, MING, 'a');
    const second = server.sendText(MING, MING, 'b');
    assert.deepEqual(
      (await api.getUpdates({ offset: -1 })).map(({ update_id }) => update_id),
      [second],
    );
    assert.equal(server.unconfirmedUpdates(), 1);
  });

  it('waits for an update, and ends the poll that waited before', async (test) => {
    const { server, api } = await startConversation(test);
    const older = refusalOf(api.getUpdates({ timeout: 50 }));
    const newer = new Bot(server.token, { client: { apiRoot: server.apiRoot } }).api;
    await server.waitFor((seen) => seen.underway('getUpdates') === 1);
    const updates = newer.getUpdates({ timeout: 50 });
    assert.equal(
      await older,
      '409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    const id = server.sendText(MING, MING, 'a');
    assert.deepEqual(
      (await updates).map(({ update_id }) => update_id),
      [id],
    );
  });

  it('takes no notice of a poll whose client has gone', async (test) => {
    const { server, api } = await startConversation(test);
    const leaving = new AbortController();
    const left = api.getUpdates({ timeout: 50 }, leaving.signal as never);
    await server.waitFor((seen) => seen.underway('getUpdates') === 1);
    leaving.abort();
    await assert.rejects(left);
    await server.waitFor((seen) => seen.underway('getUpdates') === 0);
    const id = server.sendText(MING, MING, 'a');
    assert.equal((await api.getUpdates({ timeout: 50 }))[0]?.update_id, id);
  });

  it('queues only the kinds that were asked for', async (test) => {
    const { server, api } = await startConversation(test);
    await api.getUpdates({ allowed_updates: ['message'] });
    assert.equal(server.inlineQuery(MING, 'a'), 0);
    assert.notEqual(server.sendText(MING, MING, 'a'), 0);
    // It stays so until it is said anew.
    assert.equal((await api.getUpdates()).length, 1);
    assert.equal(server.changeMembership(MING, 'kicked'), 0);
    await api.getUpdates({ allowed_updates: [] });
    assert.notEqual(server.changeMembership(MING, 'member'), 0);
  });

  it('gives a bot that was gone without a word everything it had not confirmed', async (test) => {
    const { server } = await startConversation(test);
    const start = (answer: (text: string) => void): Bot => {
      const bot = new Bot(server.token, { client: { apiRoot: server.apiRoot } });
      bot.on('message:text', (context) => answer(context.message.text));
      return bot;
    };
    server.sendText(MING, MING, 'a');
    server.sendText(MING, MING, 'b');
    const { api } = start(() => {});
    await api.getUpdates();
    const seen: string[] = [];
    const again = start((text) => seen.push(text));
    void again.start();
    await server.waitFor(() => seen.length === 2 && server.unconfirmedUpdates() === 0);
    await again.stop();
    assert.deepEqual(seen, ['a', 'b']);
  });
});

describe('what the bot is told of a group', () => {
  it('is commands, mentions and replies to it, as long as it is no administrator', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: -5, type: 'group' });
    const { message_id } = await api.sendMessage(-5, 'a');
    const isTold = (text: string, replyTo?: number): boolean =>
      server.sendText(MING, -5, text, replyTo === undefined ? {} : { replyTo }) !== 0;
    assert.equal(isTold('chatter'), false);
    assert.equal(isTold('/latest'), true);
    assert.equal(isTold('/latest@some_other_bot'), false);
    assert.equal(isTold(`/latest@${server.username}`), true);
    assert.equal(isTold(`hello @${server.username.toUpperCase()}!`), true);
    assert.equal(isTold(`hello @${server.username}2`), false);
    assert.equal(isTold('why?', message_id), true);
    server.changeMembership(-5, 'administrator');
    assert.equal(isTold('chatter'), true);
    server.changeMembership(-5, 'kicked');
    assert.equal(isTold('/latest'), false);
  });

  it('comes from nobody in particular where an administrator is anonymous', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: -1001, type: 'supergroup' });
    server.sendText(MING, -1001, '/settings', { senderChatId: -1001 });
    const [update] = await api.getUpdates();
    assert.equal(update?.message?.from?.username, 'GroupAnonymousBot');
    assert.equal(update?.message?.sender_chat?.id, -1001);
  });

  it('comes with what came and went of its own place in it', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: -5, type: 'group', members: [{ userId: MING, status: 'creator' }] });
    server.changeMembership(-5, 'kicked');
    const [update] = await api.getUpdates();
    const change = update?.my_chat_member;
    assert.equal(change?.from.id, MING);
    assert.deepEqual([change?.old_chat_member.status, change?.new_chat_member.status], ['member', 'kicked']);
  });
});

interface Post {
  text: string;
  secret: string | string[] | undefined;
}

/** A web server that answers with the statuses it is given, then with 200, each when `release` says so. */
async function listen(test: TestContext, statuses: number[] = []) {
  const posts: Post[] = [];
  const held: (() => void)[] = [];
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as { message: { text: string } };
      posts.push({ text: update.message.text, secret: request.headers['x-telegram-bot-api-secret-token'] });
      held.push(() => {
        response.statusCode = statuses.shift() ?? 200;
        response.end();
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    http.closeAllConnections();
    http.close();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`;
  return { url, posts, release: () => held.shift()?.() };
}

/** Lets the event loop turn until `holds`; ends with the test's own time limit where it never does. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe('a webhook', () => {
  it('gets the updates of a chat one after the other, and chats side by side', async (test) => {
    const { server, api } = await startConversation(test);
    const hook = await listen(test);
    server.addUser({ id: 43, firstName: 'Li' });
    await api.setWebhook(hook.url, { secret_token: 'se-cret' });
    server.sendText(MING, MING, 'a1');
    server.sendText(MING, MING, 'a2');
    server.sendText(43, 43, 'b1');
    await until(() => hook.posts.length === 2);
    assert.deepEqual(hook.posts.map(({ text }) => text).sort(), ['a1', 'b1']);
    assert.ok(hook.posts.every(({ secret }) => secret === 'se-cret'));
    hook.release();
    hook.release();
    await until(() => hook.posts.length === 3);
    hook.release();
    await server.waitFor((seen) => seen.unconfirmedUpdates() === 0);
    assert.equal(hook.posts[2]?.text, 'a2');
  });

  it('gets an update again until it has taken it', async (test) => {
    const { server, api } = await startConversation(test);
    const hook = await listen(test, [500]);
    await api.setWebhook(hook.url);
    server.sendText(MING, MING, 'a');
    await until(() => hook.posts.length === 1);
    hook.release();
    await until(() => hook.posts.length === 2);
    assert.equal(
      (await api.getWebhookInfo()).last_error_message,
      'Wrong response from the webhook: 500 Internal Server Error',
    );
    assert.equal(server.unconfirmedUpdates(), 1);
    hook.release();
    await server.waitFor((seen) => seen.unconfirmedUpdates() === 0);
  });

  it('stands in the way of polling until it is deleted', async (test) => {
    const { server, api } = await startConversation(test);
    await api.setWebhook('https://bot.example.org/hook');
    assert.match(
      await refusalOf(api.getUpdates()),
      /^409 Conflict: can't use getUpdates method while webhook/,
    );
    assert.equal((await api.getWebhookInfo()).url, 'https://bot.example.org/hook');
    server.sendText(MING, MING, 'a');
    await api.deleteWebhook();
    assert.equal((await api.getUpdates()).length, 1);
    await api.deleteWebhook({ drop_pending_updates: true });
    assert.equal((await api.getUpdates()).length, 0);
  });

  it('of another machine is delivered where the test says', async (test) => {
    const { server, api } = await startConversation(test);
    const hook = await listen(test);
    server.deliverWebhookTo(hook.url);
    await api.setWebhook('https://bot.example.org/hook');
    server.sendText(MING, MING, 'a');
    await until(() => hook.posts.length === 1);
    hook.release();
    await server.waitFor((seen) => seen.unconfirmedUpdates() === 0);
    assert.throws(() => server.deliverWebhookTo('https://bot.example.org/'), /127\.0\.0\.1/);
  });

  it('is refused without HTTPS and with a secret that no header may hold', async (test) => {
    const { api } = await startConversation(test);
    await assert.rejects(api.setWebhook('http://bot.example.org/'), GrammyError);
    assert.match(
      await refusalOf(api.setWebhook('https://bot.example.org/', { secret_token: 'a b' })),
      /secret token contains unallowed characters$/,
    );
  });
});
