/** Length as a reader meets it: a Han or kana character says about as much as three Latin letters. */
export function measure(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x2e7f) length += 2;
  return length;
}
