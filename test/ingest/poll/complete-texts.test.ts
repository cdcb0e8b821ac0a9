import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { completeArticle } from '../../../src/core/articles/complete-article.ts';
import type { ArticleDraft } from '../../../src/core/model/article.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/create-fetcher.ts';
import { createDocumentFetcher } from '../../../src/ingest/fetch/fetch-document.ts';
import { createRobotsGate } from '../../../src/ingest/fetch/robots.ts';
import { createPageReader } from '../../../src/ingest/page/create-page-reader.ts';
import { createTextCompleter } from '../../../src/ingest/poll/complete-texts.ts';
import { createHostTurns } from '../../../src/ingest/poll/create-host-turns.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { type Answer, send, startWebServer, type WebServer } from '../../servers/web/start-web-server.ts';
import { writeArticlePage } from './article-page.ts';

const now = () => Date.UTC(2026, 10, 23, 4);
const html = { 'content-type': 'text/html; charset=utf-8' };
const TEASER = 'Bridge: the crossing opened on Friday after four years of work.';

describe('the texts of teasers', () => {
  let server: WebServer;
  let fetcher: Fetcher;
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  let answers: Record<string, Answer>;

  beforeEach(async () => {
    answers = {};
    server = await startWebServer(answers);
    fetcher = createFetcher({ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now });
    store = await createSqliteStore({ path: ':memory:', now });
  });
  afterEach(async () => {
    await Promise.all([fetcher.close(), server.close(), store.close()]);
  });

  function teaserOf(path: string, body = TEASER): ArticleDraft {
    return {
      ...{ givenId: `id-of${path}`, title: 'Bridge opens', body, publisher: 'Harbour Post' },
      ...{ url: `${server.origin}${path}`, publishedAt: null, hashtags: ['bridges'], truncated: false },
      paragraphs: [{ start: 0, end: body.length, kind: 'text' }],
      range: { start: 0, end: body.length },
    };
  }
  function complete(
    drafts: readonly ArticleDraft[],
    { fullText = true, timeout = 10_000 }: { fullText?: boolean; timeout?: number } = {},
  ) {
    const fetchDocument = createDocumentFetcher({
      fetcher,
      robots: createRobotsGate({ fetcher, name: 'jianbao', now }),
    });
    const completeTexts = createTextCompleter({
      ...{ fetchDocument, readPage: createPageReader({ now }), timeout },
      hosts: createHostTurns({ most: 8 }),
      findArticles: store.findArticles,
    });
    return completeTexts(
      { fullText },
      drafts.map((draft) => ({ draft, isTeaser: true })),
    );
  }
  const pagesAsked = () => server.requests.filter(({ path }) => path !== '/robots.txt').length;

  it('come from their pages; what the feed says of them stays', async () => {
    answers['/story'] = send(writeArticlePage('Bridge'), html);
    const [whole] = await complete([teaserOf('/story')]);
    assert.match(
      whole?.body ?? '',
      /^Bridge: the crossing opened[\s\S]*900 tonnes[\s\S]*closed for weeks\.$/,
    );
    const { givenId, title, publisher, url, hashtags } = whole ?? teaserOf('/');
    assert.deepEqual(
      [givenId, title, publisher, url, hashtags],
      ['id-of/story', 'Bridge opens', 'Harbour Post', `${server.origin}/story`, ['bridges']],
    );
  });

  it('stay as they are where the page can not be had, or is about something else', async () => {
    answers['/robots.txt'] = send('User-agent: *\nDisallow: /private\n');
    answers['/private'] = send(writeArticlePage('Bridge'), html);
    answers['/login'] = send(
      `<html><body><article>${'<p>Please subscribe now: readers get every issue, puzzles and a weekly letter.</p>'.repeat(9)}</article>`,
      html,
    );
    answers['/picture'] = send('\x89PNG', { 'content-type': 'image/png' });
    answers['/links'] = send('<html><body><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>', html);
    const teasers = ['/private', '/login', '/picture', '/links', '/missing'].map((path) => teaserOf(path));
    assert.deepEqual(await complete(teasers), teasers);
  });

  it('are not waited for without end', async () => {
    answers['/never'] = () => {};
    const teasers = [teaserOf('/never'), teaserOf('/after')];
    assert.deepEqual(await complete(teasers, { timeout: 100 }), teasers);
  });

  it('are asked of a host one at a time, twenty of a poll at most', async () => {
    let underWay = 0;
    let most = 0;
    const page = writeArticlePage('Bridge');
    const teasers = Array.from({ length: 25 }, (_, index) => teaserOf(`/${index}`));
    for (const index of teasers.keys())
      answers[`/${index}`] = (response) => {
        underWay += 1;
        most = Math.max(most, underWay);
        setImmediate(() => {
          underWay -= 1;
          response.writeHead(200, html).end(page);
        });
      };
    const found = await complete(teasers);
    assert.deepEqual([most, pagesAsked()], [1, 20]);
    assert.equal(found.filter(({ body }) => body === TEASER).length, 5);
  });

  it('are left to the feed where the owner wants that', async () => {
    answers['/story'] = send(writeArticlePage('Bridge'), html);
    const teasers = [teaserOf('/story')];
    assert.deepEqual(await complete(teasers, { fullText: false }), teasers);
    assert.equal(pagesAsked(), 0);
  });

  it('are not undone by a teaser that was edited', async () => {
    answers['/story'] = send(writeArticlePage('Bridge'), html);
    const takeIn = async (drafts: readonly ArticleDraft[]) => {
      const source = `${server.origin}/feed`;
      const seen = { source, firstSeenAt: new Date(now()).toISOString(), extractTerms: () => [] };
      const articles = drafts.map((draft) => completeArticle(draft, seen));
      return store.importArticles({ source, articles });
    };
    await takeIn(await complete([teaserOf('/story')]));
    const edited = teaserOf('/story', `${TEASER} The mayor came.`);
    assert.deepEqual(await complete([edited], { fullText: false }), []);
    delete answers['/story'];
    assert.deepEqual(await complete([edited]), []);
    // The page, where it can be had again, is a revision as any other.
    answers['/story'] = send(
      writeArticlePage('Bridge').replace(
        '</article>',
        '<p>On Sunday the mayor rode the first bus over the bridge.</p></article>',
      ),
      html,
    );
    const { revised } = await takeIn(await complete([edited]));
    assert.match(revised[0]?.article.body ?? '', /closed for weeks\.\n+On Sunday the mayor/);
  });
});
