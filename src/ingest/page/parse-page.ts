import type { ArticleDraft } from '../../core/model/article.ts';
import { decodeText } from '../decode-text.ts';
import { findHashtags } from '../dump/hashtags.ts';
import { buildBody, endsTruncated, type Piece } from '../dump/paragraphs.ts';
import { IngestError } from '../ingest-error.ts';
import { titleFromText } from '../title-from-text.ts';
import { buildPageTree, TooManyElements } from './build-page-tree.ts';
import { extractBody } from './extract-body.ts';
import { foldLetters } from './fold-letters.ts';
import { joinBlocks } from './join-blocks.ts';
import { explainNoArticle } from './no-article.ts';
import type { PageElement } from './page-tree.ts';
import { readLinkedData } from './read-linked-data.ts';
import { readMetaTags } from './read-meta-tags.ts';
import { readPageAuthor } from './read-page-author.ts';
import { readPagePublisher, readSiteName } from './read-page-publisher.ts';
import { readPageTime } from './read-page-time.ts';
import { readPageTitle } from './read-page-title.ts';
import { readPageUrl } from './read-page-url.ts';

/** UTF-16 units of HTML. The bound keeps what one page costs within seconds and some hundred megabytes. */
const LONGEST_PAGE = 10_000_000;

export interface ReadPage {
  draft: ArticleDraft;
  /** Names parted by commas, null where the page does not say. */
  author: string | null;
  /** Why it holds no article (`holds no article, only links`), null where it does. */
  problem: string | null;
}

export interface PageOptions {
  /** Where the page was fetched; null for a file. */
  address?: string | null;
  /** The charset that came with it, as normaliseCharset gives it. */
  charset?: string | null;
}

/**
 * The article of an HTML page, and the page's text. Throws an IngestError: what decoding throws, `too-large` beyond
 * 10,000,000 characters or 300,000 elements, `no-article` for a list of links, a login form and the like.
 */
export function parsePage(
  bytes: Uint8Array,
  source: string,
  { address = null, charset = null }: PageOptions = {},
): { text: string; draft: ArticleDraft } {
  const decoded = decodeText(bytes, { charset });
  if (decoded.kind === 'failed')
    throw new IngestError(decoded.reason, source, `${source}: ${decoded.detail}`);
  const { draft, problem } = readPage(decoded.text, source, address);
  if (problem !== null) throw new IngestError('no-article', source, `${source} ${problem}.`);
  return { text: decoded.text, draft };
}

/**
 * What a page says, also one that holds no article (`problem` tells why not). `address` is where it was fetched, null for a
 * file. Throws as parsePage does for its size.
 */
export function readPage(text: string, source: string, address: string | null): ReadPage {
  if (text.length > LONGEST_PAGE)
    throw new IngestError('too-large', source, `${source} has more than ${LONGEST_PAGE} characters of HTML.`);
  const root = buildTree(text, source);
  const tags = readMetaTags(root);
  const linked = readLinkedData(root);
  const siteName = readSiteName(tags, linked);
  const url = readPageUrl(root, tags, linked, address);
  const title = readPageTitle({ root, tags, linked, siteName });
  const body = extractBody(root, { statedBody: linked?.body ?? null, title });
  const built = buildBody(withoutTitle(joinBlocks(body.blocks), title));
  const author = readPageAuthor(root, tags, linked, { siteName, lines: body.linesBefore });
  return {
    author,
    problem: explainNoArticle(root, body),
    draft: {
      givenId: null,
      title: title ?? titleFromText(built.body),
      ...built,
      publisher: readPagePublisher(body.linesBefore, linked, siteName) ?? author,
      url,
      publishedAt: readPageTime(root, {
        tags,
        linked,
        url,
        lines: body.linesBefore,
        firstText: built.body.slice(0, 60),
      }),
      hashtags: findHashtags(built.body),
      truncated: endsTruncated(built.body),
      range: { start: 0, end: text.length },
    },
  };
}

function buildTree(text: string, source: string): PageElement {
  try {
    return buildPageTree(text);
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    throw new IngestError('too-large', source, `${source} has too many elements for an article page.`, error);
  }
}

function withoutTitle(pieces: Piece[], title: string | null): Piece[] {
  if (title === null || pieces.length < 2) return pieces;
  const first = pieces[0];
  return first !== undefined && foldLetters(first.text) === foldLetters(title) ? pieces.slice(1) : pieces;
}
