import assert from 'node:assert/strict';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { notice } from '../../../src/core/blocks/build-blocks.ts';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import { openFakeTerminal } from './fake-terminal.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001B[A';

describe('a talk at a terminal', () => {
  it('greets, answers what is typed and ends with code 0 at Ctrl-D', async () => {
    const terminal = openFakeTerminal({ isTTY: true, greeting: { blocks: [notice('info', 'Hello there')] } });
    await terminal.seen('Hello there');
    await terminal.seen('jianbao ›');
    terminal.type('/topics\r');
    await terminal.seen('#志愿服务');
    await terminal.seen('jianbao ›');
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
  });

  it('can choose from its greeting', async () => {
    const action = { command: 'topics', options: {} };
    const terminal = openFakeTerminal({
      isTTY: true,
      greeting: { blocks: [{ kind: 'buttons', buttons: [{ label: 'Topics', action }] }] },
    });
    await terminal.seen('jianbao ›');
    terminal.type('1\r');
    await terminal.seen('Topics · all time');
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
  });

  it('completes at Tab', async () => {
    const terminal = openFakeTerminal({ isTTY: true });
    await terminal.seen('jianbao ›');
    terminal.type('/late\t');
    await terminal.seen('st ');
    terminal.type('1\r');
    await terminal.seen('志愿者走进老街社区');
    terminal.type(CTRL_D);
    await terminal.ended;
  });

  it('drops the line at Ctrl-C, and ends with code 0 at the second', async () => {
    const services = createFakeServices();
    const terminal = openFakeTerminal({ isTTY: true, services });
    await terminal.seen('jianbao ›');
    terminal.type('half a question');
    terminal.type(CTRL_C);
    await terminal.seen('Press Ctrl-C again to leave.');
    await terminal.seen('jianbao ›');
    terminal.type(CTRL_C);
    assert.equal(await terminal.ended, 0);
    assert.deepEqual(services.calls, []);
  });

  it('stays where something is typed between two Ctrl-C', async () => {
    const terminal = openFakeTerminal({ isTTY: true });
    await terminal.seen('jianbao ›');
    terminal.type(CTRL_C);
    await terminal.seen('Press Ctrl-C again');
    terminal.type('/topics\r');
    await terminal.seen('Topics · all time');
    await terminal.seen('jianbao ›');
    terminal.type(CTRL_C);
    await terminal.seen('Press Ctrl-C again');
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
  });

  it('stops an answer in the making at Ctrl-C', async () => {
    const asked = Promise.withResolvers<AbortSignal | undefined>();
    const services = createFakeServices(fakeArticles, {
      ask: (_question, { signal }) => {
        asked.resolve(signal);
        return new Promise(() => {});
      },
    });
    const terminal = openFakeTerminal({ isTTY: true, services });
    await terminal.seen('jianbao ›');
    terminal.type('why?\r');
    const signal = await asked.promise;
    terminal.type(CTRL_C);
    await terminal.seen('Cancelled.');
    assert.equal(signal?.aborted, true);
    await terminal.seen('jianbao ›');
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
  });

  it('stops an answer in the making when the person leaves, and shows nothing after that', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    const asked = Promise.withResolvers<AbortSignal | undefined>();
    const answer = Promise.withResolvers<never>();
    const services = createFakeServices(fakeArticles, {
      ask: (_question, { signal }) => {
        asked.resolve(signal);
        return answer.promise;
      },
    });
    const terminal = openFakeTerminal({ isTTY: true, services });
    await terminal.seen('jianbao ›');
    terminal.type('why?\r');
    const signal = await asked.promise;
    t.mock.timers.tick(500);
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
    assert.equal(signal?.aborted, true);
    const shown = terminal.shown();
    t.mock.timers.tick(5000);
    answer.reject(new Error('the store is closed'));
    await new Promise(setImmediate);
    assert.equal(terminal.shown(), shown);
    assert.deepEqual(terminal.errors, []);
  });

  it('answers lines that are typed ahead in order', async () => {
    const terminal = openFakeTerminal({ isTTY: true });
    await terminal.seen('jianbao ›');
    terminal.type('/latest 1\r/topics\r');
    await terminal.seen('志愿者走进老街社区');
    await terminal.seen('Topics · all time');
    terminal.type(CTRL_D);
    assert.equal(await terminal.ended, 0);
  });

  it('ends at /quit', async () => {
    const terminal = openFakeTerminal({ isTTY: true });
    await terminal.seen('jianbao ›');
    terminal.type('/quit\r');
    assert.equal(await terminal.ended, 0);
  });

  it('remembers what was typed until the next time, but no secrets, in a file of its owner’s', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jianbao-history-'));
    const historyFile = join(folder, 'deeper', 'terminal-history');
    const first = openFakeTerminal({ isTTY: true, historyFile });
    await first.seen('jianbao ›');
    for (const line of ['/topics', ' /latest 1', '123456789:AAbbCCddEEffGGhhIIjjKKllMMnn', '/latest 2']) {
      first.type(`${line}\r`);
      await first.seen('jianbao ›');
    }
    first.type(CTRL_D);
    await first.ended;
    assert.equal(await readFile(historyFile, 'utf8'), '/topics\n/latest 2\n');
    assert.equal((await stat(historyFile)).mode & 0o777, 0o600);

    const second = openFakeTerminal({ isTTY: true, historyFile });
    await second.seen('jianbao ›');
    second.type(`${UP}${UP}\r`);
    await second.seen('Topics · all time');
    second.type(CTRL_D);
    await second.ended;
  });
});
