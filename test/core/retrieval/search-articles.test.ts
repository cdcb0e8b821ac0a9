import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { searchArticles } from '../../../src/core/retrieval/search-articles.ts';
import { buildArticle } from '../../build-article.ts';
import { createMemoryArticleIndex } from '../../fakes/memory-article-index.ts';
import { articles } from './articles-for-retrieval.ts';

const store = createMemoryArticleIndex(articles);
const search = async (query: string, page = { offset: 0, limit: 10 }) =>
  (await searchArticles({ store }, query, page)).hits;
const ids = async (query: string): Promise<string[]> =>
  (await search(query)).map(({ articleId }) => articleId);
const marked = async (query: string): Promise<string[]> => {
  const [hit] = await search(query);
  return (hit?.highlights ?? []).map(({ start, end }) => hit?.snippet.slice(start, end) ?? '');
};

describe('searchArticles', () => {
  it('highlights what was found as it stands in the original text', async () => {
    assert.deepEqual(await marked('网络'), ['網絡']);
    assert.deepEqual(await marked('ai'), ['ＡＩ']);
    assert.deepEqual(await marked('FERRY'), ['ferry']);
    assert.deepEqual(await marked('engine'), ['engines']);
    assert.deepEqual(await marked('c++ 大赛'), ['C++', '大赛']);
  });

  it('does not highlight single characters that a Chinese word has in common with others', async () => {
    assert.ok((await marked('大桥')).every((found) => found === '大桥'));
  });

  it('does not find what has only a character in common with a Chinese word', async () => {
    assert.deepEqual(await ids('大青'), []);
    assert.ok((await ids('馆')).includes('library'));
  });

  it('puts what holds all words before what holds some', async () => {
    assert.deepEqual((await ids('青石 隧道')).slice(0, 2), ['tunnel', 'bridge']);
    assert.equal((await ids('隧道 建成 青石'))[0], 'tunnel');
  });

  it('keeps only what has a quoted phrase, folded', async () => {
    assert.deepEqual(await ids('"青石大橋"'), ['bridge']);
    assert.deepEqual(await ids('"石大青"'), []);
    assert.deepEqual(await ids('"Every Twenty Minutes"'), ['harbour']);
  });

  it('leaves out what has an excluded word', async () => {
    assert.deepEqual(await ids('青石 -隧道'), ['bridge']);
    assert.deepEqual(await ids('ferry -ferr'), ['harbour']);
  });

  it('finds nothing by exclusions alone', async () => {
    assert.deepEqual(await ids('-隧道'), []);
  });

  it('gives pages that together are the whole', async () => {
    const whole = await ids('青石大桥 图书馆');
    const pages = await Promise.all(
      whole.map(async (_, offset) => (await search('青石大桥 图书馆', { offset, limit: 1 }))[0]?.articleId),
    );
    assert.ok(whole.length > 1);
    assert.deepEqual(pages, whole);
  });

  it('shows the beginning of the text where only the title has the word', async () => {
    const only = createMemoryArticleIndex([
      buildArticle({ id: 'title', title: '灯塔', body: '这里没有那个词。' }),
    ]);
    const [hit] = (await searchArticles({ store: only }, '灯塔', { offset: 0, limit: 1 })).hits;
    assert.equal(hit?.snippet, '这里没有那个词。');
    assert.deepEqual(hit?.highlights, []);
  });

  it('cuts a snippet out of a long text at a sentence, around what was found', async () => {
    const body = `${'前面的句子说别的事情。'.repeat(30)}灯塔在海边亮着。${'后面的句子也说别的事情。'.repeat(30)}`;
    const only = createMemoryArticleIndex([buildArticle({ id: 'long', title: '海', body })]);
    const [hit] = (await searchArticles({ store: only }, '灯塔', { offset: 0, limit: 1 })).hits;
    assert.match(hit?.snippet ?? '', /^前面的句子说别的事情。.*灯塔在海边亮着。.*。$/);
    assert.ok((hit?.snippet.length ?? 0) <= 120);
  });

  it('takes any text for a query, and its snippets are pieces of the body with whole characters', async () => {
    const word = fc.constantFrom(
      '大桥',
      '"',
      '-',
      'AND',
      'NEAR(',
      '*',
      '青石',
      'c++',
      ' ',
      ':',
      '^',
      '(',
      ')',
      '館',
      "'",
      '😀',
    );
    const query = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
    );
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        for (const { articleId, snippet, highlights } of await search(text)) {
          const body = articles.find(({ id }) => id === articleId)?.body ?? '';
          assert.ok(body.includes(snippet) && snippet.length <= 120 && snippet.isWellFormed());
          for (const { start, end } of highlights)
            assert.ok(0 <= start && start < end && end <= snippet.length);
        }
      }),
    );
  });

  it('makes whole snippets of texts full of surrogate pairs and marks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('😀', '👩‍🚀', 'é', '灯塔', '。', ' ', '\n', '𠀀', '!'), { maxLength: 150 }),
        async (pieces) => {
          const body = `${pieces.join('')}灯塔`;
          const only = createMemoryArticleIndex([buildArticle({ id: 'any', title: '海', body })]);
          const [hit] = (await searchArticles({ store: only }, '灯塔', { offset: 0, limit: 1 })).hits;
          assert.ok(
            hit && body.includes(hit.snippet) && hit.snippet.isWellFormed() && hit.snippet.length <= 120,
          );
          assert.ok(hit.highlights.length > 0);
        },
      ),
    );
  });
});
