import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Article } from '../../src/core/model/article.ts';
import type { DigestOutput } from '../../src/core/model/output.ts';
import { type Store, type StoredEdition, StoreError, type Window } from '../../src/core/ports/store.ts';
import { toIndexTerms } from '../../src/core/retrieval/index-terms.ts';
import { buildArticle } from '../build-article.ts';

/** What every store promises. `createStore` gives an empty one; the suite closes it. */
export function describeStoreContract(name: string, createStore: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await createStore();
    });
    afterEach(() => store.close());

    const take = (...articles: Article[]) => store.importArticles({ source: 'test.txt', articles });
    const titlesOf = (articles: readonly Article[]) => articles.map(({ title }) => title);

    describe('import', () => {
      it('gives back an article exactly as it came', async () => {
        const article = buildArticle({
          url: 'https://news.example/1',
          hashtags: ['东湖', '读书[超话]'],
          terms: ['图书角'],
          truncated: true,
        });
        const { stored, duplicates, rejected } = await take(article);
        assert.deepEqual(stored, [article]);
        assert.deepEqual([duplicates, rejected], [[], []]);
        assert.deepEqual(await store.findArticles([article.id]), [article]);
      });

      it('gives back any text unit for unit', async () => {
        const text = fc.string({ unit: 'binary', maxLength: 200 });
        let count = 0;
        await fc.assert(
          fc.asyncProperty(text, text, fc.array(text, { maxLength: 3 }), async (title, body, hashtags) => {
            count += 1;
            const article = buildArticle({
              id: `given-${count}`,
              title,
              body,
              hashtags,
              contentHash: `hash-${count}`,
            });
            await take(article);
            assert.deepEqual(await store.findArticles([article.id]), [article]);
          }),
          { numRuns: 50 },
        );
      });

      it('replaces half a surrogate pair, which UTF-8 cannot hold, without moving an offset', async () => {
        const { stored } = await take(buildArticle({ body: '前\ud83d后' }));
        assert.equal(stored[0]?.body, '前\ufffd后');
        assert.deepEqual(await store.findArticles(stored.map(({ id }) => id)), stored);
      });

      it('counts the same content as a duplicate, within one import and in a later one', async () => {
        const first = buildArticle();
        const copy = buildArticle({ id: 'another-id', title: '副本', contentHash: first.contentHash });
        const within = await take(first, copy);
        assert.deepEqual(within.stored, [first]);
        assert.deepEqual(within.duplicates, [
          { article: { id: 'another-id', title: '副本' }, duplicateOf: first.id },
        ]);
        const later = await take(copy);
        assert.deepEqual(later.stored, []);
        assert.equal(later.duplicates[0]?.duplicateOf, first.id);
        assert.equal(await store.countArticles(), 1);
      });

      it('lengthens a derived id that is taken until it is unique', async () => {
        const articles = ['aaaaaaaaaabb', 'aaaaaaaaaacc', 'aaaaaaaaaacd', 'aaaaaaaaaacde'].map(
          (contentHash) => buildArticle({ contentHash }),
        );
        const { stored, rejected } = await take(...articles);
        assert.deepEqual(
          stored.map(({ id }) => id),
          ['aaaaaaaaaa', 'aaaaaaaaaac', 'aaaaaaaaaacd', 'aaaaaaaaaacde'],
        );
        assert.deepEqual(rejected, []);
        assert.deepEqual(await store.findArticles(stored.map(({ id }) => id)), stored);
      });

      it('rejects a given id that another text has, and takes the rest', async () => {
        const first = buildArticle({ id: 'given', title: '一' });
        const clash = buildArticle({ id: 'given', title: `${'二'.repeat(79)}😀` });
        const last = buildArticle({ title: '三' });
        const { stored, rejected } = await take(first, clash, last);
        assert.deepEqual(titlesOf(stored), ['一', '三']);
        assert.equal(rejected.length, 1);
        assert.equal(rejected[0]?.reason, 'id-taken');
        assert.equal(rejected[0]?.excerpt, '二'.repeat(79));
        assert.deepEqual(titlesOf(await store.findArticles(['given'])), ['一']);
      });

      it('undoes everything when the articles end in an error, and throws that error', async () => {
        const failure = new Error('the file changed while it was read');
        async function* broken() {
          yield buildArticle({ title: '一', hashtags: ['东湖'] });
          yield buildArticle({ title: '二' });
          throw failure;
        }
        await assert.rejects(
          store.importArticles({ source: 'test.txt', articles: broken() }),
          (error) => error === failure,
        );
        assert.equal(await store.countArticles(), 0);
        assert.deepEqual(await store.countTopics(null, { limit: 10 }), []);
        assert.deepEqual(await store.findCandidates({ terms: ['图'], limit: 10 }), []);
        const { stored } = await take(buildArticle({ title: '二' }));
        assert.equal(stored.length, 1);
      });

      it('lets reads go on, which see nothing of an import until it is done', async () => {
        const before = buildArticle({ title: '早先' });
        await take(before);
        const reached = Promise.withResolvers<void>();
        const goOn = Promise.withResolvers<void>();
        async function* slow() {
          yield buildArticle({ title: '一' });
          reached.resolve();
          await goOn.promise;
          yield buildArticle({ title: '二' });
        }
        const running = store.importArticles({ source: 'slow.txt', articles: slow() });
        await reached.promise;
        assert.equal(await store.countArticles(), 1);
        assert.deepEqual(await store.listLatest({ topic: null, offset: 0, limit: 10 }), [before]);
        assert.equal((await store.findCandidates({ terms: ['图'], limit: 10 })).length, 1);
        goOn.resolve();
        await running;
        assert.equal(await store.countArticles(), 3);
      });

      it('lets the event loop have its turns, also where the articles are all there already', async () => {
        let turns = 0;
        const articles = Array.from({ length: 300 }, (_, index) =>
          buildArticle({ title: `第${index}篇`, body: '正文。'.repeat(100) }),
        );
        const timer = setInterval(() => turns++, 1);
        await store.importArticles({ source: 'test.txt', articles });
        clearInterval(timer);
        assert.ok(turns >= 3, `${turns} turns`);
      });

      it('runs imports one after the other; one that fails does not keep the next from running', async () => {
        async function* broken() {
          yield buildArticle({ title: '一' });
          throw new Error('broken');
        }
        const [failed, second, third] = await Promise.allSettled([
          store.importArticles({ source: 'broken.txt', articles: broken() }),
          take(buildArticle({ title: '一' })),
          take(buildArticle({ title: '一' })),
        ]);
        assert.equal(failed.status, 'rejected');
        assert.equal(second.status === 'fulfilled' && second.value.stored.length, 1);
        assert.equal(third.status === 'fulfilled' && third.value.duplicates.length, 1);
      });
    });

    describe('find', () => {
      it('reads a date that was kept although no calendar or clock has it, as far as there is such a one', async () => {
        const dates = ['2022-02-30', '2022-13-05T08:30Z', '2022-03-05T99:00:00Z', '--03-05T25:00', '2022-13'];
        const { stored } = await take(
          ...dates.map((publishedAt, index) =>
            buildArticle({ id: `id-${index}`, title: `${index}`, publishedAt }),
          ),
        );
        const found = await store.findArticles(stored.map(({ id }) => id));
        assert.deepEqual(
          found.map(({ publishedAt }) => publishedAt),
          [null, null, '2022-03-05', '--03-05', null],
        );
      });

      it('finds articles in the order of the ids and leaves out what is not there', async () => {
        const { stored } = await take(
          ...['一', '二', '三'].map((title, index) => buildArticle({ id: `id-${index}`, title })),
        );
        assert.equal(stored.length, 3);
        assert.deepEqual(titlesOf(await store.findArticles(['id-2', 'none', 'id-0'])), ['三', '一']);
        assert.deepEqual(await store.findArticles([]), []);
      });

      it('finds ids by how they begin, letter for letter', async () => {
        const ids = ['ab', 'abc', 'a%c', 'a_c', 'b', '中文', '中'];
        await take(...ids.map((id) => buildArticle({ id, title: id })));
        assert.deepEqual(await store.findArticleIds('ab', 10), ['ab', 'abc']);
        assert.deepEqual(await store.findArticleIds('a%', 10), ['a%c']);
        assert.deepEqual(await store.findArticleIds('a_', 10), ['a_c']);
        assert.deepEqual(await store.findArticleIds('中', 10), ['中', '中文']);
        assert.deepEqual(await store.findArticleIds('x', 10), []);
        assert.equal((await store.findArticleIds('', 3)).length, 3);
      });
    });

    describe('lists', () => {
      const day: Window = {
        from: Date.parse('2022-03-04T16:00:00Z'),
        to: Date.parse('2022-03-05T16:00:00Z'),
        fromDay: '2022-03-05',
        toDay: '2022-03-06',
      };
      const inDay = async (overrides: Partial<Article>) => {
        await take(buildArticle({ title: 'x', ...overrides }));
        return (await store.listWindow(day, { topic: null, limit: 10 })).length === 1;
      };

      it('lists the newest first: by publication, else by when first seen, else in the order of the source', async () => {
        await take(
          buildArticle({ title: '周五', publishedAt: '2022-03-04T23:00:00Z' }),
          buildArticle({ title: '没有日期', publishedAt: null, firstSeenAt: '2022-03-07T08:00:00.000Z' }),
          buildArticle({
            title: '没有日期，后一篇',
            publishedAt: null,
            firstSeenAt: '2022-03-07T08:00:00.000Z',
          }),
          buildArticle({
            title: '没有年份',
            publishedAt: '--03-01',
            firstSeenAt: '2022-03-06T08:00:00.000Z',
          }),
          buildArticle({ title: '只有日子', publishedAt: '2022-03-05' }),
          buildArticle({ title: '当地早上', publishedAt: '2022-03-05T07:00' }),
          buildArticle({ title: '当地晚上', publishedAt: '2022-03-05T21:00' }),
          buildArticle({ title: '另一时区', publishedAt: '2022-03-05T07:30:00+08:00' }),
        );
        const newest = [
          '没有日期',
          '没有日期，后一篇',
          '没有年份',
          '当地晚上',
          '当地早上',
          '只有日子',
          '另一时区',
          '周五',
        ];
        assert.deepEqual(titlesOf(await store.listLatest({ topic: null, offset: 0, limit: 10 })), newest);
        assert.deepEqual(
          titlesOf(await store.listLatest({ topic: null, offset: 2, limit: 3 })),
          newest.slice(2, 5),
        );
        assert.deepEqual(await store.listLatest({ topic: null, offset: 8, limit: 3 }), []);
      });

      it('lists what was seen last first where the times are the same', async () => {
        await take(
          buildArticle({ title: '早看到', publishedAt: '2022-03-05', firstSeenAt: '2022-03-06T00:00:00Z' }),
        );
        await take(
          buildArticle({ title: '晚看到', publishedAt: '2022-03-05', firstSeenAt: '2022-03-06T01:00:00Z' }),
        );
        assert.deepEqual(titlesOf(await store.listLatest({ topic: null, offset: 0, limit: 2 })), [
          '晚看到',
          '早看到',
        ]);
      });

      const belonging: [publishedAt: string | null, firstSeenAt: string, belongs: boolean, why: string][] = [
        ['2022-03-05T00:00:00+08:00', '2022-03-09T00:00:00Z', true, 'the first instant of the day'],
        ['2022-03-04T23:59:59.999+08:00', '2022-03-05T00:00:00Z', false, 'the instant before'],
        ['2022-03-05T15:59:59Z', '2022-03-09T00:00:00Z', true, 'the last second, in another zone'],
        ['2022-03-05T16:00:00Z', '2022-03-05T00:00:00Z', false, 'the first instant after'],
        ['2022-03-05', '2022-03-09T00:00:00Z', true, 'the day alone'],
        ['2022-03-05T00:00', '2022-03-09T00:00:00Z', true, 'the first local minute'],
        ['2022-03-05T23:59:59', '2022-03-09T00:00:00Z', true, 'the last local second'],
        ['2022-03-04T23:59', '2022-03-05T00:00:00Z', false, 'the local minute before'],
        ['2022-03-06', '2022-03-05T00:00:00Z', false, 'the next day alone'],
        ['2022-03', '2022-03-05T00:00:00Z', true, 'a month alone, first seen that day'],
        ['2022-03', '2022-03-09T00:00:00Z', false, 'a month alone, first seen later'],
        ['--03-05', '2022-03-09T00:00:00Z', false, 'the day without its year, first seen later'],
        ['--03-01T08:30', '2022-03-05T00:00:00Z', true, 'a day without its year, first seen that day'],
        [null, '2022-03-05T00:00:00Z', true, 'no date, first seen that day'],
        [null, '2022-03-05T16:00:00Z', false, 'no date, first seen after'],
        ['2022-02-30', '2022-03-05T00:00:00Z', true, 'a day that no calendar has, first seen that day'],
        ['2022-03-05T99:00:00Z', '2022-03-09T00:00:00Z', true, 'a time that no clock has, on the day'],
      ];
      for (const [publishedAt, firstSeenAt, belongs, why] of belonging) {
        it(`${belongs ? 'has' : 'has not'} in its window ${why}: ${publishedAt}`, async () => {
          assert.equal(await inDay({ publishedAt, firstSeenAt }), belongs);
          assert.equal((await store.countWindow(day, { topic: null })).articles, belongs ? 1 : 0);
          assert.equal((await store.countWindow(day, { topic: 'society' })).articles, belongs ? 1 : 0);
          assert.equal((await store.countTopics(day, { limit: 10 })).length, belongs ? 1 : 0);
        });
      }

      it('has a day alone in its day in every zone', async () => {
        await take(buildArticle({ publishedAt: '2022-03-05' }));
        for (let hours = -12; hours <= 14; hours++) {
          const from = Date.parse('2022-03-05T00:00:00Z') - hours * 3_600_000;
          const there: Window = { ...day, from, to: from + 86_400_000 };
          assert.equal((await store.countWindow(there, { topic: null })).articles, 1, `UTC${hours}`);
        }
      });

      it('counts the articles of a window and the sources that they are from', async () => {
        const from = (source: string) => ({ provenance: { source, start: 0, end: 10 } });
        await take(
          buildArticle({ title: '一', ...from('a.txt'), hashtags: ['读书'] }),
          buildArticle({ title: '二', ...from('a.txt') }),
          buildArticle({ title: '三', ...from('b.txt') }),
          buildArticle({ title: '四', ...from('c.txt'), publishedAt: '2021-03-05' }),
        );
        assert.deepEqual(await store.countWindow(day, { topic: null }), { articles: 3, sources: 2 });
        assert.deepEqual(await store.countWindow(day, { topic: '读书' }), { articles: 1, sources: 1 });
        assert.deepEqual(await store.countWindow(day, { topic: '没有' }), { articles: 0, sources: 0 });
      });

      it('lists at most so many of a window, newest first', async () => {
        await take(
          ...[9, 11, 10].map((hour) =>
            buildArticle({
              title: `${hour}时`,
              publishedAt: `2022-03-05T${String(hour).padStart(2, '0')}:00:00Z`,
            }),
          ),
        );
        assert.deepEqual(titlesOf(await store.listWindow(day, { topic: null, limit: 2 })), ['11时', '10时']);
        assert.deepEqual(titlesOf(await store.listWindow(day, { topic: 'society', limit: 2 })), [
          '11时',
          '10时',
        ]);
      });

      it('lists and counts of a window only what was first seen in a span of time', async () => {
        const seenAt = (hour: number, title: string) =>
          buildArticle({
            title,
            body: `桂花开了${hour}`,
            publishedAt: '2022-03-05T01:00:00Z',
            firstSeenAt: `2022-03-05T${String(hour).padStart(2, '0')}:00:00.000Z`,
          });
        await take(seenAt(9, '九'), seenAt(10, '十'), seenAt(11, '十一'), seenAt(12, '十二'));
        const seen = { after: Date.parse('2022-03-05T09:00:00Z'), upTo: Date.parse('2022-03-05T11:00:00Z') };
        for (const topic of [null, 'society']) {
          const listed = await store.listWindow(day, { topic, seen, limit: 10 });
          assert.deepEqual(titlesOf(listed), ['十一', '十']);
          assert.equal((await store.countWindow(day, { topic, seen })).articles, 2);
        }
        const terms = toIndexTerms('桂花');
        const said = await store.listMatching({ terms, window: day, seen, offset: 0, limit: 1 });
        assert.deepEqual([titlesOf(said.articles), said.count], [['十一'], 2]);
      });

      it('refuses a window whose days are none', async () => {
        await assert.rejects(
          store.listWindow({ ...day, fromDay: 'today' }, { topic: null, limit: 1 }),
          StoreError,
        );
      });

      it('knows the span of all there is', async () => {
        assert.equal(await store.findSpan(), null);
        await take(
          buildArticle({ title: '一', publishedAt: '2022-03-05T08:00:00Z' }),
          buildArticle({ title: '二', publishedAt: '2021-12-31T08:00:00Z' }),
          buildArticle({ title: '三', publishedAt: '2022-01-01T08:00:00Z' }),
        );
        assert.deepEqual(await store.findSpan(), {
          oldest: Date.parse('2021-12-31T08:00:00Z'),
          newest: Date.parse('2022-03-05T08:00:00Z'),
        });
      });
    });

    describe('topics', () => {
      const week: Window = {
        from: Date.parse('2022-03-01T00:00:00Z'),
        to: Date.parse('2022-03-08T00:00:00Z'),
        fromDay: '2022-03-01',
        toDay: '2022-03-08',
      };

      it('filters by hashtag, term and section, folded and whole', async () => {
        await take(
          buildArticle({ title: '一', hashtags: ['Ｃ＋＋大会'] }),
          buildArticle({ title: '二', terms: ['人工智能'] }),
          buildArticle({ title: '三', section: 'technology' }),
        );
        const filtered = async (topic: string) =>
          titlesOf(await store.listLatest({ topic, offset: 0, limit: 9 }));
        assert.deepEqual(await filtered('c++大会'), ['一']);
        assert.deepEqual(await filtered(' C++大会 '), ['一']);
        assert.deepEqual(await filtered('人工智能'), ['二']);
        assert.deepEqual(await filtered('Technology'), ['三']);
        for (const other of ['人工', '智能', '人工智能大会', '%', ''])
          assert.deepEqual(await filtered(other), []);
      });

      it('counts a topic once for each article that a filter by it finds, best first', async () => {
        await take(
          buildArticle({ title: '一', hashtags: ['读书', '读书'], terms: ['读书', '周末'] }),
          buildArticle({ title: '二', hashtags: ['周末'], terms: ['读书'] }),
          buildArticle({ title: '三', terms: ['读书'], section: 'culture' }),
        );
        const expected = [
          { topic: '读书', kind: 'hashtag', count: 3 },
          { topic: 'society', kind: 'section', count: 2 },
          { topic: '周末', kind: 'hashtag', count: 2 },
          { topic: 'culture', kind: 'section', count: 1 },
        ];
        const byCount = await store.countTopics(null, { limit: 10 });
        assert.deepEqual(
          byCount.toSorted((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1)),
          expected.toSorted((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1)),
        );
        assert.deepEqual(
          byCount.map(({ count }) => count),
          [3, 2, 2, 1],
        );
        for (const { topic, count } of byCount)
          assert.equal((await store.listLatest({ topic, offset: 0, limit: 10 })).length, count, topic);
        assert.deepEqual(await store.countTopics(null, { limit: 2 }), byCount.slice(0, 2));
      });

      it('counts the topics of a window alone, and of one that holds everything as of none', async () => {
        await take(
          buildArticle({ title: '一', terms: ['读书'] }),
          buildArticle({ title: '二', terms: ['读书'], publishedAt: '2022-03-02' }),
        );
        const all = await store.countTopics(null, { limit: 10 });
        assert.deepEqual(await store.countTopics(week, { limit: 10 }), all);
        await take(buildArticle({ title: '三', terms: ['读书', '旧闻'], publishedAt: '2021-03-02' }));
        assert.deepEqual(await store.countTopics(week, { limit: 10 }), all);
        assert.equal((await store.countTopics(null, { limit: 10 }))[0]?.count, 3);
      });
    });

    describe('candidates', () => {
      const idsFor = async (...terms: string[]) =>
        (await store.findCandidates({ terms, limit: 10 })).map(({ article }) => article.id);

      it('finds an article by every term of its title and its body', async () => {
        const texts = [
          'C++与C#、.NET：O’Neil的“AND”和NOT?',
          '同比增长32.30%，US$1.2bn；34.6万平方米',
          'naïve café Ångström ﬁne ½ ２０２２年',
          '臺灣與歐盟簽署協議 カタカナ 한국어 Ελληνικά 🎉 e\u0301',
          'COVID-19 3:30 a_b foo/bar (x) [y] {z} `q` ~ ^ \\ | < > = ; , ! * + -',
        ];
        await take(
          ...texts.map((text, index) => buildArticle({ id: `body-${index}`, title: '', body: text })),
          ...texts.map((text, index) => buildArticle({ id: `title-${index}`, title: text, body: '' })),
        );
        for (const [index, text] of texts.entries()) {
          for (const term of new Set(toIndexTerms(text))) {
            const found = await idsFor(term);
            assert.ok(
              found.includes(`body-${index}`) && found.includes(`title-${index}`),
              `${term} of ${text}`,
            );
            const { frequencies } = await store.countTerms([term]);
            assert.equal(frequencies.get(term), found.length, term);
          }
        }
      });

      it('ranks a rare term over a common one and the title over the body', async () => {
        const filler = Array.from({ length: 20 }, (_, index) =>
          buildArticle({ id: `filler-${index}`, title: '普通', body: `天气${index}` }),
        );
        await take(
          ...filler,
          buildArticle({ id: 'rare', title: '消息', body: '地铁开通了' }),
          buildArticle({ id: 'in-body', title: '消息', body: '桂花开了' }),
          buildArticle({ id: 'in-title', title: '桂花', body: '消息开了' }),
        );
        assert.equal((await idsFor('天', '铁'))[0], 'rare');
        assert.deepEqual(await idsFor('桂'), ['in-title', 'in-body']);
        const scores = (await store.findCandidates({ terms: ['天', '铁', '桂'], limit: 4 })).map(
          ({ score }) => score,
        );
        assert.equal(scores.length, 4);
        assert.deepEqual(
          scores,
          scores.toSorted((a, b) => b - a),
        );
      });

      it('finds those of a window, also where a term is in too many to be ranked', async () => {
        await take(
          ...Array.from({ length: 40 }, (_, index) =>
            buildArticle({
              id: `day-${index}`,
              title: index === 7 ? '桂花' : '消息',
              body: `桂花开了${index}`,
              publishedAt: `2022-03-${String(1 + (index % 20)).padStart(2, '0')}`,
            }),
          ),
        );
        const window: Window = {
          from: Date.parse('2022-03-08T00:00:00Z'),
          to: Date.parse('2022-03-09T00:00:00Z'),
          fromDay: '2022-03-08',
          toDay: '2022-03-09',
        };
        const found = await store.findCandidates({ terms: ['桂', '花'], window, limit: 9 });
        assert.deepEqual(
          found.map(({ article }) => article.id),
          ['day-7', 'day-27'],
        );
      });

      it('takes whatever people type for terms, never for a query language', async () => {
        await take(buildArticle());
        const hostile = [
          '"',
          '""',
          "'",
          '图" OR "书',
          'NEAR(',
          '*',
          '图*',
          'title:图',
          '-图',
          '^图',
          '\0',
          '图\0书',
          ' ',
          '',
          '\ud83d',
        ];
        for (const term of hostile) assert.deepEqual(await idsFor(term), [], JSON.stringify(term));
        assert.equal((await idsFor('图', ...hostile)).length, 1);
        assert.deepEqual(await idsFor(), []);
      });

      it('counts in how many articles each term stands', async () => {
        await take(
          buildArticle({ title: '一', body: '桂花 桂花 桂花' }),
          buildArticle({ title: '桂', body: '二' }),
          buildArticle({ title: '三', body: '三' }),
        );
        const { articles, frequencies } = await store.countTerms(['桂', '花', '三', '无']);
        assert.equal(articles, 3);
        assert.deepEqual(
          [...frequencies],
          [
            ['桂', 2],
            ['花', 1],
            ['三', 1],
            ['无', 0],
          ],
        );
      });
    });

    describe('articles that say a word', () => {
      const week: Window = {
        from: Date.parse('2022-03-01T00:00:00Z'),
        to: Date.parse('2022-03-08T00:00:00Z'),
        fromDay: '2022-03-01',
        toDay: '2022-03-08',
      };
      const say = async (
        word: string,
        {
          window = null,
          offset = 0,
          limit = 10,
        }: { window?: Window | null; offset?: number; limit?: number } = {},
      ) => {
        const page = await store.listMatching({ terms: toIndexTerms(word), window, offset, limit });
        return { ...page, articles: titlesOf(page.articles) };
      };

      it('come newest first by when they belong, in pages, with the count of all and of their sources', async () => {
        const from = (source: string) => ({ provenance: { source, start: 0, end: 10 } });
        await take(
          buildArticle({ title: '一', body: '桂花开了', publishedAt: '2022-03-02', ...from('a.txt') }),
          buildArticle({ title: '二', body: '梅花开了', publishedAt: '2022-03-03', ...from('a.txt') }),
          buildArticle({ title: '三', body: '又见桂花', publishedAt: '2022-03-05', ...from('b.txt') }),
          buildArticle({ title: '四', body: '还是桂花', publishedAt: '2022-03-04', ...from('a.txt') }),
          buildArticle({
            title: '桂花五',
            body: '无',
            publishedAt: null,
            firstSeenAt: '2022-03-03T08:00:00Z',
            ...from('c.txt'),
          }),
        );
        assert.deepEqual(await say('桂花'), { articles: ['三', '四', '桂花五', '一'], count: 4, sources: 3 });
        assert.deepEqual(await say('桂花', { offset: 1, limit: 2 }), {
          articles: ['四', '桂花五'],
          count: 4,
          sources: 3,
        });
        assert.deepEqual(await say('桂花', { offset: 4 }), { articles: [], count: 4, sources: 3 });
        assert.deepEqual(await say('菊花'), { articles: [], count: 0, sources: 0 });
      });

      it('are those of a window, wherever the others stand', async () => {
        const day = (publishedAt: string, title: string) =>
          buildArticle({ title, body: '桂花开了', publishedAt });
        await take(
          day('2022-02-28', '前一天'),
          day('2022-03-01', '第一天'),
          day('2022-03-07T23:59', '末日夜里'),
          day('2022-03-08T00:00:00Z', '后一瞬'),
          day('2022-03-07T23:59:59Z', '最后一秒'),
          ...Array.from({ length: 60 }, (_, index) => day('2023-01-01', `以后${index}`)),
        );
        const { articles, count } = await say('桂花', { window: week });
        assert.deepEqual([articles, count], [['最后一秒', '末日夜里', '第一天'], 3]);
        assert.equal((await say('桂花')).count, 65);
      });

      it('hold the whole word in one piece, in either script, width and case', async () => {
        await take(
          buildArticle({ title: '一', body: '上海北站开放' }),
          buildArticle({ title: '二', body: '海北，上海站' }),
          buildArticle({ title: '上海', body: '北站' }),
          buildArticle({ title: '四', body: '上海 北站' }),
          buildArticle({ title: '五', body: 'Ｏｐｅｎ　Ｈｏｕｓｅ 臺灣' }),
          buildArticle({ title: '六', body: 'A house in the open' }),
        );
        assert.deepEqual((await say('上海北站')).articles, ['一']);
        assert.deepEqual((await say('open house')).articles, ['五']);
        assert.deepEqual((await say('台湾')).articles, ['五']);
        assert.equal((await say('open')).count, 2);
      });

      it('are none for what has no letter or digit, and for any operator of a query language', async () => {
        await take(buildArticle());
        for (const word of ['', '…', '"', '图" OR "书', 'NEAR(', '图*'])
          assert.equal((await say(word)).count, word === '图*' ? 1 : 0, word);
        for (const terms of [['"'], ['图" OR "书'], ['\0'], [''], ['*']])
          assert.equal((await store.listMatching({ terms, window: null, offset: 0, limit: 9 })).count, 0);
      });

      it('are refused for a window whose days are none', async () => {
        await assert.rejects(say('图', { window: { ...week, fromDay: 'today' } }), StoreError);
      });
    });

    describe('editions', () => {
      const output: DigestOutput = {
        edition: {
          id: 'e1',
          from: '2022-03-05T00:00:00Z',
          to: '2022-03-06T00:00:00Z',
          language: 'zh-Hans',
          generator: 'extractive',
        },
        sections: [],
        coverage: { sources: 1, failing: 0, articles: 3, stories: 3 },
      };
      const edition: StoredEdition = { id: 'e1', key: 'k1', createdAt: '2022-03-06T00:00:00.000Z', output };

      it('finds an edition by id and by key, as it was saved', async () => {
        await store.saveEdition(edition);
        assert.deepEqual(await store.findEdition({ id: 'e1' }), edition);
        assert.deepEqual(await store.findEdition({ key: 'k1' }), edition);
        assert.equal(await store.findEdition({ id: 'k1' }), null);
        assert.equal(await store.findEdition({ key: 'e1' }), null);
      });

      it('keeps the first edition of a key', async () => {
        await store.saveEdition(edition);
        await store.saveEdition({ ...edition, id: 'e2', createdAt: '2022-03-07T00:00:00.000Z' });
        await store.saveEdition(edition);
        assert.deepEqual(await store.findEdition({ key: 'k1' }), edition);
        assert.equal(await store.findEdition({ id: 'e2' }), null);
      });

      it('reads an edition that tells a date which no calendar has', async () => {
        const told = { id: 'a', title: '一', publisher: null, url: null, publishedAt: '2022-02-30' };
        const story = { id: 'a', headline: '一', sentences: [], topics: [], articles: [told], figures: [] };
        const sections = [{ topic: '社会', stories: [story] }];
        await store.saveEdition({ ...edition, output: { ...output, sections } });
        const found = await store.findEdition({ id: 'e1' });
        assert.equal(found?.output.sections[0]?.stories[0]?.articles[0]?.publishedAt, null);
      });

      it('refuses the id of another edition', async () => {
        await store.saveEdition(edition);
        await assert.rejects(store.saveEdition({ ...edition, key: 'k2' }), StoreError);
        assert.deepEqual(await store.findEdition({ id: 'e1' }), edition);
      });
    });

    it('finds itself whole', async () => {
      await take(buildArticle({ hashtags: ['东湖'] }));
      await store.check();
    });

    it('refuses what is asked of it after it was closed', async () => {
      const closed = await createStore();
      await closed.close();
      await assert.rejects(closed.countArticles(), StoreError);
      await assert.rejects(closed.importArticles({ source: 'x', articles: [] }), StoreError);
    });
  });
}
