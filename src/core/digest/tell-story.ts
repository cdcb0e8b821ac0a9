import { referTo } from '../articles/refer-to-article.ts';
import type { Article, Language } from '../model/article.ts';
import type { DigestStory, Story } from '../model/output.ts';
import { pickHeadline } from '../summary/pick-headline.ts';
import { pickKeyFigures } from '../summary/pick-key-figures.ts';
import { type SummaryLength, summariseArticle } from '../summary/summarise-article.ts';
import { nameSection, OTHER_SECTION } from '../topics/sections.ts';
import { verifySentences } from '../verify/verify-sentences.ts';

export const STORY_FIGURES = 4;
const STORY_TERMS = 3;

/** An article's hashtags, its section by its name, and its most salient terms; no topic twice. */
export function nameTopics(article: Article, language: Language, terms = STORY_TERMS): string[] {
  const section = article.section === OTHER_SECTION ? [] : [nameSection(article.section, language)];
  return [...new Set([...article.hashtags, ...section, ...article.terms.slice(0, terms)])];
}

/** The story of one article with its key figures, in the article's own sentences. */
export function tellStory(article: Article, asked: SummaryLength & { language: Language }): DigestStory {
  return completeStory(tellBriefly(article, asked), article);
}

/** A story of one article with its key figures, and which of the article's texts it tells. */
export function completeStory(story: Story, article: Article): DigestStory {
  const figures = pickKeyFigures(article, story.sentences, STORY_FIGURES);
  return { ...story, articles: [referToText(article)], figures };
}

/** An article with which of its texts is told. */
export function referToText(article: Article): DigestStory['articles'][number] {
  return { ...referTo(article), contentHash: article.contentHash };
}

/**
 * The story of one article: headline and cited sentences. Its id is that of its (first) article. What leaves has passed
 * verification; a story whose article has no sentence that stands keeps its headline alone.
 */
export function tellBriefly(
  article: Article,
  { language, ...length }: SummaryLength & { language: Language },
): Story {
  const { sentences } = verifySentences(summariseArticle(article, length), new Map([[article.id, article]]));
  return {
    id: article.id,
    headline: pickHeadline(article),
    sentences,
    topics: nameTopics(article, language),
    articles: [referTo(article)],
  };
}
