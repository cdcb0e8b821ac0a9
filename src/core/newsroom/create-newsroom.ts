import { dayOfArticle } from '../articles/day-of-article.ts';
import { referTo } from '../articles/refer-to-article.ts';
import { showArticle } from '../articles/show-article.ts';
import { answerQuestion } from '../ask/answer-question.ts';
import { buildEdition } from '../digest/build-edition.ts';
import type { DigestResult } from '../digest/digest-result.ts';
import { createEditionKeeper } from '../digest/keep-editions.ts';
import { type Period, precedingWindow, resolveWindow } from '../digest/resolve-window.ts';
import { tellBriefly } from '../digest/tell-story.ts';
import type { Article } from '../model/article.ts';
import type {
  ArticleOutput,
  ArticleReference,
  AskOutput,
  DigestOutput,
  SearchOutput,
  StatusOutput,
  Story,
  TopicsOutput,
} from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { searchArticles } from '../retrieval/search-articles.ts';
import type { EditionLength } from '../subscriptions/chat-settings.ts';
import { foldText } from '../text/fold.ts';
import { countTopics } from '../topics/count-topics.ts';
import { listTopicArticles } from '../topics/find-topic-articles.ts';
import { nameSection } from '../topics/sections.ts';

const LATEST_LENGTH = { sentences: 1, characters: 160 };
const ANSWER_LENGTH = { sentences: 3, characters: 1000 };
const OFFERED_TOPICS = 5;
const COMPLETIONS = 30;
const COMPLETION_TOPICS = 500;

/**
 * What readers ask of the core, each answer checked before it leaves. Built on the ports alone. `onUnsaved` gets what
 * keeps an edition from being stored: readers get it all the same.
 */
export function createNewsroom(dependencies: {
  store: Store;
  clock: Clock;
  onUnsaved: (error: unknown) => void;
}) {
  const { store, clock } = dependencies;
  const editions = createEditionKeeper(dependencies);

  async function latest(query: {
    topic: string | null;
    offset: number;
    limit: number;
    language: ReaderLanguage;
  }): Promise<{ stories: Story[]; hasMore: boolean }> {
    const found = await listTopicArticles({ store }, { ...query, limit: query.limit + 1 });
    const stories = found
      .slice(0, query.limit)
      .map((article) => tellBriefly(article, { ...LATEST_LENGTH, language: query.language }));
    return { stories, hasMore: found.length > query.limit };
  }

  async function digest(query: {
    topic: string | null;
    period: Period;
    language: ReaderLanguage;
    zone: string;
    length?: EditionLength;
    muted?: readonly string[];
  }): Promise<DigestResult> {
    const { topic, language, zone } = query;
    const now = clock.now();
    const span = query.period.kind === 'all' ? await store.findSpan() : null;
    const window = resolveWindow(query.period, { now, zone, span });
    const createdAt = new Date(now).toISOString();
    const output = await buildEdition(
      { store, editions },
      {
        ...{ window, language, createdAt },
        topics: topic === null ? [] : [topic],
        ...{ muted: query.muted ?? [], seen: null, length: query.length ?? 'standard' },
      },
    );
    if (output.coverage.articles > 0) return { output };
    const onTopic = topic === null ? [] : await listTopicArticles({ store }, { topic, offset: 0, limit: 1 });
    const [newest] =
      onTopic.length > 0 ? onTopic : await store.listLatest({ topic: null, offset: 0, limit: 1 });
    if (newest === undefined) return { output, emptyReason: 'no-articles' };
    const emptyReason = topic !== null && onTopic.length === 0 ? 'nothing-on-topic' : 'nothing-in-period';
    return { output, emptyReason, newestDay: dayOfArticle(newest, zone) };
  }

  async function topics(query: {
    period: Period;
    zone: string;
    limit: number;
    language: ReaderLanguage;
  }): Promise<TopicsOutput> {
    const span = query.period.kind === 'all' ? await store.findSpan() : null;
    const window = resolveWindow(query.period, { now: clock.now(), zone: query.zone, span });
    const before = query.period.kind === 'all' ? null : precedingWindow(window, query.zone);
    return countTopics({ store }, { ...query, window, before });
  }

  async function article(
    id: string,
    { language }: { language: ReaderLanguage },
  ): Promise<ArticleOutput | 'not-found' | { ambiguous: string[] }> {
    const [whole] = await store.findArticles([id]);
    if (whole !== undefined) return show(whole, language);
    const begun = id === '' ? [] : await store.findArticleIds(id, COMPLETIONS);
    if (begun.length > 1) return { ambiguous: begun };
    const [found] = await store.findArticles(begun);
    return found === undefined ? 'not-found' : show(found, language);
  }

  async function show(whole: Article, language: ReaderLanguage): Promise<ArticleOutput> {
    return showArticle(whole, language, await store.findRevisions(whole.id));
  }

  /** Where nothing read bears on a question, what is most written about is offered. */
  async function ask(question: string, { signal }: { signal?: AbortSignal } = {}): Promise<AskOutput> {
    const answer = await answerQuestion({ store }, question, {
      ...ANSWER_LENGTH,
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.answered || answer.nearestTopics.length > 0) return answer;
    const frequent = await store.countTopics(null, { limit: COMPLETIONS });
    const topics = frequent.filter(({ kind }) => kind !== 'section').map(({ topic }) => topic);
    return { ...answer, nearestTopics: topics.slice(0, OFFERED_TOPICS) };
  }

  /** An edition as it was made, whenever that was; null where there is none of that id. */
  async function edition(id: string): Promise<DigestOutput | null> {
    return (await store.findEdition({ id }))?.output ?? null;
  }

  return {
    latest,
    digest,
    edition,
    topics,
    article,
    ask,
    async search(
      query: string,
      { offset, limit }: { offset: number; limit: number },
    ): Promise<{ hits: SearchOutput['hits']; hasMore: boolean }> {
      const { hits } = await searchArticles({ store }, query, { offset, limit: limit + 1 });
      return { hits: hits.slice(0, limit), hasMore: hits.length > limit };
    },
    /** How many articles there are, and the newest. */
    async holdings(): Promise<StatusOutput> {
      const [articles, [newest]] = await Promise.all([
        store.countArticles(),
        store.listLatest({ topic: null, offset: 0, limit: 1 }),
      ]);
      return { articles, newest: newest === undefined ? null : referTo(newest) };
    },
    async references(ids: readonly string[]): Promise<ArticleReference[]> {
      return (await store.findArticles(ids)).map(referTo);
    },
    async completeTopics(prefix: string, { language }: { language: ReaderLanguage }): Promise<string[]> {
      const begins = foldText(prefix.replace(/^[#＃]/u, ''));
      const all = await store.countTopics(null, { limit: COMPLETION_TOPICS });
      const names = all.map(({ topic, kind }) => (kind === 'section' ? nameSection(topic, language) : topic));
      return [...new Set(names)].filter((name) => foldText(name).startsWith(begins)).slice(0, COMPLETIONS);
    },
    async completeArticleIds(prefix: string): Promise<string[]> {
      if (prefix !== '') return store.findArticleIds(prefix, COMPLETIONS);
      return (await store.listLatest({ topic: null, offset: 0, limit: COMPLETIONS })).map(({ id }) => id);
    },
    /** Resolves when nothing that was made waits to be stored any more: to be awaited before the store is closed. */
    settle: editions.settle,
    editions,
  };
}
