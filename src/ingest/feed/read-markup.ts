import { decodeHTMLStrict, escapeText } from 'entities';
import { htmlToLine } from '../html/html-to-paragraphs.ts';
import {
  attributeOf,
  childElements,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from './xml-element.ts';

const TAGS =
  /<\/?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|label|li|mark|nav|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]{0,2000})?\/?>/i;

/** Whether a text is HTML, not a text that speaks of some: it holds a whole tag that texts are marked up with. */
export function looksLikeHtml(text: string): boolean {
  return TAGS.test(text.slice(0, MOST_LOOKED_AT));
}

const MOST_LOOKED_AT = 100_000;
/** Of a line with its markup, what is read; and of it without. */
const LONGEST_MARKED_LINE = 20_000;
const LONGEST_LINE = 1000;

/**
 * The HTML of an element of RSS: its text, which is HTML, or the elements that stand in it unescaped. Null where it is
 * empty.
 */
export function readHtml(element: XmlElement): string | null {
  const html = childElements(element).length === 0 ? textOf(element) : serialise(element.children).trim();
  return html === '' ? null : html;
}

/** One line of text from an element of RSS that may hold text, HTML, or HTML escaped once too often. */
export function readLine(element: XmlElement): string | null {
  if (childElements(element).length > 0)
    return cutLine(htmlToLine(serialise(element.children).slice(0, LONGEST_MARKED_LINE)));
  return toLine(textOf(element));
}

/** One line without markup, from text that may be HTML. */
export function toLine(text: string): string | null {
  let line = text.slice(0, LONGEST_MARKED_LINE);
  // Twice: HTML that was escaped before it was put into a field that is escaped anyway.
  for (let round = 0; round < 2; round += 1)
    line = looksLikeHtml(line) ? htmlToLine(line) : decodeHTMLStrict(line);
  return cutLine(line.replace(/[\s\u200b\ufeff]+/g, ' ').trim());
}

function cutLine(line: string): string | null {
  const cut = line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1)}…`;
  return cut.toWellFormed() || null;
}

/** What an Atom text construct or content holds, as HTML; null where it is empty. */
export function readConstruct(element: XmlElement): string | null {
  const kind = kindOf(element);
  if (kind === 'base64') {
    const text = Buffer.from(textOf(element), 'base64').toString('utf8').trim();
    if (text === '') return null;
    return looksLikeHtml(text) || /&[#\w]+;/.test(text) ? text : escapeText(text);
  }
  if (kind === 'markup') return serialise(unwrapDiv(element).children).trim() || null;
  const text = textOf(element);
  if (text === '') return null;
  return kind === 'html' ? text : escapeText(text);
}

/** An Atom title and the like as one line without markup. */
export function readConstructLine(element: XmlElement): string | null {
  if (kindOf(element) === 'text')
    return cutLine(textOf(element).slice(0, LONGEST_MARKED_LINE).replace(/\s+/g, ' '));
  const html = readConstruct(element);
  return html === null ? null : cutLine(htmlToLine(html.slice(0, LONGEST_MARKED_LINE)));
}

/** How a text construct is to be read, by type (Atom 1.0), mode (Atom 0.3), and what really stands in it. */
function kindOf(element: XmlElement): 'text' | 'html' | 'markup' | 'base64' {
  const type = attributeOf(element, 'type')?.toLowerCase() ?? null;
  const mode = attributeOf(element, 'mode')?.toLowerCase() ?? null;
  if (mode === 'base64' || type === 'application/octet-stream') return 'base64';
  if (childElements(element).length > 0) return 'markup';
  if (mode === 'escaped') return type === 'text/plain' ? 'text' : 'html';
  if (type === 'html' || type === 'text/html') return 'html';
  if (type === 'text' || type === 'text/plain' || type === 'xhtml' || mode === 'xml') return 'text';
  // Nothing said, or something strange: believed to be HTML where it plainly is.
  return looksLikeHtml(textOf(element)) ? 'html' : 'text';
}

/** XHTML comes in one `div` that is no part of it. */
function unwrapDiv(element: XmlElement): XmlElement {
  const elements = childElements(element);
  const [only] = elements;
  const isAlone = element.children.every((child) => isElement(child) || child.text.trim() === '');
  return elements.length === 1 && isAlone && only !== undefined && localName(only) === 'div' ? only : element;
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** Markup as HTML, with the names as they were written but for prefixes of XHTML. Without recursion. */
export function serialise(nodes: readonly XmlNode[]): string {
  const parts: string[] = [];
  const waiting: (XmlNode | string)[] = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') parts.push(node);
    else if (!isElement(node)) parts.push(node.isCdata ? node.text : escapeText(node.text));
    else {
      const name = node.name.startsWith('xhtml:') ? localName(node) : node.tag;
      const attributes = [...node.attributes]
        .filter(([key]) => !key.startsWith('xmlns'))
        .map(([key, value]) => ` ${key}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
      parts.push(`<${name}${attributes.join('')}>`);
      // What a void element seems to hold stands behind it: its end is missing.
      if (!VOID.has(name.toLowerCase())) waiting.push(`</${name}>`);
      for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] as XmlNode);
    }
  }
  return parts.join('');
}

function localName(element: XmlElement): string {
  return element.tag.slice(element.tag.indexOf(':') + 1);
}
