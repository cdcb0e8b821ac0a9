import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InlineKeyboard } from 'grammy';
import { createManualClock } from '../create-manual-clock.ts';
import { MING, refusalOf, startConversation, textsOf } from './start-conversation.ts';

const NOT_MODIFIED =
  '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

describe('editing a message', () => {
  it('changes it in place and keeps what it was', async (test) => {
    const { server, api } = await startConversation(test);
    const keyboard = new InlineKeyboard().text('2', 'p2');
    const { message_id } = await api.sendMessage(MING, 'one', { reply_markup: keyboard });
    await api.editMessageText(MING, message_id, '<b>two</b>', { parse_mode: 'HTML' });
    const [message] = server.messages();
    assert.equal(message?.text, 'two');
    assert.equal(message?.reply_markup, undefined);
    assert.deepEqual(
      message?.edits.map(({ text, reply_markup }) => [text, reply_markup?.inline_keyboard.length]),
      [['one', 1]],
    );
  });

  it('is refused where nothing changes', async (test) => {
    const { api } = await startConversation(test);
    const keyboard = new InlineKeyboard().text('2', 'p2');
    const { message_id } = await api.sendMessage(MING, 'one', { reply_markup: keyboard });
    assert.equal(
      await refusalOf(api.editMessageText(MING, message_id, 'one', { reply_markup: keyboard })),
      NOT_MODIFIED,
    );
    assert.equal(
      await refusalOf(api.editMessageReplyMarkup(MING, message_id, { reply_markup: keyboard })),
      NOT_MODIFIED,
    );
    assert.equal(await refusalOf(api.editMessageReplyMarkup(MING, message_id)), 'accepted');
    assert.equal(await refusalOf(api.editMessageText(MING, message_id, 'one')), NOT_MODIFIED);
  });

  it('needs a message of the bot that is still there', async (test) => {
    const { server, api } = await startConversation(test);
    server.sendText(MING, MING, 'mine');
    assert.equal(
      await refusalOf(api.editMessageText(MING, 1, 'a')),
      "400 Bad Request: message can't be edited",
    );
    assert.equal(
      await refusalOf(api.editMessageText(MING, 9, 'a')),
      '400 Bad Request: message to edit not found',
    );
    const { message_id } = await api.sendMessage(MING, 'one');
    server.removeMessage(MING, message_id);
    assert.equal(
      await refusalOf(api.editMessageText(MING, message_id, 'a')),
      '400 Bad Request: message to edit not found',
    );
    assert.deepEqual(server.messages(), []);
  });

  it('keeps to the same limits as a new message', async (test) => {
    const { server, api } = await startConversation(test);
    const { message_id } = await api.sendMessage(MING, 'one');
    const edit = (text: string): Promise<string> =>
      refusalOf(api.editMessageText(MING, message_id, text, { parse_mode: 'HTML' }));
    assert.equal(await edit('a'.repeat(4097)), '400 Bad Request: message is too long');
    assert.match(await edit('<b>a'), /^400 Bad Request: can't parse entities: Can't find end tag/);
    server.changeMembership(MING, 'kicked');
    assert.equal(await edit('a'), '403 Forbidden: bot was blocked by the user');
  });
});

describe('deleting a message', () => {
  it('takes it away, for two days', async (test) => {
    const clock = createManualClock();
    const { server, api } = await startConversation(test, { clock: clock.now });
    const first = await api.sendMessage(MING, 'one');
    const second = await api.sendMessage(MING, 'two');
    await api.deleteMessage(MING, first.message_id);
    assert.equal(
      await refusalOf(api.deleteMessage(MING, first.message_id)),
      '400 Bad Request: message to delete not found',
    );
    clock.pass(49 * 60 * 60 * 1000);
    assert.match(
      await refusalOf(api.deleteMessage(MING, second.message_id)),
      /^400 .*message can't be deleted/,
    );
    assert.deepEqual(textsOf(server.messages()), ['two']);
  });
});
