import type { Action, Block, Button, Source } from '../../core/blocks/blocks.ts';
import { stripControlCharacters, toSingleLine } from '../../core/text/strip-control-characters.ts';
import { type Choices, type Line, layOut, styled, type Writer } from './block-lines.ts';
import type { Capabilities } from './capabilities.ts';
import { renderButtons, renderPageControls } from './render-buttons.ts';
import { renderFacts, renderHit, renderList } from './render-lists.ts';
import { citeSentence, renderFigures, renderSource, renderStory } from './render-sources.ts';
import type { Style } from './wrap-spans.ts';

export interface Rendering {
  /** Lines with their ends. */
  text: string;
  choices: Choices;
}

const BLANK: Line = { spans: [] };

/**
 * Blocks as text for a terminal. Texts are stripped of what could drive the terminal, addresses other than http and https
 * are not shown. Buttons get numbers after those of the sources; with `writeAction` (where nobody can choose) they are
 * written as what to type instead.
 */
export function renderBlocks(
  blocks: readonly Block[],
  capabilities: Capabilities,
  writeAction: ((action: Action) => string) | null = null,
): Rendering {
  const choices: Choices = { numbered: new Map(), previous: null, next: null };
  for (const { number, button } of blocks.flatMap(sourcesOf)) choices.numbered.set(number, button.action);
  let last = Math.max(0, ...choices.numbered.keys());
  const choose = ({ action }: Button): number => {
    last += 1;
    choices.numbered.set(last, action);
    return last;
  };
  const writer: Writer = { capabilities, choose, writeAction, choices };
  const lines = blocks.flatMap((block, index) => [
    ...(index > 0 && needsSpace(blocks[index - 1], block) ? [BLANK] : []),
    ...renderBlock(block, writer),
  ]);
  return { text: lines.map((line) => layOut(line, capabilities)).join(''), choices };
}

function needsSpace(previous: Block | undefined, block: Block): boolean {
  return !(previous?.kind === 'heading' && previous.level === 2 && block.kind !== 'heading');
}

function sourcesOf(block: Block): Source[] {
  return block.kind === 'story' || block.kind === 'sources' ? block.sources : [];
}

function renderBlock(block: Block, writer: Writer): Line[] {
  switch (block.kind) {
    case 'heading':
      return [{ spans: [styled(block.text, block.level === 1 ? ['bold'] : ['bold', 'cyan'])] }];
    case 'paragraph':
      return [{ spans: [{ text: stripControlCharacters(block.text) }] }];
    case 'sentences':
      return block.sentences.map((sentence) => ({ spans: citeSentence(sentence) }));
    case 'sources':
      return [
        { spans: [styled(block.title, ['dim'])] },
        ...block.sources.flatMap((source) => renderSource(source, writer, { indent: 0, headline: null })),
      ];
    case 'story':
      return renderStory(block, writer);
    case 'list':
      return renderList(block.items, writer);
    case 'hit':
      return renderHit(block, writer);
    case 'quote':
      return [
        { spans: [styled('│ ', ['dim']), { text: toSingleLine(block.text) }], hanging: 2 },
        ...(block.attribution === null
          ? []
          : [{ spans: [styled(`— ${toSingleLine(block.attribution)}`, ['dim'])], indent: 2 }]),
      ];
    case 'figures':
      return [
        {
          spans: [styled(`${toSingleLine(block.label)}  `, ['dim']), ...renderFigures(block.figures)],
          hanging: 2,
        },
      ];
    case 'facts':
      return renderFacts(block.facts, writer);
    case 'notice':
      return [
        { spans: [styled(block.text, NOTICE_STYLES[block.tone])] },
        ...(block.remedy === null ? [] : [{ spans: [{ text: stripControlCharacters(block.remedy) }] }]),
      ];
    case 'articleText':
      return block.paragraphs.flatMap(({ kind, text }, index) => [
        ...(index > 0 ? [BLANK] : []),
        {
          spans: kind === 'subheading' ? [styled(text, ['bold'])] : [{ text: stripControlCharacters(text) }],
        },
      ]);
    case 'buttons':
      return renderButtons(block.buttons, writer);
    case 'pageControls':
      return renderPageControls(block, writer);
  }
}

const NOTICE_STYLES: Record<'info' | 'warning' | 'error', readonly Style[]> = {
  info: [],
  warning: ['yellow'],
  error: ['red'],
};
