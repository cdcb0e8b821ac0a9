import { nameTopics } from '../digest/tell-story.ts';
import type { Article } from '../model/article.ts';
import type { ArticleOutput } from '../model/output.ts';
import type { ArticleRevision } from '../ports/store.ts';
import { describeRevisions } from '../revisions/describe-revisions.ts';
import { pickKeyFigures } from '../summary/pick-key-figures.ts';
import { summariseArticle } from '../summary/summarise-article.ts';
import { verifySentences } from '../verify/verify-sentences.ts';
import type { Editor, WritingTerms } from '../writing/editor.ts';
import { referTo } from './refer-to-article.ts';

const SUMMARY_LENGTH = { sentences: 3, characters: 360 };
const FIGURES = 8;

/** An article with its summary (verified; a model's, where there is one) and key figures, and how it changed. */
export async function showArticle(
  { editor }: { editor: Editor | null },
  article: Article,
  { revisions, ...terms }: WritingTerms & { revisions: readonly ArticleRevision[] },
): Promise<ArticleOutput> {
  const { language } = terms;
  const written = (await editor?.summarise(article, { ...SUMMARY_LENGTH, ...terms })) ?? null;
  const isModels = written?.ok === true && written.isModels;
  const sentences = isModels
    ? written.sentences
    : verifySentences(summariseArticle(article, SUMMARY_LENGTH), new Map([[article.id, article]])).sentences;
  const { body, paragraphs, hashtags, truncated, firstSeenAt, provenance } = article;
  return {
    article: {
      ...referTo(article),
      body,
      paragraphs,
      hashtags,
      topics: nameTopics(article, language),
      language: article.language,
      length: body.length,
      truncated,
      firstSeenAt,
      provenance,
    },
    summary: sentences,
    figures: pickKeyFigures(article, sentences, FIGURES),
    generator: isModels && editor !== null ? editor.generator : 'extractive',
    revisions: describeRevisions(article, revisions),
  };
}
