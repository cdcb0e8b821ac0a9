import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createManualClock } from '../create-manual-clock.ts';
import { MING, refusalOf, startConversation } from './start-conversation.ts';

const TOO_OLD = '400 Bad Request: query is too old and response timeout expired or query ID is invalid';

describe('a button that is pressed', () => {
  it('spins until it is answered', async (test) => {
    const { server, api } = await startConversation(test);
    const { message_id } = await api.sendMessage(MING, 'a', {
      reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: 'c' }]] },
    });
    server.pressButton(MING, MING, message_id, 'c');
    const [update] = await api.getUpdates();
    const query = update?.callback_query;
    assert.equal(query?.data, 'c');
    assert.equal(query?.message?.message_id, message_id);
    assert.equal(server.unansweredCallbacks().length, 1);
    await api.answerCallbackQuery(query?.id ?? '', { text: 'done' });
    assert.equal(server.unansweredCallbacks().length, 0);
    assert.equal(server.callbacks()[0]?.answer?.text, 'done');
    assert.equal(await refusalOf(api.answerCallbackQuery(query?.id ?? '')), TOO_OLD);
  });

  it('can be answered for fifteen seconds', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { clock: clock.now });
    server.pressButton(MING, MING, 1, 'c');
    const id = server.callbacks()[0]?.id ?? '';
    assert.match(
      await refusalOf(api.answerCallbackQuery(id, { text: 'a'.repeat(201) })),
      /MESSAGE_TOO_LONG$/,
    );
    clock.pass(15_001);
    assert.equal(await refusalOf(api.answerCallbackQuery(id)), TOO_OLD);
    assert.equal(await refusalOf(api.answerCallbackQuery('7')), TOO_OLD);
    assert.equal(server.unansweredCallbacks().length, 1);
  });

  it('tells only the place of a message that is gone', async (test) => {
    const { server, api } = await startConversation(test);
    server.pressButton(MING, MING, 77, 'c');
    const [update] = await api.getUpdates();
    const message = update?.callback_query?.message;
    assert.deepEqual([message?.chat.id, message?.message_id, message?.date], [MING, 77, 0]);
  });
});

describe('an inline query', () => {
  const article = (id: string, text: string) => ({
    type: 'article' as const,
    id,
    title: 'a',
    input_message_content: { message_text: text, parse_mode: 'HTML' as const },
  });

  it('is answered with articles whose messages could be sent', async (test) => {
    const { server, api } = await startConversation(test);
    server.inlineQuery(MING, '量子');
    const [update] = await api.getUpdates();
    const query = update?.inline_query;
    assert.equal(query?.query, '量子');
    const answer = (...results: ReturnType<typeof article>[]): Promise<string> =>
      refusalOf(api.answerInlineQuery(query?.id ?? '', results));
    assert.equal(await answer(article('1', '<b>a</b>'), article('2', 'b')), 'accepted');
    assert.match(await answer(article('1', '<b>a')), /^400 Bad Request: can't parse entities/);
    assert.match(await answer(article('1', '')), /message text is empty$/);
    assert.match(await answer(article('1', 'a'), article('1', 'b')), /RESULT_ID_DUPLICATE$/);
    assert.match(await answer(article('新'.repeat(22), 'a')), /RESULT_ID_INVALID$/);
    assert.match(
      await answer(...Array.from({ length: 51 }, (_, i) => article(`${i}`, 'a'))),
      /RESULTS_TOO_MUCH$/,
    );
    assert.equal(await refusalOf(api.answerInlineQuery('7', [])), TOO_OLD);
  });
});
