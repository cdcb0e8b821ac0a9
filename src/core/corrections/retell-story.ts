import { referTo } from '../articles/refer-to-article.ts';
import { tellStory } from '../digest/tell-story.ts';
import type { Article } from '../model/article.ts';
import type { DigestStory, Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import { pickHeadline } from '../summary/pick-headline.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import { type FallenParts, findFallen } from './stands-still.ts';

/** A story as it was told. */
export interface StoryBefore {
  headline: string;
  sentences: Sentence[];
  figures: string[];
}

/**
 * A story told anew from its articles as they are now, the one that its headline is of first; null where all of it stands.
 * What stands stays, and what does not gives way to what the article that said it says now. No sentences where none stands
 * and the new text has none to tell.
 */
export function retellStory(
  before: StoryBefore,
  articles: readonly Article[],
  options: SummaryLength & { language: ReaderLanguage },
): DigestStory | null {
  const fallen = findFallen(before, articles);
  const [lead] = articles;
  if (fallen === null || lead === undefined) return null;
  const { sentences, figures } = replaceFallen(before, fallen, articles, options);
  const headline = (fallen.headline ? pickHeadline(lead) : before.headline) || before.headline;
  return { id: lead.id, headline, sentences, topics: [], figures, articles: articles.map(referTo) };
}

function replaceFallen(
  { sentences, figures }: StoryBefore,
  fallen: FallenParts,
  articles: readonly Article[],
  options: SummaryLength & { language: ReaderLanguage },
): { sentences: Sentence[]; figures: string[] } {
  const gone = new Set(fallen.sentences);
  const standing = sentences.filter((_, index) => !gone.has(index));
  const revised = new Set(
    fallen.sentences.flatMap((index) =>
      (sentences[index]?.citations ?? []).map(({ articleId }) => articleId),
    ),
  );
  const told = articles
    .filter(({ id }) => revised.has(id) || fallen.figures.length > 0 || sentences.length === 0)
    .map((article) => tellStory(article, options));
  const said = new Set(standing.map(({ text }) => text));
  const fresh = told.flatMap((story) => story.sentences).filter(({ text }) => !said.has(text));
  // Where the first stood that is gone, no longer than it was.
  const at = sentences.slice(0, fallen.sentences[0] ?? 0).length;
  const room = Math.max(1, sentences.length) - standing.length;
  const held = figures.filter((_, index) => !fallen.figures.includes(index));
  const found = told.flatMap((story) => story.figures).filter((figure) => !held.includes(figure));
  return {
    sentences: [...standing.slice(0, at), ...fresh.slice(0, room), ...standing.slice(at)],
    figures: [...held, ...found].slice(0, figures.length),
  };
}
