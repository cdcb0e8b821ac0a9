const LEADING = /^(?:#[^#\n]{1,60}#\s*)+/;
const SUPER_TOPIC = /\[(?:超话|超級話題|超级话题)\]#/;
const LEADING_LIMIT = 600;

/** How many characters of hashtags (`#…#`, `#…[超话]#`) a text begins with, and whether a super-topic is among them. */
export function readLeadingHashtags(text: string): { length: number; hasSuperTopic: boolean } {
  const match = text.startsWith('#') ? LEADING.exec(text.slice(0, LEADING_LIMIT)) : null;
  const tags = match?.[0] ?? '';
  return { length: tags.length, hasSuperTopic: SUPER_TOPIC.test(tags) };
}

const TRAILING = /(?:#[^#\n]{1,60}#\s*)+$/;

/** The text without the hashtags at its end. */
export function dropTrailingHashtags(text: string): string {
  if (!/#\s*$/.test(text.slice(-8))) return text;
  const from = Math.max(0, text.length - LEADING_LIMIT);
  const match = TRAILING.exec(text.slice(from));
  return match === null ? text : text.slice(0, from + match.index).trimEnd();
}
