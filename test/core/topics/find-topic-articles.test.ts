import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import type { Store, Window } from '../../../src/core/ports/store.ts';
import { findTopicArticles, listTopicArticles } from '../../../src/core/topics/find-topic-articles.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';

const july: Window = {
  from: Date.parse('2022-07-01T00:00:00Z'),
  to: Date.parse('2022-08-01T00:00:00Z'),
  fromDay: '2022-07-01',
  toDay: '2022-08-01',
};

let store: Store;
beforeEach(async () => {
  store = await createSqliteStore({ path: ':memory:', now: () => 0 });
});
afterEach(() => store.close());

const add = (...articles: Article[]) => store.importArticles({ source: 'test', articles });
const dated = (publishedAt: string, index: number, body: string) =>
  buildArticle({
    title: `${publishedAt}之${index}`,
    body,
    publishedAt,
    provenance: { source: `${index % 3}.txt`, start: 0, end: 1 },
  });
const many = (count: number, publishedAt: string, body: string) =>
  Array.from({ length: count }, (_, index) => dated(publishedAt, index, `${body}，这是第${index}篇。`));
const inJuly = (topic: string, limit = 400) => findTopicArticles({ store }, july, { topic, limit });
const titles = (articles: readonly Article[]) => articles.map(({ title }) => title);

describe('the articles on a word that is no topic', () => {
  it('are all that say it in the window, however many say it better at other times', async () => {
    await add(
      ...many(250, '2023-01-01', '石榴石榴石榴'),
      ...many(90, '2022-07-05', '院子里有一棵很高的石榴树，还有别的许多树'),
      ...many(5, '2022-07-06', '梨树'),
    );
    const { articles, count, sources } = await inJuly('石榴');
    assert.equal(articles.length, 90);
    assert.deepEqual([count, sources], [90, 3]);
    assert.ok(articles.every(({ publishedAt }) => publishedAt === '2022-07-05'));
  });

  it('are counted beyond what is listed', async () => {
    await add(...many(60, '2022-07-05', '石榴'));
    const { articles, count, sources } = await inJuly('石榴', 20);
    assert.deepEqual([articles.length, count, sources], [20, 60, 3]);
  });

  it('come newest first by when they belong, not by when they were stored, and page on', async () => {
    const days = Array.from({ length: 31 }, (_, index) => `2022-07-${String(index + 1).padStart(2, '0')}`);
    const shuffled = days.map((_, index) => days[(index * 7) % 31] ?? '');
    await add(...shuffled.map((day) => dated(day, 0, `${day}石榴`)), ...many(30, '2022-06-01', '石榴'));
    const newest = days.toReversed().map((day) => `${day}之0`);
    assert.deepEqual(titles((await inJuly('石榴')).articles), newest);
    const page = (offset: number) => listTopicArticles({ store }, { topic: '#石榴', offset, limit: 25 });
    assert.deepEqual(titles(await page(0)), newest.slice(0, 25));
    assert.deepEqual(titles(await page(25)).slice(0, 6), newest.slice(25));
    assert.equal((await page(50)).length, 11);
    assert.equal((await page(61)).length, 0);
  });

  it('say the whole word, not its characters here and there', async () => {
    await add(
      dated('2022-07-01', 0, '长江大桥通车'),
      dated('2022-07-02', 0, '长江边上的江大学生走过大桥'),
      dated('2022-07-03', 0, 'The Open Golf starts'),
      dated('2022-07-04', 0, 'Golf is open to all'),
    );
    assert.deepEqual(titles((await inJuly('长江大桥')).articles), ['2022-07-01之0']);
    assert.deepEqual(titles((await inJuly('長江大橋')).articles), ['2022-07-01之0']);
    assert.deepEqual(titles((await inJuly('open golf')).articles), ['2022-07-03之0']);
    assert.equal((await inJuly('……')).count, 0);
  });

  it('give way to a topic of that name', async () => {
    await add(
      buildArticle({ title: '一', body: '石榴', publishedAt: '2022-07-01' }),
      buildArticle({ title: '二', body: '梨', publishedAt: '2022-07-01', hashtags: ['石榴'] }),
    );
    assert.deepEqual(titles((await inJuly('石榴')).articles), ['二']);
  });
});
