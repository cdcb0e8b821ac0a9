import type { OwnerServices, Services } from '../../src/commands/services.ts';
import type { Article } from '../../src/core/model/article.ts';
import type { ArticleReference, DigestStory, Sentence } from '../../src/core/model/output.ts';
import { createSubscriptionServices } from '../../src/core/subscriptions/manage-subscriptions.ts';
import { createMemorySources } from './memory-sources.ts';
import { createMemorySubscriptions } from './memory-subscriptions.ts';

/** Articles of the tests' own, newest first. */
export const fakeArticles: readonly Article[] = [
  buildFakeArticle({
    id: 'aaa111',
    title: '志愿者走进老街社区',
    body: '周末共有59人报名参加清扫。\n\n活动持续到10时30分，下一场在3月25日。',
    publisher: '河畔晚报',
    url: 'https://example.org/street',
    publishedAt: '2026-11-23T01:30:00Z',
    hashtags: ['志愿服务'],
  }),
  buildFakeArticle({
    id: 'aaa222',
    title: 'Library opens a night reading room',
    body: 'The library opened a night reading room on Friday. It seats 120 readers.',
    publisher: 'Harbour Post',
    url: null,
    publishedAt: '2026-11-22',
    hashtags: [],
    language: 'en',
  }),
  buildFakeArticle({
    id: 'bbb333',
    title: '新车间投产',
    body: '新车间面积34.6万平方米。年产值提高了32.30%。',
    publisher: null,
    url: 'javascript:alert(1)',
    publishedAt: '--03-05',
    hashtags: ['工业'],
    truncated: true,
  }),
];

function buildFakeArticle(fields: Partial<Article> & Pick<Article, 'id' | 'title' | 'body'>): Article {
  const paragraphs = [...fields.body.matchAll(/[^\n]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'text' as const,
  }));
  return {
    publisher: null,
    url: null,
    publishedAt: null,
    hashtags: [],
    paragraphs,
    firstSeenAt: '2026-11-23T02:00:00.000Z',
    language: 'zh-Hans',
    section: 'society',
    terms: [],
    truncated: false,
    contentHash: fields.id,
    provenance: { source: 'sample.txt', start: 0, end: fields.body.length },
    ...fields,
  };
}

export function referTo({ id, title, publisher, url, publishedAt }: Article): ArticleReference {
  return { id, title, publisher, url, publishedAt };
}

/** The first sentences of an article, each its own citation. */
export function citeFirst({ id, body }: Pick<Article, 'id' | 'body'>, count = 2): Sentence[] {
  return [...body.matchAll(/[^。.\n]+(?:[。]|\.\d[^。.\n]*|\.)+/gu)].slice(0, count).map((match) => ({
    text: match[0].trim(),
    citations: [
      {
        articleId: id,
        start: match.index + match[0].length - match[0].trimStart().length,
        end: match.index + match[0].length,
        quote: match[0].trim(),
      },
    ],
  }));
}

function toStory(article: Article): DigestStory {
  return {
    id: article.id,
    headline: article.title,
    sentences: citeFirst(article),
    topics: article.hashtags,
    articles: [referTo(article)],
    figures: article.body.match(/\d+(?:\.\d+)?(?:万平方米|人|%)/gu) ?? [],
  };
}

/** Subscriptions in memory, at noon of 23 November 2026 in Shanghai. An article is told by nothing unless `why` says so. */
export function createFakeSubscriptions(
  platforms = createMemorySubscriptions(),
  why: Services['subscriptions']['why'] = async () => ({ kind: 'untold', subscriptions: [] }),
): Services['subscriptions'] {
  const clock = { now: () => Date.UTC(2026, 10, 23, 4) };
  const defaultSchedule = { cron: '0 8 * * *', zone: 'Asia/Shanghai' };
  return { ...createSubscriptionServices({ platforms, clock, defaultSchedule }), why };
}

/** Services over a few articles in memory; `calls` has what was asked of them. `overrides` replace single ones. */
export function createFakeServices(
  articles: readonly Article[] = fakeArticles,
  overrides: Partial<Services> = {},
): Services & { calls: { name: string; query: unknown }[] } {
  const calls: { name: string; query: unknown }[] = [];
  const note = (name: string, query: unknown): void => {
    calls.push({ name, query });
  };
  const onTopic = (topic: string | null): Article[] =>
    articles.filter((article) => topic === null || article.hashtags.includes(topic));
  const sources = createMemorySources();
  const services: Services = {
    model: { name: null, status: async () => null },
    embeddings: null,
    rewriteFollowUp: async () => null,
    edition: async () => null,
    subscriptions: createFakeSubscriptions(),
    sources: async () => sources,
    countSources: async () => ({ sources: sources.kept.size, unread: 0 }),
    failingSources: async () => ({ count: 0, sources: [] }),
    holdings: async () => {
      const [newest] = articles;
      return { articles: articles.length, newest: newest === undefined ? null : referTo(newest) };
    },
    async latest(query) {
      note('latest', query);
      const found = onTopic(query.topic);
      return {
        stories: found
          .slice(query.offset, query.offset + query.limit)
          .map((article) => ({ ...toStory(article), sentences: citeFirst(article, 1) })),
        hasMore: found.length > query.offset + query.limit,
      };
    },
    async digest(query) {
      note('digest', query);
      const found = onTopic(query.topic).filter(
        ({ publishedAt }) => query.period.kind !== 'day' || publishedAt?.startsWith(query.period.day),
      );
      const output = {
        edition: {
          id: 'edition1',
          from: '2026-11-22T16:00:00.000Z',
          to: '2026-11-23T16:00:00.000Z',
          language: query.language,
          generator: 'extractive',
        },
        sections: found.length === 0 ? [] : [{ topic: '社会', stories: found.map(toStory) }],
        coverage: { sources: 1, failing: 0, articles: found.length, stories: found.length },
      };
      if (found.length > 0) return { output };
      if (articles.length === 0) return { output, emptyReason: 'no-articles' };
      return onTopic(query.topic).length === 0
        ? { output, emptyReason: 'nothing-on-topic' }
        : { output, emptyReason: 'nothing-in-period', newestDay: '2026-11-22' };
    },
    async ask(question) {
      note('ask', question);
      const found = articles.filter(({ body }) => body.includes(question.slice(0, 3)));
      return {
        question,
        answered: found.length > 0,
        sentences: found.flatMap((article) => citeFirst(article)).slice(0, 3),
        articles: found.map(({ id, title }, index) => ({ id, title, score: 1 / (index + 1) })),
        generator: 'extractive',
        nearestTopics: found.length > 0 ? [] : ['志愿服务'],
      };
    },
    async search(query, { offset, limit }) {
      note('search', { query, offset, limit });
      const found = articles.filter(({ body }) => body.includes(query));
      return {
        hits: found.slice(offset, offset + limit).map(({ id, title, body }) => {
          const start = body.indexOf(query);
          return {
            articleId: id,
            title,
            score: 1,
            snippet: body,
            highlights: [{ start, end: start + query.length }],
          };
        }),
        hasMore: found.length > offset + limit,
      };
    },
    async topics(query) {
      note('topics', query);
      return {
        topics: articles
          .flatMap(({ hashtags }) => hashtags)
          .map((topic, index) => ({
            topic,
            kind: 'hashtag' as const,
            count: index + 1,
            change: index === 0 ? 3 : null,
          })),
      };
    },
    async article(id) {
      note('article', id);
      const found = articles.filter(
        (article) => article.id === id || (id !== '' && article.id.startsWith(id)),
      );
      const [article] = found;
      if (article === undefined) return 'not-found';
      if (found.length > 1) return { ambiguous: found.map((each) => each.id) };
      const { body, paragraphs, hashtags, truncated, firstSeenAt, provenance, language } = article;
      return {
        article: {
          ...referTo(article),
          ...{ body, paragraphs, hashtags, topics: ['社会'], language, length: body.length },
          ...{ truncated, firstSeenAt, provenance },
        },
        summary: citeFirst(article),
        figures: toStory(article).figures,
        generator: 'extractive',
        revisions: [],
      };
    },
    async references(ids) {
      return articles.filter(({ id }) => ids.includes(id)).map(referTo);
    },
    async completeTopics(prefix) {
      return articles.flatMap(({ hashtags }) => hashtags).filter((topic) => topic.startsWith(prefix));
    },
    async completeArticleIds(prefix) {
      return articles.map(({ id }) => id).filter((id) => id.startsWith(prefix));
    },
  };
  return { ...services, ...overrides, calls };
}

/** An owner's services that take in nothing and hold the given articles. */
export function createFakeOwnerServices(
  articles: readonly Article[] = fakeArticles,
  overrides: Partial<OwnerServices> = {},
): OwnerServices & { imported: Article[] } {
  const imported: Article[] = [];
  return {
    imported,
    async ingest(sources, { onProgress }) {
      onProgress({ done: 1, total: 1, label: 'sample.txt' });
      const [article] = articles;
      return {
        output: {
          articles:
            article === undefined || sources.length === 0
              ? []
              : [
                  {
                    ...referTo(article),
                    hashtags: article.hashtags,
                    language: article.language,
                    length: article.body.length,
                    truncated: article.truncated,
                  },
                ],
          revised: [],
          duplicates: 1,
          skipped: [{ reason: 'teaser', excerpt: '……' }],
        },
        failures: [],
      };
    },
    async *listSubscriptions() {},
    listDeliveries: async () => [],
    resend: async () => 'gone',
    async *exportArticles() {
      yield* articles;
    },
    async importArticles(_source, lines) {
      const taken: Article[] = [];
      for await (const article of lines) taken.push(article);
      imported.push(...taken);
      return { articles: [], revised: [], duplicates: 0, skipped: [] };
    },
    ...overrides,
  };
}
