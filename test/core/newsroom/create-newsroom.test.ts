import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import { createNewsroom } from '../../../src/core/newsroom/create-newsroom.ts';
import { type Store, StoreError } from '../../../src/core/ports/store.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';

const NOW = Date.parse('2026-11-23T03:00:00Z');
const reader = { language: 'zh-Hans', zone: 'Asia/Shanghai' } as const;

let store: Store;
let newsroom: ReturnType<typeof createNewsroom>;
let unsaved: unknown[];
const open = (on: Store) =>
  createNewsroom({ store: on, clock: { now: () => NOW }, onUnsaved: (error) => unsaved.push(error) });
beforeEach(async () => {
  unsaved = [];
  store = await createSqliteStore({ path: ':memory:', now: () => NOW });
  newsroom = open(store);
});
afterEach(async () => {
  await newsroom.settle();
  assert.deepEqual(unsaved, []);
  await store.close();
});

const add = (...articles: Article[]) => store.importArticles({ source: 'test', articles });
const article = (title: string, overrides: Partial<Article> = {}) =>
  buildArticle({
    title,
    body: `${title}的消息在周一公布,涉及居民3200户。\n\n负责人表示,工程投资1.2亿元,预计明年完成。`,
    publishedAt: null,
    firstSeenAt: '2026-11-23T01:00:00.000Z',
    ...overrides,
  });
const today = { kind: 'day', day: '2026-11-23' } as const;

describe('digest', () => {
  it('puts the articles of the day into sections, each sentence cited from the stored body', async () => {
    const pipes = article('旧城水管更换', { section: 'society' });
    const match = article('主队夺冠', { section: 'sports' });
    const old = article('旧闻', { publishedAt: '2026-11-20' });
    await add(pipes, match, old);
    const { output, emptyReason } = await newsroom.digest({ topic: null, period: today, ...reader });
    assert.equal(emptyReason, undefined);
    assert.deepEqual(output.sections.map(({ topic }) => topic).sort(), ['体育', '社会']);
    assert.deepEqual(output.coverage, { sources: 1, failing: 0, articles: 2, stories: 2 });
    const bodies = new Map([pipes, match, old].map(({ id, body }) => [id, body]));
    const sentences = output.sections.flatMap(({ stories }) => stories.flatMap((story) => story.sentences));
    assert.ok(sentences.length >= 2);
    for (const { articleId, start, end, quote } of sentences.flatMap(({ citations }) => citations))
      assert.equal(bodies.get(articleId)?.slice(start, end), quote);
  });

  it('is built once for the same articles, and is another when there are more', async () => {
    await add(article('甲地开工'));
    const ask = () => newsroom.digest({ topic: null, period: today, ...reader });
    const first = (await ask()).output;
    assert.deepEqual((await ask()).output, first);
    await newsroom.settle();
    assert.deepEqual((await ask()).output, first);
    assert.deepEqual((await store.findEdition({ id: first.edition.id }))?.output, first);
    await add(article('乙地开工'));
    const second = (await ask()).output;
    assert.notEqual(second.edition.id, first.edition.id);
    await newsroom.settle();
    assert.deepEqual((await store.findEdition({ id: first.edition.id }))?.output, first);
  });

  it('does not wait for the end of an import, and is kept when that is done', async () => {
    await add(article('甲地开工'));
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    async function* slow() {
      yield article('乙地开工');
      reached.resolve();
      await goOn.promise;
    }
    const running = store.importArticles({ source: 'slow', articles: slow() });
    await reached.promise;
    const ask = () => newsroom.digest({ topic: null, period: today, ...reader });
    const { output } = await ask();
    assert.equal(output.coverage.articles, 1);
    assert.deepEqual((await ask()).output, output);
    assert.equal(await store.findEdition({ id: output.edition.id }), null);
    goOn.resolve();
    await running;
    await newsroom.settle();
    assert.deepEqual((await store.findEdition({ id: output.edition.id }))?.output, output);
  });

  it('ships where it can not be kept, the cause is told, and it is kept as soon as that can be', async () => {
    await add(article('甲地开工'));
    const full = new StoreError('The disk is full', 'disk-full');
    let works = false;
    const failing = open({
      ...store,
      saveEdition: (edition) => (works ? store.saveEdition(edition) : Promise.reject(full)),
    });
    const ask = () => failing.digest({ topic: null, period: today, ...reader });
    const { output } = await ask();
    assert.equal(output.coverage.stories, 1);
    await failing.settle();
    assert.deepEqual(unsaved.splice(0), [full]);
    works = true;
    assert.deepEqual((await ask()).output, output);
    await failing.settle();
    assert.deepEqual((await store.findEdition({ id: output.edition.id }))?.output, output);
  });

  it('says why it is empty and which day has something', async () => {
    const ask = (topic: string | null) => newsroom.digest({ topic, period: today, ...reader });
    assert.equal((await ask(null)).emptyReason, 'no-articles');
    await add(article('旧闻', { publishedAt: '2026-11-20', hashtags: ['旧城'] }));
    const { emptyReason, newestDay } = await ask(null);
    assert.deepEqual([emptyReason, newestDay], ['nothing-in-period', '2026-11-20']);
    assert.equal((await ask('#旧城')).emptyReason, 'nothing-in-period');
    assert.equal((await ask('量子')).emptyReason, 'nothing-on-topic');
  });

  it('takes a section by any of its names, a hashtag in either script, and a plain word', async () => {
    await add(
      article('主队夺冠', { section: 'sports', hashtags: ['开赛'] }),
      article('旧城水管更换', { section: 'society' }),
    );
    for (const topic of ['体育', '體育', 'Sports', '#开赛', '開賽', '主队']) {
      const { output } = await newsroom.digest({ topic, period: today, ...reader });
      assert.deepEqual(
        output.sections.flatMap(({ stories }) => stories.map(({ headline }) => headline)),
        ['主队夺冠'],
        topic,
      );
    }
  });

  it('stays within its length and says how much there was', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      article(`第${index}号工程`, { section: index % 2 === 0 ? 'society' : 'sports' }),
    );
    await add(...many);
    const { output } = await newsroom.digest({ topic: null, period: today, ...reader });
    assert.equal(output.coverage.articles, 60);
    assert.equal(output.coverage.stories, 24);
    assert.deepEqual(
      output.sections.map(({ stories }) => stories.length),
      [12, 12],
    );
  });
});

describe('latest', () => {
  it('gives the newest first, in pages', async () => {
    await add(
      article('一', { firstSeenAt: '2026-11-21T00:00:00.000Z' }),
      article('二', { firstSeenAt: '2026-11-22T00:00:00.000Z' }),
      article('三', { firstSeenAt: '2026-11-23T00:00:00.000Z' }),
    );
    const page = (offset: number) => newsroom.latest({ topic: null, offset, limit: 2, language: 'zh-Hans' });
    const first = await page(0);
    assert.deepEqual([first.stories.map(({ headline }) => headline), first.hasMore], [['三', '二'], true]);
    const second = await page(2);
    assert.deepEqual([second.stories.map(({ headline }) => headline), second.hasMore], [['一'], false]);
    assert.equal(first.stories[0]?.sentences.length, 1);
  });
});

describe('topics', () => {
  it('counts hashtags, sections and shared terms, with the change against the days before', async () => {
    await add(
      article('一', { hashtags: ['供水'], terms: ['水管', '独有'], section: 'society' }),
      article('二', { hashtags: ['供水'], terms: ['水管'], section: 'society' }),
      article('三', { hashtags: ['供水'], section: 'sports', publishedAt: '2026-11-22' }),
    );
    const { topics } = await newsroom.topics({ period: today, limit: 10, ...reader });
    const byName = new Map(topics.map((topic) => [topic.topic, topic]));
    assert.deepEqual(byName.get('供水'), { topic: '供水', kind: 'hashtag', count: 2, change: 1 });
    assert.equal(byName.get('社会')?.change, 2);
    assert.equal(byName.get('水管')?.count, 2);
    assert.equal(byName.has('独有'), false);
  });
});

describe('article', () => {
  it('is found by its id or the beginning of it, and says where the beginning fits several', async () => {
    await add(article('一', { id: 'abc1' }), article('二', { id: 'abd2' }));
    const find = (id: string) => newsroom.article(id, { language: 'en' });
    assert.deepEqual(await find('ab'), { ambiguous: ['abc1', 'abd2'] });
    assert.equal(await find('x'), 'not-found');
    assert.equal(await find(''), 'not-found');
    for (const id of ['abc1', 'abc']) {
      const found = await find(id);
      assert.ok(typeof found === 'object' && 'article' in found);
      assert.equal(found.article.title, '一');
      assert.ok(found.figures.some((figure) => found.article.body.includes(figure)));
    }
  });
});

describe('ask', () => {
  it('offers what is most written about where no article bears on the question', async () => {
    await add(article('一', { hashtags: ['供水'] }), article('二', { hashtags: ['供水'] }));
    const { answered, nearestTopics } = await newsroom.ask('hello');
    assert.deepEqual([answered, nearestTopics], [false, ['供水']]);
  });
});

describe('completion', () => {
  it('offers topics and ids by how they begin', async () => {
    await add(article('一', { id: 'abc1', hashtags: ['供水'], section: 'sports' }));
    assert.deepEqual(await newsroom.completeTopics('#供', { language: 'zh-Hans' }), ['供水']);
    assert.deepEqual(await newsroom.completeTopics('spo', { language: 'en' }), ['Sports']);
    assert.deepEqual(await newsroom.completeArticleIds(''), ['abc1']);
  });
});
