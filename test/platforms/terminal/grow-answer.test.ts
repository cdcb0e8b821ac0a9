import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Services } from '../../../src/commands/services.ts';
import type { AnswerSentence } from '../../../src/core/model/output.ts';
import { openNewsroom } from '../../app/open-newsroom.ts';
import { buildArticle } from '../../build-article.ts';
import { citeFirst, createFakeServices } from '../../fakes/fake-services.ts';
import type { Behaviour } from '../../servers/openai/create-openai-server.ts';
import { openFakeTerminal } from './fake-terminal.ts';
import { readScreen } from './read-screen.ts';

const ESCAPE = '\u001B';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const article = buildArticle({
  title: '旧城水管更换',
  body: '旧城水管更换的消息在周一公布，涉及居民3200户。\n\n负责人李明表示，工程投资1.2亿元，预计明年完成。\n\n施工期间，附近5条公交线路临时绕行，市民可以提前查询。',
});
const question = '旧城水管更换工程投资多少？';
const written = JSON.stringify({
  answered: true,
  sentences: [
    { text: '工程投资1.2亿元。', sources: [2] },
    { text: '这涉及居民3200户。', sources: [1] },
  ],
});
const said = (text: string): Behaviour => ({ kind: 'text', text });

let close: () => Promise<unknown> = async () => {};
afterEach(() => close());

/** A terminal whose questions a model answers by a server of the test's. */
async function openWithModel(behaviour: Behaviour, isTTY = true) {
  const room = await openNewsroom({ articles: [article] });
  room.behave(() => behaviour);
  close = room.close;
  const services = createFakeServices([article], {
    ask: (asked, options) => room.newsroom.ask(asked, options),
    model: { name: 'test-model', status: async () => null },
  });
  const terminal = openFakeTerminal({ isTTY, services, language: 'zh-Hans' });
  if (isTTY) await terminal.seen('›');
  return terminal;
}

/** A terminal whose answer is what the test says, when it does. */
async function openByHand() {
  const begun = Promise.withResolvers<NonNullable<Parameters<Services['ask']>[1]['onSentences']>>();
  const answered = Promise.withResolvers<AnswerSentence[]>();
  const services = createFakeServices([article], {
    async ask(asked, { onSentences }) {
      assert.ok(onSentences);
      begun.resolve(onSentences);
      return {
        ...{ question: asked, answered: true, sentences: await answered.promise, articles: [] },
        ...{ nearestTopics: [], generator: 'extractive' },
      };
    },
  });
  const terminal = openFakeTerminal({ isTTY: true, services });
  await terminal.seen('›');
  terminal.type(`${question}\r`);
  return { terminal, grow: await begun.promise, answer: answered.resolve };
}

const count = (text: string, piece: string): number => text.split(piece).length - 1;
const sentences = citeFirst(article, 3);
const [first, second, third] = sentences.map(({ text }) => text.slice(0, 12)) as [string, string, string];

async function leave({ type, ended }: ReturnType<typeof openFakeTerminal>): Promise<void> {
  type(CTRL_D);
  await ended;
}

describe('an answer at a terminal', () => {
  it('is shown sentence by sentence as the model’s stream comes, each once, with its sources at the end', async () => {
    const terminal = await openWithModel(said(written));
    terminal.type(`${question}\r`);
    for (const text of ['工程投资1.2亿元。', '这涉及居民3200户。', '旧城水管更换', 'test-model', '›'])
      await terminal.seen(text);
    for (const text of ['工程投资1.2亿元。', '这涉及居民3200户。'])
      assert.equal(count(terminal.shown(), text), 1);
    await leave(terminal);
  });

  it('stops at Ctrl-C while a stream stalls; what was checked by then stays', async () => {
    const terminal = await openWithModel({ kind: 'stalls', text: written, after: written.indexOf('},') + 2 });
    terminal.type(`${question}\r`);
    await terminal.seen('工程投资1.2亿元。');
    terminal.type(CTRL_C);
    await terminal.seen('›');
    assert.match(readScreen(terminal.shown()).join('\n'), /工程投资1\.2亿元。\[1\]\n[^\n]*取消/u);
    await leave(terminal);
  });

  it('is taken back where the stream breaks and the articles’ own sentences stand in its place', async () => {
    const terminal = await openWithModel({ kind: 'stops', text: written, after: written.indexOf('},') + 2 });
    terminal.type(`${question}\r`);
    await terminal.seen('工程投资1.2亿元。');
    await terminal.seen('负责人李明表示');
    await terminal.seen('›');
    const screen = readScreen(terminal.shown()).join('\n');
    assert.equal(count(screen, '工程投资1.2亿元'), 1);
    assert.match(screen, /负责人李明表示，工程投资1\.2亿元/u);
    await leave(terminal);
  });

  it('is told as a whole at the end where there is no terminal', async () => {
    const terminal = await openWithModel(said(written), false);
    terminal.type(`${question}\n`);
    terminal.end();
    await terminal.ended;
    assert.equal(count(terminal.shown(), '工程投资1.2亿元。'), 1);
    assert.ok(!terminal.shown().includes(ESCAPE));
  });

  it('goes on from what was shown, and wipes away only what is not how it begins', async () => {
    for (const whole of [[0, 1, 2], [1, 0], [0]] as const) {
      const { terminal, grow, answer } = await openByHand();
      grow(sentences.slice(0, 1));
      await terminal.seen(first);
      grow(sentences.slice(0, 2));
      await terminal.seen(second);
      answer(whole.flatMap((index) => sentences[index] ?? []));
      await terminal.seen('›');
      const screen = readScreen(terminal.shown()).join('\n');
      const told = [first, second, third].filter((text) => screen.includes(text));
      assert.equal(told.length, whole.length);
      for (const text of told) assert.equal(count(screen, text), 1);
      await leave(terminal);
    }
  });

  it('wipes nothing where the terminal was resized, is too low, or something else was typed', async () => {
    for (const disturb of [
      ({ output }: ReturnType<typeof openFakeTerminal>) => void Object.assign(output, { columns: 30 }),
      ({ output }: ReturnType<typeof openFakeTerminal>) => void Object.assign(output, { rows: 1 }),
      ({ type }: ReturnType<typeof openFakeTerminal>) => type('/topics\r'),
    ]) {
      const { terminal, grow, answer } = await openByHand();
      grow(sentences.slice(0, 2));
      await terminal.seen(second);
      disturb(terminal);
      await new Promise(setImmediate);
      answer(sentences.slice(1, 3));
      await terminal.seen(third);
      await terminal.seen('›');
      const screen = readScreen(terminal.shown()).join('\n');
      assert.ok(screen.includes(first));
      assert.doesNotMatch(terminal.shown().replaceAll(ESCAPE, 'ESC'), /ESC\[\d+A/u);
      await leave(terminal);
    }
  });

  it('goes on at the width that the terminal has by then', async () => {
    const { terminal, grow, answer } = await openByHand();
    grow(sentences.slice(0, 1));
    await terminal.seen(first);
    terminal.output.columns = 24;
    answer(sentences);
    await terminal.seen('›');
    const lines = readScreen(terminal.shown());
    assert.equal(count(lines.join('\n'), first), 1);
    const after = lines.slice(lines.findIndex((line) => line.startsWith(second.slice(0, 5))));
    for (const line of after.slice(0, 3)) assert.ok(line.length <= 12 + 3, line);
    await leave(terminal);
  });

  it('shows nothing more of an answer that was stopped', async () => {
    const { terminal, grow, answer } = await openByHand();
    grow(sentences.slice(0, 1));
    await terminal.seen(first);
    terminal.type(CTRL_C);
    await terminal.seen('Cancelled.');
    grow(sentences.slice(0, 2));
    answer(sentences);
    await new Promise(setImmediate);
    assert.ok(!terminal.shown().includes(second));
    await leave(terminal);
  });
});
