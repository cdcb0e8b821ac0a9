import type {
  Block,
  Button,
  ButtonsBlock,
  FactsBlock,
  HitBlock,
  ListBlock,
  NoticeBlock,
  Source,
  StoryBlock,
} from '../../core/blocks/blocks.ts';
import { stripControlCharacters, toSafeUrl, toSingleLine } from '../../core/text/strip-control-characters.ts';
import {
  BETWEEN,
  bold,
  highlightSpans,
  joinSentences,
  linkText,
  numberRun,
  plain,
  tellOrigin,
  timeRun,
} from './block-runs.ts';
import { canBeLinkText } from './escape-markdown.ts';
import { inGroups, MOST_IN_ROW } from './lay-out-choices.ts';
import { toMarkdownUrl } from './markdown-url.ts';
import type { Choice, Part, Piece, RowButton, TextRun } from './rich-text.ts';

/** Of a message of content, https://docs.discord.com/developers/components/reference#action-row */
const MOST_ROWS = 5;
/** Opens the source or hit of a number. */
const NUMBERED = '📖 ';
/** The colours of Discord's own signs for a warning and for an error. */
const ACCENTS: Record<NoticeBlock['tone'], number | null> = {
  info: null,
  warning: 0xf0b232,
  error: 0xda373c,
};
const SIGNS: Record<NoticeBlock['tone'], string> = { info: 'ℹ️ ', warning: '⚠️ ', error: '❌ ' };

interface Writer {
  /** The command that is answered: what it does again changes where it stands. */
  command: string | null;
  /** The address of each numbered source. */
  urls: ReadonlyMap<number, string>;
  /** The reply shows an article whole: a button that opens it would do nothing. */
  showsArticle: boolean;
  /** Hits are numbered for their buttons. */
  hits: number;
}

/** The parts of which messages are made, in order. */
export function toParts(blocks: readonly Block[], { command }: { command: string | null }): Part[] {
  const sources = blocks.flatMap((block) =>
    block.kind === 'story' || block.kind === 'sources' ? block.sources : [],
  );
  const writer: Writer = {
    command,
    urls: new Map(sources.flatMap(({ number, url }) => (url === null ? [] : [[number, url]]))),
    showsArticle: blocks.some(({ kind }) => kind === 'articleText'),
    hits: 0,
  };
  return blocks.flatMap((block, index) =>
    renderBlock(block, writer, blocks[index - 1]?.kind === 'heading' ? '\n' : '\n\n').map((part) => ({
      ...part,
      block: index,
    })),
  );
}

function renderBlock(block: Block, writer: Writer, before: Piece['before']): Part[] {
  switch (block.kind) {
    case 'heading': {
      const prefix = block.level === 1 ? '## ' : '### ';
      return [text([{ before: '\n\n', prefix, runs: [plain(block.text)], heads: true }])];
    }
    case 'paragraph':
      return [text([{ before, runs: [{ text: stripControlCharacters(block.text) }] }])];
    case 'sentences':
      return [text(joinSentences(block.sentences, { before, urls: writer.urls }))];
    case 'sources':
      return [renderSources(block.title, block.sources, writer, before)];
    case 'story':
      return [renderStory(block, writer, before)];
    case 'list':
      return [renderList(block, writer, before)];
    case 'hit':
      return [renderHit(block, writer, before)];
    case 'quote': {
      const quoted: Piece = {
        before,
        prefix: '> ',
        runs: [{ text: stripControlCharacters(block.text).trim() }],
      };
      return [text(block.attribution === null ? [quoted] : [quoted, small(`— ${block.attribution}`)])];
    }
    case 'figures':
      return [text([{ before, runs: [bold(block.label), { text: BETWEEN }, figures(block.figures)] }])];
    case 'facts':
      return [text(renderFacts(block, before))];
    case 'notice': {
      const said = {
        before,
        runs: [{ text: SIGNS[block.tone] + stripControlCharacters(block.text).trim() }],
      };
      const remedy = block.remedy === null ? null : stripControlCharacters(block.remedy);
      return [
        {
          frame: { accent: ACCENTS[block.tone] },
          accessory: false,
          pieces: remedy === null ? [said] : [said, { before: '\n', runs: [{ text: remedy }] }],
          rows: [],
        },
      ];
    }
    case 'articleText':
      return [
        text(
          block.paragraphs.map(({ kind, text: paragraph }, index): Piece => {
            const gap = index === 0 ? before : '\n\n';
            return kind === 'subheading'
              ? { before: gap, prefix: '### ', runs: [plain(paragraph)], heads: true }
              : { before: gap, runs: [{ text: stripControlCharacters(paragraph).trim() }] };
          }),
        ),
      ];
    case 'buttons':
      return layOutRows(block, writer);
    case 'pageControls': {
      const turns = [
        ...(block.previous === null ? [] : [{ ...block.previous, label: `‹ ${block.previous.label}` }]),
        ...(block.next === null ? [] : [{ ...block.next, label: `${block.next.label} ›` }]),
      ];
      return [
        {
          ...text([{ ...small(block.label), before: '\n\n' }]),
          rows: turns.length === 0 ? [] : [turns.map((button) => ({ button, inPlace: true }))],
        },
      ];
    }
  }
}

function text(pieces: Piece[]): Part {
  return { frame: null, accessory: false, pieces, rows: [] };
}

function small(words: string): Piece {
  return { before: '\n', prefix: '-# ', runs: [plain(words)] };
}

function figures(values: readonly string[]): TextRun {
  return { text: values.map(toSingleLine).join(BETWEEN) };
}

/** A story: its headline leads to its first source and has that one's button beside it; others are chosen below it. */
function renderStory(story: StoryBlock, writer: Writer, before: Piece['before']): Part {
  const [first] = story.sources;
  const headline = toSingleLine(story.headline);
  const isLinked = canBeLinkText(headline) && toMarkdownUrl(first?.url ?? null) !== null;
  return {
    frame: { accent: null },
    accessory: true,
    pieces: [
      {
        before,
        runs: [
          bold(`${story.position}. `),
          { text: ' ', style: 'bold' },
          ...(isLinked ? linkText(headline, first?.url ?? null, 'bold') : [bold(headline)]),
        ],
        ...(first === undefined ? {} : { choice: sourceChoice(first, writer) }),
      },
      ...(story.notes ?? []).map(
        ({ text: words, url }): Piece => ({
          before: '\n',
          prefix: '-# ',
          runs: linkText(toSingleLine(words), url),
        }),
      ),
      ...joinSentences(story.sentences, { before: '\n', urls: writer.urls }),
      ...(story.figures.length === 0
        ? []
        : [{ before: '\n', prefix: '-# ', runs: [figures(story.figures)] } satisfies Piece]),
      ...story.sources.map((source, index): Piece => {
        const line = renderSource(source, { headline, isLinked: isLinked && index === 0 });
        return {
          before: '\n',
          prefix: '-# ',
          runs: line,
          ...(index === 0 ? {} : { choice: sourceChoice(source, writer) }),
        };
      }),
    ],
    rows: [],
  };
}

function renderSources(
  title: string,
  sources: readonly Source[],
  writer: Writer,
  before: Piece['before'],
): Part {
  return {
    frame: { accent: null },
    accessory: false,
    pieces: [
      { before, runs: [bold(title)], heads: true },
      ...sources.map(
        (source): Piece => ({
          before: '\n',
          runs: renderSource(source, { headline: null, isLinked: false }),
          ...(writer.showsArticle ? {} : { choice: sourceChoice(source, writer) }),
        }),
      ),
    ],
    rows: [],
  };
}

/** `[1] title · publisher · time`, without the title where it stands above; one of these leads to it, unless that does above. */
function renderSource(
  source: Source,
  { headline, isLinked }: { headline: string | null; isLinked: boolean },
): TextRun[] {
  const { number, url } = source;
  const title = toSingleLine(source.title);
  const origin = tellOrigin(source, { led: false });
  const isTold = title === headline && origin.length > 0;
  const linksTitle = !isTold && !isLinked && canBeLinkText(title);
  return [
    numberRun(number, isLinked || linksTitle ? null : url),
    { text: ' ' },
    ...(isTold
      ? origin
      : [...(linksTitle ? linkText(title, url) : [{ text: title }]), ...tellOrigin(source, { led: true })]),
  ];
}

function sourceChoice({ number, button, title, publisher, published }: Source, writer: Writer): Choice {
  return chooseNumbered(number, button, { title, publisher, published }, writer);
}

function chooseNumbered(
  number: number,
  button: Button,
  { title, publisher, published }: Pick<Source, 'title' | 'publisher' | 'published'>,
  writer: Writer,
): Choice {
  const about = [`[${number}]`, publisher, published].filter((part) => part !== null);
  return {
    ...toRowButton(button, writer),
    mark: `${NUMBERED}${number}`,
    title,
    description: about.join(BETWEEN),
  };
}

function renderHit(hit: HitBlock, writer: Writer, before: Piece['before']): Part {
  writer.hits += 1;
  const origin = tellOrigin(hit, { led: false });
  return {
    frame: { accent: null },
    accessory: true,
    pieces: [
      {
        before,
        runs: [
          bold(`${writer.hits}. `),
          { text: ' ', style: 'bold' },
          ...linkText(hit.title, hit.url, 'bold'),
        ],
        choice: chooseNumbered(writer.hits, hit.button, hit, writer),
      },
      { before: '\n', runs: highlightSpans(hit.snippet, hit.highlights) },
      ...(origin.length === 0 ? [] : [{ before: '\n', prefix: '-# ', runs: origin } satisfies Piece]),
    ],
    rows: [],
  };
}

function renderList({ items }: ListBlock, writer: Writer, before: Piece['before']): Part {
  return text(
    items.map(
      ({ text: item, detail, button }, index): Piece => ({
        before: index === 0 ? before : '\n',
        prefix: '- ',
        runs: [plain(item), ...(detail === null ? [] : [{ text: ` — ${toSingleLine(detail)}` }])],
        ...(button === null
          ? {}
          : {
              choice: {
                ...toRowButton(button, writer),
                mark: button.label,
                title: button.label,
                description: detail,
              },
            }),
      }),
    ),
  );
}

/** A line each. An address that is not of the web is left out. */
function renderFacts({ facts }: FactsBlock, before: Piece['before']): Piece[] {
  return facts.flatMap(({ label, value, url, publishedAt }, index): Piece[] => {
    const safe = toSafeUrl(url);
    if (url !== null && safe === null) return [];
    const address = toMarkdownUrl(safe);
    const shown: TextRun[] =
      address !== null && toSafeUrl(value) === safe
        ? [{ text: address, url: address, bare: true }]
        : publishedAt === null
          ? linkText(value, address)
          : [timeRun(value, publishedAt)];
    return [
      {
        before: index === 0 ? before : '\n',
        runs: [bold(label), { text: BETWEEN }, ...shown],
      },
    ];
  });
}

/** Buttons in rows, more than a message takes in further parts. */
function layOutRows({ buttons }: ButtonsBlock, writer: Writer): Part[] {
  const rows = inGroups(
    buttons.map((button) => toRowButton(button, writer)),
    MOST_IN_ROW,
  );
  return inGroups(rows, MOST_ROWS).map((some) => ({ ...text([]), rows: some }));
}

function toRowButton(button: Button, { command }: Writer): RowButton {
  // Pages and settings change where they stand; another command's answer does not wipe this one away.
  return { button, inPlace: button.action.command === command };
}
