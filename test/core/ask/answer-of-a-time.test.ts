import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answerQuestion } from '../../../src/core/ask/answer-question.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';

/** Wednesday 25 November 2026, noon in Shanghai. */
const at = { now: Date.parse('2026-11-25T04:00:00Z'), zone: 'Asia/Shanghai' };
const DAYS = [
  ['2026-11-25', '东湖码头', '东湖码头今天早上起火，消防队用了30分钟扑灭。'],
  ['2026-11-24', '西山茶厂', '西山茶厂昨夜起火，消防队用了90分钟扑灭。'],
  ['2026-11-18', '南门市场', '南门市场凌晨起火，消防队用了50分钟扑灭。'],
  ['2024-05-01', '北站仓库', '北站仓库起火，消防队用了200分钟扑灭。'],
] as const;

describe('a question that names its time', () => {
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  before(async () => {
    store = await createSqliteStore({ path: ':memory:', now: () => at.now });
    // Others, so that what is named weighs something.
    const others = Array.from({ length: 60 }, (_, index) =>
      buildArticle({
        title: `图书馆第${index}次读书会`,
        body: `图书馆办了第${index}次读书会，来了${index + 20}人。`,
        publishedAt: '2026-11-24',
      }),
    );
    const fires = DAYS.map(([publishedAt, place, body]) =>
      buildArticle({ title: `${place}起火`, body, publishedAt }),
    );
    await store.importArticles({ source: 'test', articles: [...others, ...fires] });
  });
  after(() => store.close());
  const ask = (question: string) =>
    answerQuestion({ store }, question, { sentences: 1, characters: 400, at });
  const minutesOf = async (question: string) => {
    const { sentences } = await ask(question);
    return /(\d+)分钟/.exec(sentences.map(({ text }) => text).join(''))?.[1];
  };

  it('is answered from the articles of that time', async () => {
    assert.equal(await minutesOf('昨天起火，消防队用了多少分钟扑灭？'), '90');
    assert.equal(await minutesOf('上周起火，消防队用了多少分钟扑灭？'), '50');
    assert.equal(await minutesOf('今天起火，消防队用了多少分钟扑灭？'), '30');
  });

  it('is refused where only articles of another time tell, which are offered', async () => {
    const refused = await ask('去年起火，消防队用了多少分钟扑灭？');
    assert.equal(refused.answered, false);
    assert.deepEqual(refused.period, { from: '2025-01-01', to: '2025-12-31' });
    assert.match(refused.articles[0]?.title ?? '', /起火/);
  });

  it('is answered from any time where today may mean the present', async () => {
    const { sentences } = await ask('今天的图书馆办的第7次读书会来了多少人？');
    assert.match(sentences[0]?.text ?? '', /27人/);
  });

  it('is answered from any time where it names a date as such', async () => {
    assert.equal(await minutesOf('北站仓库2024年起火用了多少分钟扑灭？'), '200');
  });
});
