import type { Article } from '../model/article.ts';
import type { ArticleReference, IngestOutput } from '../model/output.ts';

/** What of an article stands beside its title in every output. */
export function referTo({ id, title, publisher, url, publishedAt }: Article): ArticleReference {
  return { id, title, publisher, url, publishedAt };
}

/** What is told of an article that was taken in. */
export function describeTakenIn(article: Article): IngestOutput['articles'][number] {
  const { hashtags, language, body, truncated } = article;
  return { ...referTo(article), hashtags, language, length: body.length, truncated };
}
