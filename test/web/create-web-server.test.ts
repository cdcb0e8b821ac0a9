import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createWebServer, type WebServer } from '../../src/web/create-web-server.ts';

describe('the HTTP server', () => {
  let server: WebServer;
  let logged: { details: object; message: string }[];
  const open = (timeout?: number) =>
    createWebServer({
      ...{ host: '127.0.0.1', port: 0 },
      ...(timeout === undefined ? {} : { timeout }),
      log: { error: (details, message) => logged.push({ details, message }) },
    });
  beforeEach(async () => {
    logged = [];
    server = await open();
  });
  afterEach(() => server.close());

  const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
  const addEcho = (longestBody = 10) =>
    server.add({
      method: 'POST',
      path: '/echo',
      longestBody,
      handle: async ({ body }) => ({ status: 200, body: await text(body) }),
    });

  it('answers a path by its route, with the query and the headers of the request', async () => {
    server.add({
      method: 'GET',
      path: '/here',
      handle: async ({ path, query, header }) => ({
        status: 200,
        body: `${path} ${query.get('q')} ${header('x-one')} ${header('x-none')}`,
      }),
    });
    const response = await fetch(at('/here?q=a%26b?c'), { headers: { 'x-one': '1' } });
    assert.equal(await response.text(), '/here a&b?c 1 null');
    assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });

  it('answers HEAD as GET, without the body', async () => {
    server.add({ method: 'GET', path: '/here', handle: async () => ({ status: 200, body: 'four' }) });
    const response = await fetch(at('/here'), { method: 'HEAD' });
    assert.deepEqual(
      [response.status, response.headers.get('content-length'), await response.text()],
      [200, '4', ''],
    );
  });

  it('knows other paths not, and other methods not, and says which it knows', async () => {
    addEcho();
    server.add({
      method: 'GET',
      path: (path) => path.startsWith('/any'),
      handle: async () => ({ status: 200 }),
    });
    for (const path of ['/', '/echo/', '//echo', '/%65cho'])
      assert.equal((await fetch(at(path))).status, 404, path);
    assert.equal((await fetch(at('/anywhere'))).status, 200);
    const wrong = await fetch(at('/anywhere'), { method: 'POST', body: 'x' });
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD']);
    assert.equal((await fetch(at('/echo'))).headers.get('allow'), 'POST');
  });

  it('answers by a route until that is taken away', async () => {
    const remove = addEcho();
    const post = async () => (await fetch(at('/echo'), { method: 'POST', body: 'x' })).status;
    assert.equal(await post(), 200);
    remove();
    assert.equal(await post(), 404);
  });

  it('takes a body up to the bytes of its route, whatever length it says it has', async () => {
    addEcho();
    const post = async (body: string) => (await fetch(at('/echo'), { method: 'POST', body })).status;
    assert.deepEqual([await post('x'.repeat(10)), await post('x'.repeat(11))], [200, 413]);
    const sending = request(at('/echo'), { method: 'POST' });
    sending.on('error', () => {});
    sending.write('x'.repeat(6));
    sending.write('x'.repeat(6));
    const [response] = await once(sending, 'response');
    assert.deepEqual([response.statusCode, response.headers.connection], [413, 'close']);
    sending.destroy();
  });

  it('refuses by the length that is said, before anything of it came', async () => {
    addEcho();
    const sending = request(at('/echo'), { method: 'POST', headers: { 'content-length': '1000000000' } });
    sending.on('error', () => {});
    sending.flushHeaders();
    const [response] = await once(sending, 'response');
    assert.equal(response.statusCode, 413);
    sending.destroy();
  });

  it('answers 500 where a route fails, and logs nothing of the request', async () => {
    server.add({
      method: 'GET',
      path: (path) => path.startsWith('/secret-'),
      handle: () => Promise.reject(new Error('the store is locked')),
    });
    const response = await fetch(at('/secret-abc?key=hidden'), { headers: { authorization: 'hidden' } });
    assert.deepEqual([response.status, await response.text()], [500, '']);
    assert.equal(logged.length, 1);
    const { details, message } = logged[0] ?? { details: {}, message: '' };
    const said = `${message} ${JSON.stringify(details)} ${'err' in details ? String(details.err) : ''}`;
    assert.match(said, /the store is locked/);
    assert.doesNotMatch(said, /hidden|secret-abc/);
  });

  it('says nothing of a client that leaves in the middle of its body', async () => {
    const read = Promise.withResolvers<void>();
    server.add({
      method: 'POST',
      path: '/echo',
      longestBody: 100,
      handle: async ({ body }) => {
        await text(body).finally(read.resolve);
        return { status: 200 };
      },
    });
    const client = connect(server.port, '127.0.0.1');
    client.write('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhalf', () => client.destroy());
    await read.promise;
    await server.close();
    assert.deepEqual(logged, []);
  });

  it('ends a request that does not arrive in time', async () => {
    await server.close();
    server = await open(100);
    const client = connect(server.port, '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nHost: a');
    const answer = await text(client);
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  it('closes although a client holds its connection, and twice as well as once', async () => {
    const client = connect(server.port, '127.0.0.1');
    client.on('error', () => {});
    await once(client, 'connect');
    await new Promise((resolve) => client.write('POST / HTTP/1.1\r\nHost: b', resolve));
    await Promise.all([server.close(), server.close()]);
    await assert.rejects(fetch(at('/')));
  });

  it('rejects where it can not listen', async () => {
    await assert.rejects(
      createWebServer({ host: '127.0.0.1', port: server.port, log: { error: () => {} } }),
      { code: 'EADDRINUSE' },
    );
  });
});
