/**
 * JSON that breaks off, as far as it is whole: cut behind the last entry that is whole (or list or object above it), with
 * what is open closed. Null where nothing is whole. Linear in the length.
 */
export function mendJson(text: string): string | null {
  const open: string[] = [];
  let isText = false;
  /** Where the last list or object ended that stands in the feed itself or in a list of it; and what was open there. */
  let cut: { end: number; closers: string } | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isText) {
      if (character === '\\') at += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']');
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return null;
      if (open.length <= 2) cut = { end: at + 1, closers: [...open].reverse().join('') };
    }
  }
  return cut === null ? null : text.slice(0, cut.end) + cut.closers;
}
