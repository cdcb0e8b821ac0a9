import { correctOverviews, correctStories, shortenStory } from '../../commands/correct-post.ts';
import type { Block, SentencesBlock, StoryBlock } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Article } from '../../core/model/article.ts';
import type { SummaryLength } from '../../core/summary/summarise-article.ts';
import { readerOf } from './find-reader.ts';
import type { DigestContent } from './post-content.ts';

/** A message as it is after a correction, its stories that were told anew, and what the platform has planned for it. */
export interface CorrectedContent<Planned> {
  content: DigestContent;
  stories: StoryBlock[];
  planned: Planned;
}

/**
 * What a message says when what no longer stands in its articles is told anew, and left out of its overview; null where all stands. Where that is too long for
 * the message, its corrected stories are shortened by whole sentences, the longest first. `plan`: null where the blocks do not
 * fit in one message. A message with another story's part (of one that was too long for a message) can't be said again.
 */
export async function correctContent<Planned>(
  content: DigestContent,
  {
    articles,
    at,
    length,
    plan,
  }: {
    /** As they are now. */
    articles: ReadonlyMap<string, Article>;
    /** Epoch milliseconds. */
    at: number;
    length: SummaryLength;
    plan(blocks: readonly Block[]): Promise<Planned | null>;
  },
): Promise<CorrectedContent<Planned> | null | 'does-not-fit'> {
  const { language, zone, blocks, split } = content;
  const reading = { ...readerOf(language), zone };
  let stories = correctStories(blocks, articles, { ...reading, at, length });
  const overviews = correctOverviews(blocks, articles);
  if (stories.size === 0 && overviews.size === 0) return null;
  if (split.some((index) => blocks[index]?.kind === 'story' && !stories.has(index))) return 'does-not-fit';
  for (;;) {
    const said = replaceFallen(content, { stories, overviews }, reading.translate);
    const planned = await plan(said);
    if (planned !== null)
      return {
        // What is told anew is whole, and no other story of it goes on elsewhere.
        content: { language, zone, blocks: said, split: [], continued: [] },
        stories: [...stories.values()],
        planned,
      };
    const next = shortenLongest(stories);
    if (next === null) return 'does-not-fit';
    stories = next;
  }
}

function shortenLongest(stories: ReadonlyMap<number, StoryBlock>): Map<number, StoryBlock> | null {
  const shorter = [...stories].flatMap(([index, story]): [number, StoryBlock][] => {
    const less = shortenStory(story);
    return less === null ? [] : [[index, less]];
  });
  const [next] = shorter.toSorted(([, one], [, other]) => other.sentences.length - one.sentences.length);
  return next === undefined ? null : new Map([...stories, next]);
}

/**
 * The stories and overviews in their places, no overview where nothing is left of it; of a story that began in an earlier
 * message only that it was corrected there.
 */
function replaceFallen(
  { blocks, continued }: DigestContent,
  {
    stories,
    overviews,
  }: { stories: ReadonlyMap<number, StoryBlock>; overviews: ReadonlyMap<number, SentencesBlock> },
  translate: ReturnType<typeof readerOf>['translate'],
): Block[] {
  return blocks.flatMap((block, index) => {
    const story = stories.get(index);
    const overview = overviews.get(index);
    if (overview?.sentences.length === 0) return [];
    if (!continued.includes(index)) return story ?? overview ?? block;
    // The headings stand above its beginning.
    return story === undefined
      ? []
      : notice('info', translate('post.correctedAbove', { headline: story.headline }));
  });
}
