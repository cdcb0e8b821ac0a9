import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Article } from '../../src/core/model/article.ts';
import { buildArticle } from '../build-article.ts';
import { createWritingModel, honest } from '../servers/openai/write-answers.ts';
import { openNewsroom } from './open-newsroom.ts';

const article = (id: string, title: string, body: string, overrides: Partial<Article> = {}): Article =>
  buildArticle({ id, title, body, publishedAt: '2026-11-22T02:00:00Z', ...overrides });
const articles = [
  article('quake', 'Quake shakes Linwick', 'An earthquake shook Linwick on Sunday. Nobody was hurt.', {
    language: 'en',
  }),
  article('bridge', '青石大桥通车', '青石大桥周日通车，全长1268米。'),
  article('old-quake', 'Earthquake in Tarn', 'The earthquake in Tarn broke two roads.', {
    ...{ language: 'en', publishedAt: '2026-10-01T02:00:00Z' },
  }),
  ...['税务局公布新政策', '白菜价格下降', '演唱会门票售罄', '博物馆展出古画', '小麦丰收', '列车时刻调整'].map(
    (title, at) => article(`other-${at}`, title, `${title}，市民反应热烈，记者从现场发来报道。`),
  ),
];
const reader = {
  language: 'zh-Hans' as const,
  zone: 'Asia/Shanghai',
  asker: { chat: null, person: null },
};
const page = { offset: 0, limit: 10 };

let room: Awaited<ReturnType<typeof openNewsroom>>;
const open = async (options: Parameters<typeof openNewsroom>[0] = {}) => {
  room = await openNewsroom({ articles, embeds: true, ...options });
  room.behave(createWritingModel(honest));
  return room.newsroom;
};
afterEach(() => room.close());
const searched = async (newsroom: typeof room.newsroom, query: string) =>
  (await newsroom.search(query, page)).hits.map(({ articleId }) => articleId);

describe('a search with embeddings', () => {
  it('finds articles of another language that mean it, after those that say it', async () => {
    const newsroom = await open();
    assert.deepEqual((await searched(newsroom, '地震')).toSorted(), ['old-quake', 'quake']);
    assert.deepEqual(await searched(newsroom, '大桥'), ['bridge']);
    assert.deepEqual(await searched(newsroom, 'bridge'), ['bridge']);
    const [hit] = (await newsroom.search('地震', page)).hits;
    assert.ok(hit && hit.score > 0 && hit.score <= 1.001);
    assert.ok(hit.snippet.length > 0);
    assert.deepEqual(hit.highlights, []);
  });

  it('keeps to phrases and to words that no result may have', async () => {
    const newsroom = await open();
    assert.deepEqual(await searched(newsroom, '地震 -Tarn'), ['quake']);
    assert.deepEqual(await searched(newsroom, '"地震"'), []);
  });

  it('asks for the vector of a query once, whatever page is turned to', async () => {
    const newsroom = await open();
    const before = room.embeddings.requests.length;
    await newsroom.search('地震', page);
    await newsroom.search('地震', { offset: 1, limit: 10 });
    assert.equal(room.embeddings.requests.length, before + 1);
  });

  it('is served by words alone where the service is down', async () => {
    const newsroom = await open();
    room.embeddings.behave = () => ({ kind: 'error', status: 401 });
    assert.deepEqual(await searched(newsroom, '大桥'), ['bridge']);
    assert.deepEqual(await searched(newsroom, '地震'), []);
  });

  it('is served by words alone where the vectors are another model’s', async () => {
    const newsroom = await open();
    const { embed } = room.embeddings;
    room.embeddings.embed = (text) => [...embed(text), 1];
    assert.deepEqual(await searched(newsroom, '地震'), []);
    assert.deepEqual(await searched(newsroom, '大桥'), ['bridge']);
  });
});

describe('a question with embeddings', () => {
  it('is answered by the model from an article of another language, cited to the character', async () => {
    const newsroom = await open();
    const answer = await newsroom.ask('地震造成伤亡了吗？', { reader: { ...reader, language: 'en' } });
    assert.equal(answer.answered, true);
    assert.equal(answer.generator, 'openai:test-model');
    const bodies = new Map(articles.map(({ id, body }) => [id, body]));
    const cited = answer.sentences.flatMap(({ citations }) => citations);
    assert.ok(cited.length > 0);
    for (const { articleId, start, end, quote } of cited) {
      assert.ok(['quake', 'old-quake'].includes(articleId));
      assert.equal(bodies.get(articleId)?.slice(start, end), quote);
    }
    assert.ok(answer.articles.some(({ id }) => id === 'quake'));
  });

  it('is answered from a later part of a long article, which its beginning tells nothing of', async () => {
    const filler = 'People waited for hours and talked about the weather. ';
    const deep = 'An earthquake had shaken the valley, and 41 houses fell.';
    const body = `${filler.repeat(120)}${deep} ${filler.repeat(20)}`;
    const newsroom = await open({
      articles: [...articles, article('deep', 'A day in Harrow', body, { language: 'en' })],
    });
    assert.ok((await searched(newsroom, '地震')).includes('deep'));
    await newsroom.ask('地震造成伤亡了吗？', { reader: { ...reader, language: 'en' } });
    const [asked] = room.requests.filter(({ task }) => task === 'answer');
    assert.match(asked?.input ?? '', /An earthquake had shaken the valley/);
  });

  it('gives the model those of the time that is asked about alone', async () => {
    const newsroom = await open();
    await newsroom.ask('昨天哪里地震？', { reader });
    const [asked] = room.requests.filter(({ task }) => task === 'answer');
    assert.match(asked?.input ?? '', /Linwick/);
    assert.doesNotMatch(asked?.input ?? '', /Tarn/);
  });

  it('is not answered in the articles’ own sentences from what only means something near', async () => {
    const newsroom = await open({ writes: false });
    const plain = await openNewsroom({ articles, writes: false });
    for (const question of [
      '地震造成伤亡了吗？',
      '青石大桥全长多少米？',
      'football winner?',
      '列车时刻何时调整？',
    ]) {
      const { articles: listed, ...answer } = await newsroom.ask(question, { reader });
      const { articles: _, ...without } = await plain.newsroom.ask(question, { reader });
      assert.deepEqual(answer, without);
      if (question.includes('地震')) assert.ok(listed.some(({ id }) => id === 'quake'));
    }
    await plain.close();
  });

  it('is refused where the model does not answer from what is near, and where it is down', async () => {
    const newsroom = await open();
    room.behave(({ task }) =>
      task === 'answer'
        ? { kind: 'text', text: JSON.stringify({ answered: false, sentences: [] }) }
        : { kind: 'refusal' },
    );
    assert.equal((await newsroom.ask('地震造成伤亡了吗？', { reader })).answered, false);
    room.behave(() => ({ kind: 'error', status: 401 }));
    assert.equal((await newsroom.ask('地震造成伤亡了吗？', { reader })).answered, false);
  });

  it('costs no request to the model where nothing is near', async () => {
    const newsroom = await open();
    room.embeddings.behave = () => ({ kind: 'error', status: 401 });
    assert.equal((await newsroom.ask('地震造成伤亡了吗？', { reader })).answered, false);
    assert.equal(room.requests.length, 0);
  });

  it('is answered from words alone when its vector does not come in time', async () => {
    const newsroom = await open({ writes: false });
    room.embeddings.behave = () => ({ kind: 'silence' });
    const started = performance.now();
    assert.equal((await newsroom.ask('青石大桥全长多少米？', { reader })).answered, true);
    assert.ok(performance.now() - started < 5000);
  });
});
