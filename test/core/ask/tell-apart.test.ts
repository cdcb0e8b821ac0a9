import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { answerQuestion, findAnswer } from '../../../src/core/ask/answer-question.ts';
import { createDifferenceFinder } from '../../../src/core/ask/tell-apart.ts';
import type { Article } from '../../../src/core/model/article.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';

const length = { sentences: 3, characters: 1000 };
const BODY = '青石大桥周五通车，全长1268米，主跨360米。\n\n大桥由李明设计，工程投资1.2亿元。';
const first = buildArticle({ title: '青石大桥通车', body: BODY, publisher: '东湖日报' });
const another = (overrides: Partial<Article>): Article =>
  buildArticle({
    ...{ title: '青石大桥今起通车', publisher: '南山晚报', body: BODY.replace('1268', '1286') },
    ...overrides,
  });

let store: Awaited<ReturnType<typeof createSqliteStore>> | undefined;
afterEach(() => store?.close());

async function ask(articles: readonly Article[], question = '青石大桥全长多少米？') {
  store = await createSqliteStore({ path: ':memory:', now: () => 0 });
  await store.importArticles({ source: 'test', articles });
  return answerQuestion({ store }, question, length);
}
const told = ({ sentences }: Awaited<ReturnType<typeof ask>>) =>
  sentences.map(({ text, differs }) => [/12\d\d/u.exec(text)?.[0], differs?.published]);

describe('an answer where sources differ', () => {
  it('tells the other source’s own sentence last, cited and marked, with when it was published', async () => {
    for (const [publishedAt, published] of [
      ['2022-03-05T09:30:00+08:00', 'alike'],
      ['2022-03-06T08:30:00+08:00', 'later'],
      ['2022-03-04', 'earlier'],
      [null, 'alike'],
    ] as const) {
      const other = another({ publishedAt });
      const answer = await ask([first, other]);
      await store?.close();
      const main = answer.sentences.filter(({ differs }) => differs === undefined);
      assert.ok(main.length > 0);
      const [last] = answer.sentences.slice(-1);
      assert.ok(last?.differs);
      const from = answer.sentences[last.differs.from];
      assert.ok(from && main.includes(from));
      const ids = [from, last].map(({ citations }) => citations[0]?.articleId);
      assert.deepEqual(ids.toSorted(), [first.id, other.id].toSorted());
      const isOther = last.citations[0]?.articleId === other.id;
      const seen = { alike: 'alike', later: 'earlier', earlier: 'later' } as const;
      assert.equal(last.differs.published, isOther ? published : seen[published]);
      for (const { text, citations } of answer.sentences) assert.equal(text, citations[0]?.quote);
    }
  });

  it('stands as it is where the others agree, are rounded, or are of the same publisher and time', async () => {
    for (const other of [
      another({ body: BODY.replace('通车，', '正式通车，') }),
      another({ body: BODY.replace('1268米', '1.268公里') }),
      another({ publisher: '东湖日报' }),
      another({ publisher: null }),
    ]) {
      const answer = await ask([first, other]);
      await store?.close();
      assert.ok(answer.answered);
      assert.deepEqual(
        answer.sentences.map(({ differs }) => differs),
        answer.sentences.map(() => undefined),
      );
    }
  });

  it('tells a later figure of the same publisher, and not an earlier one', async () => {
    const later = another({ publisher: '东湖日报', publishedAt: '2022-03-08T08:30:00+08:00' });
    const answer = await ask([first, later]);
    const [last] = answer.sentences.slice(-1);
    if (last?.differs === undefined)
      assert.ok(answer.sentences.every(({ citations }) => citations[0]?.articleId === later.id));
    else {
      assert.equal(last.differs.published, 'later');
      assert.equal(last.citations[0]?.articleId, later.id);
    }
  });

  it('has the latest of several last, and no more than two', async () => {
    const others = ['1286', '1298', '1300', '1302'].map((figure, index) =>
      another({
        ...{ publisher: `南山晚报${index}`, body: BODY.replace('1268', figure) },
        publishedAt: `2022-03-1${3 - index}T08:30:00+08:00`,
      }),
    );
    const answer = await ask([first, ...others]);
    const marked = answer.sentences.filter(({ differs }) => differs !== undefined);
    assert.equal(marked.length, 2);
    const published = marked.map(
      ({ citations }) =>
        [first, ...others].find(({ id }) => id === citations[0]?.articleId)?.publishedAt ?? '',
    );
    assert.deepEqual(published, published.toSorted());
    assert.equal(new Set(told(answer).map(([figure]) => figure)).size, 3);
  });

  it('adds no more than two sentences, whatever an article repeats', async () => {
    const table = Array.from({ length: 250 }, (_, index) => `青石大桥${index}米`).join('，');
    const row = (index: number): string => `青石大桥周五通车，全长${index + 1300}米，主跨360米。`;
    const hostile = [
      `${table}。${table}。`,
      Array.from({ length: 400 }, (_, index) => row(index)).join(''),
    ].map((body, index) => another({ publisher: `晚报${index}`, body }));
    const answer = await ask([first, ...hostile]);
    assert.ok(answer.sentences.length <= length.sentences + 2);
  });

  it('is read closely against few sentences of each kind, however many are alike', async () => {
    const rows = (from: number): string =>
      Array.from({ length: 200 }, (_, index) => `青石大桥周五通车，全长${from + index}米。`).join('');
    const articles = [another({ publisher: '早报', body: rows(1300) }), another({ body: rows(1700) })];
    store = await createSqliteStore({ path: ':memory:', now: () => 0 });
    await store.importArticles({ source: 'test', articles });
    const { scored } = await findAnswer({ store }, '青石大桥全长多少米？', {});
    const [{ ranked, sentence } = assert.fail()] = scored;
    const { start, end } = sentence;
    const cited = { articleId: ranked.article.id, start, end, quote: sentence.text };
    const found = createDifferenceFinder(scored)(cited);
    assert.ok(scored.length > 300 && found.length > 0 && found.length <= 20, `${found.length}`);
  });

  it('leaves articles on other matters alone, however alike their sentences', async () => {
    const fish = (title: string, depth: number): Article =>
      buildArticle({
        ...{ title, publisher: title },
        body: `${title}是辐鳍鱼纲的一种。\n\n本鱼分布于西太平洋的海域，栖息深度${depth}米，生活习性不明。`,
      });
    const answer = await ask(
      [fish('长尾角鲨', 300), fish('斑点龙虾鱼', 120), fish('银鲳', 60)],
      '长尾角鲨的栖息深度是多少米？',
    );
    assert.ok(answer.answered);
    assert.ok(answer.sentences.every(({ differs }) => differs === undefined));
  });
});
