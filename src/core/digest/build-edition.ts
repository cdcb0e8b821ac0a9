import { createHash } from 'node:crypto';
import type { Article } from '../model/article.ts';
import type { DigestOutput } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Store, Window } from '../ports/store.ts';
import { findTopicArticles } from '../topics/find-topic-articles.ts';
import { nameSection, OTHER_SECTION, SECTIONS } from '../topics/sections.ts';
import type { EditionKeeper } from './keep-editions.ts';
import { tellStory } from './tell-story.ts';

/** How many articles of a window are looked at, newest first: the bound of an edition's cost. */
const WINDOW_ARTICLES = 400;
/** What a reader takes in at a sitting; the coverage line says how much there is beside it. */
const EDITION_STORIES = 24;
const STORY_LENGTH = { sentences: 2, characters: 240 };
/** Raised when the same articles would make another edition, so that an old one is not served for it. */
const EDITION_VERSION = 2;

export interface EditionRequest {
  window: Window;
  topic: string | null;
  language: ReaderLanguage;
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
  const { window, language } = request;
  const { articles, count, sources } = await findTopicArticles({ store }, window, {
    ...request,
    limit: WINDOW_ARTICLES,
  });
  const key = editionKey(request, articles, count);
  const made = articles.length === 0 ? null : await editions.find(key);
  if (made !== null) return made;

  const sections = chooseStories(articles).map(({ section, chosen }) => ({
    topic: nameSection(section, language),
    stories: chosen.map((article) => tellStory(article, { ...STORY_LENGTH, language })),
  }));
  const output: DigestOutput = {
    edition: {
      id: key.slice(0, 12),
      from: new Date(window.from).toISOString(),
      to: new Date(window.to).toISOString(),
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
  if (articles.length > 0)
    editions.keep({ id: output.edition.id, key, createdAt: request.createdAt, output });
  return output;
}

function editionKey(request: EditionRequest, articles: readonly Article[], count: number): string {
  const { window, topic, language } = request;
  const made = [
    EDITION_VERSION,
    'extractive',
    window.from,
    window.to,
    topic,
    language,
    count,
    articles.map(({ id }) => id),
  ];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/** Sections in the desks' order, each newest first; where there are too many, every section keeps its newest in turn. */
function chooseStories(articles: readonly Article[]): { section: string; chosen: Article[] }[] {
  const order = [...SECTIONS.map(({ key }) => key), OTHER_SECTION];
  const groups = order
    .map((section) => ({ section, found: articles.filter((article) => article.section === section) }))
    .filter(({ found }) => found.length > 0);
  const taken = groups.map(() => 0);
  let left = Math.min(EDITION_STORIES, articles.length);
  while (left > 0) {
    for (const [index, { found }] of groups.entries()) {
      if (left === 0 || (taken[index] ?? 0) >= found.length) continue;
      taken[index] = (taken[index] ?? 0) + 1;
      left -= 1;
    }
  }
  return groups.map(({ section, found }, index) => ({ section, chosen: found.slice(0, taken[index]) }));
}
