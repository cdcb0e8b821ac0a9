import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import { openFakeTerminal } from './fake-terminal.ts';

const runLines = async (text: string | Buffer, options: Parameters<typeof openFakeTerminal>[0] = {}) => {
  const terminal = openFakeTerminal(options);
  terminal.type(text.toString());
  terminal.end();
  const code = await terminal.ended;
  return { code, shown: terminal.shown(), errors: terminal.errors };
};

describe('lines that are piped in', () => {
  it('are answered in order, and the end of input ends with code 0', async () => {
    const { code, shown } = await runLines('/topics\n\n周末共有多少人？\nlatest 1');
    assert.equal(code, 0);
    const places = ['Topics · all time', 'Sources', 'Latest'].map((text) => shown.indexOf(text));
    assert.deepEqual(
      places,
      places.toSorted((left, right) => left - right),
    );
    assert.ok(places.every((place) => place >= 0));
  });

  it('wait for each other however long an answer takes', async () => {
    const order: string[] = [];
    const services = createFakeServices(fakeArticles, {
      ask: async (question) => {
        order.push(`asked ${question}`);
        for (let turn = question === 'slow' ? 50 : 1; turn > 0; turn--) await new Promise(setImmediate);
        order.push(`answered ${question}`);
        return {
          question,
          answered: false,
          sentences: [],
          articles: [],
          generator: 'extractive',
          nearestTopics: [],
        };
      },
    });
    await runLines('slow\nquick\n', { services });
    assert.deepEqual(order, ['asked slow', 'answered slow', 'asked quick', 'answered quick']);
  });

  it('show no prompt, no greeting and no escape sequence', async () => {
    const { shown } = await runLines('/help\n', { greeting: { blocks: [] } });
    assert.ok(shown.startsWith('Commands\n'));
    assert.doesNotMatch(shown, /›/u);
    assert.ok(!shown.includes('\u001B'));
  });

  it('can choose by number and turn pages', async () => {
    const { shown } = await runLines('/latest 2\nn\n1\n7\n');
    assert.match(shown, /Page 2 {3}\[p\] Newer/);
    assert.match(shown, /Taken from {2}sample\.txt/);
    assert.match(shown, /You can choose 1 to 1\./);
  });

  it('end at /quit', async () => {
    const { code, shown } = await runLines('/quit\n/topics\n');
    assert.equal(code, 0);
    assert.equal(shown, '');
  });

  it('go on after a failure, whose cause goes to the log', async () => {
    const services = createFakeServices(fakeArticles, {
      topics: async () => {
        throw new Error('cause');
      },
    });
    const { code, shown, errors } = await runLines('/topics\n/latest 1\n', { services });
    assert.equal(code, 0);
    assert.match(shown, /Something went wrong.*Latest/s);
    assert.equal(errors.length, 1);
  });

  it('say so where a line is too long to be a question', async () => {
    const { shown } = await runLines(`${'x'.repeat(70_000)}\n/latest 1\n`);
    assert.match(shown, /This line is too long.*Latest/s);
  });

  it('are nothing for an empty input', async () => {
    assert.deepEqual(await runLines(''), { code: 0, shown: '', errors: [] });
  });

  it('end quietly with code 0 where nobody reads the answers any more', async () => {
    const terminal = openFakeTerminal();
    terminal.output.destroy(Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    terminal.type('/latest\n/topics\n');
    assert.equal(await terminal.ended, 0);
    assert.deepEqual(terminal.errors, []);
  });
});
