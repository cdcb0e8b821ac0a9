import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import type { FetchOutcome } from '../../../src/ingest/fetch/create-fetcher.ts';
import { createRobotsGate } from '../../../src/ingest/fetch/robots.ts';

const PAGE = 'https://example.org/private/page';

function fetched(text: string): FetchOutcome {
  return {
    kind: 'fetched',
    bytes: new Uint8Array(Buffer.from(text)),
    ...{ url: 'https://example.org/robots.txt', movedTo: null, freshUntil: null },
    ...{ etag: null, lastModified: null, contentType: 'text/plain' },
  };
}
const failed = (status: number): FetchOutcome => ({
  kind: 'failed',
  problem: describeProblem('status', `HTTP ${status}`, { status }),
});

function createGate(answer: () => FetchOutcome) {
  const clock = { time: 0, asked: 0 };
  const gate = createRobotsGate({
    fetcher: {
      fetch: async () => {
        clock.asked += 1;
        return answer();
      },
    },
    name: 'jianbao',
    now: () => clock.time,
  });
  return { clock, isAllowed: async (url: string) => (await gate.examine(url)) === null };
}

describe('robots.txt', () => {
  it('is kept to, by the group that names us before that of all', async () => {
    const { isAllowed } = createGate(() =>
      fetched(
        'User-agent: *\nDisallow: /\n\nUser-agent: jianbao\nDisallow: /private\nAllow: /private/open\n',
      ),
    );
    assert.equal(await isAllowed(PAGE), false);
    assert.equal(await isAllowed('https://example.org/private/open/page'), true);
    assert.equal(await isAllowed('https://example.org/news'), true);
  });

  it('allows all where there is none, and nothing where it can not be had', async () => {
    for (const [status, expected] of [
      [404, true],
      [403, true],
      [429, false],
      [500, false],
    ] as const)
      assert.equal(await createGate(() => failed(status)).isAllowed(PAGE), expected, `${status}`);
    const down = createGate(() => ({ kind: 'failed', problem: describeProblem('connection', 'x') }));
    assert.equal(await down.isAllowed(PAGE), false);
  });

  it('is asked for once a day, and once for many at a time', async () => {
    const { clock, isAllowed } = createGate(() => fetched(''));
    await Promise.all(Array.from({ length: 10 }, () => isAllowed(PAGE)));
    clock.time += 23 * 3_600_000;
    await isAllowed(PAGE);
    assert.equal(clock.asked, 1);
    clock.time += 2 * 3_600_000;
    await isAllowed(PAGE);
    assert.equal(clock.asked, 2);
  });

  it('is asked for again after an hour where it could not be had', async () => {
    let answer = failed(503);
    const { clock, isAllowed } = createGate(() => answer);
    assert.equal(await isAllowed(PAGE), false);
    answer = fetched('');
    assert.equal(await isAllowed(PAGE), false);
    clock.time += 3_600_001;
    assert.equal(await isAllowed(PAGE), true);
  });

  it('is kept of as many sites as there is room for, the last ones', async () => {
    const { clock, isAllowed } = createGate(() => fetched('Disallow: /a\n'.repeat(40_000)));
    const ask = (site: number) => isAllowed(`https://${site}.example.org/`);
    for (let site = 0; site < 20; site += 1) await ask(site);
    assert.equal(clock.asked, 20);
    await ask(19);
    assert.equal(clock.asked, 20);
    await ask(0);
    assert.equal(clock.asked, 21);
  });

  it('costs a bounded time however it is made', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => `Disallow: /${'*a'.repeat(500)}${index}`);
    const { isAllowed } = createGate(() => fetched(`User-agent: *\n${lines.join('\n')}`));
    const began = performance.now();
    assert.equal(await isAllowed(`https://example.org/${'a'.repeat(1900)}`), false);
    assert.ok(performance.now() - began < 2000);
  });
});
