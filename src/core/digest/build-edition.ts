import { createHash } from 'node:crypto';
import type { Article } from '../model/article.ts';
import type { DigestOutput } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Store } from '../ports/store.ts';
import type { EditionLength } from '../subscriptions/chat-settings.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import { nameSection, OTHER_SECTION, SECTIONS } from '../topics/sections.ts';
import { type ArticleWish, findEditionArticles } from './find-edition-articles.ts';
import type { EditionKeeper } from './keep-editions.ts';
import { tellStory } from './tell-story.ts';

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
  /** ISO instant, of the making. */
  createdAt: string;
}

/**
 * The edition of a window: the one that the same articles made before, else made and given to be kept; one without
 * articles is not kept. Every sentence in it has passed verification.
 */
export async function buildEdition(
  { store, editions }: { store: Store; editions: EditionKeeper },
  request: EditionRequest,
): Promise<DigestOutput> {
  const { window, language, span = window } = request;
  const { story: length } = LENGTHS[request.length];
  const { articles, count, sources } = await findEditionArticles({ store }, request);
  const key = editionKey(request, articles, count);
  const made = articles.length === 0 ? null : await editions.find(key);
  if (made !== null) return made;

  const sections = chooseStories(articles, request.length).map(({ section, chosen }) => ({
    topic: nameSection(section, language),
    stories: chosen.map((article) => tellStory(article, { ...length, language })),
  }));
  const output: DigestOutput = {
    edition: {
      id: key.slice(0, 12),
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      language,
      generator: 'extractive',
    },
    sections,
    coverage: {
      sources,
      failing: 0,
      articles: count,
      stories: sections.reduce((sum, { stories }) => sum + stories.length, 0),
    },
  };
  if (articles.length === 0) return output;
  const edition = { id: output.edition.id, key, createdAt: request.createdAt, output };
  if (request.isPosted === true) await editions.store(edition);
  else editions.keep(edition);
  return output;
}

function editionKey(request: EditionRequest, articles: readonly Article[], count: number): string {
  const { window, span, topics, muted, seen, length, language } = request;
  const made = [
    EDITION_VERSION,
    'extractive',
    window.from,
    window.to,
    span,
    topics,
    muted,
    seen,
    length,
    language,
    count,
    articles.map(({ id, contentHash }) => [id, contentHash]),
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
    .map((section) => ({ section, found: articles.filter((article) => article.section === section) }))
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
