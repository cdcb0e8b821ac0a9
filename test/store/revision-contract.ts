import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Article } from '../../src/core/model/article.ts';
import { REVISIONS_KEPT, type Store } from '../../src/core/ports/store.ts';
import { toIndexTerms } from '../../src/core/retrieval/index-terms.ts';
import { foldText } from '../../src/core/text/fold.ts';
import { buildArticle } from '../build-article.ts';

const START = Date.parse('2022-03-06T00:00:00Z');
const HOUR = 3_600_000;

const FIRST =
  '东湖社区的图书角周六开放，第一天来了120人。\n\n负责人说，开放时间是每天9时至18时，借书不用押金。';
const CHANGED = '东湖社区的图书角周六开放，第一天来了120人。\n\n周日又来了300人，图书角决定延长到20时。';
const UNRELATED = '西山隧道昨夜贯通，全长八公里，预计明年春天通车。\n\n沿线十二个乡镇将因此缩短车程。';

/** What every store promises of articles that their sources change. `createStore` gives an empty one. */
export function describeRevisionContract(
  name: string,
  createStore: (now: () => number) => Promise<Store>,
): void {
  describe(`${name}, of an article that its source changes,`, () => {
    let store: Store;
    let now = START;
    beforeEach(async () => {
      now = START;
      store = await createStore(() => now);
    });
    afterEach(() => store.close());

    /** An article as it is read from its source now. */
    const read = (body: string, given: Partial<Article> = {}) =>
      buildArticle({ id: 'given', body, firstSeenAt: new Date(now).toISOString(), ...given });
    const from = (source: string) => ({ provenance: { source, start: 0, end: 9 } });
    const take = (...articles: Article[]) => store.importArticles({ source: 'test.txt', articles });
    /** An hour later. */
    const takeLater = (...articles: [string, Partial<Article>?][]) => {
      now += HOUR;
      return take(...articles.map(([body, given]) => read(body, given)));
    };
    const findOne = async (id = 'given') => (await store.findArticles([id]))[0] ?? assert.fail(`no ${id}`);
    const countFound = async (term: string) =>
      (await store.findCandidates({ terms: [term], limit: 9 })).length;

    it('has the new text under the old id, and keeps the text that was there', async () => {
      const before = read(FIRST, { hashtags: ['读书'], terms: ['押金'], section: 'society' });
      const other = read(UNRELATED, { id: 'other', title: '隧道' });
      await take(before, other);
      const given = {
        ...{ title: '图书角延长开放', hashtags: ['夜读'], terms: ['延长'], section: 'culture' },
        ...{ url: 'https://news.example/1', language: 'zh-Hant' as const },
      };
      const { stored, revised, duplicates, rejected } = await takeLater([CHANGED, given]);
      const after = read(CHANGED, { ...given, firstSeenAt: before.firstSeenAt });
      assert.deepEqual([stored, duplicates, rejected], [[], [], []]);
      assert.deepEqual(revised, [{ article: after, before }]);
      assert.deepEqual(await findOne(), after);
      assert.deepEqual(await store.findRevisions('given'), [
        { number: 1, replacedAt: new Date(now).toISOString(), article: before },
      ]);
      assert.deepEqual(await store.findRevisions('other'), []);
      assert.equal(await store.countArticles(), 2);
      const inOrder = await listAll(store);
      assert.deepEqual(
        inOrder.map(({ id }) => id),
        ['given', 'other'],
      );
    });

    it('is found by its new words, no longer by those that are gone, and counted by its new topics', async () => {
      await take(read(FIRST, { hashtags: ['读书'], terms: ['押金'] }), read(UNRELATED, { id: 'other' }));
      assert.deepEqual([await countFound('押'), await countFound('延')], [1, 0]);
      await takeLater([CHANGED, { hashtags: ['读书', '夜读'], terms: [] }]);
      assert.deepEqual([await countFound('押'), await countFound('延')], [0, 1]);
      const { articles, frequencies } = await store.countTerms(['押', '延', '图']);
      assert.deepEqual([articles, [...frequencies.values()]], [2, [0, 1, 2]]);
      const topics = await store.countTopics(null, { limit: 9 });
      assert.deepEqual(
        new Map(topics.map(({ topic, count }) => [topic, count])),
        new Map([
          ['society', 2],
          ['读书', 1],
          ['夜读', 1],
        ]),
      );
      for (const [topic, count] of [
        ['押金', 0],
        ['夜读', 1],
        ['读书', 1],
      ] as const)
        assert.equal((await store.listLatest({ topic, offset: 0, limit: 9 })).length, count, topic);
      await store.check();
    });

    it('is known by its address without the place in the page, of the same source or publisher', async () => {
      const url = 'https://news.example/1';
      await take(read(FIRST, { id: 'a', url: `${url}#top` }));
      const bySource = await takeLater([CHANGED, { id: 'b', url, publisher: null }]);
      assert.deepEqual(
        bySource.revised.map(({ article: { id } }) => id),
        ['a'],
      );
      const byPublisher = await takeLater([FIRST.replace('120', '121'), { id: 'c', url, ...from('b.txt') }]);
      assert.deepEqual(
        byPublisher.revised.map(({ article: { id, publisher } }) => [id, publisher]),
        [['a', '东湖日报']],
      );
      const stranger = await takeLater([
        CHANGED.replace('300', '301'),
        { id: 'd', url, publisher: '别家', ...from('c.txt') },
      ]);
      assert.deepEqual(
        stranger.stored.map(({ id }) => id),
        ['d'],
      );
      for (const other of [
        'https://news.example/1?page=2',
        'https://news.example/1#/2',
        'https://news.example/1#!2',
      ])
        assert.equal(
          (await takeLater([`${FIRST}${other}`, { id: other, url: other }])).stored.length,
          1,
          other,
        );
    });

    it('is not known by the address of a whole site', async () => {
      const url = 'https://news.example/#top';
      await take(read(FIRST, { id: 'a', url }));
      const { stored } = await takeLater([CHANGED, { id: 'b', url }]);
      assert.deepEqual(
        stored.map(({ id }) => id),
        ['b'],
      );
    });

    it('does not take the id of another source', async () => {
      await take(read(FIRST, from('a.txt')));
      const { rejected, revised } = await takeLater([CHANGED, from('b.txt')]);
      assert.deepEqual([rejected.map(({ reason }) => reason), revised], [['id-taken'], []]);
      assert.equal((await findOne()).body, FIRST);
    });

    it('is another article where next to nothing is the same: both are kept', async () => {
      const url = 'https://news.example/latest';
      await take(read(FIRST, { id: 'latest', title: '最新消息', url }));
      const { stored, revised, rejected } = await takeLater([
        UNRELATED,
        { id: 'latest', title: '最新消息', url },
      ]);
      assert.deepEqual([revised, rejected], [[], []]);
      const [other] = stored;
      assert.ok(other);
      assert.equal(other.id, other.contentHash.slice(0, 10));
      assert.equal((await findOne('latest')).body, FIRST);
      // Each of the two goes on as itself.
      const next = await takeLater([
        UNRELATED.replace('八公里', '九公里'),
        { id: 'latest', title: '最新消息', url },
      ]);
      assert.deepEqual(
        next.revised.map(({ article: { id } }) => id),
        [other.id],
      );
    });

    it('stays as it is where only spacing or marks changed, and where the same comes again', async () => {
      const { contentHash } = read(FIRST);
      await take(read(FIRST));
      const again = await takeLater([FIRST.replaceAll('，', ', '), { contentHash }]);
      assert.deepEqual(again.duplicates, [
        { article: { id: 'given', title: '社区图书角开放' }, duplicateOf: 'given' },
      ]);
      assert.deepEqual(await store.findRevisions('given'), []);
    });

    it('may have an earlier text again, without growing for ever', async () => {
      await take(read(FIRST));
      for (let turn = 0; turn < 2 * REVISIONS_KEPT; turn += 1) {
        const { revised } = await takeLater([turn % 2 === 0 ? CHANGED : FIRST]);
        assert.equal(revised.length, 1);
      }
      const revisions = await store.findRevisions('given');
      const last = 2 * REVISIONS_KEPT;
      assert.deepEqual(
        revisions.map(({ number }) => number),
        [1, ...Array.from({ length: REVISIONS_KEPT - 1 }, (_, index) => last - REVISIONS_KEPT + 2 + index)],
      );
      assert.deepEqual([revisions[0]?.article.body, (await findOne()).body], [FIRST, FIRST]);
      const made = await store.listRevised({ after: 0, limit: 99 });
      assert.equal(made.length, REVISIONS_KEPT);
      assert.equal(made.at(-1)?.number, last);
      assert.deepEqual(await store.listRevised({ after: last, limit: 99 }), []);
    });

    it('is changed once by an import, whatever else comes under its id or address', async () => {
      await take(read(FIRST));
      const both = [[CHANGED], [FIRST]] as const;
      const { revised, duplicates } = await takeLater(...both.map(([body]): [string] => [body]));
      assert.deepEqual([revised.length, duplicates.length], [1, 1]);
      const again = await takeLater(...both.map(([body]): [string] => [body]));
      assert.deepEqual([again.revised.length, again.duplicates.length], [0, 2]);
      const third = await takeLater([CHANGED], [CHANGED.replace('300', '301')]);
      assert.deepEqual([third.revised, third.rejected.map(({ reason }) => reason)], [[], ['id-taken']]);
      assert.equal((await findOne()).body, CHANGED);
    });

    it('is not undone by another source of its publisher, nor by one that has only a part of it', async () => {
      const url = 'https://news.example/1';
      await take(read(FIRST, { url, ...from('all.xml') }));
      await takeLater([CHANGED, { id: 'x', url, ...from('city.xml') }]);
      const [sentence = ''] = CHANGED.split('\n\n');
      const older = await takeLater([FIRST, { url, ...from('all.xml') }]);
      const part = await takeLater([sentence, { id: 'y', url, ...from('brief.xml') }]);
      assert.deepEqual([older.revised, part.revised], [[], []]);
      assert.deepEqual([older.duplicates.length, part.duplicates.length], [1, 1]);
      assert.equal((await findOne()).body, CHANGED);
    });

    it('is not undone by an older export of it', async () => {
      const [exported] = (await take(read(FIRST))).stored;
      assert.ok(exported);
      await takeLater([CHANGED]);
      const { revised, duplicates } = await take(exported);
      assert.deepEqual([revised, duplicates.length], [[], 1]);
      assert.equal((await findOne()).body, CHANGED);
    });

    it('has an earlier text of it in no other article', async () => {
      await take(read(FIRST));
      await takeLater([CHANGED]);
      const { duplicates, stored } = await takeLater([
        FIRST,
        { id: 'copy', publisher: '别家', ...from('copies.txt') },
      ]);
      assert.deepEqual([duplicates.map(({ duplicateOf }) => duplicateOf), stored], [['given'], []]);
    });

    it('belongs to when it is said now to be from, where that can be', async () => {
      const dates = [
        ['2022-03-05T08:30:00+08:00', '2022-03-05T18:00:00+08:00', '2022-03-05T18:00:00+08:00'],
        ['2022-03-05T08:30:00+08:00', null, '2022-03-05T08:30:00+08:00'],
        ['2022-03-05T08:30:00+08:00', '2022-03-05', '2022-03-05T08:30:00+08:00'],
        ['2022-03-05T08:30:00+08:00', '2022-03', '2022-03-05T08:30:00+08:00'],
        ['2022-03-05T08:30:00+08:00', '2032-03-05', '2022-03-05T08:30:00+08:00'],
        ['2022-03-05', '2022-03-05T08:30:00+08:00', '2022-03-05T08:30:00+08:00'],
        ['2022-03-05', '2022-03-04', '2022-03-04'],
        [null, '2022-03-04', '2022-03-04'],
      ] as const;
      for (const [index, [before, after, expected]] of dates.entries()) {
        const id = `id-${index}`;
        const [first, changed] = [FIRST, CHANGED].map((body) => `${body}\n\n这是第${index}篇。`);
        await take(read(first ?? '', { id, publishedAt: before }));
        await takeLater([changed ?? '', { id, publishedAt: after }]);
        assert.equal((await findOne(id)).publishedAt, expected, `${before} → ${after}`);
      }
      const newest = await store.listLatest({ topic: null, offset: 0, limit: 2 });
      assert.deepEqual(
        newest.map(({ id }) => id),
        ['id-0', 'id-5'],
      );
      const onTopic = await store.listLatest({ topic: 'society', offset: 0, limit: 2 });
      assert.deepEqual(onTopic, newest);
    });

    it('is told of in the order of its changes, by number and by time', async () => {
      const text = (index: number, body: string) => `${body}\n\n这是第${index}篇。`;
      await take(...[0, 1, 2].map((index) => read(text(index, FIRST), { id: `id-${index}` })));
      for (const index of [2, 0, 2]) {
        const body = text(index, CHANGED).replace('300', String(300 + now / HOUR));
        await takeLater([body, { id: `id-${index}` }]);
      }
      const made = await store.listRevised({ after: 0, limit: 2 });
      assert.deepEqual(made, [
        { number: 1, articleId: 'id-2', at: START + HOUR },
        { number: 2, articleId: 'id-0', at: START + 2 * HOUR },
      ]);
      assert.deepEqual(await store.listRevised({ after: 2, limit: 2 }), [
        { number: 3, articleId: 'id-2', at: START + 3 * HOUR },
      ]);
      const changed = async (after: number, upTo: number, limit = 9) =>
        await store.listChanged({ after, upTo, limit });
      assert.deepEqual(await changed(START, START + 3 * HOUR), ['id-2', 'id-0']);
      assert.deepEqual(await changed(START, START + 2 * HOUR), ['id-0', 'id-2']);
      assert.deepEqual(await changed(START + HOUR, START + 2 * HOUR), ['id-0']);
      assert.deepEqual(await changed(START, START + 3 * HOUR, 1), ['id-2']);
    });

    it('is as it was, with its words and topics, where the import that changed it fails', async () => {
      const before = read(FIRST, { hashtags: ['读书'] });
      await take(before);
      async function* broken() {
        yield read(CHANGED, { hashtags: ['夜读'] });
        throw new Error('the file changed while it was read');
      }
      await assert.rejects(store.importArticles({ source: 'x', articles: broken() }));
      assert.deepEqual(await findOne(), before);
      assert.deepEqual(await store.findRevisions('given'), []);
      assert.deepEqual([await countFound('押'), await countFound('延')], [1, 0]);
      assert.equal((await store.listLatest({ topic: '读书', offset: 0, limit: 9 })).length, 1);
    });

    it('leaves a store as one that has had the final texts only', async () => {
      const words = ['桂花', '图书', '地铁', '天气', '运河'];
      const some = fc.subarray(words);
      const version = fc.record({
        ...{ id: fc.constantFrom('a', 'b', 'c'), hashtags: some, terms: some, said: some },
        ...{ section: fc.constantFrom('society', 'culture'), hour: fc.integer({ min: 0, max: 20 }) },
      });
      await fc.assert(
        fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 12 }), async (versions) => {
          const [revising, fresh] = await Promise.all([createStore(() => now), createStore(() => now)]);
          try {
            for (const [index, { id, said, hour, ...given }] of versions.entries()) {
              const body = `${id.repeat(30)}长长的一句话总在那里。\n\n第${index}次说${said.join('和')}。`;
              const publishedAt = `2022-03-05T${String(hour).padStart(2, '0')}:00:00Z`;
              const article = buildArticle({ ...given, id, title: `题${id}`, body, publishedAt });
              await revising.importArticles({ source: 'test.txt', articles: [article] });
            }
            const final = await listAll(revising);
            await fresh.importArticles({ source: 'test.txt', articles: final });
            assert.deepEqual(await lookAt(revising, words), await lookAt(fresh, words));
            await revising.check();
          } finally {
            await Promise.all([revising.close(), fresh.close()]);
          }
        }),
        { numRuns: 15 },
      );
    });
  });
}

async function listAll(store: Store): Promise<Article[]> {
  const articles: Article[] = [];
  for await (const article of store.listAll()) articles.push(article);
  return articles;
}

/** What a store says of its articles, but for the order of topics of one count, and the kind of one that was of several. */
async function lookAt(store: Store, words: readonly string[]) {
  const window = {
    ...{ from: Date.parse('2022-03-05T06:00:00Z'), to: Date.parse('2022-03-05T12:00:00Z') },
    ...{ fromDay: '2022-03-05', toDay: '2022-03-06' },
  };
  const terms = [...new Set(words.flatMap(toIndexTerms))];
  const counts = async (of: typeof window | null) =>
    (await store.countTopics(of, { limit: 99 }))
      .map(({ topic, count }) => `${foldText(topic)} ${count}`)
      .sort();
  const byWord = await Promise.all(
    words.map(async (word) => ({
      candidates: await store.findCandidates({ terms: toIndexTerms(word), limit: 9 }),
      matching: await store.listMatching({ terms: toIndexTerms(word), window, offset: 0, limit: 9 }),
      ofTopic: await store.listLatest({ topic: word, offset: 0, limit: 9 }),
      inWindow: await store.countWindow(window, { topic: word }),
    })),
  );
  return {
    byWord,
    topics: [await counts(null), await counts(window)],
    terms: await store.countTerms(terms),
    newest: await store.listLatest({ topic: null, offset: 0, limit: 9 }),
    span: await store.findSpan(),
  };
}
