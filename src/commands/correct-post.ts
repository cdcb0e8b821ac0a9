import type { Block, CitedSentence, SentencesBlock, StoryBlock } from '../core/blocks/blocks.ts';
import { retellStory, type StoryBefore } from '../core/corrections/retell-story.ts';
import { findFallen } from '../core/corrections/stands-still.ts';
import type { Article } from '../core/model/article.ts';
import type { Sentence } from '../core/model/output.ts';
import type { CorrectedStory } from '../core/ports/post-store.ts';
import type { SummaryLength } from '../core/summary/summarise-article.ts';
import { formatPublished } from './format-time.ts';
import type { Reading } from './show-edition.ts';
import { numberSources } from './show-sources.ts';
import { showStory } from './show-story.ts';

/** The articles that a post is told from: its stories, and what its overview cites. */
export function articlesOfPost(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap(articlesOf))];
}

/** Whether a post says something that its articles, as they are now, say no longer. */
export function isPostFallen(blocks: readonly Block[], articles: ReadonlyMap<string, Article>): boolean {
  return blocks.some((block) => {
    if (block.kind === 'story') return findFallen(toBefore(block), currentOf(block, articles)) !== null;
    return block.kind === 'sentences' && findFallenSentences(block, articles).length > 0;
  });
}

/**
 * The overviews of a post that say what their articles say no longer, by their places among its blocks, each without those
 * sentences: a model wrote them, and what they were of is told anew in the stories.
 */
export function correctOverviews(
  blocks: readonly Block[],
  articles: ReadonlyMap<string, Article>,
): Map<number, SentencesBlock> {
  const corrected = new Map<number, SentencesBlock>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'sentences') continue;
    const fallen = findFallenSentences(block, articles);
    if (fallen.length === 0) continue;
    const sentences = block.sentences.filter((_, place) => !fallen.includes(place));
    corrected.set(index, { ...block, sentences });
  }
  return corrected;
}

/**
 * The stories of a post that have to be told otherwise, by their places among its blocks, each told anew in its format,
 * under its number and with the numbers of its sources, and marked as corrected `at` (epoch milliseconds).
 */
export function correctStories(
  blocks: readonly Block[],
  articles: ReadonlyMap<string, Article>,
  { at, length, ...reading }: Reading & { at: number; length: SummaryLength },
): Map<number, StoryBlock> {
  const corrected = new Map<number, StoryBlock>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'story') continue;
    const before = toBefore(block);
    const story = retellStory(before, currentOf(block, articles), { ...length, language: reading.language });
    if (story === null) continue;
    const headline = story.headline === '' ? block.headline : story.headline;
    const numbers = new Map(block.sources.map(({ articleId, number }) => [articleId, number]));
    const shown = showStory(
      { ...story, headline },
      { position: block.position, numbering: numberSources(reading, numbers), translate: reading.translate },
    );
    const isUntold = story.sentences.length === 0 && before.sentences.length > 0;
    const when = formatPublished(new Date(at).toISOString(), reading) ?? '';
    corrected.set(index, {
      ...block,
      ...shown,
      notes: [
        ...(block.notes ?? []).filter(({ kind }) => kind !== 'corrected'),
        {
          kind: 'corrected',
          text: reading.translate(isUntold ? 'post.changed' : 'post.corrected', { when }),
          url: isUntold ? (shown.sources[0]?.url ?? null) : null,
        },
      ],
    });
  }
  return corrected;
}

/** A story with less to say, by whole sentences, then without its figures; null where nothing is left to leave out. */
export function shortenStory(story: StoryBlock): StoryBlock | null {
  if (story.sentences.length > 0) return { ...story, sentences: story.sentences.slice(0, -1) };
  return story.figures.length > 0 ? { ...story, figures: [] } : null;
}

/** What is kept of a story that was told anew. */
export function describeCorrected(story: StoryBlock): CorrectedStory {
  return {
    articleIds: articlesOf(story),
    headline: story.headline,
    sentences: story.sentences.map(({ text }) => text),
  };
}

function articlesOf(block: Block): string[] {
  if (block.kind !== 'story' && block.kind !== 'sentences') return [];
  const sources = block.kind === 'story' ? block.sources.map(({ articleId }) => articleId) : [];
  const cited = block.sentences.flatMap(({ citations }) => citations.map(({ articleId }) => articleId));
  return [...new Set([...sources, ...cited])];
}

function currentOf(block: Block, articles: ReadonlyMap<string, Article>): Article[] {
  return articlesOf(block).flatMap((id) => articles.get(id) ?? []);
}

/** Indexes. */
function findFallenSentences(block: SentencesBlock, articles: ReadonlyMap<string, Article>): number[] {
  // No headline and no figures, which stand so.
  const told = { headline: '', sentences: withoutNumbers(block.sentences), figures: [] };
  return findFallen(told, currentOf(block, articles))?.sentences ?? [];
}

function toBefore({ headline, sentences, figures }: StoryBlock): StoryBefore {
  return { headline, figures, sentences: withoutNumbers(sentences) };
}

function withoutNumbers(sentences: readonly CitedSentence[]): Sentence[] {
  return sentences.map(({ text, citations }) => ({
    text,
    citations: citations.map(({ articleId, start, end, quote }) => ({ articleId, start, end, quote })),
  }));
}
