import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { APIMessageComponent } from 'discord.js';
import type { Block, CitedSentence, Source, StoryBlock } from '../../../src/core/blocks/blocks.ts';
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
import { type RenderedMessage, renderBlocks } from '../../../src/platforms/discord/render-blocks.ts';
import { assertWithinLimits, textsOf, walkComponents } from './check-limits.ts';
import { encodePress } from './encode-press.ts';
import { readMarkdown } from './read-markdown.ts';

const NAMES: Record<number, string> = { 9: 'section', 17: 'container' };

/** A message as its reader sees it laid out: a line for each text, button and option, indented in what holds it. */
function outline(components: readonly APIMessageComponent[]): string[] {
  const lines = (component: (typeof all)[number]): string[] => {
    const { type, content, label, custom_id, placeholder, options = [], accessory } = component;
    const inside = (component.components ?? []).flatMap(lines).map((line) => `  ${line}`);
    if (content !== undefined) return content.split('\n');
    if (type === 2) return [`(${label}) ${custom_id}`];
    if (type === 3)
      return [
        `<${placeholder ?? ''}> ${custom_id}`,
        ...options.map((option) => `  ${option.label} | ${option.description ?? ''} | ${option.value}`),
      ];
    if (type === 1) return (component.components ?? []).flatMap(lines);
    return [NAMES[type] ?? '', ...inside, ...(accessory === undefined ? [] : lines(accessory))];
  };
  const all = components as unknown as ReturnType<typeof walkComponents>;
  return all.flatMap(lines);
}

const render = (blocks: readonly Block[], command: string | null = null): RenderedMessage[] => {
  const messages = renderBlocks(blocks, { encodePress, command });
  for (const message of messages) assertWithinLimits(message);
  return messages;
};
const show = (...blocks: Block[]): string[] => outline(render(blocks)[0]?.components ?? []);

const open = (id: string) => ({ label: '全文', action: { command: 'article', options: { id } } });
const source = (number: number, over: Partial<Source> = {}): Source => ({
  ...{ number, articleId: `a${number}`, title: `题${number}`, publisher: '日报', published: '3月5日' },
  ...{ publishedAt: '--03-05', url: `https://news.example/${number}`, positions: [], positionLabel: null },
  button: open(`a${number}`),
  ...over,
});
const cited = (text: string, ...numbers: number[]): CitedSentence => ({
  text,
  citations: numbers.map((number) => ({
    ...{ number, articleId: `a${number}`, start: 0, end: 1, quote: text },
  })),
});
const story = (position: number, over: Partial<StoryBlock> = {}): StoryBlock => ({
  kind: 'story',
  position,
  headline: `题${position}`,
  sentences: [cited('说了一句话。', position)],
  figures: [],
  sources: [source(position)],
  ...over,
});

describe('a block on Discord', () => {
  it('is, for a story, a card that leads to its first source and has its article’s button beside it', () => {
    const instant = { publishedAt: '2022-03-05T08:30:00+08:00' };
    assert.deepEqual(
      show(
        heading('简报'),
        story(1, {
          sentences: [cited('第一句。', 1), cited('第二句。', 1, 2)],
          figures: ['59人', '3%'],
          sources: [source(1, instant), source(2)],
        }),
      ),
      [
        '## 简报',
        'container',
        '  section',
        '    **1\\. [题1](<https://news.example/1>)**',
        '    第一句。[[1]](<https://news.example/1>)第二句。[[1]](<https://news.example/1>)[[2]](<https://news.example/2>)',
        '    -# 59人 · 3%',
        '    -# \\[1\\] 日报 · <t:1646440200:f>',
        '    -# \\[2\\] [题2](<https://news.example/2>) · 日报 · 3月5日',
        '  (全文) +|article|a1',
        '  (📖 2) +|article|a2',
      ],
    );
  });

  it('is, for an answer, its sentences and a card of numbered sources with a button each', () => {
    assert.deepEqual(
      show(
        { kind: 'sentences', sentences: [cited('One.', 1), cited('Two.', 2)] },
        { kind: 'sources', title: '出处', sources: [source(1), source(2, { url: null })] },
      ),
      [
        'One.[[1]](<https://news.example/1>) Two.\\[2\\]',
        'container',
        '  **出处**',
        '  \\[1\\] [题1](<https://news.example/1>) · 日报 · 3月5日',
        '  \\[2\\] 题2 · 日报 · 3月5日',
        '  (📖 1) +|article|a1',
        '  (📖 2) +|article|a2',
      ],
    );
  });

  it('has a menu in place of more than three buttons', () => {
    const sources = [1, 2, 3, 4].map((number) => source(number, { url: null, publisher: null }));
    assert.deepEqual(show({ kind: 'sources', title: '出处', sources }).slice(-5), [
      '  <全文> menu',
      '    题1 | [1] · 3月5日 | +|article|a1',
      '    题2 | [2] · 3月5日 | +|article|a2',
      '    题3 | [3] · 3月5日 | +|article|a3',
      '    题4 | [4] · 3月5日 | +|article|a4',
    ]);
  });

  it('has no button to the article that the reply shows', () => {
    const sources: Block = { kind: 'sources', title: '出处', sources: [source(1)] };
    const text: Block = { kind: 'articleText', paragraphs: [{ kind: 'text', text: '正文' }] };
    assert.ok(show(sources).some((line) => line.includes('📖')));
    assert.ok(!show(sources, text).some((line) => line.includes('📖')));
  });

  it('is, for a hit, a card with the words found in bold', () => {
    assert.deepEqual(
      show({
        ...{ kind: 'hit', title: '标题', snippet: '新车间面积大', highlights: [{ start: 3, end: 5 }] },
        ...{ articleId: 'a', publisher: '日报', published: null, publishedAt: null },
        ...{ url: 'https://news.example/a', button: open('a') },
      }),
      [
        'container',
        '  section',
        '    **1\\. [标题](<https://news.example/a>)**',
        '    新车间**面积**大',
        '    -# 日报',
        '  (全文) +|article|a',
      ],
    );
  });

  it('is, for facts, a line each, with addresses that are shown and times that each reader sees as theirs', () => {
    assert.deepEqual(
      show(
        facts([
          { label: '发布', value: '河畔_晚报' },
          { label: '时间', value: '3月5日', publishedAt: '2022-03-05T08:30:00+08:00' },
          { label: '日子', value: '3月5日', publishedAt: '2022-03-05' },
          { label: '链接', value: 'https://a.example/(x)', url: 'https://a.example/(x)' },
          { label: '首页', value: '官网', url: 'https://a.example/' },
          { label: '坏', value: 'v', url: 'javascript:x' },
        ]),
      ),
      [
        '**发布** · 河畔\\_晚报',
        '**时间** · <t:1646440200:f>',
        '**日子** · 3月5日',
        '**链接** · <https://a.example/%28x%29>',
        '**首页** · [官网](<https://a.example/>)',
      ],
    );
  });

  it('is, for texts, what Discord has for it', () => {
    assert.deepEqual(
      show(
        heading('标题', 2),
        paragraph('第一段\n# 不是标题'),
        quote('原话\n又一句', '某人'),
        figures('数字', ['59人', '3%']),
        { kind: 'articleText', paragraphs: [{ kind: 'subheading', text: '小标题' }] },
      ),
      [
        ...['### 标题', '第一段', '\\# 不是标题', '', '> 原话', '> 又一句', '-# — 某人', ''],
        ...['**数字** · 59人 · 3%', '', '### 小标题'],
      ],
    );
  });

  it('is, for a notice, framed in the colour of what it says', () => {
    assert.deepEqual(show(notice('error', '坏了。', '再试试。')), ['container', '  ❌ 坏了。', '  再试试。']);
    const accents = (['info', 'warning', 'error'] as const).map((tone) => {
      const [container] = render([notice(tone, 'x')])[0]?.components ?? [];
      return container !== undefined && 'accent_color' in container ? container.accent_color : undefined;
    });
    assert.equal(new Set(accents).size, 3);
  });

  it('is, for a list that can be chosen from, a list with buttons or a menu', () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        text: `#话题${index}`,
        detail: '2 篇',
        button: { label: `话题${index}`, action: { command: 'latest', options: { topic: `t${index}` } } },
      }));
    assert.deepEqual(show(list(items(2))), [
      ...['- \\#话题0 — 2 篇', '- \\#话题1 — 2 篇', '(话题0) +|latest|t0', '(话题1) +|latest|t1'],
    ]);
    const [message, ...others] = render([list(items(30))]);
    const menus = walkComponents(message?.components ?? []).filter(({ type }) => type === 3);
    assert.deepEqual(
      menus.map(({ custom_id, options }) => [custom_id, options?.length]),
      [
        ['menu', 25],
        ['menu~2', 5],
      ],
    );
    assert.deepEqual(others, []);
  });

  it('is, for buttons, rows of five', () => {
    const six = buttons(...['a', 'b', 'c', 'd', 'e', 'f'].map(open));
    const rows = render([paragraph('x'), six])[0]?.components.filter(({ type }) => type === 1) ?? [];
    assert.deepEqual(
      rows.map((row) => ('components' in row ? row.components.length : 0)),
      [5, 1],
    );
  });

  it('turns pages in place, and gives the same command again in place', () => {
    const page = { label: '下一页', action: { command: 'search', options: { page: 2 } } };
    const blocks = [buttons(page, open('a')), ...pageControls('第 1 页', null, page)];
    assert.deepEqual(outline(render(blocks, null)[0]?.components ?? []), [
      ...['(下一页) +|search|2', '(全文) +|article|a', '-# 第 1 页', '(下一页 ›) =|search|2'],
    ]);
    assert.deepEqual(outline(render(blocks, 'search')[0]?.components ?? []), [
      ...['(下一页) =|search|2', '(全文) +|article|a', '-# 第 1 页', '(下一页 ›) =|search|2~2'],
    ]);
  });
});

describe('links on Discord', () => {
  it('stand beside a text that Discord would not show as one, or that looks like an address', () => {
    const hit = (title: string): string | undefined =>
      show({
        ...{ kind: 'hit', title, snippet: 's', highlights: [], articleId: 'a', publisher: null },
        ...{ published: null, publishedAt: null, url: 'https://news.example/a', button: open('a') },
      })[2]?.trim();
    assert.equal(hit('一 | 二 (三)'), '**1\\. [一 | 二 (三)](<https://news.example/a>)**');
    for (const title of ['a*b*', 'x [1]', 'back\\slash', 'good.example', 'https://good.example', '@everyone'])
      assert.match(hit(title) ?? '', / \[→\]\(<https:\/\/news\.example\/a>\)$/, title);
  });

  it('are to addresses of the web only', () => {
    for (const url of ['javascript:alert(1)', 'discord://x', 'data:text/html,x', 'not an address'])
      for (const message of render([story(1, { sources: [source(1, { url })] })]))
        for (const text of textsOf(message)) assert.deepEqual(readMarkdown(text).links, []);
  });
});

describe('messages on Discord', () => {
  it('break a long digest between stories, each with its button, and begin with the heading', () => {
    const stories = Array.from({ length: 40 }, (_, index) =>
      story(index + 1, { sentences: [cited(`${'说了很多话'.repeat(30)}。`, index + 1)] }),
    );
    const messages = render([heading('简报'), ...stories]);
    assert.ok(messages.length > 1);
    const shown = messages.flatMap((message) =>
      walkComponents(message.components).flatMap(({ type, components, accessory }) =>
        type === 9 ? [[components?.[0]?.content?.match(/^\*\*(\d+)/)?.[1], accessory?.custom_id]] : [],
      ),
    );
    assert.deepEqual(
      shown,
      stories.map(({ position }) => [String(position), `+|article|a${position}`]),
    );
    assert.equal(textsOf(messages[0] as RenderedMessage)[0], '## 简报');
    for (const { plain } of messages)
      for (const { content, components } of plain)
        assert.deepEqual(
          walkComponents(components).flatMap(({ label }) => label ?? []),
          [...content.matchAll(/^\*\*(\d+)/gm)].map(([, position]) => `📖 ${position}`),
        );
  });

  it('never end with a heading', () => {
    const long = paragraph(`${'字'.repeat(1300)}。`);
    const blocks = [heading('一'), long, heading('二'), long, heading('三', 2), long, heading('四'), long];
    for (const message of render(blocks)) {
      assert.doesNotMatch(textsOf(message).at(-1) ?? '', /^#+ .*$(?![\s\S])/m);
      for (const { content } of message.plain) assert.doesNotMatch(content, /^#+ .*$(?![\s\S])/m);
    }
  });

  it('break a long answer between sentences, a number with its sentence', () => {
    const sentences = Array.from({ length: 60 }, (_, index) =>
      cited(`第${index}句${'很长'.repeat(60)}。`, 12),
    );
    const messages = render([{ kind: 'sentences', sentences }]);
    assert.ok(messages.length > 1);
    for (const { components, plain } of messages)
      for (const text of [
        ...walkComponents(components).flatMap(({ content }) => content ?? []),
        ...plain.map(({ content }) => content),
      ])
        assert.match(text, /^第\d+句.*。\\\[12\\\]$/s);
  });

  it('never part what is one character to a reader, nor a number from its sentence', () => {
    const family = '👨‍👩‍👧';
    const messages = render([{ kind: 'sentences', sentences: [cited(family.repeat(3000), 12)] }]);
    const texts = messages.flatMap(textsOf);
    assert.equal(texts.join(''), `${family.repeat(3000)}\\[12\\]`);
    for (const text of [...texts, ...messages.flatMap(({ plain }) => plain.map(({ content }) => content))])
      assert.match(text, new RegExp(`^(?:${family})+(?:\\\\\\[12\\\\\\])?$`, 'u'));
  });

  it('are about as many as a text of a megabyte needs, whatever it is made of', () => {
    for (const unit of [
      '字',
      '*_',
      'a ',
      ': ',
      '@everyone',
      '1. ',
      '\n> ',
      'e\u0301',
      '\u0301',
      'discord.gg/',
    ]) {
      const text = unit.repeat(1_000_000 / unit.length);
      const messages = renderBlocks([{ kind: 'sentences', sentences: [cited(text, 1)] }], { encodePress });
      const shown = messages.flatMap(textsOf).join('').length;
      assert.ok(messages.length <= (shown / 4000) * 2 + 1, `${unit}: ${messages.length} of ${shown}`);
    }
  });

  it('are never empty', () => {
    for (const blocks of [[], [paragraph(' \u0000\n')], [heading('')]]) {
      const [message, ...others] = render(blocks);
      assert.deepEqual(others, []);
      assert.deepEqual(outline(message?.components ?? []), ['…']);
      assert.deepEqual(message?.plain, [{ content: '…', components: [] }]);
    }
    const [only] = render([buttons(open('a'))]);
    assert.deepEqual(outline(only?.components ?? []), ['(全文) +|article|a']);
    assert.equal(only?.plain[0]?.content, '…');
  });
});
