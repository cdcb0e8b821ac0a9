import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { showWork } from '../../../src/platforms/terminal/show-work.ts';

const createOutput = () => {
  const written: string[] = [];
  const watched = {
    closed: new AbortController().signal,
    write: async (text: string) => void written.push(text),
    release: () => {},
  };
  return { written, watched };
};

describe('the sign of work', () => {
  it('shows after a while and is wiped away at the end', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    const { written, watched } = createOutput();
    const work = Promise.withResolvers<string>();
    const shown = showWork(work.promise, { watched, label: 'Working' });
    t.mock.timers.tick(299);
    assert.deepEqual(written, []);
    t.mock.timers.tick(1);
    assert.match(written[0] ?? '', /Working/);
    t.mock.timers.tick(240);
    assert.equal(written.length, 3);
    work.resolve('done');
    assert.equal(await shown, 'done');
    assert.equal(written.at(-1), '\r\u001B[K');
    t.mock.timers.tick(1000);
    assert.equal(written.length, 4);
  });

  it('does not show for what is quick, and passes on a failure', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    const { written, watched } = createOutput();
    await assert.rejects(showWork(Promise.reject(new Error('no')), { watched, label: 'Working' }), /no/);
    t.mock.timers.tick(5000);
    assert.deepEqual(written, []);
  });
});
