import { createHash } from 'node:crypto';
import type { Article } from '../model/article.ts';
import type { DigestOutput } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Store } from '../ports/store.ts';
import type { EditionLength } from '../subscriptions/chat-settings.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import { OTHER_SECTION, SECTIONS } from '../topics/sections.ts';
import type { Editor } from '../writing/editor.ts';
import { type ArticleWish, findEditionArticles } from './find-edition-articles.ts';
import type { EditionKeeper } from './keep-editions.ts';
import { makeEdition } from './make-edition.ts';

/** What a reader takes in at a sitting; the coverage line says how much there is beside it. */
const LENGTHS: Record<EditionLength, { stories: number; story: SummaryLength }> = {
  short: { stories: 8, story: { sentences: 1, characters: 160 } },
  standard: { stories: 24, story: { sentences: 2, characters: 240 } },
  long: { stories: 60, story: { sentences: 3, characters: 400 } },
};
/** How long a story may be in an edition of that length. */
export function storyLength(length: EditionLength): SummaryLength {
  return LENGTHS[length].story;
}

/** Raised when the same articles would make another edition, so that an old one is not served for it. */
const EDITION_VERSION = 4;

export interface EditionRequest extends ArticleWish {
  length: EditionLength;
  language: ReaderLanguage;
  /** What the edition says that it tells of (epoch milliseconds), where that is not the window that is looked at. */
  span?: { from: number; to: number };
  /** It is sent of the bot's own accord: it resolves only when the edition is stored, to be shown again as it was. */
  isPosted?: boolean;
  /** The chat that pays for what a model writes; none where it is for all who wish the same. */
  chat?: string | null;
  /** ISO instant, of the making. */
  createdAt: string;
}

/** Milliseconds that a model has for the whole of an edition that somebody waits for, or that is posted at its hour. */
const WITHIN = { asked: 40_000, posted: 120_000 };

/**
 * The edition of a window: the one that the same articles made before, else made and given to be kept; one without
 * articles is not kept. Every sentence in it has passed verification. With a model (`editor`) it is as the model writes it, within
 * a bounded time; what the model did not write is told in the articles' own sentences, and written by the next that asks.
 */
export async function buildEdition(
  {
    store,
    editions,
    editor,
    now,
  }: { store: Store; editions: EditionKeeper; editor: Editor | null; now: () => number },
  request: EditionRequest,
): Promise<DigestOutput> {
  const { articles, count, sources } = await findEditionArticles({ store }, request);
  const key = editionKey(request, { articles, count, maker: editor?.identity ?? 'extractive' });
  const isEmpty = articles.length === 0;
  const made = isEmpty ? null : await editions.find(key);
  if (made !== null) return made;
  const { unread: failing } = await store.countSources();
  const edition = await editions.share(key, () =>
    makeEdition(
      { editor, now },
      {
        ...{ key, articles: { count, sources }, failing, sections: chooseStories(articles, request.length) },
        ...{ length: LENGTHS[request.length].story, chat: request.chat ?? null },
        ...{ language: request.language, span: request.span ?? request.window, createdAt: request.createdAt },
        within: request.isPosted === true ? WITHIN.posted : WITHIN.asked,
      },
    ),
  );
  if (isEmpty) return edition.output;
  if (request.isPosted === true) await editions.store(edition);
  else editions.keep(edition);
  return edition.output;
}

/** Everything that an edition is made from. */
function editionKey(
  request: EditionRequest,
  { articles, count, maker }: { articles: readonly Article[]; count: number; maker: string },
): string {
  const { window, span, topics, muted, seen, length, language } = request;
  const made = [
    ...[EDITION_VERSION, maker, window.from, window.to, span],
    ...[
      topics,
      muted,
      seen,
      length,
      language,
      count,
      articles.map(({ id, contentHash }) => [id, contentHash]),
    ],
  ];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/**
 * The articles that have a place in an edition of that length: sections in the desks' order, each newest first; where there
 * are too many, every section keeps its newest in turn.
 */
export function chooseStories(
  articles: readonly Article[],
  length: EditionLength,
): { section: string; chosen: Article[] }[] {
  const order = [...SECTIONS.map(({ key }) => key), OTHER_SECTION];
  const groups = order
    .map((section) => ({ section, found: articles.filter((article) => sectionOf(article) === section) }))
    .filter(({ found }) => found.length > 0);
  const taken = groups.map(() => 0);
  let left = Math.min(LENGTHS[length].stories, articles.length);
  while (left > 0) {
    for (const [index, { found }] of groups.entries()) {
      if (left === 0 || (taken[index] ?? 0) >= found.length) continue;
      taken[index] = (taken[index] ?? 0) + 1;
      left -= 1;
    }
  }
  return groups.map(({ section, found }, index) => ({ section, chosen: found.slice(0, taken[index]) }));
}

/** An article that another version filed under a section of its own is not left out. */
function sectionOf({ section }: Article): string {
  return SECTIONS.some(({ key }) => key === section) ? section : OTHER_SECTION;
}
