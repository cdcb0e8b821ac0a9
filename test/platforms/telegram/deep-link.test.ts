import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../../src/commands/command-list.ts';
import { findLinkedPress, followDeepLink, linkToAction } from '../../../src/platforms/telegram/deep-link.ts';

describe('a deep link', () => {
  it('is the command that it names', () => {
    const question = '唐山有多少党员？';
    const payload = Buffer.from(question).toString('base64url');
    assert.equal(followDeepLink(`/start ask_${payload}`, commands), `/ask ${question}`);
    // An id stands as it is, whatever it would be as base64.
    for (const id of ['3f2a91', 'ZGF5', 'a_given-id'])
      assert.equal(followDeepLink(`/start article_${id}`, commands), `/article ${id}`);
    assert.equal(followDeepLink('/start search_city_renewal', commands), '/search city renewal');
  });

  it('is a greeting where it names none, and never a command that not everybody may give', () => {
    for (const text of ['/start', '/start hello', '/start nothing_x', '/start start_x'])
      assert.equal(followDeepLink(text, commands), text);
    const restricted = commands.map((command) => ({ ...command, audience: 'chat-admins' as const }));
    assert.equal(followDeepLink('/start article_x', restricted), '/start article_x');
  });

  it('to what a button does is within what Telegram takes, and names what is kept', () => {
    const { url, press } = linkToAction({ command: 'article', options: { id: '编号 1|2' } }, 'news_bot');
    const [, payload = ''] = /^https:\/\/t\.me\/news_bot\?start=(.*)$/.exec(url) ?? [];
    assert.match(payload, /^[\w-]{1,64}$/);
    assert.equal(findLinkedPress(`/start ${payload}`), press.data);
    assert.notEqual(press.payload, null);
    assert.equal(findLinkedPress('/start go_short'), null);
  });
});
