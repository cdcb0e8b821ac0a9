import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readerLanguages } from '../../src/commands/create-translator.ts';
import { describeProblem } from '../../src/core/sources/source-problem.ts';
import type { ArticleTaken } from '../../src/core/sources/source-services.ts';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { createMemorySources } from '../fakes/memory-sources.ts';
import { GROUP, talkIn, wordsOf } from './answer-in-chat.ts';

const ADDRESS = 'https://example.org/street';

function talkOf(taken: ArticleTaken, options: Omit<NonNullable<Parameters<typeof talkIn>[1]>, 'services'>) {
  const asked: string[] = [];
  const sources = createMemorySources([], undefined, (address) => {
    asked.push(address);
    return taken;
  });
  const services = createFakeServices(fakeArticles, { sources: async () => sources });
  return { asked, talk: talkIn(GROUP, { ...options, services }) };
}

describe('an address that somebody sends alone', () => {
  it('is taken in and answered with its article for whoever runs the bot', async () => {
    const { asked, talk } = talkOf({ kind: 'taken', id: 'aaa111', title: 'x' }, { isOwner: true });
    const reply = await talk.say(ADDRESS);
    assert.deepEqual(asked, [ADDRESS]);
    assert.match(wordsOf(reply), /志愿者走进老街社区\n(?:.*\n)*周末共有59人报名参加清扫。/);
    assert.equal(reply.failure, undefined);
  });

  it('becomes a source where it is a route of RSSHub', async () => {
    for (const address of ['rsshub://zhihu/daily', 'https://rsshub.app/zhihu/daily']) {
      const { asked, talk } = talkOf({ kind: 'no-article' }, { isOwner: true });
      assert.match(wordsOf(await talk.say(address)), /Added: New feed/, address);
      assert.deepEqual(asked, []);
      const other = talkOf({ kind: 'no-article' }, {});
      assert.match(wordsOf(await other.talk.say(address)), /whoever runs this bot/);
    }
  });

  it('is not fetched for anybody else, who is told why', async () => {
    for (const [index, language] of readerLanguages.entries()) {
      const { asked, talk } = talkOf({ kind: 'taken', id: 'aaa111', title: 'x' }, { language });
      const words = wordsOf(await talk.say(ADDRESS));
      assert.deepEqual(asked, []);
      assert.match(words, [/机器人的主人/, /機器人的主人/, /whoever runs this bot/][index] ?? /^$/);
    }
  });

  it('is answered with what is wrong with it', async () => {
    const cases: [ArticleTaken, RegExp][] = [
      [
        { kind: 'failed', problem: describeProblem('robots', 'robots.txt') },
        /Not taken in: https:\S+ .*robots\.txt/,
      ],
      [{ kind: 'no-article' }, /holds no article/],
      [{ kind: 'no-page' }, /not a page with an article\. A feed is added with \/sources/],
    ];
    for (const [taken, words] of cases) {
      const reply = await talkOf(taken, { isOwner: true }).talk.say(ADDRESS);
      assert.match(wordsOf(reply), words);
      assert.equal(reply.failure, 'not-added');
    }
  });
});
