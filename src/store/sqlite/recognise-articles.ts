import type { Database } from 'better-sqlite3';
import type { Article } from '../../core/model/article.ts';
import { articleColumns, readArticleRow } from './article-row.ts';

/** Articles of one address that are looked at, the last stored first, and so many of them that may be meant. */
const LOOKED_AT = 64;
const MOST_MEANT = 4;

/** A stored article that an incoming one may be a new text of. */
export interface MeantArticle {
  number: number;
  article: Article;
}

/**
 * The address without its fragment, which names a place in the page; but not `#!` and `#/`, which name the page itself on some
 * sites. As the index articles_of_page has it.
 */
const page = (url: string): string => `
  CASE WHEN instr(${url}, '#') = 0 OR substr(${url}, instr(${url}, '#') + 1, 1) IN ('!', '/') THEN ${url}
  ELSE substr(${url}, 1, instr(${url}, '#') - 1) END`;

export const recogniseStatements = {
  byId: `
    SELECT articles.number FROM articles
    JOIN article_sources ON article_sources.number = articles.source
    WHERE articles.id = @id AND article_sources.name = @source`,
  byPage: `
    SELECT number FROM (
      SELECT number, publisher, source FROM articles
      WHERE url IS NOT NULL AND ${page('url')} = ${page('@url')}
      ORDER BY number DESC LIMIT ${LOOKED_AT}
    ) AS same
    WHERE publisher = @publisher OR source = (SELECT number FROM article_sources WHERE name = @source)
    LIMIT ${MOST_MEANT}`,
};

/** The address of a whole site, which some give for all that is on it, is no article's. */
function isPage(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { pathname, search, hash } = new URL(url);
  return !/^\/?$/.test(pathname) || search !== '' || /^#[!/]/.test(hash);
}

/** Finds the articles that an incoming one may be a new text of: of its id and source, of its address and source or publisher. */
export function createRecogniser(database: Database) {
  const byId = database.prepare<[object], number>(recogniseStatements.byId).pluck();
  const byPage = database.prepare<[object], number>(recogniseStatements.byPage).pluck();
  const read = database.prepare(`
    SELECT ${articleColumns} FROM articles
    JOIN article_sources ON article_sources.number = articles.source WHERE articles.number = ?`);
  return {
    /** The one of the same id and source first. `isLeftOut`: those that are not looked at, by their number. */
    find(
      { id, url, publisher, provenance: { source } }: Article,
      isLeftOut: (number: number) => boolean,
    ): MeantArticle[] {
      const numbers = new Set(byId.all({ id, source }));
      if (url !== null && isPage(url))
        for (const number of byPage.all({ url, publisher, source })) numbers.add(number);
      return [...numbers]
        .filter((number) => !isLeftOut(number))
        .map((number) => ({ number, article: readArticleRow(read.get(number)) }));
    },
    /** The article that has the id, where it is of the same source. */
    findOfId({ id, provenance: { source } }: Article): Article | null {
      const number = byId.get({ id, source });
      return number === undefined ? null : readArticleRow(read.get(number));
    },
  };
}
