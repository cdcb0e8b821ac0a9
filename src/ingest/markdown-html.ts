/** What opens HTML that only a mark of its own closes, by that mark: comments, instructions, CDATA, declarations. */
const MARKS = /<!--|<\?|<!\[CDATA\[|<!(?=[a-z])|-->|\?>|\]\]>|>/gi;
const CLOSERS: Readonly<Record<string, string>> = {
  '<!--': '-->',
  '<?': '?>',
  '<![CDATA[': ']]>',
  '<!': '>',
};
/** More open in a row is no writer's HTML. */
const MOST_OPEN = 16;

/**
 * Takes the `<` of what opens HTML again and again and never closes it: the Markdown parser looks for the end of each at the end of
 * the text. Lengths stay. Linear in the length of the text.
 */
export function tameOpenHtml(text: string): string {
  const open = new Map<string, number>();
  return text.replace(MARKS, (mark) => {
    const closer = CLOSERS[mark.toUpperCase()];
    if (closer === undefined) {
      open.delete(mark);
      // Each of the other marks ends in this one.
      open.delete('>');
      return mark;
    }
    const count = (open.get(closer) ?? 0) + 1;
    open.set(closer, count);
    return count > MOST_OPEN ? ` ${mark.slice(1)}` : mark;
  });
}
