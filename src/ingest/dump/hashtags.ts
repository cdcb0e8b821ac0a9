const PAIRED = /#([^#\n]{1,60})#/g;
const SINGLE = /(?:^|[\s，。！？、；：（(])#([\p{L}_][\p{L}\p{N}_]{1,39})(?![\p{L}\p{N}_#&;])/gu;
const SUPER_TOPIC = /\[(?:超话|超級話題|超级话题)\]$/;

/**
 * Hashtags of a text in order, without repeats: `#…#` as on Weibo, also `#…[超话]#` (the name without the mark),
 * and `#word` as elsewhere. A number alone (#1) is none.
 */
export function findHashtags(text: string): string[] {
  if (!text.includes('#')) return [];
  const found: { at: number; tag: string }[] = [];
  let rest = '';
  let done = 0;
  for (const match of text.matchAll(PAIRED)) {
    const tag = cleanTag(match[1] ?? '');
    if (tag === null) continue;
    found.push({ at: match.index, tag });
    rest += text.slice(done, match.index) + ' '.repeat(match[0].length);
    done = match.index + match[0].length;
  }
  rest += text.slice(done);
  for (const match of rest.matchAll(SINGLE)) {
    const tag = cleanTag(match[1] ?? '');
    if (tag !== null) found.push({ at: match.index, tag });
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map((entry) => entry.tag))];
}

/** The line is hashtags and nothing else. */
export function isHashtagLine(text: string): boolean {
  if (!text.startsWith('#') || text.length > 400) return false;
  return text.replace(PAIRED, '').replace(SINGLE, '').trim() === '';
}

function cleanTag(raw: string): string | null {
  const tag = raw.trim().replace(SUPER_TOPIC, '').trim();
  if (tag === '' || !/\p{L}/u.test(tag)) return null;
  // Prose between the closing mark of one tag and the opening mark of the next is no tag.
  if (/[。！？；]/.test(tag) || raw.startsWith(' ') || raw.endsWith(' ')) return null;
  return tag;
}
