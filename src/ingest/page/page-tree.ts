/** An element of a page's tree. Children are elements and runs of text, in order. */
export interface PageElement {
  /** Lower case. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: (PageElement | string)[];
  parent: PageElement | null;
}

/** Elements and runs of text in document order, the root first. What is not asked for costs nothing. */
function* walkNodes(root: PageElement): Generator<PageElement | string> {
  yield root;
  const open = [{ element: root, next: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const child = top.element.children[top.next];
    top.next += 1;
    if (child === undefined) open.pop();
    else {
      yield child;
      if (typeof child !== 'string') open.push({ element: child, next: 0 });
    }
  }
}

/** The elements of a tree in document order, the root first. */
export function* walkElements(root: PageElement): Generator<PageElement> {
  for (const node of walkNodes(root)) if (typeof node !== 'string') yield node;
}

const MOST_LOOKED_AT = 100;

/** The first of the elements inside (or the element itself) that is wanted; of a large subtree only the beginning is looked at. */
export function findInside(
  element: PageElement,
  isWanted: (inner: PageElement) => boolean,
): PageElement | null {
  let looked = 0;
  for (const inner of walkElements(element)) {
    if (isWanted(inner)) return inner;
    looked += 1;
    if (looked > MOST_LOOKED_AT) return null;
  }
  return null;
}

/** Elements and runs of text that are looked at beyond one for each character. */
const MOST_EMPTY = 200;

/** The text inside an element, spaces run together; at most `limit` characters are gathered. */
export function readText(element: PageElement, limit: number): string {
  const parts: string[] = [];
  let length = 0;
  let visited = 0;
  for (const node of walkNodes(element)) {
    visited += 1;
    if (length >= limit || visited > limit + MOST_EMPTY) break;
    if (typeof node === 'string') {
      parts.push(node.slice(0, limit));
      length += node.length;
    } else if (node.name === 'br') parts.push(' ');
  }
  return parts.join('').slice(0, limit).replace(/\s+/g, ' ').trim();
}

/**
 * Whether an element, or one that holds it, is of a kind. The answer is kept for each element: pages of deeply nested
 * elements would else be asked for depth times length.
 */
export function createInsideTest(
  isOfKind: (element: PageElement) => boolean,
): (element: PageElement) => boolean {
  const answers = new Map<PageElement, boolean>();
  return function isInside(element) {
    const path: PageElement[] = [];
    let answer = false;
    for (let at: PageElement | null = element; at !== null; at = at.parent) {
      const known = answers.get(at);
      if (known !== undefined) {
        answer = known;
        break;
      }
      path.push(at);
      if (isOfKind(at)) {
        answer = true;
        break;
      }
    }
    for (const at of path) answers.set(at, answer);
    return answer;
  };
}
