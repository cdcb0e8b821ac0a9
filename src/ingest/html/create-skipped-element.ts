import { ENDS_PARAGRAPH, IMPLIED_ENDS, PARAGRAPH, PARAGRAPH_STOPS, VOID } from './element-rules.ts';

/** An element whose text is not read, from its start tag to where it ends. */
export interface SkippedElement {
  /** A start tag inside; whether it ends the element (the tag itself stands behind it). */
  open(tag: string): boolean;
  /** An end tag; whether it ends the element, and whether it is one of an element around it. */
  close(tag: string): 'inside' | 'own' | 'outer';
}

/** html.spec.whatwg.org, 13.1.2.4: their end tags may be left out where what holds them ends. */
const OPTIONAL_END = new Set('p li dt dd td th tr tbody thead tfoot option optgroup rp rt'.split(' '));
const RUBY = new Set(['rp', 'rt']);
/** Their end tags end what is open in them. Others (formatting) may be misnested. */
const HOLDERS = new Set([
  ...ENDS_PARAGRAPH,
  ...'p li dd dt ruby select datalist table tbody thead tfoot tr td th body html'.split(' '),
]);
/** Elements in elements that are followed, for time in proportion to the length; deeper ones are taken for text. */
const MOST_DEPTH = 64;

/** Follows what is open inside as far as it says where the element ends. A void element may be given too. */
export function createSkippedElement(root: string): SkippedElement {
  const stack = [root];

  /** Where in the stack an element is that a start tag ends, -1 where none. */
  function findEnded(tag: string): number {
    const rule = IMPLIED_ENDS.get(tag);
    const implied = rule === undefined ? -1 : findNearest(rule.open, rule.stops);
    if (implied !== -1) return implied;
    if (RUBY.has(tag) && RUBY.has(stack.at(-1) ?? '')) return stack.length - 1;
    return ENDS_PARAGRAPH.has(tag) ? findNearest(PARAGRAPH, PARAGRAPH_STOPS) : -1;
  }

  function findNearest(open: readonly string[], stops: ReadonlySet<string>): number {
    for (let at = stack.length - 1; at >= 0; at -= 1) {
      const name = stack[at] ?? '';
      if (open.includes(name)) return at;
      if (stops.has(name)) return -1;
    }
    return -1;
  }

  return {
    open(tag) {
      const ended = findEnded(tag);
      // What ends with an element that may not end by itself was misnested.
      if (ended === 0 && OPTIONAL_END.has(root)) return true;
      if (ended > 0) stack.length = ended;
      if (stack.length < MOST_DEPTH && !VOID.has(tag)) stack.push(tag);
      return false;
    },
    close(tag) {
      const at = stack.lastIndexOf(tag);
      if (at === 0) return 'own';
      if (at > 0) stack.length = at;
      else if (OPTIONAL_END.has(root) && HOLDERS.has(tag)) return 'outer';
      return 'inside';
    },
  };
}
