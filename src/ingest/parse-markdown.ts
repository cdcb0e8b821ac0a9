import type { Code, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { ArticleDraft, Skipped } from '../core/model/article.ts';
import { findHashtags } from './dump/hashtags.ts';
import { isProse, splitLines } from './dump/lines.ts';
import { buildBody, endsTruncated, type Piece, settleSubheadings } from './dump/paragraphs.ts';
import { findEndPublisher } from './dump/publishers.ts';
import { skip } from './dump/skipped.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { joinLines } from './join-lines.ts';
import { cutMarkdown } from './markdown-chunks.ts';
import { takeOutFences } from './markdown-fences.ts';
import { tameOpenHtml } from './markdown-html.ts';
import { readWebUrl } from './parse-json-line.ts';
import { readPublishedAt } from './read-published-at.ts';
import { titleFromText } from './title-from-text.ts';

const CODE = 'Code and HTML are no text of an article.';

const DEEPEST_CONTAINER = 12;
/** Leading marks of quotes and lists; each level costs the Markdown parser a pass over the line. */
const CONTAINERS = new RegExp(
  `^((?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${DEEPEST_CONTAINER}})[ \\t>*+.)\\d-]*`,
  'gm',
);
const LONGEST_MARKS = /([[\]!*_`~<(])\1{15,}/g;

/**
 * The articles of a Markdown file: one for each `# ` heading (or one for all where there is none), lower headings as
 * subheadings, text without markup, of links their text. Front matter may give title, date, url and publisher. Code and
 * HTML are no sentences of an article: they are kept out of it and reported as skipped.
 */
export function parseMarkdown(text: string): { articles: ArticleDraft[]; skipped: Skipped[] } {
  const front = readFrontMatter(text);
  const offset = front?.end ?? 0;
  const source = text.slice(offset);
  const fenced = takeOutFences(source);
  const groups = splitByTitle(parseBlocks(tame(fenced.text)));
  const articles: ArticleDraft[] = [];
  const skipped: Skipped[] = [];
  const skipCode = ({ start, end }: { start: number; end: number }) =>
    skipped.push({ ...skip(text, offset + start, offset + end, 'unsupported'), detail: CODE });
  for (const block of fenced.blocks) skipCode(block);
  for (const group of groups) {
    const start = offset + (group.blocks[0]?.start ?? 0);
    const end = offset + (group.blocks.at(-1)?.end ?? 0);
    const draft = buildDraft(group, { start, end }, groups.length === 1 ? front : null, skipCode);
    if (draft === null) skipped.push(skip(text, start, end, 'empty'));
    else articles.push(draft);
  }
  const first = articles[0];
  if (front !== null && first !== undefined && groups.length === 1) first.range.start = 0;
  else if (front !== null) skipped.push(skip(text, 0, front.end, 'chrome'));
  return { articles, skipped: skipped.sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0)) };
}

/** Depth and runs of marks that only an attack has are taken out; lengths stay, so that offsets do. */
function tame(text: string): string {
  const lines = tameOpenHtml(text)
    .replace(CONTAINERS, (marks) => ' '.repeat(marks.length))
    .replace(LONGEST_MARKS, (run) => ' '.repeat(run.length))
    .split('\n');
  let isIdle = true;
  for (const [at, line] of lines.entries()) {
    // An underline of a heading (=== or ---) that has no text above it.
    const isUnderline = /^[ \t]*(?:=+|-+)[ \t]*$/.test(line);
    if (isIdle && isUnderline) lines[at] = ' '.repeat(line.length);
    isIdle = isUnderline || line.trim() === '';
  }
  return lines.join('\n');
}

/** The blocks of a text, with offsets into it. */
function parseBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const definitions = findDefinitions(text);
  for (const { start, end } of cutMarkdown(text)) {
    // What stands anywhere in the text gives a link its address.
    const added = start === 0 && end === text.length ? '' : `\n\n${definitions}`;
    for (const node of fromMarkdown(text.slice(start, end) + added).children) {
      const from = start + (node.position?.start.offset ?? 0);
      if (from >= end) break;
      blocks.push({
        node,
        start: from,
        end: Math.min(end, start + (node.position?.end.offset ?? 0)),
        base: start,
      });
    }
  }
  return blocks;
}

const DEFINITION = /^ {0,3}\[[^\]\n]{1,100}\]:[ \t]*\S{1,300}[ \t]*$/gm;
const MOST_DEFINITIONS = 100;

/** The lines that say which address a label stands for: the first hundred. */
function findDefinitions(text: string): string {
  const lines = new Set<string>();
  for (const [line] of text.matchAll(DEFINITION)) {
    if (lines.size === MOST_DEFINITIONS) break;
    lines.add(line);
  }
  return [...lines].join('\n');
}

interface Block {
  node: RootContent;
  start: number;
  end: number;
  /** The offset that the positions inside the node count from. */
  base: number;
}

interface Group {
  title: string | null;
  blocks: Block[];
}

function splitByTitle(blocks: readonly Block[]): Group[] {
  const depths = blocks.map(({ node }) => (node.type === 'heading' ? node.depth : 7));
  const hasTop = depths.includes(1);
  const groups: Group[] = [];
  let open: Group = { title: null, blocks: [] };
  for (const [at, block] of blocks.entries()) {
    // Only `# ` headings part articles; a file with none has its title in the heading at its start.
    const isTitle = depths[at] === 1 || (!hasTop && at === 0 && block.node.type === 'heading');
    if (isTitle) {
      if (open.blocks.length > 0) groups.push(open);
      open = { title: textOf(block.node), blocks: [block] };
    } else open.blocks.push(block);
  }
  if (open.blocks.length > 0) groups.push(open);
  // What stands above the first title is its lead, or a lone link to the original.
  const [lead, next] = groups;
  if (lead?.title === null && next !== undefined) {
    groups.splice(0, 2, { title: next.title, blocks: [...lead.blocks, ...next.blocks] });
  }
  return groups;
}

function buildDraft(
  group: Group,
  range: { start: number; end: number },
  front: FrontMatter | null,
  skipCode: (range: { start: number; end: number }) => void,
): ArticleDraft | null {
  const pieces: Piece[] = [];
  let link: string | null = null;
  let isTitleSeen = false;
  for (const { node, base } of group.blocks) {
    if (node.type === 'heading' && !isTitleSeen && group.title !== null && textOf(node) === group.title) {
      isTitleSeen = true;
      link ??= loneLinkOf(node);
      continue;
    }
    const lone = loneLinkOf(node);
    if (lone !== null) link ??= lone;
    else {
      for (const piece of piecesOf(node)) {
        if ('text' in piece) pieces.push(piece);
        else skipCode({ start: base + piece.start, end: base + piece.end });
      }
    }
  }
  const publisher = takePublisher(pieces);
  const { body, paragraphs } = buildBody(settleSubheadings(pieces));
  if (body === '') return null;
  const field = (...names: string[]) =>
    names.map((name) => front?.fields.get(name)).find((value) => value !== undefined) ?? null;
  return {
    givenId: null,
    title: (front === null ? null : field('title')) ?? (group.title || titleFromText(body)),
    body,
    paragraphs,
    publisher: field('publisher', 'source', 'site', 'author') ?? publisher,
    url: readWebUrl(field('url', 'link', 'canonical_url', 'canonical')) ?? link,
    publishedAt: readPublishedAt(field('date', 'published', 'published_at', 'publishedat')),
    hashtags: findHashtags(body),
    truncated: publisher === null && endsTruncated(body),
    range,
  };
}

function takePublisher(pieces: Piece[]): string | null {
  const last = pieces.at(-1);
  const found = last === undefined ? null : findEndPublisher(last.text);
  if (last === undefined || found === null) return null;
  const text = last.text.slice(0, found.start).trimEnd();
  if (text === '') pieces.pop();
  else pieces[pieces.length - 1] = { text, kind: last.kind };
  return found.name;
}

/** The paragraphs of a block, its text blocks in order, however deep they lie; and where it holds code or HTML. */
function piecesOf(block: RootContent): (Piece | { start: number; end: number })[] {
  const pieces: (Piece | { start: number; end: number })[] = [];
  const waiting: Nodes[] = [block];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'heading' || node.type === 'paragraph') {
      const text = textOf(node);
      if (text !== '') pieces.push({ text, kind: node.type === 'heading' ? 'subheading' : 'text' });
    } else if (node.type === 'code' && isIndentedProse(node)) {
      for (const { text } of splitLines(node.value)) pieces.push({ text, kind: 'text' });
    } else if (node.type === 'code' || node.type === 'html') {
      pieces.push({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });
    } else if ('children' in node) waiting.push(...[...node.children].reverse());
  }
  return pieces;
}

/** Writers indent their paragraphs with spaces, which Markdown takes for code. */
function isIndentedProse({ value, position }: Code): boolean {
  const lines = splitLines(value);
  // A fence takes lines of its own around the code.
  const isFenced = (position?.end.line ?? 0) - (position?.start.line ?? 0) >= value.split('\n').length;
  return !isFenced && lines.length > 0 && lines.every((line) => isProse(line) && !/[{}=<>]/.test(line.text));
}

/** The text of a node without markup, line breaks inside a paragraph joined as their language does. */
function textOf(root: Nodes): string {
  const parts: string[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === 'text' || node.type === 'inlineCode') parts.push(node.value);
    else if (node.type === 'break') parts.push('\n');
    else if (node.type === 'image') continue;
    else if ('children' in node) waiting.push(...[...node.children].reverse());
  }
  return joinLines(parts.join('')).trim();
}

/** The address of a paragraph (or title) that is one link and nothing else. */
function loneLinkOf(node: RootContent): string | null {
  if (node.type !== 'paragraph' && node.type !== 'heading') return null;
  const [only] = node.children;
  if (node.children.length !== 1 || only === undefined) return null;
  if (only.type === 'link') return readWebUrl(only.url);
  return node.type === 'paragraph' && only.type === 'text' ? readWebUrl(only.value) : null;
}
