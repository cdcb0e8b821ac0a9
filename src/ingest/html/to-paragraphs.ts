import type { Piece } from '../dump/paragraphs.ts';
import { createParagraphBuilder } from './create-paragraph-builder.ts';

/** What of a DOM node is looked at; linkedom's nodes and a browser's have it. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
  getAttribute?(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/** The paragraphs of a DOM tree, see createParagraphBuilder. Walks without recursion: any depth will do. */
export function toParagraphs(root: DomNode): Piece[] {
  const builder = createParagraphBuilder();
  let node: DomNode | null = root;
  while (node !== null) {
    enter(node);
    if (node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    while (node !== null) {
      leave(node);
      if (node === root) return builder.finish();
      if (node.nextSibling !== null) {
        node = node.nextSibling;
        break;
      }
      node = node.parentNode;
    }
  }
  return builder.finish();

  function enter(entered: DomNode): void {
    if (entered.nodeType === ELEMENT)
      builder.open(entered.nodeName.toLowerCase(), (name) => entered.getAttribute?.(name) ?? null);
    else if (entered.nodeType === TEXT || entered.nodeType === CDATA) builder.text(entered.nodeValue ?? '');
  }

  function leave(left: DomNode): void {
    if (left.nodeType === ELEMENT) builder.close(left.nodeName.toLowerCase());
  }
}
