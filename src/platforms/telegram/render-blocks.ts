import type { Block, Button, CitedSentence, HitBlock, Source, StoryBlock } from '../../core/blocks/blocks.ts';
import { toSafeUrl } from '../../core/text/strip-control-characters.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { defuseHighlights, defuseText } from './defuse-text.ts';
import type { Piece, TextRun } from './rich-text.ts';
import { type Section, splitMessages } from './split-messages.ts';
import { type MessageText, writeMessage } from './write-html.ts';

/** A message as it is sent: its text both ways, rows of buttons below it. */
export interface RenderedMessage extends MessageText {
  rows: Button[][];
  /** The one address that is shown with a preview; null for none. */
  previewUrl: string | null;
}

/** Stands between what belongs together on a line. */
const BETWEEN = ' · ';
/** A link's text is never cut; a longer title is text alone. */
const LONGEST_LINK_TEXT = 500;
/** An answer with more sources than these shows the first and unfolds to the others. */
const OPEN_SOURCES = 3;

type Lines = Section<Button[]>;

interface Writer {
  /** What Telegram may make clickable in our own words. */
  live: ReadonlySet<string>;
  /** The safe address of each numbered source. */
  urls: ReadonlyMap<number, string>;
  /** The reply shows an article whole: a button that opens it would do nothing. */
  showsArticle: boolean;
  /** Hits are numbered for their buttons. */
  hits: number;
}

/**
 * Blocks as messages, in order, each within Telegram's limits; at least one. What is in `live` (`/help`)
 * stays clickable where we name it ourselves.
 */
export function renderBlocks(
  blocks: readonly Block[],
  { live }: { live: ReadonlySet<string> },
): RenderedMessage[] {
  const sources = blocks.flatMap((block) =>
    block.kind === 'story' || block.kind === 'sources' ? block.sources : [],
  );
  const writer: Writer = {
    live,
    urls: new Map(
      sources.flatMap(({ number, url }) => {
        const safe = toSafeUrl(url);
        return safe === null ? [] : [[number, safe]];
      }),
    ),
    showsArticle: blocks.some(({ kind }) => kind === 'articleText'),
    hits: 0,
  };
  const messages = splitMessages(joinHeadings(blocks, writer));
  const previewUrl = findPreview(blocks);
  if (messages.length === 0) return [{ html: '…', plain: '…', rows: [], previewUrl: null }];
  return messages.map(({ pieces, rows }, index) => {
    const text = pieces.length === 0 ? { html: '…', plain: '…' } : writeMessage(pieces);
    return { ...text, rows: joinNumbered(rows), previewUrl: index === 0 ? previewUrl : null };
  });
}

/** A preview is for a reply that is about one article. */
function findPreview(blocks: readonly Block[]): string | null {
  const urls = blocks
    .flatMap((block) => (block.kind === 'facts' ? block.facts : []))
    .flatMap(({ url }) => toSafeUrl(url) ?? []);
  return new Set(urls).size === 1 ? (urls[0] ?? null) : null;
}

/** A heading stands in the message of what it heads. */
function joinHeadings(blocks: readonly Block[], writer: Writer): Lines[] {
  const sections: Lines[] = [];
  let headings: Piece[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      headings.push({ before: '\n\n', runs: defuseText(cleanLine(block.text), 'bold') });
      continue;
    }
    const section = renderBlock(block, writer);
    const [first, ...rest] = section.pieces;
    const joined = first === undefined || headings.length === 0 ? first : { ...first, before: '\n' as const };
    sections.push({ ...section, pieces: [...headings, ...(joined === undefined ? [] : [joined, ...rest])] });
    headings = [];
  }
  return headings.length === 0 ? sections : [...sections, { pieces: headings, rows: [] }];
}

function renderBlock(block: Exclude<Block, { kind: 'heading' }>, writer: Writer): Lines {
  switch (block.kind) {
    case 'paragraph':
      return text([{ before: '\n\n', runs: own(block.text, writer) }]);
    case 'sentences':
      return text(joinSentences(block.sentences, '\n\n', writer));
    case 'sources':
      return renderSources(block.title, block.sources, writer);
    case 'story':
      return renderStory(block, writer);
    case 'list':
      return {
        pieces: block.items.map(({ text: item, detail }, index) => ({
          before: index === 0 ? '\n\n' : '\n',
          runs: [
            { text: '• ' },
            ...own(cleanLine(item), writer),
            ...(detail === null ? [] : defuseText(` — ${cleanLine(detail)}`)),
          ],
        })),
        rows: layOutButtons(block.items.flatMap(({ button }) => (button === null ? [] : [button]))),
      };
    case 'hit':
      return renderHit(block, writer);
    case 'quote':
      return text([
        { before: '\n\n', runs: defuseText(cleanText(block.text)), quoted: true },
        ...(block.attribution === null
          ? []
          : [{ before: '\n' as const, runs: defuseText(`— ${cleanLine(block.attribution)}`, 'italic') }]),
      ]);
    case 'figures':
      return text([
        {
          before: '\n\n',
          runs: [...defuseText(`${cleanLine(block.label)}${BETWEEN}`), ...figures(block.figures)],
        },
      ]);
    case 'facts':
      return text(
        block.facts.flatMap(({ label, value, url }, index) => {
          const safe = toSafeUrl(url);
          if (url !== null && safe === null) return [];
          const name = defuseText(`${cleanLine(label)}${BETWEEN}`);
          const shown = cleanLine(value);
          return [
            { before: index === 0 ? '\n\n' : '\n', runs: [...name, ...link(shown, safe)] } satisfies Piece,
          ];
        }),
      );
    case 'notice':
      return text([
        { before: '\n\n', runs: own(`${block.tone === 'info' ? '' : '⚠️ '}${cleanText(block.text)}`, writer) },
        ...(block.remedy === null ? [] : [{ before: '\n' as const, runs: own(block.remedy, writer) }]),
      ]);
    case 'articleText':
      return text(
        block.paragraphs.map(({ kind, text: paragraph }) => ({
          before: '\n\n',
          runs: defuseText(
            cleanText(paragraph).trim(),
            ...(kind === 'subheading' ? (['bold'] as const) : []),
          ),
        })),
      );
    case 'buttons':
      return { pieces: [], rows: layOutButtons(block.buttons) };
    case 'pageControls':
      return {
        pieces: [{ before: '\n\n', runs: defuseText(cleanLine(block.label), 'italic') }],
        rows: [
          [
            ...(block.previous === null ? [] : [{ ...block.previous, label: `‹ ${block.previous.label}` }]),
            ...(block.next === null ? [] : [{ ...block.next, label: `${block.next.label} ›` }]),
          ],
        ],
      };
  }
}

function text(pieces: Piece[]): Lines {
  return { pieces, rows: [] };
}

/** Our own words, in which commands stay live. */
function own(words: string, { live }: Writer): TextRun[] {
  return defuseText(cleanText(words), undefined, live);
}

function link(words: string, url: string | null, style?: 'bold'): TextRun[] {
  return url === null || words === '' || words.length > LONGEST_LINK_TEXT
    ? defuseText(words, style)
    : [style === undefined ? { text: words, url } : { text: words, url, style }];
}

function renderStory(story: StoryBlock, writer: Writer): Lines {
  const [first] = story.sources;
  const headline = cleanLine(story.headline);
  return {
    pieces: [
      {
        before: '\n\n',
        runs: [
          { text: `${story.position}. `, style: 'bold' },
          ...link(headline, toSafeUrl(first?.url ?? null), 'bold'),
        ],
      },
      ...joinSentences(story.sentences, '\n', writer),
      ...(story.figures.length === 0 ? [] : [{ before: '\n' as const, runs: figures(story.figures) }]),
      ...story.sources.map((source) => ({
        before: '\n' as const,
        runs: sourceRuns(source, headline),
      })),
    ],
    rows: layOutButtons(story.sources.map(sourceButton)),
  };
}

function renderSources(title: string, sources: readonly Source[], { showsArticle }: Writer): Lines {
  const folded = sources.length > OPEN_SOURCES ? { quoted: true as const } : {};
  return {
    pieces: [
      { before: '\n\n', runs: defuseText(cleanLine(title), 'bold'), ...folded },
      ...sources.map((source) => ({ before: '\n' as const, runs: sourceRuns(source, null), ...folded })),
    ],
    rows: showsArticle ? [] : layOutButtons(sources.map(sourceButton)),
  };
}

/** `[1] title · publisher · time`, without the title where it stands above. */
function sourceRuns(
  { number, title, publisher, published, url }: Source,
  headline: string | null,
): TextRun[] {
  const name = cleanLine(title);
  const about = [publisher, published].flatMap((part) => (part === null ? [] : [cleanLine(part)]));
  const lead: TextRun = { text: `[${number}] ` };
  const safe = toSafeUrl(url);
  if (name === headline && about.length > 0) {
    const [first = '', ...rest] = about;
    return [lead, ...link(first, safe), ...defuseText(rest.map((part) => BETWEEN + part).join(''))];
  }
  return [lead, ...link(name, safe), ...defuseText(about.map((part) => BETWEEN + part).join(''))];
}

/** The button carries the number that stands in the text. */
function sourceButton({ number, button }: Source): Button {
  return { label: `${NUMBERED}${number}`, action: button.action };
}

function renderHit(hit: HitBlock, writer: Writer): Lines {
  writer.hits += 1;
  const about = [hit.publisher, hit.published].flatMap((part) => (part === null ? [] : [cleanLine(part)]));
  return {
    pieces: [
      {
        before: '\n\n',
        runs: [
          { text: `${writer.hits}. `, style: 'bold' },
          ...link(cleanLine(hit.title), toSafeUrl(hit.url), 'bold'),
        ],
      },
      { before: '\n', runs: highlight(hit.snippet, hit.highlights) },
      ...(about.length === 0
        ? []
        : [{ before: '\n' as const, runs: defuseText(about.join(BETWEEN), 'italic') }]),
    ],
    rows: layOutButtons([{ label: `${NUMBERED}${writer.hits}`, action: hit.button.action }]),
  };
}

function highlight(snippet: string, highlights: readonly { start: number; end: number }[]): TextRun[] {
  const spans: { start: number; end: number }[] = [];
  let clean = '';
  let from = 0;
  for (const { start, end } of highlights) {
    clean += cleanPart(snippet.slice(from, start));
    const found = cleanPart(snippet.slice(start, end));
    if (found !== '') spans.push({ start: clean.length, end: clean.length + found.length });
    clean += found;
    from = end;
  }
  return defuseHighlights(clean + cleanPart(snippet.slice(from)), spans);
}

/** One line, but with the spaces at its ends, which part it from what stands beside it. */
function cleanPart(part: string): string {
  return cleanText(part).replace(/\n+/g, ' ');
}

function figures(values: readonly string[]): TextRun[] {
  return defuseText(values.map(cleanLine).join(BETWEEN), 'italic');
}

/** Sentences one after the other, each a piece with the numbers of its sources: Chinese ones need no space between. */
function joinSentences(
  sentences: readonly CitedSentence[],
  before: Piece['before'],
  { urls }: Writer,
): Piece[] {
  return sentences.map(({ text: sentence, citations }, index) => {
    const line = cleanLine(sentence);
    const previous = sentences[index - 1]?.text.trimEnd().at(-1) ?? '';
    const wide = WIDE.test(previous) || WIDE.test(line.charAt(0));
    const numbers = [...new Set(citations.map(({ number }) => number))];
    return {
      before: index === 0 ? before : wide ? '' : ' ',
      runs: [
        ...defuseText(line),
        ...numbers.map((number): TextRun => {
          const url = urls.get(number);
          return { text: `[${number}]`, glued: true, ...(url === undefined ? {} : { url }) };
        }),
      ],
    };
  });
}

const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60“”‘’…—]/;

/** Opens the source or hit of a number. */
const NUMBERED = '📖 ';

/** The numbered buttons of stories that stand under each other share their rows. */
function joinNumbered(rows: readonly Button[][]): Button[][] {
  const joined: Button[][] = [];
  let numbered: Button[] = [];
  const flush = (): void => {
    joined.push(...layOutButtons(numbered));
    numbered = [];
  };
  for (const row of rows.filter(({ length }) => length > 0))
    if (row.every(({ label }) => label.startsWith(NUMBERED))) numbered.push(...row);
    else {
      flush();
      joined.push(row);
    }
  flush();
  return joined;
}

/** Columns of a row on a small phone; a Chinese character takes two. */
const ROW_WIDTH = 28;
const MOST_IN_ROW = 5;

/** Buttons in rows, as many on each as can be read. */
function layOutButtons(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  let width = 0;
  for (const button of buttons) {
    const own = [...button.label].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 2);
    const row = rows.at(-1);
    if (row !== undefined && row.length < MOST_IN_ROW && width + own <= ROW_WIDTH) {
      row.push(button);
      width += own;
    } else {
      rows.push([button]);
      width = own;
    }
  }
  return rows;
}
