import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { createMemorySources } from '../fakes/memory-sources.ts';
import { writeArticlePage } from '../ingest/poll/article-page.ts';
import { runProgram } from '../servers/program-process.ts';
import { send, startWebServer } from '../servers/web/start-web-server.ts';
import { runCommandLine } from './run-command-line.ts';

function runOver(sources: ReturnType<typeof createMemorySources>, ...words: string[]) {
  const services = createFakeServices(fakeArticles, { sources: async () => sources });
  return runCommandLine(['sources', ...words], { services });
}

describe('sources on the command line', () => {
  it('are listed, shown and changed', async () => {
    const sources = createMemorySources();
    assert.match((await runOver(sources, 'list')).stdout, /2ad7edbc · Harbour Post/);
    assert.equal((await runOver(sources, 'pause', '2ad')).code, 0);
    assert.equal(sources.kept.get('2ad7edbc')?.state, 'paused');
    const changed = await runOver(sources, 'change', '2ad', '--longest', '1h', '--json');
    assert.deepEqual(JSON.parse(changed.stdout).source.bounds, { shortest: null, longest: 3_600_000 });
    assert.match((await runOver(sources, 'show', '2ad')).stdout, /1 hour at most/);
    const off = await runOver(sources, 'change', '2ad', '--full-text', 'off', '--json');
    assert.equal(JSON.parse(off.stdout).source.fullText, false);
    await runOver(sources, 'change', '2ad', '--shortest', '15m');
    assert.deepEqual(sources.kept.get('2ad7edbc')?.bounds, { shortest: 900_000, longest: 3_600_000 });
    assert.equal((await runOver(sources, 'change', '2ad')).code, 2);
    assert.match(
      (await runOver(sources, 'change', '2ad', '--selector', 'h2 a')).stderr,
      /Only a page has links/,
    );
    assert.equal((await runOver(sources, 'change', '2ad', '--full-text', 'perhaps')).code, 2);
    assert.equal((await runOver(sources, 'remove', '2ad')).code, 0);
    assert.equal((await runOver(sources, 'show', '2ad')).code, 1);
  });

  it('are added with bounds, which must be such as there are', async () => {
    const sources = createMemorySources([]);
    const added = await runOver(sources, 'add', 'https://example.org/', '--shortest', '15m', '--json');
    assert.equal(added.code, 0);
    assert.deepEqual(JSON.parse(added.stdout).newest[0].title, 'Its newest');
    assert.equal((await runOver(sources, 'add', 'https://example.org/', '--shortest', 'often')).code, 2);
    const missing = await runOver(sources, 'add');
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /jianbao sources add \[options\] <address>/);
  });

  it('name a file that is no list of feeds', async () => {
    const { code, stderr } = await runOver(createMemorySources([]), 'import', '-');
    assert.equal(code, 1);
    assert.match(stderr, /neither OPML, a MonitoRSS export, nor a list/);
    assert.match(
      (await runOver(createMemorySources([]), 'import', '/nowhere')).stderr,
      /There is no \/nowhere/,
    );
  });
});

describe('the program', () => {
  function prepare(t: TestContext): {
    dataDirectory: string;
    run: (...words: string[]) => ReturnType<typeof runProgram>;
  } {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'jianbao-sources-'));
    t.after(() => rmSync(dataDirectory, { recursive: true, force: true }));
    const environment = { LANG: 'en_GB.UTF-8', FETCH_ALLOW: '127.0.0.1', FETCH_CONTACT: 'news@example.org' };
    return {
      dataDirectory,
      run: (...words) => runProgram('src/cli.ts', words, { dataDirectory, environment }),
    };
  }

  it('takes in what an address holds, saying who asks', async (t) => {
    const text =
      '市图书馆夜间开放\n\n市图书馆今天宣布，从下周起夜间开放到十点。读者可以免费使用自习室，共有120个座位。\n';
    const server = await startWebServer({
      '/news': send(text, { 'content-type': 'text/plain; charset=utf-8' }),
    });
    t.after(() => server.close());
    const { run } = prepare(t);
    const { code, stdout, stderr } = await run('ingest', `${server.origin}/news?key=secret`);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /1 article taken in[\s\S]*市图书馆夜间开放/);
    assert.match(
      server.requests.at(-1)?.headers['user-agent'] ?? '',
      /^jianbao\/\S+ \(\+news@example\.org\)$/,
    );
    const [, id = ''] = /• (\S+)/.exec(stdout) ?? [];
    const article = await run('article', id, '--json');
    assert.equal(JSON.parse(article.stdout).article.provenance.source, `${server.origin}/news?…`);
  });

  it('takes in the article of a page, also as a source that has no feed, once', async (t) => {
    const type = { 'content-type': 'text/html; charset=utf-8' };
    const server = await startWebServer({ '/story': send(writeArticlePage('Bridge opens'), type) });
    t.after(() => server.close());
    const { run } = prepare(t);
    const taken = await run('ingest', `${server.origin}/story`, '--json');
    const [article] = JSON.parse(taken.stdout).articles;
    assert.deepEqual([article.title, article.url], ['Bridge opens', `${server.origin}/story`]);
    const added = await run('sources', 'add', `${server.origin}/story`);
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stdout, /Taken in: Bridge opens\nThis is the page of one article/);
    assert.deepEqual(JSON.parse((await run('sources', 'list', '--json')).stdout).sources, []);
    assert.equal(JSON.parse((await run('latest', '--json')).stdout).stories.length, 1);
  });

  it('adds the feed of a page, and has its newest at once', async (t) => {
    const item = (number: number) =>
      `<item><title>Report ${number} of the harbour</title><link>http://127.0.0.1:9/${number}</link><pubDate>Mon, 23 Nov 2026 0${number}:00:00 GMT</pubDate><description>&lt;p&gt;The harbour took in ${number} new ships on Monday.&lt;/p&gt;</description></item>`;
    const server = await startWebServer({
      '/': send('<html><head><link rel=alternate type=application/rss+xml href=/feed></head>', {
        'content-type': 'text/html',
      }),
      '/feed': send(
        `<rss version="2.0"><channel><title>Harbour Post</title><language>en</language>${[3, 2, 1].map(item).join('')}</channel></rss>`,
        { 'content-type': 'application/rss+xml' },
      ),
    });
    t.after(() => server.close());
    const { run } = prepare(t);
    const added = await run('sources', 'add', server.origin);
    assert.equal(added.code, 0, added.stderr);
    assert.match(
      added.stdout,
      /Added: Harbour Post\n3 articles taken in\.\n\n• Report 3 of the harbour {2}23 Nov 2026/,
    );
    const latest = JSON.parse((await run('latest', '--json')).stdout);
    assert.deepEqual(
      latest.stories.map(({ headline }: { headline: string }) => headline),
      ['Report 3 of the harbour', 'Report 2 of the harbour', 'Report 1 of the harbour'],
    );
    assert.match((await run('sources', 'list')).stdout, /Harbour Post {2}read regularly/);
    assert.match((await run('status')).stdout, /Sources +1 source\n/);
  });

  it('asks routes of RSSHub of the instance that RSSHUB_URL names, and says when that refuses', async (t) => {
    const item =
      '<item><title>Harbour opens</title><description>The harbour opened on Monday.</description></item>';
    const server = await startWebServer({
      '/harbour/news': send(`<rss version="2.0"><channel><title>Harbour</title>${item}</channel></rss>`),
      '/harbour/limited': send('', {}, 429),
    });
    t.after(() => server.close());
    const { dataDirectory } = prepare(t);
    const run = (allowed: string, ...words: string[]) =>
      runProgram('src/cli.ts', words, {
        dataDirectory,
        environment: { LANG: 'en_GB.UTF-8', FETCH_ALLOW: allowed, RSSHUB_URL: server.origin },
      });
    const refused = await run('10.0.0.0/8', 'sources', 'add', 'rsshub://harbour/news');
    assert.match(
      refused.stderr,
      /private network[\s\S]*RSSHUB_URL leads into a private network: .*FETCH_ALLOW/,
    );
    const limited = await run('127.0.0.1', 'sources', 'add', 'rsshub://harbour/limited');
    assert.match(
      limited.stderr,
      /RSSHub instance refuses it, or wants fewer requests \(429\)[\s\S]*RSSHUB_URL names one/,
    );
    const added = await run('127.0.0.1', 'sources', 'add', 'https://rsshub.app/harbour/news', '--json');
    assert.equal(added.code, 0, added.stderr);
    const { source, taken } = JSON.parse(added.stdout);
    assert.deepEqual([source.url, source.title, taken], ['rsshub://harbour/news', 'Harbour', 1]);
  });

  it('reads a folder where it stands, and tells what it could not read', async (t) => {
    const { dataDirectory, run } = prepare(t);
    const folder = join(dataDirectory, 'press');
    mkdirSync(folder);
    const files = {
      'ferry.jsonl': JSON.stringify({ title: 'Ferry sails', text: 'The ferry sailed on Monday.' }),
      'bad.json': '{"title": "half',
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
      utimesSync(join(folder, name), 1_760_000_000, 1_760_000_000);
    }
    const added = await run('sources', 'add', folder);
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stdout, /Added: press\n1 article taken in\./);
    const shown = await run('sources', 'show', folder);
    assert.match(shown.stdout, /Address +\S+\/press\n/);
    assert.match(shown.stdout, /it is looked into every minute/);
    assert.match(shown.stdout, /Nothing of 1 file could be taken in:\n\n• bad\.json is malformed\./);
    const shownJson = JSON.parse((await run('sources', 'show', folder, '--json')).stdout);
    assert.deepEqual(shownJson.unread, [{ file: 'bad.json', reason: 'malformed' }]);
    const exported = await run('sources', 'export');
    assert.doesNotMatch(exported.stdout, /press/);
    assert.match(exported.stderr, /1 source that is a page or a folder is left out/);
    assert.equal((await run('sources', 'remove', folder)).code, 0);
    const away = await run('sources', 'add', join(folder, 'away'));
    assert.equal(away.code, 1);
    assert.match(away.stderr, /Not added: \S+ There is no such folder\./);
  });

  it('fetches nothing of this machine unless it is told to', async (t) => {
    const server = await startWebServer({ '/': send('inside') });
    t.after(() => server.close());
    const { dataDirectory } = prepare(t);
    const environment = { LANG: 'en_GB.UTF-8' };
    const { code, stderr } = await runProgram('src/cli.ts', ['ingest', server.origin], {
      dataDirectory,
      environment,
    });
    assert.equal(code, 1);
    assert.match(stderr, /private network.*FETCH_ALLOW/);
    assert.deepEqual(server.requests, []);
  });

  it('keeps the feeds of an OPML file and writes them again', async (t) => {
    const { dataDirectory, run } = prepare(t);
    const file = join(dataDirectory, 'feeds.opml');
    writeFileSync(
      file,
      '<opml version="2.0"><body><outline text="甲" xmlUrl="https://example.org/feed"/></body></opml>',
    );
    assert.match((await run('sources', 'import', file)).stdout, /1 added, 0 there already/);
    assert.match(
      (await run('sources', 'export')).stdout,
      /<outline text="甲"[^>]*xmlUrl="https:\/\/example\.org\/feed"/,
    );
    assert.match((await run('sources', 'list')).stdout, /甲 {2}read regularly/);
  });
});
