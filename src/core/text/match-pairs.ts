const CLOSER_OF = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['﹁', '﹂'],
  ['﹃', '﹄'],
  ['«', '»'],
  ['《', '》'],
  ['〈', '〉'],
  ['（', '）'],
  ['(', ')'],
  ['【', '】'],
  ['〔', '〕'],
  ['[', ']'],
]);
const OPENER_OF = new Map([...CLOSER_OF].map(([opener, closer]) => [closer, opener]));
const MARKS = /[“”‘’「」『』﹁﹂﹃﹄«»《》〈〉（）()【】〔〕[\]"＂]/g;
const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
const SPACE = /\s/;

// Deeper nesting is not language; a bound keeps the search for an opener constant.
const DEEPEST = 12;

/** Quotes and brackets of a line: from the offset of each opener to that of its closer. Those without a partner are left out. */
export function matchPairs(line: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: { mark: string; position: number }[] = [];
  for (const match of line.matchAll(MARKS)) {
    const position = match.index;
    const mark = match[0];
    const opener = openerFor(mark, line, position, open);
    if (opener === null) continue;
    if (opener === '') {
      if (open.length === DEEPEST) open.shift();
      open.push({ mark, position });
      continue;
    }
    const index = open.findLastIndex((entry) => entry.mark === opener);
    const partner = open[index];
    if (!partner) continue;
    pairs.set(partner.position, position);
    open.length = index;
  }
  return pairs;
}

/** The opener that the mark closes; empty where it opens itself; null where it is an apostrophe. */
function openerFor(
  mark: string,
  line: string,
  position: number,
  open: readonly { mark: string }[],
): string | null {
  if (mark === '"' || mark === '＂') {
    if (open.some((entry) => entry.mark === mark)) return mark;
    // 6" tall: a mark before a space opens nothing.
    return SPACE.test(line.charAt(position + 1)) ? null : '';
  }
  const following = line.charAt(position + 1);
  if (mark === '’' && LETTER.test(following) && !HAN.test(following)) return null;
  return OPENER_OF.get(mark) ?? '';
}
