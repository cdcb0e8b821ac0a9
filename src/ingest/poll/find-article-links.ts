import { selectAll } from 'css-select';
import { type AnyNode, type Document, DomHandler, type Element, isTag } from 'domhandler';
import { Parser } from 'htmlparser2';
import { readHeaderCharset } from '../declared-charset.ts';
import { decodeText } from '../decode-text.ts';
import { readAddress } from '../fetch/read-address.ts';

/** Bytes, elements, links: a front page has less of each. */
const LARGEST_PAGE = 2 * 1024 * 1024;
const MOST_ELEMENTS = 50_000;
const DEEPEST = 200;
const MOST_LINKS = 200;
const LONGEST_TITLE = 300;

export interface ArticleLink {
  url: string;
  /** What the link says. */
  title: string;
}

/** What is no article's: lists of them, services, files. */
const ELSEWHERE =
  /(?:^|\/)(?:tags?|categor(?:y|ies)|topics?|authors?|users?|search|login|signin|register|account|about|contact|privacy|terms|help|page)(?:\/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|xml|css|js)$/i;
/**
 * A number of four figures or more (a date has them), or a name of three words in the path, as articles have them. This and the
 * next are asked of thousands of links: what they look for begins where a word ends, so that a long one is read once.
 */
const ARTICLE_PATH = /\d{4}|[\p{L}\d]-[\p{L}\d]+-[\p{L}\d]/u;
/** What a headline has at least: Chinese characters, or words. */
const HEADLINE = /(?:\p{Script=Han}\P{Script=Han}*){8}|\S\s+\S+\s+\S+\s+\S/u;

/**
 * The links of a page to articles of the same host, in the page's order, each once: those that match the selector (or stand in
 * what does), else those that look like an article's by their path and words. Null for a page that is no text, has more elements or
 * nests deeper than any page that people read, or a selector that can't be read.
 */
export function findArticleLinks(
  {
    bytes,
    contentType,
    url,
  }: {
    bytes: Uint8Array;
    contentType: string | null;
    /** Where it came from. */
    url: string;
  },
  selector: string | null,
): ArticleLink[] | null {
  const charset = contentType === null ? null : readHeaderCharset(contentType);
  const decoded = decodeText(bytes.subarray(0, LARGEST_PAGE), { charset });
  if (decoded.kind === 'failed') return null;
  const document = parseBounded(decoded.text);
  if (document === null) return null;
  const elements = listElements(document.children);
  const base = URL.parse(elements.find(({ name }) => name === 'base')?.attribs.href ?? '', url)?.href ?? url;
  const links = elements.filter(({ name }) => name === 'a');
  const chosen = selector === null ? null : chooseBy(selector, document.children, links);
  if (selector !== null && chosen === null) return null;
  const found = new Map<string, ArticleLink>();
  for (const link of chosen ?? links) {
    const read = readAddress(link.attribs.href ?? '', base);
    if ('problem' in read || found.size >= MOST_LINKS) continue;
    const title = textOf(link);
    if (hostOf(read.url) !== hostOf(new URL(url)) || read.url.href === url) continue;
    if (chosen === null && !looksLikeArticle(read.url, title)) continue;
    const known = found.get(read.url.href);
    // A picture's link stands beside the headline's.
    if (known === undefined || known.title === '') found.set(read.url.href, { url: read.url.href, title });
  }
  return [...found.values()];
}

/** Whether a CSS selector can be read. */
export function isSelector(selector: string): boolean {
  return selector.trim() !== '' && chooseBy(selector, [], []) !== null;
}

function looksLikeArticle(url: URL, title: string): boolean {
  const path = decodeSafely(url.pathname);
  return (
    !ELSEWHERE.test(path) && ARTICLE_PATH.test(path + url.search) && (HEADLINE.test(title) || title === '')
  );
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function hostOf({ host }: URL): string {
  return host.replace(/^www\./, '');
}

function chooseBy(selector: string, nodes: AnyNode[], links: readonly Element[]): Element[] | null {
  try {
    const matched = new Set<AnyNode>(selectAll(selector, nodes));
    return links.filter((link) => {
      for (let node: AnyNode | null = link; node !== null; node = node.parent)
        if (matched.has(node)) return true;
      return false;
    });
  } catch {
    return null;
  }
}

/** UTF-16 units between two looks at the bounds: what is opened within them costs little. */
const STEP = 16_384;

/** Null for a page of too many elements, or too deep: the parser takes ever longer for each that is open. */
function parseBounded(text: string): Document | null {
  const handler = new DomHandler();
  let depth = 0;
  let elements = 0;
  const parser = new Parser({
    onparserinit: (made) => handler.onparserinit(made),
    onopentag(name, attributes) {
      depth += 1;
      elements += 1;
      handler.onopentag(name, attributes);
    },
    onclosetag() {
      depth -= 1;
      handler.onclosetag();
    },
    ontext: (data) => handler.ontext(data),
    onend: () => handler.onend(),
  });
  for (let at = 0; at < text.length; at += STEP) {
    parser.write(text.slice(at, at + STEP));
    if (elements > MOST_ELEMENTS || depth > DEEPEST) return null;
  }
  parser.end();
  return handler.root;
}

/** All elements, in the page's order, without recursion. */
function listElements(nodes: readonly AnyNode[]): Element[] {
  const found: Element[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isTag(node)) continue;
    found.push(node);
    waiting.push(...node.children.toReversed());
  }
  return found;
}

function textOf(element: Element): string {
  let text = '';
  const waiting: AnyNode[] = [element];
  for (let node = waiting.pop(); node !== undefined && text.length < LONGEST_TITLE; node = waiting.pop()) {
    if ('data' in node && node.type === 'text') text += ` ${node.data}`;
    if (isTag(node)) waiting.push(...node.children.toReversed());
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).toWellFormed();
}
