import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { Block, Source, StoryBlock } from '../../../src/core/blocks/blocks.ts';
import {
  buttons,
  facts,
  figures,
  heading,
  list,
  notice,
  pageControls,
  paragraph,
  quote,
} from '../../../src/core/blocks/build-blocks.ts';
import type { Capabilities } from '../../../src/platforms/terminal/capabilities.ts';
import { renderBlocks } from '../../../src/platforms/terminal/render-blocks.ts';
import { measureWidth } from '../../../src/platforms/terminal/wrap-spans.ts';
import { anyText } from '../../any-text.ts';

const plain: Capabilities = { colours: false, hyperlinks: false, columns: () => Number.POSITIVE_INFINITY };
const rich = (columns = 40): Capabilities => ({ colours: true, hyperlinks: true, columns: () => columns });
const ESCAPE = '\u001B';
/** What the terminal platform itself writes: colours, and links to the one address of these tests. */
const OWN = new RegExp(
  `${ESCAPE}\\[(?:1|2|4|22|24|3[1236]|39)m|${ESCAPE}\\]8;;(?:https://example\\.org/a)?${ESCAPE}\\\\`,
  'g',
);
const open = (id: string) => ({ label: 'Full text', action: { command: 'article', options: { id } } });

const source = (over: Partial<Source> = {}): Source => ({
  number: 1,
  articleId: 'aaa111',
  title: 'Title',
  publisher: '河畔晚报',
  published: '3月5日',
  publishedAt: '--03-05',
  url: 'https://example.org/a',
  positions: [{ start: 0, end: 5 }],
  positionLabel: '第 1–5 字',
  button: open('aaa111'),
  ...over,
});
const story = (over: Partial<StoryBlock> = {}): StoryBlock => ({
  kind: 'story',
  position: 1,
  headline: '标题',
  sentences: [
    {
      text: '第一句。',
      citations: [{ number: 1, articleId: 'aaa111', start: 0, end: 5, quote: '第一句。' }],
    },
  ],
  figures: ['59人'],
  sources: [source()],
  ...over,
});

describe('rendered blocks', () => {
  it('show for every sentence where it comes from', () => {
    assert.equal(
      renderBlocks([story()], plain).text,
      [
        '1. 标题',
        '   第一句。[1]',
        '   59人',
        '   [1] Title · 河畔晚报 · 3月5日 · 第 1–5 字 · aaa111',
        '       https://example.org/a',
        '',
      ].join('\n'),
    );
  });

  it('name a source by its title only where the headline does not', () => {
    const { text } = renderBlocks([story({ sources: [source({ title: '标题' })] })], plain);
    assert.match(text, /\[1\] 河畔晚报/);
  });

  it('number what can be chosen after the sources, and pages by letters', () => {
    const { text, choices } = renderBlocks(
      [story(), buttons(open('x'), open('y')), ...pageControls('Page 2', open('before'), open('after'))],
      plain,
    );
    assert.deepEqual(
      [...choices.numbered].map(([number, { options }]) => [number, options.id]),
      [
        [1, 'aaa111'],
        [2, 'x'],
        [3, 'y'],
      ],
    );
    assert.equal(choices.next?.options.id, 'after');
    assert.equal(choices.previous?.options.id, 'before');
    assert.match(text, /\[2\] Full text {3}\[3\] Full text/);
    assert.match(text, /Page 2 {3}\[n\] Full text {3}\[p\] Full text/);
  });

  it('say what to type where nobody can choose', () => {
    const { text } = renderBlocks([buttons(open('x'))], plain, ({ options }) => `read ${options.id}`);
    assert.equal(text, 'Full text  read x\n');
  });

  it('link what a terminal can link, and show the address where it cannot', () => {
    const linked = renderBlocks([story()], rich(200)).text;
    assert.ok(linked.includes('\u001B]8;;https://example.org/a\u001B\\'));
    assert.doesNotMatch(stripVTControlCharacters(linked), /https:/);
    assert.match(renderBlocks([story()], plain).text, /https:\/\/example\.org\/a/);
  });

  it('neither link nor show an address that is not of the web', () => {
    const hostile = story({ sources: [source({ url: 'javascript:alert(1)' })] });
    for (const capabilities of [plain, rich()])
      assert.doesNotMatch(renderBlocks([hostile], capabilities).text, /javascript/);
    assert.doesNotMatch(
      renderBlocks([facts([{ label: 'Link', value: 'javascript:x', url: 'javascript:x' }])], plain).text,
      /javascript/,
    );
  });

  it('mark the words that a search found, by colour or by asterisks', () => {
    const hit: Block = {
      kind: 'hit',
      title: '标题',
      snippet: '新车间面积大',
      highlights: [{ start: 3, end: 5 }],
      articleId: 'a',
      publisher: null,
      published: null,
      publishedAt: null,
      url: null,
      button: open('a'),
    };
    assert.match(renderBlocks([hit], plain).text, /新车间\*面积\*大/);
    const coloured = renderBlocks([hit], rich()).text;
    assert.match(stripVTControlCharacters(coloured), /新车间面积大/);
    assert.ok(coloured.includes(`${ESCAPE}[33m面积`));
  });

  it('align the second column by the width that characters take', () => {
    const { text } = renderBlocks(
      [
        list([
          { text: '科技', detail: 'x' },
          { text: 'abcdefgh', detail: 'y' },
        ]),
      ],
      plain,
    );
    assert.equal(text, '• 科技      x\n• abcdefgh  y\n');
  });

  it('hold no escape sequence without colours and links', () => {
    assert.ok(!renderBlocks(everyBlock('text'), plain).text.includes(ESCAPE));
  });

  it('let nothing in an article drive the terminal', () => {
    const hostile = fc.oneof(
      anyText(),
      fc.constantFrom(
        '\u001B[2J\u001B[H',
        '\u001B]0;title\u0007',
        '\u001B]8;;https://evil.example\u001B\\link\u001B]8;;\u001B\\',
        '\u009B31m',
        '\u202Eevil\u202C',
        '\u2067a\u2069',
        'line\r\u001B[K[1] fake',
        '\u0090q\u009C',
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = renderBlocks(everyBlock(text), rich()).text.replace(OWN, '');
        assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it('fit the columns', () => {
    const long = '这是一句很长的话，里面有“引号”和 English words，足够换好几行。'.repeat(3);
    for (const columns of [20, 33, 80]) {
      const lines = stripVTControlCharacters(renderBlocks(everyBlock(long), rich(columns)).text).split('\n');
      for (const line of lines) assert.ok(measureWidth(line) <= columns, `${columns}: ${line}`);
    }
  });
});

/** One of every kind of block, the text in every place where an article's text can stand. */
function everyBlock(text: string): Block[] {
  const cited = { text, citations: [{ number: 1, articleId: text, start: 0, end: 1, quote: text }] };
  const button = { label: text, action: { command: 'article', options: { id: text } } };
  const from = source({ title: text, publisher: text, published: text, articleId: text, button });
  return [
    heading(text),
    heading(text, 2),
    paragraph(text),
    { kind: 'sentences', sentences: [cited, cited] },
    { kind: 'sources', title: text, sources: [from] },
    story({ headline: text, sentences: [cited, cited], figures: [text], sources: [from] }),
    list([{ text, detail: text, button }]),
    {
      kind: 'hit',
      title: text,
      snippet: text,
      highlights: [{ start: 0, end: 1 }],
      articleId: text,
      publisher: text,
      published: text,
      publishedAt: null,
      url: text,
      button,
    },
    quote(text, text),
    figures(text, [text]),
    facts([
      { label: text, value: text },
      { label: text, value: text, url: text },
    ]),
    notice('error', text, text),
    {
      kind: 'articleText',
      paragraphs: [
        { kind: 'subheading', text },
        { kind: 'text', text },
      ],
    },
    buttons(button),
    ...pageControls(text, button, button),
  ];
}
