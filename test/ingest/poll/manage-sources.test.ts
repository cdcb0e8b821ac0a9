import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ArticleDraft } from '../../../src/core/model/article.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/create-fetcher.ts';
import { createDocumentFetcher } from '../../../src/ingest/fetch/fetch-document.ts';
import { createRobotsGate } from '../../../src/ingest/fetch/robots.ts';
import { createRouteFetcher } from '../../../src/ingest/fetch/route-fetcher.ts';
import { createPageReader } from '../../../src/ingest/page/create-page-reader.ts';
import { createHostTurns } from '../../../src/ingest/poll/create-host-turns.ts';
import { createSourceServices } from '../../../src/ingest/poll/manage-sources.ts';
import { createFolderPoll } from '../../../src/ingest/poll/poll-folder.ts';
import { type PagePolling, pollPage } from '../../../src/ingest/poll/poll-page.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import {
  type Answer,
  redirect,
  send,
  startWebServer,
  type WebServer,
} from '../../servers/web/start-web-server.ts';
import { writeArticlePage } from './article-page.ts';
import { readPlainFeed, writePlainFeed } from './plain-feed.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const html = { 'content-type': 'text/html; charset=utf-8' };
const none = { shortest: null, longest: null };
const FEED = writePlainFeed(
  Array.from({ length: 30 }, (_, index) => ({
    url: `https://example.org/${index}`,
    title: `Item ${index}`,
    publishedAt: new Date(NOW - (index + 1) * 3_600_000).toISOString(),
  })),
);

describe('the sources’ services', () => {
  let server: WebServer;
  let answers: Record<string, Answer>;
  let fetcher: Fetcher;
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  let services: ReturnType<typeof createSourceServices>;
  let taken: string[];
  let onTakeIn: (() => Promise<void>) | null;
  let due: number;
  let pages: () => PagePolling;

  beforeEach(async () => {
    answers = {};
    taken = [];
    onTakeIn = null;
    due = 0;
    server = await startWebServer(answers);
    const now = () => NOW;
    fetcher = createFetcher({ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now });
    store = await createSqliteStore({ path: ':memory:', now });
    let ids = 0;
    const takeIn = async (_source: string, drafts: readonly ArticleDraft[]) => {
      await onTakeIn?.();
      taken.push(...drafts.map(({ title }) => title));
      return drafts.length;
    };
    const fetchDocument = createDocumentFetcher({
      fetcher,
      robots: createRobotsGate({ fetcher, name: 'jianbao', now }),
    });
    const readPage = createPageReader({ now });
    const hosts = createHostTurns({ most: 8 });
    pages = () => ({ fetchDocument, readPage, hosts, sources: store.sources, takeIn, now });
    const rsshub = `${server.origin}/hub/?key=secret`;
    services = createSourceServices({
      ...{
        fetcher: createRouteFetcher(fetcher, rsshub),
        rsshub,
        readFeed: readPlainFeed,
        sources: store.sources,
        now,
        random: () => 0.5,
      },
      takeIn,
      takeInOne: async (_source, { title }) => {
        taken.push(title);
        return 'the-id';
      },
      ...{ readPage, hosts, fetchDocument },
      folders: createFolderPoll({
        ...{ sources: store.sources, now },
        async takeInFile(path) {
          taken.push(path);
          return { kind: 'taken', articles: 2 };
        },
      }),
      completeTexts: async (_source, items) => items.map(({ draft }) => draft),
      onDue: () => {
        due += 1;
      },
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
    });
  });
  afterEach(async () => {
    await Promise.all([fetcher.close(), server.close(), store.close()]);
  });
  const add = (path: string) => services.add(`${server.origin}${path}`, { by: 'test', bounds: none });

  it('add a feed with its newest items, and say what was found', async () => {
    answers['/feed'] = send(FEED, { etag: '"1"' });
    const added = await add('/feed');
    assert.ok(added.kind === 'added');
    assert.deepEqual(
      added.newest.map(({ title }) => title),
      ['Item 0', 'Item 1', 'Item 2'],
    );
    assert.deepEqual([added.taken, taken.length, added.others], [20, 20, []]);
    const source = await services.find('id1');
    assert.ok(typeof source === 'object');
    assert.deepEqual(source, added.source);
    assert.deepEqual([source.title, source.etag, source.addedBy], ['The feed', '"1"', 'test']);
    assert.ok((source.nextAt ?? 0) > NOW);
    assert.equal(due, 1);
  });

  it('leave a new feed to its first reading, which the running bot does not do as well', async () => {
    answers['/feed'] = send(FEED);
    onTakeIn = async () => {
      assert.deepEqual(await store.sources.claimDue({ now: NOW, until: NOW + 1, limit: 10 }), []);
      onTakeIn = null;
    };
    assert.equal((await add('/feed')).kind, 'added');
    assert.equal(onTakeIn, null);
  });

  it('add the feed that a page names, not that of its comments, and tell of the others', async () => {
    answers['/'] = send(
      `<!doctype html><html><head><base href="/sub/">
       <link rel="alternate" type="application/rss+xml" title="Comments" href="comments.xml">
       <link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="de" href="/de">
       <LINK REL="Alternate" TYPE="application/atom+xml" HREF="news.xml">
       <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head>`,
      html,
    );
    answers['/sub/news.xml'] = send(FEED);
    const added = await add('/');
    assert.ok(added.kind === 'added');
    assert.equal(added.source.url, `${server.origin}/sub/news.xml`);
    assert.deepEqual(added.others, [{ url: `${server.origin}/sub/comments.xml`, title: 'Comments' }]);
    assert.equal((await add('/')).kind, 'known');
    assert.equal((await add('/sub/news.xml')).kind, 'known');
  });

  it('add a feed under the address that it has moved to for good', async () => {
    answers['/old'] = redirect('/feed', 301);
    answers['/feed'] = send(FEED);
    const added = await add('/old');
    assert.ok(added.kind === 'added');
    assert.equal(added.source.url, `${server.origin}/feed`);
    assert.equal((await add('/old')).kind, 'known');
    assert.equal((await add('/feed')).kind, 'known');
  });

  it('keep a route of RSSHub by its name, and ask the instance that is configured', async () => {
    answers['/hub/zhihu/daily?limit=5&key=secret'] = redirect('/hub/elsewhere?key=secret', 301);
    answers['/hub/elsewhere?key=secret'] = send(FEED);
    const added = await services.add('https://rsshub.app/zhihu/daily?limit=5', { by: 'test', bounds: none });
    assert.ok(added.kind === 'added');
    assert.equal(added.source.url, 'rsshub://zhihu/daily?limit=5');
    assert.equal(added.taken, 20);
    for (const spelling of [
      'rsshub://zhihu/daily?limit=5',
      `${server.origin}/hub/zhihu/daily?limit=5&key=secret`,
    ]) {
      assert.equal((await services.add(spelling, { by: 'test', bounds: none })).kind, 'known', spelling);
      assert.deepEqual(await services.find(spelling), added.source);
    }
  });

  it('say that it is RSSHub which refuses a route', async () => {
    answers['/hub/bilibili/2?key=secret'] = send('busy', { 'retry-after': '60' }, 503);
    const failed = await services.add('rsshub://bilibili/2', { by: 'test', bounds: none });
    assert.ok(failed.kind === 'failed');
    const { status, through, retryAt } = failed.problem;
    assert.deepEqual([status, through, retryAt], [503, 'rsshub', NOW + 60_000]);
  });

  it('import routes of RSSHub, and export them as every reader knows them', async () => {
    const list =
      'rsshub://zhihu/daily\nhttps://rsshub.app/zhihu/daily\nhttps://rsshub.app/36kr/newsflashes\n';
    assert.deepEqual(await services.importOpml(new TextEncoder().encode(list), { by: 'test' }), {
      ...{ added: 2, known: 1, refused: [] },
    });
    const { opml } = await services.exportOpml();
    assert.match(opml, /xmlUrl="https:\/\/rsshub\.app\/zhihu\/daily"/);
    const again = await services.importOpml(new TextEncoder().encode(opml), { by: 'test' });
    assert.deepEqual(again, { added: 0, known: 2, refused: [] });
  });

  it('add a folder for whoever runs the program, once, and leave it out of OPML', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'jianbao-news-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const old = (NOW - 60_000) / 1000;
    for (const name of ['a.txt', 'b.txt']) {
      writeFileSync(join(folder, name), name);
      utimesSync(join(folder, name), old, old);
    }
    const options = { by: 'test', bounds: none };
    assert.deepEqual(await services.add(folder, options), { kind: 'folder-refused' });
    assert.deepEqual(await services.add('/nowhere', options), { kind: 'folder-refused' });
    const added = await services.add(folder, { ...options, takesFolders: true });
    assert.ok(added.kind === 'added');
    assert.deepEqual([added.source.kind, added.taken, added.waiting], ['folder', 4, 0]);
    assert.equal(added.source.title, basename(folder));
    assert.deepEqual(taken, [join(folder, 'a.txt'), join(folder, 'b.txt')]);
    assert.equal(added.source.nextAt, NOW + 60_000);
    for (const spelling of [`${folder}/`, added.source.url]) {
      assert.equal((await services.add(spelling, { ...options, takesFolders: true })).kind, 'known');
      assert.deepEqual(await services.find(spelling), added.source);
    }
    assert.equal((await services.exportOpml()).leftOut, 1);
    assert.equal(await services.find('file:///%E0%A4%A'), 'not-found');
    const missing = await services.add(join(folder, 'c'), { ...options, takesFolders: true });
    assert.ok(missing.kind === 'failed');
    assert.equal(missing.problem.kind, 'no-folder');
  });

  it('take in the article of a page that names no feed, and keep no source', async () => {
    answers['/story'] = send(writeArticlePage('Bridge opens'), html);
    assert.deepEqual(await add('/story'), { kind: 'article', id: 'the-id', title: 'Bridge opens' });
    assert.deepEqual(taken, ['Bridge opens']);
    assert.deepEqual(await services.list({ offset: 0, limit: 9 }), []);
  });

  it('add a page without a feed, whose new links are followed from then on', async () => {
    const front = (numbers: readonly number[]) =>
      send(
        `<html><body>${numbers.map((number) => `<h2><a href="/news/2026-11-${number}-bridge">The bridge on day ${number}</a></h2>`).join('')}`,
        html,
      );
    for (const number of [10, 11, 12, 13, 14])
      answers[`/news/2026-11-${number}-bridge`] = send(writeArticlePage(`Day ${number}`), html);
    answers['/front'] = front([12, 11, 10]);
    const added = await add('/front');
    assert.ok(added.kind === 'added');
    assert.deepEqual([added.source.kind, added.taken], ['page', 3]);
    assert.deepEqual(
      added.newest.map(({ title }) => title),
      ['The bridge on day 12', 'The bridge on day 11', 'The bridge on day 10'],
    );
    assert.deepEqual(taken, ['Day 12', 'Day 11', 'Day 10']);
    assert.equal((await add('/front')).kind, 'known');

    // What is away for a moment is asked for again, what is not there is not.
    answers['/front'] = front([15, 14, 13, 12, 11, 10]);
    const there = answers['/news/2026-11-14-bridge'];
    assert.ok(there !== undefined);
    answers['/news/2026-11-14-bridge'] = send('', {}, 503);
    const poll = async () => {
      const source = await store.sources.find('id1');
      assert.ok(source !== null);
      taken = [];
      const before = server.requests.length;
      await pollPage(pages(), source);
      const asked = server.requests.slice(before).map(({ path }) => path);
      return [taken, asked.filter((path) => path.startsWith('/news/')).length];
    };
    assert.deepEqual(await poll(), [['Day 13'], 3]);
    answers['/news/2026-11-14-bridge'] = there;
    assert.deepEqual(await poll(), [['Day 14'], 1]);
    assert.deepEqual(await poll(), [[], 0]);
  });

  it('add a page by the selector of its links, which must be one', async () => {
    answers['/front'] = send('<html><body><a href=/x>X</a><main><a href=/story>S</a></main>', html);
    answers['/story'] = send(writeArticlePage('Story'), html);
    const address = `${server.origin}/front`;
    const by = { by: 'test', bounds: none };
    assert.equal((await services.add(address, { ...by, selector: 'main[' })).kind, 'bad-selector');
    assert.equal((await services.add(address, { ...by, selector: 'h1 a' })).kind, 'no-feed');
    const added = await services.add(address, { ...by, selector: 'main a' });
    assert.ok(added.kind === 'added');
    assert.deepEqual([added.source.selector, taken], ['main a', ['Story']]);
    assert.deepEqual(await store.sources.find('id1'), added.source);
  });

  it('take in the article of an address alone, in the page’s encoding', async () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><title>'),
      // 大桥通车, in GBK, which only the header declares.
      Buffer.from('b4f3c7c5cda8b3b5', 'hex'),
      Buffer.from(
        `</title></head><body><article>${'<p>Lorem ipsum dolor sit amet, consectetur elit, sed do eiusmod tempor.</p>'.repeat(8)}</article>`,
      ),
    ]);
    answers['/story'] = send(page, { 'content-type': 'text/html; charset=gbk' });
    const taking = await services.takeInArticle(`${server.origin}/story`, {});
    assert.deepEqual(taking, { kind: 'taken', id: 'the-id', title: '大桥通车' });
  });

  it('say what else stands at an address that is no article’s', async () => {
    answers['/robots.txt'] = send('User-agent: *\nDisallow: /private\n');
    answers['/private'] = send(writeArticlePage('Secret'), html);
    answers['/links'] = send('<html><body><ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>', html);
    answers['/feed'] = send(FEED);
    const kindOf = async (path: string) => {
      const taking = await services.takeInArticle(`${server.origin}${path}`, {});
      return taking.kind === 'failed' ? taking.problem.kind : taking.kind;
    };
    assert.equal(await kindOf('/private'), 'robots');
    assert.equal(await kindOf('/links'), 'no-article');
    assert.equal(await kindOf('/feed'), 'no-page');
    assert.equal(await kindOf('/missing'), 'status');
    const inside = await services.takeInArticle('http://[::ffff:10.0.0.1]/', {});
    assert.equal(inside.kind === 'failed' && inside.problem.kind, 'refused-address');
    assert.deepEqual(taken, []);
  });

  it('say what is wrong and add nothing', async () => {
    answers['/page'] = send('<html><head></head>', html);
    answers['/nothing'] = send('no feed at all');
    assert.equal((await add('/page')).kind, 'no-feed');
    for (const [path, kind] of [
      ['/nothing', 'unreadable'],
      ['/missing', 'status'],
    ] as const) {
      const failed = await add(path);
      assert.equal(failed.kind === 'failed' && failed.problem.kind, kind);
    }
    const inside = await services.add('http://192.168.0.1/', { by: 'test', bounds: none });
    assert.equal(inside.kind === 'failed' && inside.problem.kind, 'refused-address');
    assert.deepEqual(await services.list({ offset: 0, limit: 9 }), []);
  });

  it('keep to robots.txt for pages and not for feeds', async () => {
    answers['/robots.txt'] = send('User-agent: *\nDisallow: /private\n');
    answers['/private/page'] = send('<html><link rel=alternate type=application/rss+xml href=/feed>', html);
    answers['/private/feed'] = send(FEED);
    const page = await add('/private/page');
    assert.equal(page.kind === 'failed' && page.problem.kind, 'robots');
    assert.equal((await add('/private/feed')).kind, 'added');
    assert.equal(server.requests.filter(({ path }) => path === '/robots.txt').length, 1);
  });

  it('find one by its title where no other has it', async () => {
    answers['/feed'] = send(FEED);
    answers['/other'] = send(FEED);
    await add('/feed');
    const title = (await store.sources.find('id1'))?.title ?? '';
    const found = await services.find(` ${title.toUpperCase()} `);
    assert.equal(typeof found === 'object' && found.id, 'id1');
    assert.equal(await services.find(title.slice(1)), 'not-found');
    await add('/other');
    assert.equal(await services.find(title), 'ambiguous');
  });

  it('find one by the beginning of its id or its address, and change it', async () => {
    answers['/feed'] = send(FEED);
    answers['/other'] = send(FEED);
    await add('/feed');
    await add('/other');
    assert.equal(await services.find('id'), 'ambiguous');
    assert.equal(await services.find('x'), 'not-found');
    const found = await services.find(`${server.origin}/other`);
    assert.equal(typeof found === 'object' && found.id, 'id2');
    const stateOf = async () => {
      const source = await store.sources.find('id2');
      return [source?.state, source?.nextAt];
    };
    await services.pause('id2');
    assert.deepEqual(await stateOf(), ['paused', null]);
    due = 0;
    await services.resume('id2');
    assert.equal(due, 1);
    assert.deepEqual(await stateOf(), ['active', NOW]);
    await services.remove('id2');
    assert.equal(await store.sources.find('id2'), null);
    await services.changeBounds('id1', { shortest: null, longest: 60_000 });
    assert.equal((await store.sources.find('id1'))?.nextAt, NOW + 60_000);
    await services.changeBounds('id1', { shortest: 7_200_000, longest: null });
    assert.equal((await store.sources.find('id1'))?.nextAt, NOW + 7_200_000);
  });

  it('give back as OPML what they took from OPML', async () => {
    const opml = `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
      <outline text="新闻"><outline text="甲 &amp; 乙" xmlUrl="https://a.example.org/feed?x=1&amp;y=2" type="rss"/>
      <outline text="Again" xmlUrl="https://a.example.org/feed?x=1&amp;y=2"/></outline>
      <outline title="B" xmlUrl="http://b.example.org/"/><outline text="bad" xmlUrl="file:///etc/passwd"/>
      </body></opml>`;
    const imported = await services.importOpml(Buffer.from(opml), { by: 'test' });
    assert.deepEqual([imported?.added, imported?.known], [2, 0]);
    assert.deepEqual(
      imported?.refused.map(({ address, problem }) => [address, problem.kind]),
      [['file:///etc/passwd', 'bad-address']],
    );
    const { opml: exported } = await services.exportOpml();
    const again = await services.importOpml(Buffer.from(exported), { by: 'test' });
    assert.deepEqual([again?.added, again?.known], [0, 2]);
    const titles = (await services.list({ offset: 0, limit: 9 })).map(({ title }) => title);
    assert.deepEqual(titles, ['甲 & 乙', 'B']);
    assert.match(exported, /甲 &amp; 乙/);
    assert.deepEqual(server.requests, []);
  });

  it('take what MonitoRSS exports, each address once', async () => {
    const feed = { title: 'Harbour Post', url: 'https://a.example.org/feed' };
    const lines = [feed, feed, { title: 'bad', url: 'file:///etc/passwd' }].map((each) =>
      JSON.stringify(each),
    );
    const imported = await services.importOpml(Buffer.from(lines.join('\n')), { by: 'test' });
    assert.deepEqual([imported?.added, imported?.known, imported?.refused.length], [1, 0, 1]);
    assert.equal((await services.list({ offset: 0, limit: 9 }))[0]?.title, 'Harbour Post');
  });

  it('take a list of addresses too, and nothing that is neither', async () => {
    const text = '# mine\nhttps://a.example.org/feed\n\nhttps://b.example.org/feed\n';
    assert.equal((await services.importOpml(Buffer.from(text), { by: 'test' }))?.added, 2);
    for (const other of ['', 'hello', '<opml', '{"feeds":[]}'])
      assert.equal((await services.importOpml(Buffer.from(other), { by: 'test' }))?.added ?? null, null);
  });
});
