/**
 * What a reply is made of, on every platform. All texts are plain text as their author wrote them, never markup:
 * each platform escapes or strips what it must.
 */

/** What a button or a choice does: a command with its options, short and flat, so that every platform can turn it into a callback. */
export interface Action {
  command: string;
  options: Record<string, string | number>;
}

export interface Button {
  label: string;
  action: Action;
}

/** Where in which source a sentence comes from: offsets into the article's stored body. */
export interface NumberedCitation {
  /** The number of the source in this reply, from 1. */
  number: number;
  articleId: string;
  start: number;
  end: number;
  quote: string;
}

export interface CitedSentence {
  text: string;
  citations: NumberedCitation[];
}

/** An article that sentences of a reply cite, once for the reply. */
export interface Source {
  number: number;
  articleId: string;
  title: string;
  publisher: string | null;
  /** Ready to show; null where it is not known. */
  published: string | null;
  /** The same as publishedAtSchema has it, for a platform that shows an instant in each reader's own time. */
  publishedAt: string | null;
  url: string | null;
  /** Which characters of the article are cited, in the order in which they are; and that in words, null for none. */
  positions: { start: number; end: number }[];
  positionLabel: string | null;
  /** Shows the article. */
  button: Button;
}

export interface HeadingBlock {
  kind: 'heading';
  text: string;
  level: 1 | 2;
}

export interface ParagraphBlock {
  kind: 'paragraph';
  text: string;
}

/** Cited sentences that belong together, as an answer or a summary. */
export interface SentencesBlock {
  kind: 'sentences';
  sentences: CitedSentence[];
}

/** The sources of the sentences blocks before it. */
export interface SourcesBlock {
  kind: 'sources';
  title: string;
  sources: Source[];
}

/** A line of ours about a story, below its headline. */
export interface StoryNote {
  /** That the story was corrected since it was posted, or where it was told before. */
  kind: 'corrected' | 'earlier';
  text: string;
  url: string | null;
}

/** A story: where it stands in its list, its headline, what it says, and where each sentence comes from. */
export interface StoryBlock {
  kind: 'story';
  position: number;
  headline: string;
  sentences: CitedSentence[];
  figures: string[];
  sources: Source[];
  notes?: StoryNote[];
}

/** An item with a part that stands back (a count, a description) and what choosing it does. */
export interface ListItem {
  text: string;
  detail: string | null;
  button: Button | null;
}

export interface ListBlock {
  kind: 'list';
  items: ListItem[];
}

/** An article that a search found. */
export interface HitBlock {
  kind: 'hit';
  title: string;
  /** Original text, and the spans of it that the query found (UTF-16 offsets, in order, not overlapping). */
  snippet: string;
  highlights: { start: number; end: number }[];
  articleId: string;
  publisher: string | null;
  published: string | null;
  publishedAt: string | null;
  url: string | null;
  button: Button;
}

export interface QuoteBlock {
  kind: 'quote';
  text: string;
  attribution: string | null;
}

/** Key figures, each as it stands in the text. */
export interface FiguresBlock {
  kind: 'figures';
  label: string;
  figures: string[];
}

/** Names and values: what is known about an article. A value that is when it was published has that as data too. */
export interface FactsBlock {
  kind: 'facts';
  facts: { label: string; value: string; url: string | null; publishedAt: string | null }[];
}

export interface NoticeBlock {
  kind: 'notice';
  tone: 'info' | 'warning' | 'error';
  text: string;
  /** What to do about it. */
  remedy: string | null;
}

/** A page of an article's own text. */
export interface ArticleTextBlock {
  kind: 'articleText';
  paragraphs: { kind: 'text' | 'subheading'; text: string }[];
}

export interface ButtonsBlock {
  kind: 'buttons';
  buttons: Button[];
}

/** Moves between pages; the last block of its reply. */
export interface PageControlsBlock {
  kind: 'pageControls';
  /** Where one is (`第 2 页`). */
  label: string;
  previous: Button | null;
  next: Button | null;
}

export type Block =
  | HeadingBlock
  | ParagraphBlock
  | SentencesBlock
  | SourcesBlock
  | StoryBlock
  | ListBlock
  | HitBlock
  | QuoteBlock
  | FiguresBlock
  | FactsBlock
  | NoticeBlock
  | ArticleTextBlock
  | ButtonsBlock
  | PageControlsBlock;
