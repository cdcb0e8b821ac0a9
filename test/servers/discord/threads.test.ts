import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorsIn, startConversation } from './start-conversation.ts';

describe('threads', () => {
  it('start from a message, once, with its id', async (test) => {
    const { server, channel, call, refusalOf } = await startConversation(test);
    const { body } = await call('POST', `/channels/${channel}/messages`, { content: 'a' });
    const path = `/channels/${channel}/messages/${body.id}/threads`;
    assert.deepEqual(errorsIn((await call('POST', path, { name: '' })).body), ['name BASE_TYPE_BAD_LENGTH']);
    const thread = await call('POST', path, { name: 'talk', auto_archive_duration: 60 });
    assert.deepEqual([thread.body.id, thread.body.parent_id, thread.body.type], [body.id, channel, 11]);
    assert.match(await refusalOf('POST', path, { name: 'talk' }), /^400 160004/);
    assert.deepEqual(server.threads(channel), [
      { id: body.id, name: 'talk', messageId: body.id, tagIds: [] },
    ]);
    assert.equal(await refusalOf('POST', `/channels/${body.id}/messages`, { content: 'b' }), 'accepted');
    assert.equal(server.messages(body.id).length, 1);
    server.setPermissions(channel, { deny: ['CreatePublicThreads'] });
    const other = await call('POST', `/channels/${channel}/messages`, { content: 'a' });
    const next = `/channels/${channel}/messages/${other.body.id}/threads`;
    assert.match(await refusalOf('POST', next, { name: 'a' }), /50013/);
  });

  it('in a forum are posts with a title and a first message', async (test) => {
    const { server, guild, call, refusalOf } = await startConversation(test);
    const forum = server.addChannel({ guildId: guild, type: 'forum' });
    const path = `/channels/${forum}/threads`;
    assert.match(await refusalOf('POST', `/channels/${forum}/messages`, { content: 'a' }), /^400 50008/);
    assert.deepEqual(errorsIn((await call('POST', path, {})).body), [
      'name BASE_TYPE_REQUIRED',
      'message BASE_TYPE_REQUIRED',
    ]);
    const long = await call('POST', path, { name: 'a'.repeat(101), message: { content: 'a' } });
    assert.deepEqual(errorsIn(long.body), ['name BASE_TYPE_BAD_LENGTH']);
    const wrong = await call('POST', path, { name: 'a', message: { content: 'a'.repeat(2001) } });
    assert.deepEqual(errorsIn(wrong.body), ['message.content BASE_TYPE_MAX_LENGTH']);
    assert.deepEqual(server.threads(forum), []);
    const { body } = await call('POST', path, { name: 'digest', message: { content: 'a' } });
    assert.equal((body.message as { id: string }).id, body.id);
    assert.equal(server.messages(body.id)[0]?.content, 'a');
  });

  it('want a tag where the forum wants one', async (test) => {
    const { server, guild, refusalOf } = await startConversation(test);
    const tags = [
      { id: '100000000000000001', name: 'news' },
      { id: '100000000000000002', name: 'staff', isModerated: true },
    ];
    const forum = server.addChannel({ guildId: guild, type: 'media', requiresTag: true, tags });
    const post = (applied_tags?: string[]): Promise<string> =>
      refusalOf('POST', `/channels/${forum}/threads`, { name: 'a', message: { content: 'a' }, applied_tags });
    assert.match(await post(), /^400 40067/);
    assert.match(await post(['1']), /^400 40067/);
    assert.match(await post(['100000000000000002']), /^403 50013/);
    assert.equal(await post(['100000000000000001']), 'accepted');
    assert.deepEqual(server.threads(forum)[0]?.tagIds, ['100000000000000001']);
  });

  it('that are archived wake when written to, those that are locked do not', async (test) => {
    const { server, channel, call, refusalOf } = await startConversation(test);
    const thread = server.addThread({ channelId: channel });
    const path = `/channels/${thread}/messages`;
    const { body } = await call('POST', path, { content: 'a' });
    server.setThread(thread, { isArchived: true });
    const edit = `${path}/${body.id}`;
    assert.equal(await refusalOf('PATCH', edit, { content: 'b' }), '400 50083 Thread is archived');
    assert.equal(await refusalOf('POST', path, { content: 'b' }), 'accepted');
    assert.equal(await refusalOf('PATCH', edit, { content: 'b' }), 'accepted');
    server.setThread(thread, { isArchived: true, isLocked: true });
    assert.equal(await refusalOf('POST', path, { content: 'b' }), '400 160005 Thread is locked');
    server.setPermissions(channel, { allow: ['ManageThreads'] });
    assert.equal(await refusalOf('POST', path, { content: 'b' }), 'accepted');
  });
});
