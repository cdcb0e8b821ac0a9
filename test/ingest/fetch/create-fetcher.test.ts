import assert from 'node:assert/strict';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import {
  createFetcher,
  type FetchOutcome,
  type FetchRequest,
} from '../../../src/ingest/fetch/create-fetcher.ts';
import {
  redirect,
  send,
  sendRaw,
  startWebServer,
  type WebServer,
} from '../../servers/web/start-web-server.ts';
import { SELF_SIGNED } from './self-signed.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const TEXT = 'news '.repeat(1000);
const BOMB = Buffer.alloc(20 * 1024 * 1024);

describe('a fetch', () => {
  let server: WebServer;
  const underWay = { now: 0, most: 0 };
  before(async () => {
    server = await startWebServer({
      '/text': send(TEXT, { 'content-type': 'text/plain', etag: '"a"', 'cache-control': 'max-age=600' }),
      '/gzip': send(gzipSync(TEXT), { 'content-encoding': 'gzip' }),
      '/deflate': send(deflateSync(TEXT), { 'content-encoding': 'deflate' }),
      '/br': send(brotliCompressSync(TEXT), { 'content-encoding': 'br' }),
      '/zstd': send(zstdCompressSync(TEXT), { 'content-encoding': 'zstd' }),
      '/twice': send(gzipSync(gzipSync(TEXT)), { 'content-encoding': 'gzip, gzip' }),
      '/bomb-gzip': send(gzipSync(BOMB), { 'content-encoding': 'gzip' }),
      '/bomb-br': send(brotliCompressSync(BOMB, { params: {} }), { 'content-encoding': 'br' }),
      '/bomb-zstd': send(zstdCompressSync(BOMB), { 'content-encoding': 'zstd' }),
      '/bomb-twice': send(gzipSync(gzipSync(BOMB)), { 'content-encoding': 'gzip, gzip' }),
      '/no-gzip': send('this is no gzip', { 'content-encoding': 'gzip' }),
      '/many-codings': send('x', { 'content-encoding': Array(9).fill('gzip').join(', ') }),
      '/moved': redirect('/moved-again', 301),
      '/moved-again': redirect('/text', 308),
      '/moved-then-found': redirect('/found', 301),
      '/found': redirect('/text'),
      '/found-then-moved': redirect('/moved'),
      '/chinese': (_response, _request, socket) =>
        socket.end('HTTP/1.1 302 Found\r\nlocation: /新闻\r\ncontent-length: 0\r\n\r\n'),
      '/%E6%96%B0%E9%97%BB': send('found'),
      '/loop': redirect('/loop-back'),
      '/loop-back': redirect('/loop'),
      '/nowhere': (response) => response.writeHead(302).end(),
      '/to-file': redirect('file:///etc/passwd'),
      '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
      '/to-decimal': redirect('http://2852039166/'),
      '/to-mapped': redirect('http://[::ffff:10.0.0.1]/'),
      '/to-password': redirect('http://user:secret@example.org/'),
      '/to-mail': redirect('http://example.org:25/'),
      '/drip': (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(timer));
      },
      '/silent': () => {},
      '/slow': (response) => {
        underWay.now += 1;
        underWay.most = Math.max(underWay.most, underWay.now);
        setTimeout(() => {
          underWay.now -= 1;
          response.end('slow');
        }, 30);
      },
      '/endless-head': (_response, _request, socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write(`x-${'a'.repeat(8000)}: b\r\n`), 1);
        socket.on('error', () => {}).on('close', () => clearInterval(timer));
      },
      '/half': sendRaw('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf of it'),
      '/half-chunk': sendRaw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf of it'),
      '/bad-length': sendRaw('HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 9\r\n\r\nhello'),
      '/no-http': sendRaw('SSH-2.0-OpenSSH_9.9\r\n'),
      '/hang-up': (_response, _request, socket) => socket.destroy(),
      '/conditional': (response, request) => {
        const isSame = request.headers['if-none-match'] === '"a"';
        response.writeHead(isSame ? 304 : 200, { etag: '"a"' }).end(isSame ? undefined : TEXT);
      },
      '/always-304': (response) => response.writeHead(304).end(),
      '/gone': send('', {}, 410),
      '/form': async (response, request) => {
        const { method, headers } = request;
        response.end(`${method} ${headers['content-type']} ${await text(request)}`);
      },
      '/form-moved': redirect('/form', 308),
      '/form-found': redirect('/form', 302),
      '/form-to-metadata': redirect('http://169.254.169.254/latest/meta-data/', 307),
      '/no-content': (response) => response.writeHead(204).end(),
      '/busy': send('', { 'retry-after': '120' }, 429),
      '/busy-until': send('', { 'retry-after': 'Mon, 23 Nov 2026 05:00:00 GMT' }, 503),
      '/long-etag': send(TEXT, { etag: `"${'a'.repeat(5000)}"` }),
      '/page': send('<html>', { 'content-type': 'text/html' }),
      '/mib': send(Buffer.alloc(1024 * 1024 + 1)),
    });
  });
  after(() => server.close());

  async function get(
    path: string,
    { timeout = 5000, ...request }: Partial<FetchRequest> & { timeout?: number } = {},
  ): Promise<FetchOutcome> {
    const fetcher = createFetcher({
      allowedNetworks: ['127.0.0.1'],
      userAgent: 'jianbao-test',
      now: () => NOW,
      timeout,
    });
    const outcome = await fetcher.fetch({ url: `${server.origin}${path}`, wants: 'feed', ...request });
    await fetcher.close();
    return outcome;
  }
  const problemOf = async (path: string, options?: Parameters<typeof get>[1]) => {
    const outcome = await get(path, options);
    assert.equal(outcome.kind, 'failed', `${path}: ${outcome.kind}`);
    assert.ok(outcome.kind === 'failed');
    return outcome.problem;
  };

  it('brings the bytes with what is needed to ask again', async () => {
    const outcome = await get('/text');
    assert.ok(outcome.kind === 'fetched');
    const { bytes, ...rest } = outcome;
    assert.equal(new TextDecoder().decode(bytes), TEXT);
    assert.deepEqual(rest, {
      kind: 'fetched',
      url: `${server.origin}/text`,
      movedTo: null,
      freshUntil: NOW + 600_000,
      etag: '"a"',
      lastModified: null,
      contentType: 'text/plain',
    });
    assert.equal(server.requests.at(-1)?.headers['user-agent'], 'jianbao-test');
  });

  it('posts a form, also to where it is sent on with it, and nowhere else', async () => {
    const form = new URLSearchParams({ 'hub.mode': 'subscribe', topic: 'https://example.org/?a=b&c' });
    for (const path of ['/form', '/form-moved']) {
      const outcome = await get(path, { form });
      assert.ok(outcome.kind === 'fetched');
      assert.equal(
        new TextDecoder().decode(outcome.bytes),
        `POST application/x-www-form-urlencoded;charset=UTF-8 ${form}`,
      );
    }
    assert.equal((await get('/no-content', { form })).kind, 'fetched');
    assert.equal((await problemOf('/no-content')).status, 204);
    assert.equal((await problemOf('/form-found', { form })).status, 302);
    assert.equal((await problemOf('/form-to-metadata', { form })).kind, 'refused-address');
    assert.equal((await problemOf('/gone', { form })).status, 410);
  });

  for (const path of ['/gzip', '/deflate', '/br', '/zstd', '/twice'])
    it(`reads ${path.slice(1)}`, async () => {
      const outcome = await get(path);
      assert.ok(outcome.kind === 'fetched');
      assert.equal(new TextDecoder().decode(outcome.bytes), TEXT);
    });

  for (const path of ['/bomb-gzip', '/bomb-br', '/bomb-zstd', '/bomb-twice'])
    it(`ends a ${path.slice(1)} at the limit, counted out of its compression`, async () => {
      const before = process.memoryUsage().arrayBuffers;
      assert.equal((await problemOf(path, { limit: 100_000 })).kind, 'too-large');
      assert.ok(process.memoryUsage().arrayBuffers - before < 8 * 1024 * 1024);
    });

  it('takes a body of exactly the limit and none that is a byte longer', async () => {
    assert.equal((await get('/mib', { limit: 1024 * 1024 + 1 })).kind, 'fetched');
    assert.equal((await problemOf('/mib', { limit: 1024 * 1024 })).kind, 'too-large');
    const cut = await get('/mib', { limit: 1000, cuts: true });
    assert.equal(cut.kind === 'fetched' && cut.bytes.length, 1000);
  });

  for (const [path, kind] of [
    ['/no-gzip', 'broken-answer'],
    ['/many-codings', 'broken-answer'],
    ['/half', 'broken-answer'],
    ['/half-chunk', 'broken-answer'],
    ['/bad-length', 'broken-answer'],
    ['/no-http', 'broken-answer'],
    ['/hang-up', 'broken-answer'],
    ['/always-304', 'status'],
    ['/nowhere', 'status'],
    ['/endless-head', 'too-large'],
    ['/loop', 'redirect-loop'],
    ['/to-file', 'bad-address'],
    ['/to-password', 'bad-address'],
    ['/to-mail', 'bad-address'],
    ['/to-metadata', 'refused-address'],
    ['/to-decimal', 'refused-address'],
    ['/to-mapped', 'refused-address'],
  ] as const)
    it(`fails as ${kind} on ${path.slice(1)}`, async () => {
      const problem = await problemOf(path);
      assert.equal(problem.kind, kind, problem.detail);
      assert.doesNotMatch(problem.detail, /secret/);
    });

  for (const path of ['/drip', '/silent'])
    it(`is ended in time where the server is ${path.slice(1)}`, async () => {
      const problem = await problemOf(path, { timeout: 150 });
      assert.deepEqual([problem.kind, problem.retryable], ['time-out', true]);
    });

  it('remembers permanent redirects up to the first that is none', async () => {
    const movedTo = async (path: string) => {
      const outcome = await get(path);
      assert.ok(outcome.kind === 'fetched');
      assert.equal(outcome.url, `${server.origin}/text`);
      return outcome.movedTo?.replace(server.origin, '') ?? null;
    };
    assert.equal(await movedTo('/moved'), '/text');
    assert.equal(await movedTo('/moved-then-found'), '/found');
    assert.equal(await movedTo('/found-then-moved'), null);
    assert.equal(await movedTo('/text'), null);
  });

  it('follows an address with Chinese in it', async () => {
    const outcome = await get('/chinese');
    assert.equal(outcome.kind === 'fetched' && outcome.url, `${server.origin}/%E6%96%B0%E9%97%BB`);
  });

  it('asks with the validators and understands that nothing changed', async () => {
    assert.equal((await get('/conditional', { etag: '"a"' })).kind, 'not-modified');
    assert.equal((await get('/conditional', { etag: '"b"' })).kind, 'fetched');
    await get('/text', { lastModified: 'Mon, 23 Nov 2026 03:00:00 GMT' });
    assert.equal(server.requests.at(-1)?.headers['if-modified-since'], 'Mon, 23 Nov 2026 03:00:00 GMT');
  });

  it('keeps no validator that is longer than any server makes', async () => {
    const outcome = await get('/long-etag');
    assert.equal(outcome.kind === 'fetched' && outcome.etag, null);
  });

  it('tells when a server wants no request before', async () => {
    const busy = await problemOf('/busy');
    assert.deepEqual([busy.status, busy.retryable, busy.retryAt], [429, true, NOW + 120_000]);
    assert.equal((await problemOf('/busy-until')).retryAt, Date.UTC(2026, 10, 23, 5));
    const gone = await problemOf('/gone');
    assert.deepEqual([gone.status, gone.retryable], [410, false]);
  });

  it('lets the caller refuse a body by its head', async () => {
    const refusal = await problemOf('/page', {
      examine: ({ contentType }) =>
        contentType === 'text/html'
          ? { kind: 'robots', status: null, retryable: false, retryAt: null, detail: 'x' }
          : null,
    });
    assert.equal(refusal.kind, 'robots');
  });

  it('waits with a large body until there is room for it, within its time', async (t) => {
    const room = Promise.withResolvers<void>();
    let asked = 0;
    const open = (timeout: number) => {
      const fetcher = createFetcher({
        ...{ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now: () => NOW, timeout },
        hasRoom() {
          asked += 1;
          return room.promise;
        },
      });
      t.after(() => fetcher.close());
      return (path: string) => fetcher.fetch({ url: `${server.origin}${path}`, wants: 'feed' });
    };
    assert.equal((await open(5000)('/text')).kind, 'fetched');
    assert.equal(asked, 0);
    const late = await open(300)('/mib');
    assert.equal(late.kind === 'failed' && late.problem.kind, 'time-out');
    const waiting = open(5000)('/mib');
    room.resolve();
    assert.equal((await waiting).kind, 'fetched');
    assert.equal(asked, 2);
  });

  it('sends two requests to a server at once, whatever asks for them', async (t) => {
    const fetcher = createFetcher({
      ...{ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now: () => NOW },
    });
    t.after(() => fetcher.close());
    const wants = ['feed', 'page', 'robots', 'anything', 'feed', 'page'] as const;
    const outcomes = await Promise.all(
      wants.map((each) => fetcher.fetch({ url: `${server.origin}/slow`, wants: each })),
    );
    assert.ok(outcomes.every(({ kind }) => kind === 'fetched'));
    assert.equal(underWay.most, 2);
  });

  it('rejects with the reason of the signal', async () => {
    const stopping = new AbortController();
    const fetched = get('/silent', { signal: stopping.signal });
    stopping.abort(new Error('stopping'));
    await assert.rejects(fetched, /stopping/);
    await assert.rejects(get('/text', { signal: stopping.signal }), /stopping/);
  });

  it('leaves no timer behind where the signal was there before it', async () => {
    const countTimers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const fetcher = createFetcher({ userAgent: 'jianbao-test', now: () => NOW });
    const before = countTimers();
    const signal = AbortSignal.abort(new Error('stopping'));
    await assert.rejects(fetcher.fetch({ url: server.origin, wants: 'feed', signal }), /stopping/);
    assert.ok(countTimers() <= before);
    await fetcher.close();
  });
});

describe('a fetch over TLS', () => {
  it('reads nothing from a server whose certificate nobody vouches for', async (t) => {
    const requests: string[] = [];
    const server = createSecureServer(SELF_SIGNED, (request, response) => {
      requests.push(request.url ?? '');
      response.end('inside');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const fetcher = createFetcher({
      ...{ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now: () => NOW, timeout: 5000 },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    t.after(async () => {
      await fetcher.close();
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const outcome = await fetcher.fetch({ url: `https://self-signed.test:${port}/`, wants: 'feed' });
    assert.ok(outcome.kind === 'failed');
    assert.deepEqual([outcome.problem.kind, requests], ['tls', []]);
  });
});

describe('a fetch without an allowance', () => {
  const asked: string[] = [];
  const resolutions: Record<string, string[][]> = {
    'rebinding.test': [['8.8.8.8'], ['127.0.0.1']],
    'private.test': [['10.0.0.1', 'fd00::1', '::ffff:192.168.0.1']],
    'nothing.test': [[]],
  };
  const resolve = async (hostname: string) => {
    asked.push(hostname);
    const [first = [], ...later] = resolutions[hostname] ?? [];
    if (resolutions[hostname] === undefined) throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    if (later.length > 0) resolutions[hostname] = later;
    return first.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const get = async (url: string) => {
    const fetcher = createFetcher({ userAgent: 'jianbao-test', now: () => NOW, resolve, timeout: 2000 });
    const outcome = await fetcher.fetch({ url, wants: 'feed' });
    await fetcher.close();
    assert.ok(outcome.kind === 'failed');
    return outcome.problem.kind;
  };

  it('reaches no server of this machine, however its address is spelled', async (t) => {
    const server = await startWebServer({ '/': send('inside') });
    t.after(() => server.close());
    for (const host of [
      ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.0.0.1.', '127.000.000.001'],
      ...[
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[0:0:0:0:0:ffff:7f00:0001]',
        '[64:ff9b::7f00:1]',
      ],
      ...['０x7f.1', '①②⑦.⓪.⓪.①', '%31%32%37.0.0.1', '0'],
    ])
      assert.equal(await get(`http://${host}:${server.port}/`), 'refused-address', host);
    assert.deepEqual(server.requests, []);
  });

  it('refuses a name that leads inside, also one that did not when it was looked up before', async () => {
    assert.equal(await get('http://private.test/'), 'refused-address');
    await resolve('rebinding.test');
    assert.equal(await get('http://rebinding.test/'), 'refused-address');
    assert.equal(await get('http://nothing.test/'), 'dns');
    assert.equal(await get('http://unknown.test/'), 'dns');
    assert.ok(asked.includes('private.test'));
  });

  it('connects to those addresses of a name that are allowed', async (t) => {
    const server = await startWebServer({ '/': send('inside') });
    const fetcher = createFetcher({
      ...{ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now: () => NOW, timeout: 2000 },
      resolve: async () => [
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    });
    t.after(async () => {
      await fetcher.close();
      await server.close();
    });
    const outcome = await fetcher.fetch({ url: `http://mixed.test:${server.port}/`, wants: 'feed' });
    assert.equal(outcome.kind, 'fetched');
  });

  it('asks no resolver about an address, nor about what it would not fetch', async () => {
    asked.length = 0;
    for (const url of ['http://10.0.0.1/', 'ftp://a.test/', 'http://a:b@a.test/', 'http://a.test:22/', 'x'])
      await get(url);
    assert.deepEqual(asked, []);
    assert.equal(await get('http://a.test:6667/'), 'bad-address');
  });
});
