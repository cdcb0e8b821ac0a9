const TITLE_LENGTH = 60;

/** Sentences of marks alone (`……！`), which name nothing. */
const WORDLESS = /^[^\p{L}\p{N}]*(?:[。！？]|[.!?](?=\s))/u;

/** A title for a text that has none: its first sentence with words, cut at a boundary to at most 60 characters (`…` shows the cut). */
export function titleFromText(text: string): string {
  const whole = text.slice(0, 2000).replace(/\s+/g, ' ').trim();
  const head = whole.replace(WORDLESS, '').trim() || whole;
  const end = /[。！？]|[.!?](?=\s|$)/.exec(head);
  const sentence = (end === null ? head : head.slice(0, end.index + 1)).replace(/(?<=.)[。.]$/, '');
  if (sentence.length <= TITLE_LENGTH) return sentence;
  const cut = sentence.slice(0, TITLE_LENGTH - 1);
  const boundary = Math.max(...[...'，、；：,;: '].map((mark) => cut.lastIndexOf(mark)));
  const kept = boundary > TITLE_LENGTH / 3 ? cut.slice(0, boundary) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`;
}
