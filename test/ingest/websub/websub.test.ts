import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Push } from '../../../src/core/ports/push-store.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/create-fetcher.ts';
import { createHubAsker } from '../../../src/ingest/websub/ask-hub.ts';
import { createHubRoutes } from '../../../src/ingest/websub/hub-routes.ts';
import { runPushes } from '../../../src/ingest/websub/run-pushes.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { createWebServer, type WebServer } from '../../../src/web/create-web-server.ts';
import { buildSource } from '../../build-source.ts';
import { createHub, type TestHub } from '../../servers/hub/create-hub.ts';
import { waitUntil } from '../../wait-until.ts';

const START = Date.UTC(2026, 10, 23, 4);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TOPIC = 'https://example.org/a.xml?edition=1';

describe('WebSub', () => {
  let hub: TestHub;
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  let web: WebServer;
  let fetcher: Fetcher;
  let running: ReturnType<typeof runPushes> | null;
  let time: number;
  let timers: { at: number; run: () => void }[];
  let woken: number;
  let logged: string[];
  let tokens: number;

  beforeEach(async () => {
    ({ running, time, timers, woken, logged, tokens } = {
      ...{ running: null, time: START, timers: [], woken: 0, logged: [], tokens: 0 },
    });
    const log = (details: object, message: string): void => {
      logged.push(`${message} ${JSON.stringify(details)}`);
    };
    hub = await createHub();
    store = await createSqliteStore({ path: ':memory:', now: () => time });
    fetcher = createFetcher({ allowedNetworks: ['127.0.0.1'], userAgent: 'test', now: () => time });
    web = await createWebServer({ host: '127.0.0.1', port: 0, log: { error: log } });
    const { pushes } = store;
    const onSooner = (): void => {
      woken += 1;
    };
    for (const route of createHubRoutes({ pushes, now: () => time, onSooner, log: { info: log } }))
      web.add(route);
  });
  afterEach(async () => {
    await running?.stop();
    await Promise.all([hub.close(), web.close(), fetcher.close()]);
    await store.close();
  });

  function start(given: Fetcher = fetcher): void {
    const write = (details: object, message: string): void => {
      logged.push(`${message} ${JSON.stringify(details)}`);
    };
    running = runPushes({
      pushes: store.pushes,
      ask: createHubAsker({ fetcher: given }),
      // With a prefix, as behind a proxy that keeps it.
      base: `http://127.0.0.1:${web.port}/news/`,
      now: () => time,
      newToken() {
        tokens += 1;
        return `${tokens}`.padStart(43, 'T');
      },
      after(milliseconds, run) {
        const timer = { at: time + milliseconds, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      log: { info: write, warn: write },
    });
  }
  /** Lets time pass and the look that is due then run to its end. */
  async function pass(milliseconds: number): Promise<void> {
    await waitUntil(() => timers.length === 1);
    time += milliseconds;
    const due = timers.filter(({ at }) => at <= time);
    timers = timers.filter(({ at }) => at > time);
    for (const { run } of due) run();
    await waitUntil(() => timers.length === 1);
  }
  const add = (fields: Partial<Source> = {}) =>
    store.sources.add(
      buildSource({
        ...{ id: 'a', nextAt: START + DAY, polledAt: START - HOUR, succeededAt: START - HOUR },
        hints: { hub: { url: hub.url, topic: TOPIC } },
        ...fields,
      }),
    );
  const push = async () => (await store.sources.find('a'))?.push ?? null;
  const nextAt = async () => (await store.sources.find('a'))?.nextAt ?? null;
  const callback = (): string => [...hub.subscriptions.keys()][0] ?? assert.fail('nobody subscribes');
  const isVerified = (count = 1) => waitUntil(() => hub.verifications.length === count);
  async function subscribe(fields: Partial<Source> = {}): Promise<void> {
    await add(fields);
    start();
    await isVerified();
    await waitUntil(() => hub.subscriptions.size === 1 && timers.length === 1);
  }

  describe('a source whose feed names a hub', () => {
    it('is asked for there, with a secret, for a time and under a path of its own', async () => {
      await subscribe();
      const [form] = hub.requests;
      assert.deepEqual(Object.fromEntries(form ?? []), {
        'hub.mode': 'subscribe',
        'hub.topic': TOPIC,
        'hub.callback': `http://127.0.0.1:${web.port}/news/websub/${'1'.padStart(43, 'T')}`,
        'hub.lease_seconds': '864000',
        'hub.secret': '2'.padStart(43, 'T'),
      });
      assert.deepEqual(hub.verifications, [
        { status: 200, body: 'challenge-1', type: 'text/plain; charset=utf-8' },
      ]);
      assert.deepEqual(await push(), {
        ...{ state: 'held', hub: hub.url, until: START + 10 * DAY, pushedAt: null },
      });
    });

    it('is asked for once by a hub that asks back before it answers', async () => {
      hub.behave({ asksFirst: true });
      await subscribe();
      await pass(MINUTE);
      assert.deepEqual([hub.requests.length, (await push())?.state], [1, 'held']);
    });

    it('is asked for where the hub sends the request on', async () => {
      await add({ hints: { hub: { url: hub.url.replace('/hub', '/elsewhere'), topic: TOPIC } } });
      start();
      await isVerified();
      assert.equal(hub.subscriptions.size, 1);
    });

    it('is not asked for while it is paused, gone, or no feed', async () => {
      for (const [id, fields] of [
        ['b', { state: 'paused' }],
        ['c', { state: 'gone' }],
        ['d', { kind: 'page' }],
        ['e', { hints: {} }],
      ] as const)
        await add({ id, ...fields });
      start();
      await waitUntil(() => timers.length === 1);
      assert.equal(hub.requests.length, 0);
    });

    it('is asked for again before the time is over, also after a restart, under the same path', async () => {
      await subscribe();
      await pass(7 * DAY);
      assert.equal(hub.requests.length, 1);
      await running?.stop();
      timers = [];
      time = START + 8 * DAY;
      start();
      await isVerified(2);
      assert.equal(hub.requests[1]?.get('hub.callback'), hub.requests[0]?.get('hub.callback'));
      assert.equal((await push())?.until, START + 18 * DAY);
      assert.equal(hub.subscriptions.size, 1);
    });

    it('stays promised while its renewal is not answered', async () => {
      await subscribe();
      hub.behave({ status: 503 });
      await pass(8 * DAY);
      assert.equal(hub.requests.length, 2);
      assert.deepEqual([(await push())?.state, (await push())?.until], ['held', START + 10 * DAY]);
      hub.behave({});
      await pass(10 * MINUTE);
      await isVerified(2);
      assert.equal((await push())?.until, time + 10 * DAY);
    });

    it('is given back when it is removed or paused, and asked for anew when it is resumed', async () => {
      await subscribe();
      await store.sources.change('a', { state: 'paused', nextAt: null });
      await pass(MINUTE);
      await isVerified(2);
      assert.deepEqual([hub.requests[1]?.get('hub.mode'), hub.subscriptions.size], ['unsubscribe', 0]);
      assert.equal(await push(), null);
      await store.sources.change('a', { state: 'active', nextAt: START + DAY });
      await pass(MINUTE);
      await isVerified(3);
      assert.notEqual(hub.requests[2]?.get('hub.callback'), hub.requests[0]?.get('hub.callback'));
      await store.sources.remove('a');
      await pass(MINUTE);
      await isVerified(4);
      assert.equal(hub.subscriptions.size, 0);
    });

    it('that is removed is given back a few times at most where nobody answers', async () => {
      await subscribe();
      hub.behave({ status: 500 });
      await store.sources.remove('a');
      for (let look = 0; look < 8; look += 1) await pass(11 * MINUTE);
      assert.equal(hub.requests.length, 1 + 3);
      assert.deepEqual(await store.pushes.listUnwanted({ now: time + DAY, limit: 9 }), []);
    });
  });

  describe('a hub', () => {
    it('that never asks back is asked ever less often', async () => {
      hub.behave({ isSilent: true });
      await add();
      start();
      await waitUntil(() => hub.requests.length === 1);
      for (let minute = 0; minute < 24 * 60; minute += 5) await pass(5 * MINUTE);
      assert.ok(hub.requests.length >= 5 && hub.requests.length <= 9, `${hub.requests.length}`);
      assert.equal((await push())?.state, 'asked');
    });

    it('that refuses is asked once a day, which is logged once and harms the source nothing', async () => {
      hub.behave({ status: 400 });
      await add();
      start();
      await waitUntil(async () => (await push())?.state === 'failed');
      for (let hours = 0; hours < 72; hours += 6) await pass(6 * HOUR);
      assert.ok(hub.requests.length >= 3 && hub.requests.length <= 4, `${hub.requests.length}`);
      assert.equal(logged.filter((line) => /can not be asked/.test(line)).length, 1);
      assert.doesNotMatch(logged.join(), /TTTT/);
      const { state, failures, nextAt: planned } = (await store.sources.find('a')) ?? {};
      assert.deepEqual([state, failures, planned], ['active', 0, START + DAY]);
    });

    it('that redirects as if to a page is not followed', async () => {
      hub.behave({ status: 302, headers: { location: '/hub' } });
      await add();
      start();
      await waitUntil(async () => (await push())?.state === 'failed');
      assert.equal(hub.requests.length, 1);
    });

    it('at an address that is not public is not asked', async (t) => {
      const strict = createFetcher({ userAgent: 'test', now: () => time });
      t.after(() => strict.close());
      await add();
      start(strict);
      await waitUntil(async () => (await push())?.state === 'failed');
      assert.equal(hub.requests.length, 0);
    });

    for (const [what, asks] of [
      ['another topic', { 'hub.topic': 'https://example.org/other' }],
      ['another mode', { 'hub.mode': 'unsubscribe' }],
      ['no challenge', { 'hub.challenge': null }],
      ['no mode', { 'hub.mode': null }],
      ['a lease of zero', { 'hub.lease_seconds': '0' }],
      ['a lease that is none', { 'hub.lease_seconds': 'soon' }],
    ] as const)
      it(`that asks back for ${what} is answered 404 and holds nothing`, async () => {
        hub.behave({ asks });
        await add();
        start();
        await isVerified();
        assert.deepEqual([hub.verifications[0]?.status, hub.verifications[0]?.body], [404, '']);
        assert.equal((await push())?.until, null);
      });

    it('that promises for ever is asked again within a month all the same', async () => {
      hub.behave({ asks: { 'hub.lease_seconds': '1e300' } });
      await subscribe();
      assert.equal((await push())?.until, START + 30 * DAY);
    });

    it('that denies is believed, and asked again after a week', async () => {
      await subscribe();
      assert.equal(await hub.deny(callback()), 200);
      assert.deepEqual([(await push())?.state, (await push())?.until], ['denied', null]);
      await pass(6 * DAY);
      assert.equal(hub.requests.length, 1);
      await pass(DAY);
      await isVerified(2);
      assert.equal((await push())?.state, 'held');
    });

    it('that nobody asked is answered 404, and 410 where it pushes', async () => {
      const at = `http://127.0.0.1:${web.port}/websub/${'9'.repeat(43)}`;
      assert.equal((await fetch(`${at}?hub.mode=subscribe&hub.topic=x&hub.challenge=y`)).status, 404);
      assert.equal((await fetch(at, { method: 'POST', body: 'x' })).status, 410);
      assert.equal((await fetch(`${at}x`)).status, 404);
    });
  });

  describe('a push', () => {
    for (const method of ['sha1', 'sha256', 'sha384', 'sha512'])
      it(`that is signed by ${method} has its source polled now`, async () => {
        await subscribe();
        assert.deepEqual(await hub.publish(TOPIC, '<feed/>', { method }), [202]);
        assert.deepEqual([await nextAt(), woken, (await push())?.pushedAt], [START, 1, START]);
      });

    for (const [what, signing] of [
      ['with another secret', { secret: 'guessed' }],
      ['by a method that is none', { header: 'md5=0123456789abcdef0123456789abcdef01234567' }],
      ['too short', { header: 'sha1=0123' }],
      ['with the length of another method', { header: `sha1=${'0'.repeat(64)}` }],
      ['not at all', { header: null }],
    ] as const)
      it(`that is signed ${what} is answered as any other, and nothing is done`, async () => {
        await subscribe();
        assert.deepEqual(await hub.publish(TOPIC, '<feed/>', signing), [202]);
        assert.deepEqual([await nextAt(), woken, (await push())?.pushedAt], [START + DAY, 0, null]);
      });

    it('comes as often as it likes, and its source is polled once a minute at most', async () => {
      await subscribe();
      let polls = 0;
      for (let second = 0; second < 300; second += 10) {
        await Promise.all(Array.from({ length: 5 }, () => hub.publish(TOPIC, '<feed/>')));
        for (const source of await store.sources.claimDue({ now: time, until: time + HOUR, limit: 9 })) {
          polls += 1;
          // What comes while it is polled.
          await hub.publish(TOPIC, '<feed/>');
          assert.equal(source.id, 'a');
          await store.sources.endPoll('a', { polledAt: time, nextAt: time + DAY });
        }
        time += 10_000;
      }
      assert.equal(polls, 5);
      // Only what was not due as soon woke the polling.
      assert.ok(woken <= polls + 1, `${woken}`);
    });

    it('waits for the interval that the owner asks for', async () => {
      await subscribe({ bounds: { shortest: 2 * HOUR, longest: null } });
      await hub.publish(TOPIC, '<feed/>');
      assert.equal(await nextAt(), START + HOUR);
    });

    it('that comes while its source is polled has it polled once more, by nobody else meanwhile', async () => {
      await subscribe();
      await store.sources.change('a', { nextAt: START });
      await store.sources.claimDue({ now: START, until: START + 10 * MINUTE, limit: 1 });
      await hub.publish(TOPIC, '<feed/>');
      assert.deepEqual([await nextAt(), woken], [START + 10 * MINUTE, 0]);
      await store.sources.endPoll('a', { polledAt: START + 1000, nextAt: START + DAY });
      assert.equal(await nextAt(), START + 1000 + MINUTE);
      time = START + 2 * MINUTE;
      await store.sources.claimDue({ now: time, until: time + HOUR, limit: 1 });
      await store.sources.endPoll('a', { polledAt: time, nextAt: START + DAY });
      assert.equal(await nextAt(), START + DAY);
    });

    it('of a source that is paused meanwhile does not resume it', async () => {
      await subscribe();
      await store.sources.change('a', { state: 'paused', nextAt: null });
      await hub.publish(TOPIC, '<feed/>');
      assert.deepEqual([await nextAt(), woken], [null, 0]);
    });

    it('is taken up to the size of the largest feed, and no further', async () => {
      await subscribe();
      assert.deepEqual(await hub.publish(TOPIC, 'x'.repeat(8 * 1024 * 1024)), [202]);
      assert.equal(woken, 1);
      const client = connect(web.port, '127.0.0.1');
      const path = new URL(callback()).pathname;
      const signed = `X-Hub-Signature: sha256=${'0'.repeat(64)}`;
      client.write(`POST ${path} HTTP/1.1\r\nHost: a\r\n${signed}\r\nContent-Length: 8388609\r\n\r\n`);
      const [answer] = await new Promise<string[]>((resolve) =>
        client.once('data', (data) => resolve([`${data}`])),
      );
      assert.match(answer ?? '', /^HTTP\/1\.1 413 /);
      client.destroy();
    });
  });

  it('keeps what hubs were asked apart for each source', async () => {
    await add();
    await add({ id: 'b', hints: { hub: { url: hub.url, topic: 'https://example.org/b.xml' } } });
    start();
    await isVerified(2);
    await hub.publish('https://example.org/b.xml', '<feed/>');
    const [a, b] = await store.sources.list({ offset: 0, limit: 2 });
    assert.deepEqual([a?.nextAt, b?.nextAt], [START + DAY, START]);
    const known: (Push | null)[] = await Promise.all(
      [...hub.subscriptions.keys()].map((at) => store.pushes.find(at.slice(-43))),
    );
    assert.equal(new Set(known.map((one) => one?.secret)).size, 2);
  });
});
