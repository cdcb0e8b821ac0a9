import { dayOfArticle } from '../articles/day-of-article.ts';
import { referTo } from '../articles/refer-to-article.ts';
import { showArticle } from '../articles/show-article.ts';
import { answerQuestion } from '../ask/answer-question.ts';
import { writeAnswer } from '../ask/write-answer.ts';
import { buildEdition } from '../digest/build-edition.ts';
import type { DigestResult } from '../digest/digest-result.ts';
import { createEditionKeeper } from '../digest/keep-editions.ts';
import { type Period, precedingWindow, resolveWindow } from '../digest/resolve-window.ts';
import { writeStories } from '../digest/write-stories.ts';
import type { Article } from '../model/article.ts';
import type {
  ArticleOutput,
  ArticleReference,
  AskOutput,
  DigestOutput,
  SearchOutput,
  Sentence,
  StatusOutput,
  Story,
  TopicsOutput,
} from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { NearestArticles } from '../retrieval/nearest-articles.ts';
import { searchArticles } from '../retrieval/search-articles.ts';
import type { EditionLength } from '../subscriptions/chat-settings.ts';
import { foldText } from '../text/fold.ts';
import { countTopics } from '../topics/count-topics.ts';
import { listTopicArticles } from '../topics/find-topic-articles.ts';
import { nameSection } from '../topics/sections.ts';
import type { Editor } from '../writing/editor.ts';

const LATEST_LENGTH = { sentences: 1, characters: 160 };
const ANSWER_LENGTH = { sentences: 3, characters: 1000 };
/** Of an answer that a model writes. */
const WRITTEN_ANSWER_LENGTH = { sentences: 4, characters: 400 };
const OFFERED_TOPICS = 5;
/** Milliseconds that a model has while somebody waits. */
const WITHIN = { latest: 10_000, article: 25_000, answer: 40_000, followUp: 8000 };
/** Titles of what was answered from, for a follow-up. */
const MOST_TITLES = 5;
const COMPLETIONS = 30;
const COMPLETION_TOPICS = 500;

/** Who asks, and pays for what a model writes: a chat (`platform:id`) and a person in it; null where that is nobody in particular. */
export interface Asker {
  chat: string | null;
  person: string | null;
}

const NOBODY: Asker = { chat: null, person: null };

/**
 * What readers ask of the core, each answer checked before it leaves. Built on the ports alone. `onUnsaved` gets what
 * keeps an edition from being stored: readers get it all the same. Without an `editor` all is told in the articles' own sentences;
 * `nearest` finds what is meant beside what is said.
 */
export function createNewsroom(dependencies: {
  store: Store;
  clock: Clock;
  onUnsaved: (error: unknown) => void;
  editor?: Editor | null;
  nearest?: NearestArticles | null;
}) {
  const { store, clock, editor = null, nearest = null } = dependencies;
  const { now } = clock;
  const editions = createEditionKeeper(dependencies);

  async function latest(query: {
    topic: string | null;
    offset: number;
    limit: number;
    language: ReaderLanguage;
    asker?: Asker;
  }): Promise<{ stories: Story[]; hasMore: boolean }> {
    const { language, asker = NOBODY } = query;
    const found = await listTopicArticles({ store }, { ...query, limit: query.limit + 1 });
    const told = await writeStories({ editor, now }, found.slice(0, query.limit), {
      ...{ ...LATEST_LENGTH, language, chat: asker.chat, within: WITHIN.latest },
    });
    return { stories: told.map(({ story }) => story), hasMore: found.length > query.limit };
  }

  async function digest(query: {
    topic: string | null;
    period: Period;
    language: ReaderLanguage;
    zone: string;
    length?: EditionLength;
    muted?: readonly string[];
    asker?: Asker;
  }): Promise<DigestResult> {
    const { topic, language, zone, asker = NOBODY } = query;
    const at = now();
    const span = query.period.kind === 'all' ? await store.findSpan() : null;
    const window = resolveWindow(query.period, { now: at, zone, span });
    const createdAt = new Date(at).toISOString();
    const output = await buildEdition(
      { store, editions, editor, now },
      {
        ...{ window, language, createdAt, chat: asker.chat },
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
    { language, asker }: { language: ReaderLanguage; asker?: Asker },
  ): Promise<ArticleOutput | 'not-found' | { ambiguous: string[] }> {
    const show = async (found: Article): Promise<ArticleOutput> =>
      // Without an asker nobody reads the summary.
      showArticle({ editor: asker === undefined ? null : editor }, found, {
        ...{ language, chat: asker?.chat ?? null, within: WITHIN.article },
        revisions: await store.findRevisions(found.id),
      });
    const [whole] = await store.findArticles([id]);
    if (whole !== undefined) return show(whole);
    const begun = id === '' ? [] : await store.findArticleIds(id, COMPLETIONS);
    if (begun.length > 1) return { ambiguous: begun };
    const [found] = await store.findArticles(begun);
    return found === undefined ? 'not-found' : show(found);
  }

  /**
   * Where nothing read bears on a question, what is most written about is offered. `reader`: who gets the answer, for whom a model
   * writes it; `onSentences` takes what stands of it by then, each time that there is more.
   */
  async function ask(
    question: string,
    {
      signal,
      reader,
      onSentences,
    }: {
      signal?: AbortSignal;
      reader?: { language: ReaderLanguage; zone: string; asker: Asker };
      onSentences?: (sentences: readonly Sentence[]) => void;
    } = {},
  ): Promise<AskOutput> {
    const at = reader === undefined ? undefined : { now: now(), zone: reader.zone };
    const length = { ...ANSWER_LENGTH, ...(signal === undefined ? {} : { signal }) };
    const answer =
      editor === null || reader === undefined || at === undefined
        ? await answerQuestion({ store, nearest }, question, { ...length, at })
        : await writeAnswer({ store, nearest, editor }, question, {
            ...{ ...length, ...reader.asker, language: reader.language, within: WITHIN.answer },
            ...{ at, written: WRITTEN_ANSWER_LENGTH },
            ...(onSentences === undefined ? {} : { onSentences }),
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
    /** A follow-up as a question of its own; null where there is no model, or it is not to be had. */
    async rewriteFollowUp(
      { earlier, articleIds, reply }: { earlier: string; articleIds: readonly string[]; reply: string },
      { asker = NOBODY, signal }: { asker?: Asker; signal?: AbortSignal } = {},
    ): Promise<string | null> {
      if (editor === null) return null;
      const titles = (await store.findArticles(articleIds.slice(0, MOST_TITLES))).map(({ title }) => title);
      return editor.rewriteFollowUp(
        { earlier, titles, reply },
        { chat: asker.chat, within: WITHIN.followUp, ...(signal === undefined ? {} : { signal }) },
      );
    },
    async search(
      query: string,
      { offset, limit }: { offset: number; limit: number },
    ): Promise<{ hits: SearchOutput['hits']; hasMore: boolean }> {
      const { hits } = await searchArticles({ store, nearest }, query, { offset, limit: limit + 1 });
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
    async settle(): Promise<void> {
      await Promise.all([editions.settle(), editor?.settle()]);
    },
    editions,
  };
}
