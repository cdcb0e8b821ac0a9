import { measure } from './measure.ts';
import type { PageElement } from './page-tree.ts';

/** A run of text between two block boundaries of a page. */
export interface Block {
  text: string;
  /** As measure counts. */
  length: number;
  /** Characters of it that stand in links. */
  linkLength: number;
  /** Characters of it in b or strong. */
  boldLength: number;
  /** The block-level element that it stands in directly. */
  element: PageElement;
  kind: 'text' | 'heading' | 'item' | 'caption' | 'preformatted' | 'cell' | 'quote';
}

const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp ruby rt s samp small span strike strong sub sup time tt u var wbr img picture source amp-img map area'.split(
    ' ',
  ),
);
/** What a reader of the page does not see as text of it. */
const LEFT_OUT = new Set(
  'script style noscript template svg math iframe object embed canvas audio video select option datalist textarea input button head meta link title rt rp progress meter noframes frameset applet dialog'.split(
    ' ',
  ),
);

/** What scripts may put in the place of the page. */
const UNSEEN = new Set(['noscript', 'template', 'dialog', 'object']);

export interface BlockTree {
  /** Whether what readers of the page's source alone see is in it too. */
  withUnseen: boolean;
  blocks: Block[];
  /** The half-open range of blocks inside an element. */
  ranges: Map<PageElement, { from: number; to: number }>;
}

/** The blocks of a page in order, and where each block-level element's begin and end. */
export function listBlocks(
  root: PageElement,
  isLeftOut: (element: PageElement) => boolean,
  withUnseen = false,
): BlockTree {
  const blocks: Block[] = [];
  const ranges = new Map<PageElement, { from: number; to: number }>();
  let text = '';
  let linkLength = 0;
  let boldLength = 0;

  function flush(element: PageElement): void {
    const clean = cleanText(text, isPreformatted(element));
    if (clean !== '')
      blocks.push({
        text: clean,
        length: measure(clean),
        linkLength: Math.min(linkLength, clean.length),
        boldLength: Math.min(boldLength, clean.length),
        element,
        kind: kindOf(element),
      });
    text = '';
    linkLength = 0;
    boldLength = 0;
  }

  function visit(element: PageElement, block: PageElement, inLink: boolean, isBold: boolean): void {
    for (const child of element.children) {
      if (typeof child === 'string') {
        const length = child.trim().length;
        text += isPreformatted(block) ? child : child.replace(/\s+/g, ' ');
        if (inLink) linkLength += length;
        if (isBold) boldLength += length;
        continue;
      }
      if (child.name === 'br') {
        text += '\n';
        continue;
      }
      if (child.name === 'hr') {
        flush(block);
        continue;
      }
      if (
        (LEFT_OUT.has(child.name) && !(withUnseen && UNSEEN.has(child.name))) ||
        (!isPreformatted(block) && isLeftOut(child))
      )
        continue;
      const link = inLink || (child.name === 'a' && child.attributes.has('href'));
      const bold = isBold || child.name === 'b' || child.name === 'strong';
      if (INLINE.has(child.name)) {
        if (holdsBlock(child)) {
          const from = blocks.length;
          visit(child, block, link, bold);
          ranges.set(child, { from, to: blocks.length });
        } else visit(child, block, link, bold);
        continue;
      }
      flush(block);
      const from = blocks.length;
      visit(child, child, link, bold);
      flush(child);
      ranges.set(child, { from, to: blocks.length });
    }
  }

  visit(root, root, false, false);
  flush(root);
  ranges.set(root, { from: 0, to: blocks.length });
  return { withUnseen, blocks, ranges };
}

function holdsBlock(element: PageElement): boolean {
  return element.children.some(
    (child) => typeof child !== 'string' && !INLINE.has(child.name) && child.name !== 'br',
  );
}

function isPreformatted(element: PageElement): boolean {
  return element.name === 'pre' || element.parent?.name === 'pre';
}

/** Spaces run together as a browser shows them; a `<br>` is a line end, two are an empty line. */
function cleanText(raw: string, isPre: boolean): string {
  if (isPre) return raw.trimEnd().replace(/^\s*\n/, '');
  return raw
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

function kindOf(element: PageElement): Block['kind'] {
  for (
    let at: PageElement | null = element, steps = 0;
    at !== null && steps < 4;
    at = at.parent, steps += 1
  ) {
    const { name } = at;
    if (/^h[1-6]$/.test(name)) return 'heading';
    if (name === 'figcaption') return 'caption';
    if (name === 'pre') return 'preformatted';
    if (name === 'li' || name === 'dd' || name === 'dt') return 'item';
    if (name === 'td' || name === 'th') return steps === 0 ? 'cell' : 'text';
    if (name === 'blockquote') return 'quote';
    if (name !== 'p' && name !== 'div') return 'text';
  }
  return 'text';
}
