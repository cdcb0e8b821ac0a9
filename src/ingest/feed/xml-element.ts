/** A run of characters; `isCdata` where it stood in a CDATA section, whose marks mean nothing. */
export interface XmlText {
  text: string;
  isCdata: boolean;
}
export type XmlNode = XmlElement | XmlText;

export interface XmlElement {
  /** As parseXml names it: lower case, the prefix the usual one for its namespace (`dc:creator`), none for the feed's own. */
  name: string;
  /** As it stands in the source. */
  tag: string;
  /** By name in lower case, the first of each. */
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  parent: XmlElement | null;
  /** UTF-16 offsets into the source. */
  start: number;
  end: number;
  /** It ended before the source did, by its own end or that of another: nothing of it is missing. */
  isClosed: boolean;
}

export function isElement(node: XmlNode): node is XmlElement {
  return 'children' in node;
}

export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter(isElement);
}

/** The children with one of the names, by the order of the names, then of the source. */
export function childrenNamed(element: XmlElement, ...names: string[]): XmlElement[] {
  const found = names.map((): XmlElement[] => []);
  for (const child of element.children) if (isElement(child)) found[names.indexOf(child.name)]?.push(child);
  return found.flat();
}

/** An element as if it had no children with one of the names: what is looked for among the others is not looked for in all. */
export function withoutChildren(element: XmlElement, ...names: string[]): XmlElement {
  return {
    ...element,
    children: element.children.filter((child) => !isElement(child) || !names.includes(child.name)),
  };
}

/** All text inside, without markup, spaces at both ends taken off. */
export function textOf(element: XmlElement): string {
  const parts: string[] = [];
  const waiting: XmlNode[] = [element];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node)) parts.push(node.text);
    else for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] as XmlNode);
  }
  return parts.join('').trim();
}

/** The text of the first child with one of the names that has any. */
export function textOfChild(element: XmlElement, ...names: string[]): string | null {
  for (const child of childrenNamed(element, ...names)) {
    const text = textOf(child);
    if (text !== '') return text;
  }
  return null;
}

/** An attribute without the spaces around it; null where it is absent or empty. */
export function attributeOf(element: XmlElement, name: string): string | null {
  return element.attributes.get(name)?.trim() || null;
}

/** The nearest value of an attribute that counts for everything inside (`xml:lang`). */
export function inheritedAttribute(element: XmlElement, name: string): string | null {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const value = attributeOf(at, name);
    if (value !== null) return value;
  }
  return null;
}

/** What `read` first gives for the children with one of the names, by the order of the names. */
export function firstOf(
  element: XmlElement,
  names: readonly string[],
  read: (child: XmlElement) => string | null,
): string | null {
  for (const child of childrenNamed(element, ...names)) {
    const found = read(child);
    if (found !== null) return found;
  }
  return null;
}
