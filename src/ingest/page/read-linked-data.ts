import { decodeHTMLStrict } from 'entities';
import { z } from 'zod';
import { type PageElement, walkElements } from './page-tree.ts';

const textLike = z.union([z.string(), z.number().transform(String)]);
const named = z.object({
  name: z.union([textLike, z.array(textLike)]).optional(),
  '@id': z.string().optional().catch(undefined),
});
const person = z.union([textLike, named]);
const articleSchema = z.object({
  headline: textLike.optional().catch(undefined),
  name: textLike.optional().catch(undefined),
  articleBody: z.string().optional().catch(undefined),
  datePublished: textLike.optional().catch(undefined),
  dateCreated: textLike.optional().catch(undefined),
  author: z
    .union([person, z.array(person)])
    .optional()
    .catch(undefined),
  publisher: z
    .union([person, z.array(person)])
    .optional()
    .catch(undefined),
  url: z.string().optional().catch(undefined),
  mainEntityOfPage: z
    .union([z.string(), z.object({ '@id': z.string() }).transform((page) => page['@id'])])
    .optional()
    .catch(undefined),
});

/** What a page's JSON-LD says of its article (schema.org's Article and its kinds); null where it says nothing. */
export interface LinkedArticle {
  headline: string | null;
  /** As the site writes it: some put HTML there. */
  body: string | null;
  published: string | null;
  authors: string[];
  publisher: string | null;
  url: string | null;
}

const NOTHING: LinkedArticle = {
  headline: null,
  body: null,
  published: null,
  authors: [],
  publisher: null,
  url: null,
};

const ARTICLE_TYPE =
  /(?:Article|BlogPosting|Report|NewsArticle|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Review|Recipe)$/;
const LONGEST_SCRIPT = 2_000_000;
const MOST_OBJECTS = 2000;

/**
 * The first article that the page's JSON-LD describes, or a later one that has a time where it has none, or more than twice
 * its text. Malformed scripts and values are passed over.
 */
export function readLinkedData(root: PageElement): LinkedArticle | null {
  let found: LinkedArticle | null = null;
  let pageAuthors: string[] = [];
  for (const element of walkElements(root)) {
    if (element.name !== 'script' || !/ld\+json/i.test(element.attributes.get('type') ?? '')) continue;
    const source = element.children.filter((child) => typeof child === 'string').join('');
    if (source.length > LONGEST_SCRIPT) continue;
    const { articles, pages, names } = gather(parseLoosely(source));
    for (const page of pages) {
      if (pageAuthors.length === 0) pageAuthors = toLinkedArticle(page, names)?.authors ?? [];
    }
    for (const article of articles) {
      const read = toLinkedArticle(article, names);
      if (read === null) continue;
      if (
        found === null ||
        (found.published === null && read.published !== null) ||
        (read.body?.length ?? 0) > (found.body?.length ?? 0) * 2
      )
        found = read;
    }
  }
  if (found !== null) return found.authors.length > 0 ? found : { ...found, authors: pageAuthors };
  return pageAuthors.length > 0 ? { ...NOTHING, authors: pageAuthors } : null;
}

const WRAPPERS: readonly (readonly [string, string])[] = [
  ['//<![CDATA[', '//]]>'],
  ['/*<![CDATA[*/', '/*]]>*/'],
  ['/* <![CDATA[ */', '/* ]]> */'],
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
];

/** JSON as sites write it: within CDATA or a comment, with raw line ends in strings, with a semicolon or a comma too many. */
function parseLoosely(source: string): unknown {
  let text = source.trim();
  for (const [opening, closing] of WRAPPERS) {
    if (text.startsWith(opening)) text = text.slice(opening.length).trim();
    if (text.endsWith(closing)) text = text.slice(0, -closing.length).trim();
  }
  if (text.endsWith(';')) text = text.slice(0, -1);
  for (const candidate of [text, text.replace(/[\n\r\t]+/g, ' '), text.replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate);
    } catch {}
  }
  return null;
}

interface Gathered {
  articles: Record<string, unknown>[];
  pages: Record<string, unknown>[];
  /** Of people and organisations that others name by their `@id` alone. */
  names: Map<string, string>;
}

function gather(value: unknown): Gathered {
  const gathered: Gathered = { articles: [], pages: [], names: new Map() };
  const queue: unknown[] = [value];
  for (let at = 0; at < queue.length && at < MOST_OBJECTS; at += 1) {
    const item = queue[at];
    if (Array.isArray(item)) queue.push(...item.slice(0, MOST_OBJECTS));
    else if (typeof item === 'object' && item !== null) {
      const record = item as Record<string, unknown>;
      const types = [record['@type']].flat();
      if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type)))
        gathered.articles.push(record);
      else if (types.includes('WebPage')) gathered.pages.push(record);
      const { '@id': id, name } = record;
      if (typeof id === 'string' && typeof name === 'string') gathered.names.set(id, name);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemListElement', 'item'])
        if (typeof record[key] === 'object') queue.push(record[key]);
    }
  }
  return gathered;
}

function toLinkedArticle(
  record: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): LinkedArticle | null {
  const parsed = articleSchema.safeParse(record);
  if (!parsed.success) return null;
  const {
    headline,
    name,
    articleBody,
    datePublished,
    dateCreated,
    author,
    publisher,
    url,
    mainEntityOfPage,
  } = parsed.data;
  return {
    headline: clean(headline ?? name),
    body: articleBody === undefined || articleBody.length < 20 ? null : articleBody,
    published: clean(datePublished ?? dateCreated),
    authors: namesOf(author, names),
    publisher: namesOf(publisher, names)[0] ?? null,
    url: url ?? mainEntityOfPage ?? null,
  };
}

function namesOf(
  value: z.infer<typeof person> | z.infer<typeof person>[] | undefined,
  names: ReadonlyMap<string, string>,
): string[] {
  return [value ?? []]
    .flat()
    .flatMap((entry) =>
      typeof entry === 'string' ? entry : (entry.name ?? names.get(entry['@id'] ?? '') ?? []),
    )
    .map((name) => clean(name))
    .filter((name) => name !== null);
}

function clean(text: string | undefined): string | null {
  if (text === undefined) return null;
  // Sites put HTML's character references into JSON too.
  const plain = decodeHTMLStrict(text.slice(0, 2000)).replace(/\s+/g, ' ').trim();
  return plain === '' ? null : plain;
}
