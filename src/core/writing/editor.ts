import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { ModelFailureKind } from '../ports/model.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import type { Refusal } from './check-written.ts';

/** What the core has a model write, each text checked before it leaves. No method rejects, but with a signal's reason. */
export interface Editor {
  /** As outputs name it: `openai:MODEL`. */
  generator: string;
  /** Another where an edition of the same articles would be written another way: of the model and the templates. */
  identity: string;
  /** The summary of an article in the reader's language; written once for all who ask for the same. */
  summarise(article: Article, asked: SummaryLength & WritingTerms): Promise<Summary>;
  /** Null where it can't be had: the headline stays as it is. */
  translateHeadline(article: Article, asked: WritingTerms): Promise<string | null>;
  /** Null where it can't be had. */
  overview(stories: readonly OverviewStory[], asked: WritingTerms): Promise<Overview | null>;
  /** Null where the model is not to be had, or the person has had their answers for now: the extractive answer serves. */
  answer(question: string, asked: AnswerTerms): Promise<WrittenAnswer | null>;
  /** A follow-up as a question of its own; null where it can't be had. */
  rewriteFollowUp(
    followUp: { earlier: string; titles: readonly string[]; reply: string },
    asked: Omit<WritingTerms, 'language'>,
  ): Promise<string | null>;
  /** Resolves when all that was counted is stored. */
  settle(): Promise<void>;
}

export interface WritingTerms {
  language: ReaderLanguage;
  /** The chat that pays beside the common purse; null where everybody shares it. */
  chat: string | null;
  /** Milliseconds. */
  within: number;
  signal?: AbortSignal;
}

export type Summary =
  | { ok: true; sentences: Sentence[]; replaced: Refusal[]; isModels: boolean }
  /** `isFinal`: of this article there is none to be had, whenever it is asked for. */
  | { ok: false; failed: ModelFailureKind; isFinal: boolean };

/** A story as the digest tells it. */
export interface OverviewStory {
  section: string;
  headline: string;
  sentences: readonly Sentence[];
  articles: readonly Article[];
}

export interface Overview {
  sentences: Sentence[];
  /** Sentences of the model's in whose place a story's own stands, or nothing. */
  replaced: Refusal[];
  /** Indexes of the stories, each once, the most important first. */
  order: number[];
}

export interface AnswerTerms extends WritingTerms {
  passages: readonly AnswerPassage[];
  sentences: number;
  characters: number;
  /** `platform:id`; null where nobody in particular asks, who may ask without end. */
  person: string | null;
  /** `YYYY-MM-DD`, where the reader is. */
  today: string;
  onSentences?(sentences: readonly Sentence[]): void;
}

/** A span of an article's body that may answer. */
export interface AnswerPassage {
  article: Article;
  start: number;
  end: number;
  /** The index of an earlier passage, of another source, that says the same with another figure. */
  differsFrom?: number;
}

export interface WrittenAnswer {
  /** False where the passages do not answer. */
  answered: boolean;
  sentences: Sentence[];
  replaced: Refusal[];
  /** Whether any sentence is the model's. */
  isModels: boolean;
}
