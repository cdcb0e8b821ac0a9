import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { readPage } from '../../src/ingest/page/parse-page.ts';

export interface Extracted {
  text: string;
  title: string;
  author: string;
  published: string;
}

/** Of decoded HTML; the peers get the same text that jianbao's decoder made. */
export type Extractor = (html: string, url: string | null) => Extracted | Promise<Extracted>;

/** `Readability` and `defuddle` run over linkedom, as their own documentation has it for Node. */
export const extractors: Readonly<Record<string, Extractor>> = {
  jianbao: extractWithJianbao,
  Readability: extractWithReadability,
  defuddle: extractWithDefuddle,
};

function extractWithJianbao(html: string, url: string | null): Extracted {
  const { draft, author } = readPage(html, 'page', url);
  return { text: draft.body, title: draft.title, author: author ?? '', published: draft.publishedAt ?? '' };
}

function extractWithReadability(html: string): Extracted {
  const { document } = parseHTML(html);
  const article = new Readability(document).parse();
  return {
    text: textOf(article?.content ?? ''),
    title: article?.title ?? '',
    author: article?.byline ?? '',
    published: article?.publishedTime ?? '',
  };
}

async function extractWithDefuddle(html: string, url: string | null): Promise<Extracted> {
  const { document } = parseHTML(html);
  const article = await quietly(() => Defuddle(document, url ?? undefined));
  return {
    text: textOf(article.content),
    title: article.title,
    author: article.author,
    published: article.published,
  };
}

const BLOCK =
  /^(?:address|article|aside|blockquote|br|div|dd|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|table|td|th|tr|ul)$/i;

interface DomNode {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
  childNodes: Iterable<DomNode>;
}

/** The text of a peer's HTML, blocks on lines of their own: textContent would glue the words of two paragraphs together. */
function textOf(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const parts: string[] = [];
  const visit = (node: DomNode): void => {
    if (node.nodeType === 3) parts.push(node.textContent ?? '');
    const isBlock = BLOCK.test(node.nodeName);
    if (isBlock) parts.push('\n');
    for (const child of node.childNodes) visit(child);
    if (isBlock) parts.push('\n');
  };
  visit(document.body);
  return parts.join('');
}

/** defuddle tells the console of every address and script that it can't read; the report stands on the same stream. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const loud = { ...globalThis.console };
  const silent = () => {};
  Object.assign(globalThis.console, { error: silent, warn: silent, log: silent });
  try {
    return await work();
  } finally {
    Object.assign(globalThis.console, loud);
  }
}
