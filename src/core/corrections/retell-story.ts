import { referTo } from '../articles/refer-to-article.ts';
import { tellStory } from '../digest/tell-story.ts';
import type { Article } from '../model/article.ts';
import type { DigestStory, Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import { pickHeadline } from '../summary/pick-headline.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import { findSuccessor } from './find-successor.ts';
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
  const said = new Set(sentences.filter((_, index) => !gone.has(index)).map(({ text }) => text));
  const places = sentences.map((sentence, index): Sentence | null => {
    if (!gone.has(index)) return sentence;
    const successor = succeed(sentence, articles, said);
    if (successor !== null) said.add(successor.text);
    return successor;
  });
  const revised = new Set(
    fallen.sentences.flatMap((index) =>
      (sentences[index]?.citations ?? []).map(({ articleId }) => articleId),
    ),
  );
  const told = articles
    .filter(({ id }) => revised.has(id) || fallen.figures.length > 0 || sentences.length === 0)
    .map((article) => tellStory(article, options));
  const fresh = told.flatMap((story) => story.sentences).filter(({ text }) => !said.has(text));
  const held = figures.filter((_, index) => !fallen.figures.includes(index));
  const found = told.flatMap((story) => story.figures).filter((figure) => !held.includes(figure));
  return {
    // No more of them than there were.
    sentences: (sentences.length === 0 ? [null] : places).flatMap((place) => place ?? fresh.shift() ?? []),
    figures: [...held, ...found].slice(0, figures.length),
  };
}

/** What the articles say now where they said what a sentence was told from; null where they say nothing like it. */
function succeed(
  { citations }: Sentence,
  articles: readonly Article[],
  said: ReadonlySet<string>,
): Sentence | null {
  for (const { articleId, quote } of citations) {
    const article = articles.find(({ id }) => id === articleId);
    const successor = article === undefined ? null : findSuccessor(quote, article, said);
    if (successor !== null) return successor;
  }
  return null;
}
