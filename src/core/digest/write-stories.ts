import type { Article } from '../model/article.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import type { Editor, WritingTerms } from '../writing/editor.ts';
import { type ToldStory, writeStory } from './write-story.ts';

/** Stories that are written at a time: so many that those who ask a question meanwhile get their turn. */
const AT_ONCE = 4;
/** Milliseconds: less than this is not worth beginning a story. */
const LEAST_LEFT = 1000;

/**
 * The stories of articles, in their order. A model has `within` milliseconds for all of them; what it has not written by then
 * is told in the articles' own sentences.
 */
export async function writeStories(
  { editor, now }: { editor: Editor | null; now: () => number },
  articles: readonly Article[],
  asked: SummaryLength & WritingTerms,
): Promise<ToldStory[]> {
  const until = now() + asked.within;
  const told: ToldStory[] = [];
  let next = 0;
  async function writeOn(): Promise<void> {
    for (let index = next++; index < articles.length; index = next++) {
      const article = articles[index];
      if (article === undefined) return;
      const left = until - now();
      const story = await writeStory({ editor: left < LEAST_LEFT ? null : editor }, article, {
        ...asked,
        within: left,
      });
      told[index] = left < LEAST_LEFT && editor !== null ? { ...story, isFinal: false } : story;
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, articles.length) }, writeOn));
  return told;
}
