import { Tokenizer } from 'htmlparser2';
import {
  ENDS_FOREIGN,
  ENDS_PARAGRAPH,
  FOREIGN,
  FORMATTING,
  IMPLIED_ENDS,
  IN_HEAD,
  ONLY_IN_TABLES,
  PARAGRAPH,
  PARAGRAPH_STOPS,
  SCOPES,
  TABLE_PARTS,
  VOID,
} from '../html/element-rules.ts';
import type { PageElement } from './page-tree.ts';

const HEAD = ['head'];
const NO_STOPS: ReadonlySet<string> = new Set();
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** Deeper elements are left out of the tree, their text stands in the last one that is in it. */
const MOST_DEPTH = 200;
/** The largest pages of news sites have a tenth of it. */
const MOST_ELEMENTS = 300_000;
const LONGEST_ATTRIBUTE = 20_000;
const KEPT_ATTRIBUTES = new Set(
  'aria-hidden class content datetime hidden href http-equiv id itemprop name property pubdate rel role style title type'.split(
    ' ',
  ),
);

/** What a person may be told of a page that is no page: it has too many elements. */
export class TooManyElements extends Error {}

/**
 * The tree of a page's elements. A small part of what browsers do to broken markup: omitted end tags, end tags without
 * a beginning, misnested formatting. Linear in the length of the text, whatever stands in it: no element is deeper than
 * 200, and none of more than 300,000 is kept (TooManyElements). Attributes that nothing here reads are left out.
 */
export function buildPageTree(text: string): PageElement {
  const root: PageElement = { name: '#root', attributes: NO_ATTRIBUTES, children: [], parent: null };
  const stack: PageElement[] = [root];
  let count = 0;
  /** How many elements of a name are open: most end tags of hostile pages end nothing. */
  const openNames = new Map<string, number>();
  let name = '';
  let attributes: Map<string, string> | null = null;
  let attribute = '';
  let value = '';

  const top = () => stack.at(-1) ?? root;
  const isOpen = (wanted: string) => (openNames.get(wanted) ?? 0) > 0;

  function push(element: PageElement): void {
    stack.push(element);
    openNames.set(element.name, (openNames.get(element.name) ?? 0) + 1);
  }

  function popTo(length: number): void {
    while (stack.length > length) {
      const popped = stack.pop()?.name ?? '';
      openNames.set(popped, (openNames.get(popped) ?? 0) - 1);
    }
  }

  /** The tokenizer gives a text with `<` in it in pieces, millions of them on some pages: pieces in a row are one. */
  let textStart = 0;
  let textEnd = 0;

  function flushText(): void {
    if (textStart < textEnd) addText(text.slice(textStart, textEnd));
    textStart = textEnd;
  }

  function addText(data: string): void {
    const { children } = top();
    const last = children.length - 1;
    const before = children[last];
    if (typeof before === 'string') children[last] = before + data;
    else children.push(data);
  }

  function closeImplied(opened: string): void {
    const rule = IMPLIED_ENDS.get(opened);
    if (rule !== undefined) closeNearest(rule.open, rule.stops);
    if (ENDS_PARAGRAPH.has(opened)) closeNearest(PARAGRAPH, PARAGRAPH_STOPS);
  }

  /** A page may have neither the end tag of its head nor a body. */
  function endHead(): void {
    if (isOpen('head') && top().name === 'head' && !IN_HEAD.has(name)) closeNearest(HEAD, NO_STOPS);
  }

  function endForeign(): void {
    if (!isForeign() || isOpen('foreignobject') || !(ENDS_PARAGRAPH.has(name) || ENDS_FOREIGN.has(name)))
      return;
    const at = stack.findIndex((element) => FOREIGN.has(element.name));
    // What stands in an svg's title or desc is HTML.
    if (at > 0 && !stack.slice(at).some((element) => element.name === 'desc' || element.name === 'title'))
      popTo(at);
  }

  function closeNearest(open: readonly string[], stops: ReadonlySet<string>): void {
    if (!open.some(isOpen)) return;
    for (let at = stack.length - 1; at > 0; at -= 1) {
      const candidate = stack[at]?.name ?? '';
      if (open.includes(candidate)) {
        popTo(at);
        return;
      }
      if (stops.has(candidate)) return;
    }
  }

  function open(isClosed: boolean): void {
    flushText();
    count += 1;
    if (count > MOST_ELEMENTS) throw new TooManyElements();
    endHead();
    endForeign();
    if (ONLY_IN_TABLES.has(name) && !isOpen('table') && !isForeign()) return;
    closeImplied(name);
    const parent = top();
    const element: PageElement = { name, attributes: attributes ?? NO_ATTRIBUTES, children: [], parent };
    if (stack.length > MOST_DEPTH) {
      // Its text is its parent's; a break still parts two lines.
      if (name === 'br' || ENDS_PARAGRAPH.has(name)) addText('\n');
      return;
    }
    parent.children.push(element);
    if (!VOID.has(name) && !(isClosed && (FOREIGN.has(name) || isForeign()))) push(element);
  }

  const isForeign = () => isOpen('svg') || isOpen('math');

  function close(closed: string): void {
    flushText();
    if (closed === 'br') {
      name = 'br';
      attributes = null;
      open(true);
      return;
    }
    if (!isOpen(closed)) return;
    const isFormatting = FORMATTING.has(closed);
    for (let at = stack.length - 1; at > 0; at -= 1) {
      const candidate = stack[at]?.name ?? '';
      if (candidate === closed) {
        popTo(at);
        return;
      }
      // A formatting element ends no block; what stands in a cell ends nothing around the table.
      if (isFormatting && !FORMATTING.has(candidate)) return;
      if (SCOPES.has(candidate) && !TABLE_PARTS.has(closed)) return;
    }
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext(start, end) {
        if (start !== textEnd) {
          flushText();
          textStart = start;
        }
        textEnd = end;
      },
      ontextentity(codepoint) {
        flushText();
        addText(String.fromCodePoint(codepoint));
      },
      onopentagname(start, end) {
        name = text.slice(start, Math.min(end, start + 64)).toLowerCase();
        attributes = null;
      },
      onattribname(start, end) {
        attribute = end - start > 32 ? '' : text.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        if (KEPT_ATTRIBUTES.has(attribute) && value.length < LONGEST_ATTRIBUTE)
          value += text.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE));
      },
      onattribentity(codepoint) {
        if (value.length < LONGEST_ATTRIBUTE) value += String.fromCodePoint(codepoint);
      },
      onattribend() {
        if (!KEPT_ATTRIBUTES.has(attribute)) return;
        attributes ??= new Map();
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(true),
      onclosetag: (start, end) => close(text.slice(start, Math.min(end, start + 64)).toLowerCase()),
      oncdata(start, end, offset) {
        flushText();
        addText(text.slice(start, end - offset));
      },
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: flushText,
      isInForeignContext: isForeign,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  return root;
}
