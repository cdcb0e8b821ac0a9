import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeMessage } from './describe-message.ts';
import { MING, refusalOf, startConversation } from './start-conversation.ts';

const GROUP = -1001;

describe('sending a message', () => {
  it('keeps it as the chat shows it', async (test) => {
    const { server, api } = await startConversation(test);
    const message = await api.sendMessage(MING, '<b>新</b> &lt;', {
      parse_mode: 'HTML',
      disable_notification: true,
      reply_markup: { inline_keyboard: [[{ text: 'Next', callback_data: 'n' }], []] },
    });
    assert.equal(message.text, '新 <');
    assert.deepEqual(message.entities, [{ type: 'bold', offset: 0, length: 1 }]);
    const [sent] = server.messages(MING);
    assert.ok(sent !== undefined);
    assert.equal(describeMessage(sent), `(message 1 in ${MING}, silent)\n<b>新</b> &lt;\n[Next → n]`);
  });

  it('is refused where the chat does not want the bot', async (test) => {
    const { server, api } = await startConversation(test);
    server.addUser({ id: 43, firstName: 'Li' });
    server.addChat({ id: -5, type: 'group' });
    server.addChat({ id: -6, type: 'channel' });
    server.addChat({ id: GROUP, type: 'supergroup' });
    const send = (chatId: number): Promise<string> => refusalOf(api.sendMessage(chatId, 'a'));
    assert.equal(await send(99), '400 Bad Request: chat not found');
    assert.equal(await send(43), "403 Forbidden: bot can't initiate conversation with a user");
    server.changeMembership(MING, 'kicked');
    assert.equal(await send(MING), '403 Forbidden: bot was blocked by the user');
    server.deactivateUser(MING);
    assert.equal(await send(MING), '403 Forbidden: user is deactivated');
    server.changeMembership(-5, 'kicked');
    assert.equal(await send(-5), '403 Forbidden: bot was kicked from the group chat');
    server.changeMembership(GROUP, 'kicked');
    assert.equal(await send(GROUP), '403 Forbidden: bot was kicked from the supergroup chat');
    server.changeMembership(GROUP, 'left');
    assert.equal(await send(GROUP), '403 Forbidden: bot is not a member of the supergroup chat');
    server.changeMembership(GROUP, 'restricted');
    assert.equal(await send(GROUP), '400 Bad Request: not enough rights to send text messages to the chat');
    server.changeMembership(GROUP, 'member');
    assert.equal(await send(GROUP), 'accepted');
    assert.equal(await send(-6), 'accepted');
    server.changeMembership(-6, 'member');
    assert.equal(await send(-6), '400 Bad Request: need administrator rights in the channel chat');
  });

  it('tells where a group has gone when it became a supergroup', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: -5, type: 'group', title: 'Readers' });
    server.migrateToSupergroup(-5, GROUP);
    await assert.rejects(api.sendMessage(-5, 'a'), {
      error_code: 400,
      parameters: { migrate_to_chat_id: GROUP },
    });
    await api.sendMessage(GROUP, 'a');
    const updates = await api.getUpdates();
    assert.deepEqual(
      updates.map(({ message }) => message?.migrate_to_chat_id ?? message?.migrate_from_chat_id),
      [GROUP, -5],
    );
  });

  it('goes to the thread that was named, unless that is closed or gone', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: GROUP, type: 'supergroup', isForum: true });
    server.addTopic(GROUP, 8);
    const send = (thread: number): Promise<string> =>
      refusalOf(api.sendMessage(GROUP, 'a', { message_thread_id: thread }));
    assert.equal(await send(8), 'accepted');
    assert.equal(server.messages(GROUP)[0]?.message_thread_id, 8);
    assert.equal(await send(9), '400 Bad Request: message thread not found');
    // The general topic is there, and can not be named.
    server.addTopic(GROUP, 1);
    assert.equal(await send(1), '400 Bad Request: message thread not found');
    server.closeTopic(GROUP, 8);
    assert.equal(await send(8), '400 Bad Request: TOPIC_CLOSED');
    server.deleteTopic(GROUP, 8);
    assert.equal(await send(8), '400 Bad Request: message thread not found');
  });

  it('answers a message that is there, and follows it into its thread', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: GROUP, type: 'supergroup', isForum: true });
    server.sendText(MING, GROUP, '/latest', { threadId: 8 });
    const [update] = await api.getUpdates();
    const asked = update?.message?.message_id ?? 0;
    const reply = await api.sendMessage(GROUP, 'a', { reply_parameters: { message_id: asked } });
    assert.equal(reply.message_thread_id, 8);
    assert.equal(reply.reply_to_message?.text, '/latest');
    server.removeMessage(GROUP, asked);
    assert.equal(
      await refusalOf(api.sendMessage(GROUP, 'a', { reply_parameters: { message_id: asked } })),
      '400 Bad Request: message to be replied not found',
    );
    const lonely = { message_id: asked, allow_sending_without_reply: true };
    assert.equal(await refusalOf(api.sendMessage(GROUP, 'a', { reply_parameters: lonely })), 'accepted');
  });

  it('counts the bytes of what buttons carry, and wants words on them', async (test) => {
    const { api } = await startConversation(test);
    const send = (button: object): Promise<string> =>
      refusalOf(api.sendMessage(MING, 'a', { reply_markup: { inline_keyboard: [[button as never]] } }));
    assert.equal(await send({ text: 'a', callback_data: '新'.repeat(21) }), 'accepted');
    assert.equal(
      await send({ text: 'a', callback_data: '新'.repeat(22) }),
      '400 Bad Request: BUTTON_DATA_INVALID',
    );
    assert.equal(await send({ text: 'a', callback_data: '' }), '400 Bad Request: BUTTON_DATA_INVALID');
    assert.match(await send({ text: ' ', callback_data: 'a' }), /button text must be non-empty$/);
    assert.match(await send({ text: 'a' }), /Text buttons are unallowed/);
    assert.match(await send({ text: 'a', url: 'javascript:1' }), /Wrong HTTP URL$/);
    const many = Array.from({ length: 101 }, () => [{ text: 'a', callback_data: 'a' }]);
    assert.equal(
      await refusalOf(api.sendMessage(MING, 'a', { reply_markup: { inline_keyboard: many } })),
      '400 Bad Request: REPLY_MARKUP_TOO_LONG',
    );
  });

  it('counts entities that were left out', async (test) => {
    const { server, api } = await startConversation(test);
    await api.sendMessage(MING, '<i>a</i> '.repeat(104), { parse_mode: 'HTML' });
    assert.equal(server.droppedEntities(), 4);
  });

  it('streams drafts to private chats only, until the message comes', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: GROUP, type: 'supergroup' });
    await api.raw.sendMessageDraft({ chat_id: MING, draft_id: 3, text: '<b>a</b>', parse_mode: 'HTML' });
    assert.deepEqual(server.draft(MING), {
      draftId: 3,
      text: 'a',
      entities: [{ type: 'bold', offset: 0, length: 1 }],
    });
    await api.sendMessage(MING, 'ab');
    assert.equal(server.draft(MING), null);
    const draft = { chat_id: MING, draft_id: 0, text: 'a' };
    assert.match(await refusalOf(api.raw.sendMessageDraft(draft)), /^400/);
    assert.match(
      await refusalOf(api.raw.sendMessageDraft({ ...draft, draft_id: 1, chat_id: GROUP })),
      /^400/,
    );
  });

  it('shows that the bot is at work, with an action that there is', async (test) => {
    const { api } = await startConversation(test);
    assert.equal(await refusalOf(api.sendChatAction(MING, 'typing')), 'accepted');
    assert.match(
      await refusalOf(api.sendChatAction(MING, 'thinking' as never)),
      /^400 .*wrong parameter action/,
    );
    assert.equal(await refusalOf(api.sendChatAction(7, 'typing')), '400 Bad Request: chat not found');
  });
});
