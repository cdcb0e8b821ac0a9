import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Block, HitBlock, Source } from '../../../src/core/blocks/blocks.ts';
import type { Article } from '../../../src/core/model/article.ts';
import { stripControlCharacters } from '../../../src/core/text/strip-control-characters.ts';
import { type RenderedMessage, renderBlocks } from '../../../src/platforms/discord/render-blocks.ts';
import { anyText } from '../../any-text.ts';
import { answerAbout, articleOf } from '../../commands/answer-about.ts';
import { assertWithinLimits, textsOf } from './check-limits.ts';
import { encodePress } from './encode-press.ts';
import { type ReadMessage, readMarkdown } from './read-markdown.ts';

const STRINGS = new URL('../../../../shared/data/G_adversarial/strings.jsonl', import.meta.url);

/** What Discord's servers look for in a message whatever its markup is. */
const SERVER_MENTION = /<@[!&]?\d+>|<#\d+>|@everyone|@here|discord(?:app)?\.(?:gg|com\/invite)\/\w/i;

/** An address without the encoding that a link needs here. */
const sameAddress = (url: string): string =>
  new URL(url).href.replace(/%(?:2[2789A]|3[CE]|5[BCDE]|60|7[BCD])/gi, decodeURIComponent);

/** Nothing is live but links to addresses that a source has, and no markup is there but what rendering writes. */
function assertNothingLive(read: ReadMessage, urls: readonly (string | null)[]): void {
  assert.deepEqual(read.mentions, []);
  assert.deepEqual(read.emoji, []);
  const known = urls.flatMap((url) => (url === null ? [] : [sameAddress(url)]));
  for (const { text, url } of read.links) {
    assert.ok(known.includes(sameAddress(url)), url);
    assert.ok(text === url || !/:\/\//.test(text), text);
  }
  for (const mark of read.markup)
    assert.ok(['##', '###', '-#', '-', '>', 'bold'].includes(mark), `${mark} in ${read.text}`);
}

/** A message as its readers see it, both ways. */
function receive(message: RenderedMessage, urls: readonly (string | null)[]): { v2: string; plain: string } {
  assertWithinLimits(message);
  const read = (content: string): string => {
    assert.doesNotMatch(content, SERVER_MENTION);
    const seen = readMarkdown(content);
    assertNothingLive(seen, urls);
    return seen.text;
  };
  return {
    v2: textsOf(message).map(read).join('\n'),
    plain: message.plain.map(({ content }) => read(content)).join('\n'),
  };
}

/** Without white space, which stands differently at the ends of messages, and the space of no width in `@everyone`. */
const bare = (text: string): string => stripControlCharacters(text).replace(/\s+|\u200B/gu, '');

/** Every message that the commands make of an article. */
async function renderCommands(article: Article): Promise<RenderedMessage[]> {
  return (await answerAbout(article)).flatMap((blocks) =>
    renderBlocks(blocks, { encodePress, command: 'latest' }),
  );
}

async function assertShownLiterally(article: Article): Promise<void> {
  const received = (await renderCommands(article)).map((message) => receive(message, [article.url]));
  for (const form of ['v2', 'plain'] as const) {
    const all = bare(received.map((message) => message[form]).join(''));
    assert.ok(all.includes(bare(article.title)), article.title);
    assert.ok(all.includes(bare(article.publisher ?? '')), article.publisher ?? '');
    assert.ok(all.includes(bare(article.body)), article.body);
  }
}

const markup = fc.constantFrom(
  ...['*', '**', '_', '__', '~~', '||', '`', '```', '\\', '[', ']', '(', ')', '<', '>', '#', '-', '+', ':'],
  ...['# ', '## ', '-# ', '> ', '>>> ', '- ', '* ', '1. ', '\n', '\n\n', ' ', '  \n', '.', '10', '@', '/'],
  ...[
    '[x](https://evil.example)',
    '](https://evil.example)',
    '](<',
    '>)',
    'https://evil.example/*_',
    'http://',
  ],
  ...['<https://evil.example>', '<mailto:a@b.example>', 'evil.com', 'discord.gg/abc', 'discord', '.gg/abc'],
  ...[
    'https://discord.gg/abc',
    'discord.com/invite/abc',
    '<@1>',
    '<@!1>',
    '<@&1>',
    '<#1>',
    '</go:1>',
    '<id:guide>',
  ],
  ...['@everyone', '@here', 'everyone', '<:a:1>', '<a:b:2>', ':smile:', ':+1:', '<t:1:R>', '¯\\_(ツ)_/¯'],
);
const joined = (separator: string) =>
  fc.array(fc.oneof(anyText(12), markup, markup), { maxLength: 25 }).map((parts) => parts.join(separator));
const hostile = fc.oneof(joined(''), joined(' '));
const webUrl = fc.webUrl({ withFragments: true, withQueryParameters: true });

describe('rendering an arbitrary article for Discord', () => {
  it('shows its text as it is, within the limits, with nothing live in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostile,
        hostile,
        hostile,
        fc.option(webUrl, { nil: null }),
        async (title, body, publisher, url) => {
          await assertShownLiterally(articleOf({ title, body: body || 'x', publisher, url, hashtags: [] }));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does so with strings that were made to break it', async (t) => {
    if (!existsSync(STRINGS)) return t.skip('the shared data is not here');
    for (const line of readFileSync(STRINGS, 'utf8').split('\n').filter(Boolean)) {
      const { text } = JSON.parse(line) as { text: string };
      await assertShownLiterally(articleOf({ title: text.slice(0, 300) }));
      await assertShownLiterally(articleOf({ body: text, publisher: text.slice(0, 100) }));
    }
  });

  it('gives one long text whole and in order, however it is broken', () => {
    const long = fc.oneof(
      hostile,
      fc.constantFrom('字'.repeat(3000), '*_[@everyone](https://x.example) '.repeat(150), '\\'.repeat(5000)),
      fc.constantFrom(
        '😀'.repeat(1500),
        '👨‍👩‍👧'.repeat(400),
        `e${'\u0301'.repeat(5000)}`,
        '> a\n'.repeat(900),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind: fc.constantFrom('text', 'subheading'), text: long }), { maxLength: 8 }),
        (paragraphs) => {
          const blocks = [{ kind: 'articleText', paragraphs }] as Block[];
          const received = renderBlocks(blocks, { encodePress }).map((message) => receive(message, []));
          const whole = bare(paragraphs.map(({ text }) => text).join('')) || '…';
          assert.equal(bare(received.map(({ v2 }) => v2).join('')), whole);
          assert.equal(bare(received.map(({ plain }) => plain).join('')), whole);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('keeps within the limits whatever blocks stand together', () => {
    fc.assert(
      fc.property(fc.array(anyBlock(hostile), { maxLength: 30 }), (blocks) => {
        const urls = [
          'https://news.example/a_(b)*c',
          'http://[::1]/x',
          `https://long.example/${'a'.repeat(980)}`,
        ];
        for (const message of renderBlocks(blocks, { encodePress })) receive(message, urls);
      }),
      { numRuns: 150 },
    );
  });
});

/** A block of any kind with texts of one kind, addresses of few, and many of what can be many. */
function anyBlock(text: fc.Arbitrary<string>): fc.Arbitrary<Block> {
  const orNull = fc.option(text, { nil: null });
  const url = fc.constantFrom(
    ...[null, 'javascript:alert(1)', 'https://news.example/a_(b)*c', 'http://[::1]/x'],
    ...[`https://long.example/${'a'.repeat(980)}`, `https://longer.example/${'a'.repeat(1500)}`],
  );
  const publishedAt = fc.constantFrom(
    null,
    '--03-05',
    '2022-03',
    '2022-03-05T08:30',
    '2022-03-05T08:30:00+08:00',
  );
  const id = fc.constantFrom('a', 'b', 'c~7');
  const button = fc.record({
    label: text,
    action: fc.record({ command: fc.constantFrom('article', 'latest'), options: fc.record({ id }) }),
  });
  const number = fc.integer({ min: 1, max: 40 });
  const known = { publisher: orNull, published: orNull, publishedAt, url, articleId: id, button };
  const source = fc.record({
    ...known,
    number,
    title: text,
    positions: fc.constant<Source['positions']>([]),
    positionLabel: fc.constant(null),
  });
  const citation = fc.record({
    number,
    articleId: id,
    start: fc.constant(0),
    end: fc.constant(1),
    quote: text,
  });
  const sentences = fc.array(fc.record({ text, citations: fc.array(citation, { maxLength: 12 }) }), {
    maxLength: 6,
  });
  const sources = fc.array(source, { maxLength: 30 });
  const kind = <Kind extends Block['kind']>(name: Kind) => fc.constant(name);
  const pageButton = fc.option(button, { nil: null });
  return fc.oneof(
    fc.record({ kind: kind('heading'), text, level: fc.constantFrom(1 as const, 2 as const) }),
    fc.record({ kind: kind('paragraph'), text }),
    fc.record({ kind: kind('sentences'), sentences }),
    fc.record({ kind: kind('sources'), title: text, sources }),
    fc.record({
      kind: kind('story'),
      position: number,
      headline: text,
      sentences,
      figures: fc.array(text, { maxLength: 4 }),
      sources,
    }),
    fc.record({
      kind: kind('list'),
      items: fc.array(fc.record({ text, detail: orNull, button: pageButton }), { maxLength: 60 }),
    }),
    fc.record({
      kind: kind('hit'),
      title: text,
      snippet: text,
      highlights: fc.constant<HitBlock['highlights']>([{ start: 1, end: 4 }]),
      ...known,
    }),
    fc.record({ kind: kind('quote'), text, attribution: orNull }),
    fc.record({ kind: kind('figures'), label: text, figures: fc.array(text, { maxLength: 4 }) }),
    fc.record({
      kind: kind('facts'),
      facts: fc.array(fc.record({ label: text, value: text, url, publishedAt }), { maxLength: 5 }),
    }),
    fc.record({
      kind: kind('notice'),
      tone: fc.constantFrom('info' as const, 'warning' as const, 'error' as const),
      text,
      remedy: orNull,
    }),
    fc.record({ kind: kind('buttons'), buttons: fc.array(button, { maxLength: 60 }) }),
    fc.record({ kind: kind('pageControls'), label: text, previous: pageButton, next: pageButton }),
  );
}
