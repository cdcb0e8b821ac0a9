import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { commands } from '../../../src/commands/command-list.ts';
import type { Block } from '../../../src/core/blocks/blocks.ts';
import type { Article } from '../../../src/core/model/article.ts';
import { cleanText } from '../../../src/platforms/telegram/clean-text.ts';
import { type RenderedMessage, renderBlocks } from '../../../src/platforms/telegram/render-blocks.ts';
import { anyText } from '../../any-text.ts';
import { answerAbout, articleOf } from '../../commands/answer-about.ts';
import { Refusal } from '../../servers/telegram/refusal.ts';
import { formatText, type MessageText } from '../../servers/telegram/text/format-text.ts';

const STRINGS = new URL('../../../../shared/data/G_adversarial/strings.jsonl', import.meta.url);

/** What Telegram makes of a message; it must not refuse it, nor leave anything out. */
function receive(message: RenderedMessage): MessageText {
  const formatted = formatText({ text: message.html, parse_mode: 'HTML' });
  assert.ok(
    !(formatted instanceof Refusal),
    `${String((formatted as Refusal).description)}: ${message.html}`,
  );
  assert.equal(formatted.dropped, 0);
  assert.equal(formatted.text.trim(), message.plain.trim());
  return formatted;
}

/** Nothing is live but links to addresses that a source has, hashtags and our own commands. */
function assertNothingLive({ text, entities }: MessageText, urls: ReadonlySet<string | null>): void {
  for (const { type, url, offset, length } of entities) {
    const words = text.slice(offset, offset + length);
    if (type === 'text_link')
      assert.ok(
        url !== undefined && [...urls].some((known) => known !== null && new URL(known).href === url),
        url,
      );
    else if (type === 'bot_command')
      assert.ok(
        commands.some(({ name }) => words === `/${name}`),
        words,
      );
    else
      assert.ok(
        ['bold', 'italic', 'code', 'blockquote', 'expandable_blockquote', 'hashtag', 'cashtag'].includes(
          type,
        ),
        `${type} ${words}`,
      );
  }
}

/** Without white space, which stands differently at the ends of messages. */
const bare = (text: string): string => cleanText(text).replace(/\s+/gu, '');

const live = new Set(commands.map(({ name }) => `/${name}`));

/** Every message that the commands make of an article. */
async function renderCommands(article: Article): Promise<RenderedMessage[]> {
  return (await answerAbout(article)).flatMap((blocks) => renderBlocks(blocks, { live }));
}

const markup = fc.constantFrom(
  '<b>',
  '</b>',
  '<a href="tg://user?id=1">',
  '&lt;',
  '&',
  '"',
  '@durov',
  'https://evil.example',
  'evil.com',
  '/start@x',
  't.me/x',
  '`',
  '_*',
  ']',
);
const hostile = fc.array(fc.oneof(anyText(20), markup), { maxLength: 30 }).map((parts) => parts.join(' '));

describe('rendering an arbitrary article', () => {
  it('gives what Telegram accepts, with the text as it is and nothing live in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile,
        hostile,
        hostile,
        fc.option(fc.webUrl(), { nil: null }),
        async (title, body, publisher, url) => {
          const article = articleOf({ title, body: body || 'x', publisher, url, hashtags: [] });
          const messages = await renderCommands(article);
          const received = messages.map(receive);
          for (const message of received) assertNothingLive(message, new Set([url]));
          const all = bare(received.map(({ text }) => text).join(''));
          assert.ok(all.includes(bare(title)));
          assert.ok(all.includes(bare(publisher)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives the same with strings that were made to break it', async (t) => {
    if (!existsSync(STRINGS)) return t.skip('the shared data is not here');
    for (const line of readFileSync(STRINGS, 'utf8').split('\n').filter(Boolean)) {
      const { text } = JSON.parse(line) as { text: string };
      for (const article of [
        articleOf({ title: text.slice(0, 300) }),
        articleOf({ body: text, publisher: text.slice(0, 100) }),
      ]) {
        const messages = await renderCommands(article);
        const received = messages.map(receive);
        for (const message of received) assertNothingLive(message, new Set([article.url]));
        const all = bare(received.map((message) => message.text).join(''));
        assert.ok(all.includes(bare(article.title)), text);
        assert.ok(all.includes(bare(article.publisher ?? '')), text);
      }
    }
  });

  it('gives one long text whole and in order, however long, within the limits of each message', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile, fc.constant('字'.repeat(3000)), fc.constant('# /x @y '.repeat(200))), {
          maxLength: 8,
        }),
        (paragraphs) => {
          const blocks: Block[] = [
            { kind: 'articleText', paragraphs: paragraphs.map((text) => ({ kind: 'text', text })) },
          ];
          const received = renderBlocks(blocks, { live }).map(receive);
          const whole = bare(paragraphs.join(''));
          assert.equal(bare(received.map(({ text }) => text).join('')), whole === '' ? '…' : whole);
          for (const message of received) assertNothingLive(message, new Set());
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('rendering', () => {
  const story = (position: number, words: string): Block => ({
    kind: 'story',
    position,
    headline: `头条${position}`,
    sentences: [
      {
        text: words,
        citations: [{ number: position, articleId: `a${position}`, start: 0, end: 3, quote: words }],
      },
    ],
    figures: [],
    sources: [
      {
        ...{
          number: position,
          articleId: `a${position}`,
          title: `题${position}`,
          publisher: '日报',
          published: null,
          publishedAt: null,
        },
        ...{ url: `https://news.example/${position}`, positions: [], positionLabel: null },
        button: { label: '全文', action: { command: 'article', options: { id: `a${position}` } } },
      },
    ],
  });

  it('breaks a long digest between stories, each with the buttons of its own', () => {
    const blocks = Array.from({ length: 40 }, (_, index) => story(index + 1, `${'说了很多话'.repeat(30)}。`));
    const messages = renderBlocks([{ kind: 'heading', level: 1, text: '简报' }, ...blocks], { live });
    assert.ok(messages.length > 1);
    for (const message of messages) {
      receive(message);
      const positions = [...message.plain.matchAll(/^(\d+)\. /gm)].map(([, position]) => `📖 ${position}`);
      assert.deepEqual(
        message.rows.flat().map(({ label }) => label),
        positions,
      );
    }
    assert.match(messages[0]?.plain ?? '', /^简报\n1\. /);
  });

  it('breaks a story that is longer than a message between sentences, a number with its sentence', () => {
    const sentences = Array.from({ length: 60 }, (_, index) => ({
      text: `第${index}句${'很长'.repeat(60)}。`,
      citations: [{ number: 1, articleId: 'a', start: 0, end: 1, quote: '' }],
    }));
    const messages = renderBlocks([{ kind: 'sentences', sentences }], { live });
    assert.ok(messages.length > 1);
    for (const { plain } of messages) assert.match(plain, /^第\d+句.*。\[1\]$/s);
  });

  it('never parts a surrogate pair, a link or a number, in one sentence that is longer than a message', () => {
    const text = `${'😀'.repeat(3000)}`;
    const messages = renderBlocks(
      [
        {
          kind: 'sentences',
          sentences: [{ text, citations: [{ number: 12, articleId: 'a', start: 0, end: 1, quote: '' }] }],
        },
      ],
      { live },
    );
    assert.equal(messages.map(({ plain }) => plain).join(''), `${text}[12]`);
    for (const message of messages) assert.ok(receive(message).text.isWellFormed());
  });

  it('keeps an entity budget: a text of nothing but addresses is spread over messages', () => {
    const text = 'see evil.com and @someone. '.repeat(150);
    const messages = renderBlocks([{ kind: 'paragraph', text }], { live });
    for (const message of messages) assertNothingLive(receive(message), new Set());
    assert.ok(messages.length >= 3);
  });

  it('keeps the bytes of long addresses within what Telegram takes', () => {
    const url = `https://news.example/${'a'.repeat(1500)}`;
    const blocks = Array.from({ length: 12 }, (_, index): Block => {
      const one = story(index + 1, '短句。');
      return one.kind === 'story'
        ? { ...one, sources: one.sources.map((source) => ({ ...source, url })) }
        : one;
    });
    const messages = renderBlocks(blocks, { live });
    for (const message of messages) receive(message);
    assert.ok(messages.length > 1);
  });

  it('shows quotes as expandable quotes, and folds a long list of sources', () => {
    const sources = Array.from({ length: 5 }, (_, index) => story(index + 1, 'x')).flatMap((block) =>
      block.kind === 'story' ? block.sources : [],
    );
    const [message] = renderBlocks(
      [
        { kind: 'quote', text: '原话', attribution: '某人' },
        { kind: 'sources', title: '出处', sources },
      ],
      { live },
    );
    assert.ok(message);
    const quotes = receive(message).entities.filter(({ type }) => type === 'expandable_blockquote');
    assert.equal(quotes.length, 2);
  });

  it('links only addresses of the web', () => {
    const link = (url: string) =>
      renderBlocks([{ kind: 'facts', facts: [{ label: 'L', value: 'v', url, publishedAt: null }] }], {
        live,
      })[0]?.html;
    assert.match(
      link('https://a.example/?x=1&y="2"') ?? '',
      /<a href="https:\/\/a\.example\/\?x=1&amp;y=%222%22">v<\/a>/,
    );
    for (const url of ['javascript:alert(1)', 'tg://user?id=1', 'data:text/html,x', 'not an address'])
      assert.doesNotMatch(link(url) ?? '', /<a/);
  });

  it('is never empty', () => {
    assert.equal(renderBlocks([], { live })[0]?.html, '…');
    assert.equal(renderBlocks([{ kind: 'paragraph', text: ' \u0000\n' }], { live })[0]?.html, '…');
    const [only] = renderBlocks(
      [{ kind: 'buttons', buttons: [{ label: 'x', action: { command: 'help', options: {} } }] }],
      { live },
    );
    assert.deepEqual([only?.html, only?.rows.length], ['…', 1]);
  });
});
