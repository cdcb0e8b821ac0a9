import { decodeHTMLStrict } from 'entities';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { isUsualPrefix, prefixOfNamespace } from './namespaces.ts';
import type { XmlElement } from './xml-element.ts';

const DEEPEST = 200;
const MOST_NODES = 1_000_000;
const MOST_ATTRIBUTES = 40;
const LONGEST_NAME = 100;
const LONGEST_ATTRIBUTE = 10_000;

/** Elements of which none stands inside another of its kind: where one does, the end of the outer one is missing. */
const NEVER_NESTED = new Set(['item', 'entry', 'atom:entry']);

/**
 * An XML document as an element without a name, as much of it as can be read: unclosed and wrongly closed elements, lone
 * `&`, HTML's character references, undeclared prefixes and a missing end are lived with. Nothing that a document type
 * declares is expanded or fetched. What lies deeper than 200 elements, or comes after a million nodes, gives its text to
 * the element above. Time and memory are linear in the length.
 */
export function parseXml(source: string): XmlElement {
  const root: XmlElement = createElement('', null, 0);
  let current = root;
  /** The open elements by tag, innermost last. */
  const open = new Map<string, XmlElement[]>();
  let depth = 0;
  /** Elements that were opened too deep, and not closed yet. */
  let flattened = 0;
  let count = 0;
  let opening: XmlElement | null = null;
  let attribute = '';
  let value = '';
  let lengthTaken = 0;
  let attributes: Map<string, string> | null = null;

  /** Closes what is open inside of an element. */
  function closeTo(element: XmlElement, end: number): void {
    while (current !== element && current.parent !== null) {
      current.end = end;
      current.isClosed = end < source.length;
      open.get(current.tag.toLowerCase())?.pop();
      current = current.parent;
      depth -= 1;
    }
  }

  /** The element whose tag ended, named by the namespaces that it declares itself, too. */
  function settle(): XmlElement | null {
    const element = opening;
    opening = null;
    if (element === null) return null;
    element.name = canonicalName(element);
    return element;
  }

  /** An entry inside of an entry stands behind it. */
  function closeNested(element: XmlElement): void {
    if (!NEVER_NESTED.has(element.name)) return;
    for (let at = element.parent; at !== null; at = at.parent)
      if (at.name === element.name && at.parent !== null) {
        const above = at.parent;
        element.parent?.children.pop();
        closeTo(above, element.start);
        above.children.push(element);
        element.parent = above;
        return;
      }
  }

  function addText(text: string, isCdata: boolean): void {
    if (text === '') return;
    const last = current.children.at(-1);
    if (last !== undefined && 'text' in last && (last.isCdata === isCdata || count >= MOST_NODES)) {
      last.text += text;
      return;
    }
    count += 1;
    current.children.push({ text, isCdata });
  }

  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) {
      const tag = source.slice(start, Math.min(end, start + LONGEST_NAME));
      opening = createElement(tag, current, start - 1);
      lengthTaken = 0;
      attributes = null;
    },
    onattribname(start, end) {
      attribute = source.slice(start, Math.min(end, start + LONGEST_NAME)).toLowerCase();
      value = '';
    },
    onattribdata(start, end) {
      value += source.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE));
    },
    onattribentity() {},
    onattribend() {
      if (opening === null || opening.attributes.size >= MOST_ATTRIBUTES || opening.attributes.has(attribute))
        return;
      lengthTaken += value.length;
      if (lengthTaken > LONGEST_ATTRIBUTE) return;
      attributes ??= new Map();
      attributes.set(attribute, decodeHTMLStrict(value));
      opening.attributes = attributes;
    },
    onopentagend() {
      if (depth >= DEEPEST || count >= MOST_NODES) {
        flattened += 1;
        opening = null;
        return;
      }
      const element = settle();
      if (element === null) return;
      count += 1;
      current.children.push(element);
      closeNested(element);
      current = element;
      depth += 1;
      const tag = element.tag.toLowerCase();
      const same = open.get(tag);
      if (same === undefined) open.set(tag, [element]);
      else same.push(element);
    },
    onselfclosingtag(end) {
      if (count >= MOST_NODES) opening = null;
      const element = settle();
      if (element === null) return;
      count += 1;
      element.end = end + 1;
      element.isClosed = true;
      current.children.push(element);
      closeNested(element);
    },
    onclosetag(start, end) {
      if (flattened > 0) {
        flattened -= 1;
        return;
      }
      const tag = source.slice(start, Math.min(end, start + LONGEST_NAME)).toLowerCase();
      const closed = open.get(tag)?.at(-1);
      if (closed?.parent == null) return;
      closeTo(closed, start - 2);
      open.get(tag)?.pop();
      closed.isClosed = true;
      closed.end = Math.min(source.length, source.indexOf('>', end) + 1 || source.length);
      current = closed.parent;
      depth -= 1;
    },
    ontext: (start, end) => addText(decodeHTMLStrict(source.slice(start, end)), false),
    ontextentity() {},
    oncdata: (start, end, offset) => addText(source.slice(start, end - offset), true),
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, callbacks);
  tokenizer.write(source);
  tokenizer.end();
  closeTo(root, source.length);
  root.end = source.length;
  return root;
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function createElement(tag: string, parent: XmlElement | null, start: number): XmlElement {
  return {
    name: tag.toLowerCase(),
    tag,
    attributes: NO_ATTRIBUTES,
    children: [],
    parent,
    start,
    end: start,
    isClosed: false,
  };
}

function canonicalName(element: XmlElement): string {
  const colon = element.tag.indexOf(':');
  const prefix = element.tag.slice(0, Math.max(0, colon)).toLowerCase();
  const local = element.tag.slice(colon + 1).toLowerCase();
  const declared = findNamespace(element, prefix);
  const usual = declared === null ? null : prefixOfNamespace(declared);
  const known = usual ?? (declared === null && isUsualPrefix(prefix) ? prefix : null);
  if (known !== null) return known === '' ? local : `${known}:${local}`;
  return prefix === '' ? local : `${prefix}:${local}`;
}

function findNamespace(element: XmlElement, prefix: string): string | null {
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const declared = at.attributes.get(name);
    if (declared !== undefined) return declared.trim() === '' ? null : declared;
  }
  return null;
}
