import { cleanAuthorName, LABEL } from './clean-author-name.ts';
import { readHintWords } from './hints.ts';
import { findInside, type PageElement, readText } from './page-tree.ts';

/** The name in an element: its first part that is one. Parts are what a reader sees apart. */
export function readNameElement(element: PageElement): string | null {
  const named = findInside(
    element,
    (at) =>
      /\bname\b/i.test(at.attributes.get('itemprop') ?? '') ||
      (at !== element && readHintWords(at).includes('fn')),
  );
  const parts = readParts(named ?? element);
  if (parts.length > MOST_PARTS) {
    const link = findInside(element, ({ name }) => name === 'a');
    return link === null ? null : cleanAuthorName(readText(link, 200));
  }
  for (const part of parts) {
    const name = part === '' ? null : cleanAuthorName(part);
    if (name !== null) return name;
  }
  return null;
}

const MOST_PARTS = 12;
const MOST_NODES = 150;
const APART = new Set(
  'div p li ul br h1 h2 h3 h4 h5 h6 time header footer section td tr address figure'.split(' '),
);

/** The text of an element, parted where blocks begin and end, and where elements touch without a space between. */
function readParts(element: PageElement): string[] {
  let text = '';
  let visited = 0;
  const visit = (at: PageElement, depth: number): void => {
    for (const child of at.children) {
      visited += 1;
      if (visited > MOST_NODES || depth > MOST_DEPTH) return;
      if (typeof child === 'string') {
        text += child.replace(/\s+/g, ' ');
        continue;
      }
      if (UNSEEN.has(child.name) || readHintWords(child).some((word) => HIDDEN_WORDS.has(word))) continue;
      const isApart = APART.has(child.name);
      if (isApart || (/[\p{Ll}\p{Lu}]$/u.test(text) && !/\s$/.test(text)))
        text += isApart ? '\n' : touches(text);
      visit(child, depth + 1);
      if (isApart) text += '\n';
    }
  };
  visit(element, 0);
  return text.split('\n').map((part) => part.trim());
}

const MOST_DEPTH = 12;
const UNSEEN = new Set(['script', 'style', 'svg', 'noscript', 'button', 'template']);
const HIDDEN_WORDS = new Set(['screen', 'sr', 'hidden', 'tooltip', 'modal', 'overlay']);

/** A label touches its name (`By<a>Anna`); a name touches what is set apart from it (`Ferris<span>Staff`). */
function touches(text: string): string {
  const line = text.slice(text.lastIndexOf('\n') + 1).trim();
  return LABEL.test(`${line} `) && cleanAuthorName(line) === null ? ' ' : '\n';
}
