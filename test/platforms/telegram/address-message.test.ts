import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../../src/commands/command-list.ts';
import { addressMessage } from '../../../src/platforms/telegram/address-message.ts';
import {
  type TelegramMessage,
  telegramUpdateSchema,
} from '../../../src/platforms/telegram/telegram-update.ts';

const self = { id: 7, username: 'JianbaoBot' };

function messageOf(fields: object, type = 'supergroup'): TelegramMessage {
  const update = telegramUpdateSchema.parse({
    update_id: 1,
    message: { message_id: 1, date: 1, chat: { id: 5, type }, from: { id: 42, is_bot: false }, ...fields },
  });
  assert.ok(update.message);
  return update.message;
}
const textOf = (fields: object, type?: string) => addressMessage(messageOf(fields, type), self, commands);
const mention = (text: string, name: string) => ({
  text,
  entities: [{ type: 'mention', offset: text.indexOf(name), length: name.length }],
});

describe('a message in a group', () => {
  it('is meant for the bot where it names it, in whatever case and place', () => {
    assert.deepEqual(textOf({ text: '/latest@jianbaobot 5' }), { text: '/latest 5' });
    assert.deepEqual(textOf(mention('多少人，@jianbaobot 知道吗', '@jianbaobot')), {
      text: '多少人， 知道吗',
    });
    assert.deepEqual(textOf(mention('@JianbaoBot', '@JianbaoBot')), { text: '/help' });
    const byId = {
      text: '问你',
      entities: [{ type: 'text_mention', offset: 0, length: 1, user: { id: 7 } }],
    };
    assert.deepEqual(textOf(byId), { text: '你' });
    assert.deepEqual(textOf({ text: '为什么', reply_to_message: { message_id: 3, from: { id: 7 } } }), {
      text: '为什么',
    });
    assert.deepEqual(textOf({ text: '／latest' }), { text: '/latest' });
    assert.deepEqual(textOf({ ...mention('x', 'x'), caption: undefined, text: '/最新' }), { text: '/最新' });
  });

  it('is not where it names another, is other people’s talk, or comes from a bot', () => {
    assert.equal(textOf({ text: '/latest@another_bot' }), null);
    assert.equal(textOf({ text: '/never_heard_of' }), null);
    assert.equal(textOf({ text: 'JianbaoBot is nice' }), null);
    assert.equal(textOf(mention('@another_bot hi', '@another_bot')), null);
    assert.equal(textOf({ text: '/help', from: { id: 9, is_bot: true } }), null);
    assert.equal(textOf({ text: '/help', via_bot: { id: 7, is_bot: true } }), null);
    assert.equal(textOf({ text: '/help', is_automatic_forward: true }), null);
    assert.equal(textOf({ new_chat_title: 'x' }), null);
  });

  it('is heard from who speaks as the group or as a channel', () => {
    assert.deepEqual(
      textOf({ text: '/help', from: { id: 1087968824, is_bot: true }, sender_chat: { id: 5 } }),
      {
        text: '/help',
      },
    );
  });
});

describe('a message in a private chat', () => {
  it('is always meant, also an unknown command and what stands below a picture', () => {
    assert.deepEqual(textOf({ text: '多少人' }, 'private'), { text: '多少人' });
    assert.deepEqual(textOf({ text: '/never_heard_of' }, 'private'), { text: '/never_heard_of' });
    assert.deepEqual(textOf({ caption: '这是哪里' }, 'private'), { text: '这是哪里' });
    assert.equal(textOf({ photo: true }, 'private'), 'wordless');
    // Telegram's own word about the chat (a message was pinned, a timer set) asks for nothing.
    assert.equal(textOf({}, 'private'), null);
  });
});
