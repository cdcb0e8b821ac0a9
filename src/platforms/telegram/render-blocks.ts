import type { Block, Button } from '../../core/blocks/blocks.ts';
import { toSafeUrl } from '../../core/text/strip-control-characters.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import { defuseText } from './defuse-text.ts';
import { joinNumbered, layOutButtons } from './lay-out-buttons.ts';
import { renderHit } from './render-hit.ts';
import { joinSentences, renderSources, renderStory } from './render-sources.ts';
import type { Piece } from './rich-text.ts';
import { splitMessages } from './split-messages.ts';
import { type MessageText, writeMessage } from './write-html.ts';
import {
  BETWEEN,
  type Lines,
  type Writer,
  withoutButtons,
  writeFigures,
  writeLink,
  writeOwn,
} from './write-runs.ts';

/** A message as it is sent: its text both ways, rows of buttons below it. */
export interface RenderedMessage extends MessageText {
  rows: Button[][];
  /** The one address that is shown with a preview; null for none. */
  previewUrl: string | null;
  /** Which of the blocks it has something of, in order. */
  blocks: number[];
}

/**
 * Blocks as messages, in order, each within Telegram's limits; at least one. What is in `live` (`/help`)
 * stays clickable where we name it ourselves. `isNumbered`: whether stories and hits have the numbers of their buttons.
 */
export function renderBlocks(
  blocks: readonly Block[],
  { live, isNumbered = true }: { live: ReadonlySet<string>; isNumbered?: boolean },
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
    isNumbered,
    hits: 0,
  };
  const messages = splitMessages(joinHeadings(blocks, writer));
  const previewUrl = findPreview(blocks);
  if (messages.length === 0) return [{ html: '…', plain: '…', rows: [], previewUrl: null, blocks: [] }];
  return messages.map(({ pieces, rows, blocks }, index) => {
    const text = pieces.length === 0 ? { html: '…', plain: '…' } : writeMessage(pieces);
    return {
      ...text,
      rows: joinNumbered(rows),
      previewUrl: index === 0 ? previewUrl : null,
      blocks: [...blocks],
    };
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
  let indexes: number[] = [];
  for (const [index, block] of blocks.entries()) {
    indexes.push(index);
    if (block.kind === 'heading') {
      headings.push({ before: '\n\n', runs: defuseText(cleanLine(block.text), 'bold') });
      continue;
    }
    const section = renderBlock(block, writer);
    const [first, ...rest] = section.pieces;
    const joined = first === undefined || headings.length === 0 ? first : { ...first, before: '\n' as const };
    const pieces = [...headings, ...(joined === undefined ? [] : [joined, ...rest])];
    sections.push({ ...section, pieces, blocks: indexes });
    headings = [];
    indexes = [];
  }
  return headings.length === 0 ? sections : [...sections, { pieces: headings, rows: [], blocks: indexes }];
}

function renderBlock(block: Exclude<Block, { kind: 'heading' }>, writer: Writer): Lines {
  switch (block.kind) {
    case 'paragraph':
      return withoutButtons([{ before: '\n\n', runs: writeOwn(block.text, writer) }]);
    case 'sentences':
      return withoutButtons(joinSentences(block.sentences, '\n\n', writer));
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
            ...writeOwn(cleanLine(item), writer),
            ...(detail === null ? [] : defuseText(` — ${cleanLine(detail)}`)),
          ],
        })),
        rows: layOutButtons(block.items.flatMap(({ button }) => (button === null ? [] : [button]))),
      };
    case 'hit':
      return renderHit(block, writer);
    case 'quote':
      return withoutButtons([
        { before: '\n\n', runs: defuseText(cleanText(block.text)), quoted: true },
        ...(block.attribution === null
          ? []
          : [{ before: '\n' as const, runs: defuseText(`— ${cleanLine(block.attribution)}`, 'italic') }]),
      ]);
    case 'figures':
      return withoutButtons([
        {
          before: '\n\n',
          runs: [...defuseText(`${cleanLine(block.label)}${BETWEEN}`), ...writeFigures(block.figures)],
        },
      ]);
    case 'facts':
      return withoutButtons(
        block.facts.flatMap(({ label, value, url }, index) => {
          const safe = toSafeUrl(url);
          if (url !== null && safe === null) return [];
          const name = defuseText(`${cleanLine(label)}${BETWEEN}`);
          const shown = cleanLine(value);
          return [
            {
              before: index === 0 ? '\n\n' : '\n',
              runs: [...name, ...writeLink(shown, safe)],
            } satisfies Piece,
          ];
        }),
      );
    case 'notice':
      return withoutButtons([
        {
          before: '\n\n',
          runs: writeOwn(`${block.tone === 'info' ? '' : '⚠️ '}${cleanText(block.text)}`, writer),
        },
        ...(block.remedy === null ? [] : [{ before: '\n' as const, runs: writeOwn(block.remedy, writer) }]),
      ]);
    case 'articleText':
      return withoutButtons(
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
