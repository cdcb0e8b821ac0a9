import type { DigestResult } from '../core/digest/digest-result.ts';
import type { Period } from '../core/digest/resolve-window.ts';
import type { Article } from '../core/model/article.ts';
import type {
  ArticleOutput,
  ArticleReference,
  AskOutput,
  DigestOutput,
  IngestOutput,
  SearchOutput,
  Sentence,
  StatusOutput,
  Story,
  TopicsOutput,
} from '../core/model/output.ts';
import type { ReaderLanguage } from '../core/model/reader-language.ts';
import type { Asker } from '../core/newsroom/create-newsroom.ts';
import type { ModelDay } from '../core/ports/model-ledger.ts';
import type { FileProblem } from '../core/sources/file-problem.ts';
import type { Source } from '../core/sources/source.ts';
import type { SourceProblem } from '../core/sources/source-problem.ts';
import type { SourceServices } from '../core/sources/source-services.ts';
import type { EditionLength } from '../core/subscriptions/chat-settings.ts';
import type { ArticleExplainer } from '../core/subscriptions/explain-coming.ts';
import type { SubscriptionServices } from '../core/subscriptions/manage-subscriptions.ts';
import type { DeliveryOversight } from '../core/subscriptions/oversee-deliveries.ts';

/** What the commands need done. Zones are IANA names or offsets that `Intl.DateTimeFormat` takes. */
export interface Services {
  /** Newest first. */
  latest(query: {
    topic: string | null;
    offset: number;
    limit: number;
    language: ReaderLanguage;
    asker?: Asker;
  }): Promise<{ stories: Story[]; hasMore: boolean }>;
  digest(query: {
    topic: string | null;
    period: Period;
    language: ReaderLanguage;
    zone: string;
    length?: EditionLength;
    muted?: readonly string[];
    asker?: Asker;
  }): Promise<DigestResult>;
  /** A past edition as it was made; null where there is none of that id. */
  edition(id: string): Promise<DigestOutput | null>;
  /** What chats wish of digests, and what these make of an article. */
  subscriptions: SubscriptionServices & ArticleExplainer;
  /** The sources, and what whoever runs the bot does with them. Made when they are asked for. */
  sources(): Promise<SourceServices>;
  /** How many articles there are, and the newest. */
  holdings(): Promise<StatusOutput>;
  /**
   * Throws the signal's reason. A model writes the answer where there is one and `reader` says for whom; `onSentences` takes
   * what stands of it by then, each time that there is more.
   */
  ask(
    question: string,
    options: {
      signal?: AbortSignal;
      reader?: { language: ReaderLanguage; zone: string; asker: Asker };
      onSentences?: (sentences: readonly Sentence[]) => void;
    },
  ): Promise<AskOutput>;
  /** A follow-up as a question of its own; null where nobody can write it so. */
  rewriteFollowUp(
    followUp: { earlier: string; articleIds: readonly string[]; reply: string },
    options: { asker?: Asker; signal?: AbortSignal },
  ): Promise<string | null>;
  model: ModelServices;
  /** Null where articles are found by their words alone. */
  embeddings: EmbeddingServices | null;
  /** How many sources are polled, and how many of them could not be read lately. */
  countSources(): Promise<{ sources: number; unread: number }>;
  /** Those that could not be read the last time that they were asked: how many, and the ones that failed most often. */
  failingSources(query: { limit: number }): Promise<{ count: number; sources: Source[] }>;
  /** Best first. */
  search(
    query: string,
    page: { offset: number; limit: number },
  ): Promise<{ hits: SearchOutput['hits']; hasMore: boolean }>;
  /** Most articles first. */
  topics(query: {
    period: Period;
    zone: string;
    limit: number;
    language: ReaderLanguage;
  }): Promise<TopicsOutput>;
  /** An id, or the beginning of one where it is the only such; `ambiguous` has some of those that begin so. */
  article(
    id: string,
    options: { language: ReaderLanguage; asker?: Asker },
  ): Promise<ArticleOutput | 'not-found' | { ambiguous: string[] }>;
  /** What is shown of articles beside sentences that cite them; ids that are not there are left out. */
  references(ids: readonly string[]): Promise<ArticleReference[]>;
  /** Topics that begin so, the most frequent first; for `''` the most frequent of all. A few dozen at most. */
  completeTopics(prefix: string, options: { language: ReaderLanguage }): Promise<string[]>;
  /** Ids that begin so; for `''` the newest. A few dozen at most. */
  completeArticleIds(prefix: string): Promise<string[]>;
}

/** What is known of the language model. */
export interface ModelServices {
  /** Null where there is none. */
  name: string | null;
  /** What it wrote and cost today (UTC), in all and for a chat (`platform:id`); null where there is none. */
  status(chat: string | null): Promise<ModelStatus | null>;
}

/** What is known of the embedding model. */
export interface EmbeddingServices {
  name: string;
  /** How many articles have a vector of it, and how many wait for one. */
  count(): Promise<{ embedded: number; waiting: number }>;
}

interface ModelStatus {
  name: string;
  day: ModelDay;
  /** Tokens a day. */
  limits: { day: number; chat: number };
  /** What the day cost, in the currency of the configured prices; null where there are none. */
  cost: number | null;
  /** It failed, and is left alone for a while. */
  isResting: boolean;
}

/** `total` is null where it is not known; the unit is up to the service (bytes, files): only the share is shown. */
export interface Progress {
  done: number;
  total: number | null;
  /** What is being taken in now. */
  label: string;
}

/** A source that could not be taken in at all; nothing of it is stored. */
export interface SourceFailure {
  source: string;
  reason: FileProblem;
  /** For people who know the system: an error's message, a line number. */
  detail: string | null;
  /** Why an address could not be fetched. */
  problem?: SourceProblem;
}

export interface IngestResult {
  output: IngestOutput;
  failures: SourceFailure[];
}

/** What is taken in: a file or folder by its path, an http or https address, or what is piped in. */
export type IngestSource =
  | { kind: 'path'; path: string }
  | { kind: 'stream'; stream: AsyncIterable<Uint8Array> };

/** What only whoever runs the project may do: the command line's. */
export interface OwnerServices extends DeliveryOversight {
  ingest(
    sources: readonly IngestSource[],
    options: { onProgress(progress: Progress): void; signal?: AbortSignal },
  ): Promise<IngestResult>;
  /** Every article that is stored, oldest first, without holding them all. */
  exportArticles(): AsyncIterable<Article>;
  /** Stores all as they are, or nothing where the iterable throws (its error reaches the caller). */
  importArticles(source: string, articles: AsyncIterable<Article>): Promise<IngestOutput>;
}

/** One thing that `doctor` looked at. */
export interface Diagnosis {
  check: 'configuration' | 'data-directory' | 'database' | 'articles' | 'node' | 'model' | 'embeddings';
  state: 'good' | 'warning' | 'failed';
  /** What was found, ready to show. */
  found: string;
  /** What to do, where something is to be done; a StoreError's remedy or words ready to show. */
  remedy: string | null;
}
