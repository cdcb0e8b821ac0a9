import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MING, refusalOf, startConversation } from './start-conversation.ts';

const GROUP = -1001;

describe('asking about a chat', () => {
  it('tells who is an administrator', async (test) => {
    const { server, api } = await startConversation(test);
    server.addUser({ id: 43, firstName: 'Li' });
    server.addUser({ id: 44, firstName: 'Wu' });
    server.addChat({
      id: GROUP,
      type: 'supergroup',
      title: 'Readers',
      isForum: true,
      members: [
        { userId: MING, status: 'creator', isAnonymous: true },
        { userId: 43, status: 'administrator' },
      ],
    });
    const chat = await api.getChat(GROUP);
    assert.deepEqual([chat.title, chat.is_forum], ['Readers', true]);
    const administrators = await api.getChatAdministrators(GROUP);
    assert.deepEqual(
      administrators.map(({ user, status }) => [user.id, status]),
      [
        [MING, 'creator'],
        [43, 'administrator'],
      ],
    );
    const statusOf = async (id: number): Promise<string> => (await api.getChatMember(GROUP, id)).status;
    assert.equal(await statusOf(43), 'administrator');
    assert.equal(await statusOf(44), 'left');
    assert.equal(await statusOf(server.botId), 'member');
    server.setMember(GROUP, 43, 'member');
    assert.equal(await statusOf(43), 'member');
    assert.equal(await refusalOf(api.getChatMember(GROUP, 99)), '400 Bad Request: member not found');
  });

  it('tells only administrators where members are hidden', async (test) => {
    const { server, api } = await startConversation(test);
    const members = [{ userId: MING, status: 'creator' as const }];
    server.addChat({ id: GROUP, type: 'supergroup', hasHiddenMembers: true, members });
    assert.equal(
      await refusalOf(api.getChatMember(GROUP, MING)),
      '400 Bad Request: member list is inaccessible',
    );
    assert.match(await refusalOf(api.getChatAdministrators(GROUP)), /^400/);
    server.changeMembership(GROUP, 'administrator');
    assert.equal((await api.getChatMember(GROUP, MING)).status, 'creator');
    assert.equal((await api.getChatAdministrators(GROUP)).length, 2);
  });

  it('has no administrators to name in a private chat, and nothing to say of a chat that was left', async (test) => {
    const { server, api } = await startConversation(test);
    assert.match(
      await refusalOf(api.getChatAdministrators(MING)),
      /there are no administrators in the private chat$/,
    );
    server.addChat({ id: GROUP, type: 'supergroup' });
    await api.leaveChat(GROUP);
    assert.equal(
      await refusalOf(api.getChat(GROUP)),
      '403 Forbidden: bot is not a member of the supergroup chat',
    );
  });
});
