import assert from 'node:assert/strict';
import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Article } from '../../src/core/model/article.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { type IngestDependencies, ingestPaths } from '../../src/ingest/ingest-paths.ts';

const PROSE = '市图书馆昨日宣布，自本月起开放时间延长至晚上十点，周末不变。';

/** Keeps what one import gave only when its iterable ended without an error, as a store must. */
function createMemoryStore(onArticle: (article: Article) => Promise<void> = async () => {}) {
  const stored: Article[] = [];
  const store: Pick<Store, 'importArticles'> = {
    async importArticles({ articles }) {
      const batch: Article[] = [];
      for await (const article of articles) {
        batch.push(article);
        await onArticle(article);
      }
      stored.push(...batch);
      return { stored: batch, revised: [], duplicates: [], rejected: [] };
    },
  };
  return { store, stored };
}

const toArticle: IngestDependencies['toArticle'] = ({ givenId, range, ...written }, source, firstSeenAt) => ({
  ...written,
  id: givenId ?? written.title,
  firstSeenAt,
  language: 'zh-Hans',
  section: 'other',
  terms: [],
  contentHash: written.title,
  provenance: { source, ...range },
});

describe('ingestPaths', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jianbao-ingest-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const put = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
    return path;
  };
  const run = async (paths: string[], more: Partial<IngestDependencies> = {}) => {
    const { store, stored } = createMemoryStore();
    const result = await ingestPaths({ store, now: () => 0, toArticle, ...more }, paths);
    return { result, stored };
  };

  it('takes in a folder in order, by what each file is, and passes over hidden files and loops', async () => {
    await put('all/a.txt', `【甲】${PROSE}`);
    await put('all/b.md', '# 乙\n\n正文。\n');
    await put('all/c.jsonl', '{"id":"c1","title":"丙","text":"正文。"}\nnot json\n');
    await put('all/d.json', '[{"title":"丁","text":"正文。"}]');
    await put('all/e.html', '<!doctype html><p>x');
    await put('all/.hidden.txt', `【戊】${PROSE}`);
    await put('all/deep/f.txt', `【己】${PROSE}`);
    await symlink(join(folder, 'all'), join(folder, 'all/deep/loop'));
    const { result, stored } = await run([join(folder, 'all')]);
    assert.deepEqual(
      result.articles.map((article) => article.title),
      ['甲', '乙', '丙', '丁', '己'],
    );
    assert.equal(stored.length, 5);
    assert.deepEqual(
      result.skipped.map((entry) => entry.reason),
      ['malformed', 'chrome'],
    );
    assert.deepEqual(result.failures, []);
    assert.equal(stored[0]?.provenance.source, join(folder, 'all/a.txt'));
  });

  it('says what is wrong with a source and what to do, and takes in the others', async () => {
    const good = await put('good.txt', `【甲】${PROSE}`);
    const { result } = await run([
      join(folder, 'nowhere.txt'),
      await put('empty.txt', ''),
      await put('picture.txt', Buffer.from('89504e470d0a1a0a00', 'hex')),
      await put('page.html', '<html>'),
      await put('feeds.opml', '<opml version="2.0"><body></body></opml>'),
      await put('map.xml', '<?xml version="1.0"?><urlset></urlset>'),
      good,
    ]);
    assert.deepEqual(
      result.failures.map((failure) => failure.code),
      ['missing', 'empty', 'binary', 'no-article', 'unsupported', 'unsupported'],
    );
    assert.match(result.failures[4]?.message ?? '', /list of feeds/);
    for (const failure of result.failures) assert.notEqual(failure.remedy, '');
    assert.equal(result.articles.length, 1);
  });

  it('takes in feeds by their names, and by their content from standard input', async () => {
    const rss = (title: string) =>
      `<?xml version="1.0"?><rss version="2.0"><channel><title>报</title><item><title>${title}</title><description>${PROSE}</description></item></channel></rss>`;
    const json =
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"丙","content_text":"正文。"}]}';
    const gbk = Buffer.concat([
      Buffer.from('<rss><channel><item><title>'),
      Buffer.from('cad0cdbccae9b9ddd7f2ccecd0fbb2bc', 'hex'),
      Buffer.from('</title></item></channel></rss>'),
    ]);
    const { stored } = await run([
      await put('feed.xml', rss('甲')),
      await put(
        'feed.atom',
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>乙</title></entry></feed>',
      ),
      await put('feed.json', json),
      await put('gbk.rss', gbk),
    ]);
    assert.deepEqual(
      stored.map(({ title }) => title),
      ['甲', '乙', '丙', '市图书馆昨天宣布'],
    );
    for (const text of [rss('丁'), json]) {
      const stream = async function* () {
        yield Buffer.from(text);
      };
      assert.equal((await run(['-'], { stdin: stream() })).stored.length, 1);
    }
  });

  it('parses a large feed in a thread of its own', async () => {
    const items = Array.from(
      { length: 800 },
      (_, at) => `<item><title>第${at}条</title><description>${PROSE}</description></item>`,
    );
    const path = await put('large.xml', `<rss><channel>${items.join('')}</channel></rss>`);
    const { result } = await run([path]);
    assert.equal(result.articles.length, 800);
  });

  it('says so where it may not read a file', async (t) => {
    if (process.getuid?.() === 0) return t.skip('root may read everything');
    const path = await put('secret.txt', PROSE);
    await chmod(path, 0);
    assert.equal((await run([path])).result.failures[0]?.code, 'no-permission');
  });

  it('takes in nothing of a file that changes while it is read', async () => {
    const lines = Array.from({ length: 4000 }, (_, at) =>
      JSON.stringify({ title: `${at}`, text: PROSE.repeat(4) }),
    );
    const path = await put('growing.jsonl', `${lines.join('\n')}\n`);
    let isWritten = false;
    const { store, stored } = createMemoryStore(async () => {
      if (!isWritten) await appendFile(path, '{"title":"x","text":"y"}\n');
      isWritten = true;
    });
    const result = await ingestPaths({ store, now: () => 0, toArticle }, [path]);
    assert.deepEqual([result.failures[0]?.code, stored.length, result.articles.length], ['changed', 0, 0]);
  });

  it('refuses a text of more than 64 MiB and says to split it', async () => {
    const path = await put('huge.txt', Buffer.alloc(64 * 1024 * 1024 + 1, '字。\n'));
    const { result } = await run([path]);
    assert.equal(result.failures[0]?.code, 'too-large');
    assert.match(result.failures[0]?.remedy ?? '', /[Ss]plit/);
  });

  it('skips a line that is too long and goes on', async () => {
    const long = JSON.stringify({ title: '长', text: 'x'.repeat(9 * 1024 * 1024) });
    const path = await put(
      'long.jsonl',
      `{"title":"甲","text":"一。"}\r\n${long}\n{"title":"乙","text":"二。"}`,
    );
    const { result, stored } = await run([path]);
    assert.deepEqual(
      stored.map((article) => article.title),
      ['甲', '乙'],
    );
    assert.equal(result.skipped[0]?.reason, 'too-large');
    assert.match(result.skipped[0]?.detail ?? '', /Line 2/);
  });

  it('parses a large dump in a thread of its own, to the same articles', async () => {
    const count = 20_000;
    const path = await put(
      'large.txt',
      Array.from({ length: count }, (_, at) => `【第${at}篇】${PROSE}`).join('\n\n'),
    );
    const { result } = await run([path]);
    assert.equal(result.articles.length, count);
    assert.equal(result.articles.at(-1)?.title, `第${count - 1}篇`);
  });

  it('tells what standard input holds by its content', async () => {
    const stream = async function* (text: string) {
      yield Buffer.from(text);
    };
    const lines = await run(['-'], {
      stdin: stream('{"id":"x","title":"甲","text":"正文。"}\n{"title":"乙","text":"正文。"}\n'),
    });
    assert.deepEqual(
      lines.stored.map((article) => article.id),
      ['x', '乙'],
    );
    const dump = await run(['-'], { stdin: stream(`【丙】${PROSE}`) });
    assert.deepEqual(
      dump.stored.map((article) => article.title),
      ['丙'],
    );
    const page = await run(['-'], {
      stdin: stream(
        `<!doctype html><title>丁今天开放</title><h1>丁今天开放</h1><p>${'开放时间延长到晚上十点，周末不休息。'.repeat(8)}</p>`,
      ),
    });
    assert.deepEqual(
      page.stored.map((article) => article.title),
      ['丁今天开放'],
    );
  });

  it('reads a large page in a thread of its own, and says why it took nothing of one without an article', async () => {
    const paragraph = `<p>${'开放时间延长到晚上十点，周末不休息。'.repeat(8)}</p>`;
    const menu = '<li><a href="/a">另一条新闻的标题</a></li>'.repeat(2000);
    const { result, stored } = await run([
      await put('long.html', `<!doctype html><title>戊今天开放</title>${paragraph.repeat(400)}`),
      await put('menu.html', `<!doctype html><title>首页</title><ul>${menu}</ul>`),
    ]);
    assert.deepEqual(
      stored.map(({ title, paragraphs }) => [title, paragraphs.length]),
      [['戊今天开放', 400]],
    );
    assert.deepEqual(
      result.failures.map(({ code, message }) => [code, /only links/.test(message)]),
      [['no-article', true]],
    );
  });

  it('tells its progress up to the whole of the file', async () => {
    const path = await put('progress.txt', `【甲】${PROSE}`);
    const seen: [number, number | null][] = [];
    const { store } = createMemoryStore();
    const onProgress = ({ done, total }: { done: number; total: number | null }) =>
      void seen.push([done, total]);
    await ingestPaths({ store, now: () => 0, toArticle }, [path], { onProgress });
    const size = Buffer.byteLength(`【甲】${PROSE}`);
    assert.deepEqual(seen.at(-1), [size, size]);
  });

  it('stops at a signal and stores nothing of the file at hand', async () => {
    const path = await put('stopped.jsonl', '{"title":"甲","text":"一。"}\n{"title":"乙","text":"二。"}\n');
    const stop = new AbortController();
    const { store, stored } = createMemoryStore(async () => stop.abort());
    await assert.rejects(ingestPaths({ store, now: () => 0, toArticle }, [path], { signal: stop.signal }), {
      name: 'AbortError',
    });
    assert.equal(stored.length, 0);
  });

  it('lets what the store throws through', async () => {
    const path = await put('stored.txt', `【甲】${PROSE}`);
    const store: Pick<Store, 'importArticles'> = {
      importArticles: () => Promise.reject(new Error('the disk is full')),
    };
    await assert.rejects(ingestPaths({ store, now: () => 0, toArticle }, [path]), /disk is full/);
  });

  it('takes in the files beside one that nests deeper than can be followed', async () => {
    await put('nested/a.json', `${'['.repeat(5000)}${']'.repeat(5000)}`);
    await put('nested/b.txt', `【甲】${PROSE}`);
    const { result } = await run([join(folder, 'nested')]);
    assert.deepEqual(
      [result.articles.map(({ title }) => title), result.skipped.map(({ reason }) => reason)],
      [['甲'], ['malformed']],
    );
  });

  it('takes in the files beside one that whatever error keeps from being read', async () => {
    await put('beside/a.txt', `【甲】${PROSE}`);
    await put('beside/b.txt', `【乙】${PROSE}`);
    const cause = new TypeError('a mistake of the parser');
    const { result, stored } = await run([join(folder, 'beside')], {
      toArticle(draft, source, firstSeenAt) {
        if (draft.title === '甲') throw cause;
        return toArticle(draft, source, firstSeenAt);
      },
    });
    assert.deepEqual(
      stored.map(({ title }) => title),
      ['乙'],
    );
    const [failure] = result.failures;
    assert.deepEqual([failure?.code, failure?.cause], ['unreadable', cause]);
    assert.match(failure?.message ?? '', /a\.txt .*a mistake of the parser/);
  });

  describe('an article of more than a million characters', () => {
    const long = PROSE.repeat(Math.ceil(1_000_001 / PROSE.length));
    const fits = PROSE.repeat(Math.floor(999_000 / PROSE.length));
    const asJson = (title: string, text: string) => JSON.stringify({ title, text });
    for (const [name, write] of [
      ['dump.txt', (title: string, text: string) => `【${title}】${text}\n\n`],
      ['marked.md', (title: string, text: string) => `# ${title}\n\n${text}\n\n`],
      ['lines.jsonl', (title: string, text: string) => `${asJson(title, text)}\n`],
    ] as const) {
      it(`is skipped as too large, and the others of ${name} are not`, async () => {
        const path = await put(name, write('甲', PROSE) + write('乙', long) + write('丙', fits));
        const { result, stored } = await run([path]);
        assert.deepEqual(
          stored.map(({ title }) => title),
          ['甲', '丙'],
        );
        assert.deepEqual(
          result.skipped.map(({ reason }) => reason),
          ['too-large'],
        );
        assert.match(result.skipped[0]?.detail ?? '', /100\d{4} characters.*1000000/);
      });
    }

    it('is skipped of a JSON document, the title counted too', async () => {
      const path = await put('long.json', `[${asJson('甲', PROSE)},${asJson(long, '乙')}]`);
      const { result, stored } = await run([path]);
      assert.deepEqual(
        [stored.map(({ title }) => title), result.skipped.map(({ reason }) => reason)],
        [['甲'], ['too-large']],
      );
    });
  });

  describe('before the store opens its transaction', () => {
    /** Notes whether the transaction is open whenever the source is asked for more. */
    function createWatchedStore() {
      const { store, stored } = createMemoryStore();
      const state = { isOpen: false };
      const watched: Pick<Store, 'importArticles'> = {
        importArticles(entry) {
          state.isOpen = true;
          return store.importArticles(entry);
        },
      };
      return { store: watched, stored, state };
    }

    for (const [name, content] of [
      ['read.txt', `【甲】${PROSE}`],
      ['read.md', `# 甲\n\n${PROSE}`],
      ['read.json', `[{"title":"甲","text":"${PROSE}"}]`],
    ] as const) {
      it(`reads all of ${name}`, async () => {
        const { store, stored, state } = createWatchedStore();
        const seen: boolean[] = [];
        const path = await put(name, content);
        await ingestPaths({ store, now: () => 0, toArticle }, [path], {
          onProgress: () => void seen.push(state.isOpen),
        });
        assert.deepEqual([seen, stored.length], [[false], 1]);
      });
    }

    it('reads standard input to its end, however long it stalls', async () => {
      const { store, stored, state } = createWatchedStore();
      let wasOpen: boolean | null = null;
      const line = (at: number) => Buffer.from(`{"title":"${at}","text":"${PROSE.repeat(1000)}"}\n`);
      const stdin = async function* () {
        for (let at = 0; at < 20; at += 1) yield line(at);
        await new Promise(setImmediate);
        wasOpen = state.isOpen;
        yield line(20);
      };
      await ingestPaths({ store, now: () => 0, toArticle, stdin: stdin() }, ['-']);
      assert.deepEqual([wasOpen, stored.length], [false, 21]);
    });
  });
});
