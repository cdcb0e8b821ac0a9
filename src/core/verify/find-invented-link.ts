import { foldText } from '../text/fold.ts';

// The endings that chats make a link of most often; a scheme, a path or an @ makes one of any.
const ENDINGS =
  'com|net|org|info|biz|io|co|ai|app|dev|me|tv|cc|xyz|top|site|online|shop|club|link|live|news|edu|gov|mil|int|cn|hk|tw|mo|jp|kr|sg|uk|us|eu|de|fr|ru|in|au|ca|ly|gg|im|sh|to';
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,62})';
const LINK = new RegExp(
  [
    // Any scheme, also one that runs something.
    '[a-z][a-z0-9+.-]{1,20}:\\/\\/[^\\s<>"\\p{Script=Han}，。；、）)]{1,2000}',
    '(?:javascript|data|mailto|tel|tg|vbscript|file):[^\\s，。；]{1,2000}',
    'www\\.[^\\s<>"，。；、）)]{1,2000}',
    `(?<![a-z0-9.@-])(?:${LABEL}\\.){1,6}(?:${ENDINGS})(?![a-z0-9-])(?:[/:?#][^\\s<>"，。；、）)]{0,2000})?`,
    // Whatever the ending, where a path follows: those of shortened addresses are many.
    `(?<![a-z0-9.@-])(?:${LABEL}\\.){1,6}[a-z]{2,24}\\/[^\\s<>"，。；、）)]{1,2000}`,
    // A full stop that some readers take for a dot.
    `${LABEL}。(?:com|net|org|cn)(?![a-z0-9-])`,
    `(?:\\d{1,3}\\.){3}\\d{1,3}(?:[:/][^\\s<>"，。；、）)]{1,2000})`,
    // Mentions of either platform, and of Weibo's kind; an e-mail address has its @ inside.
    '[\\w.+-]{0,64}@[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,64}',
    '<[@#][!&]?\\d{1,25}>',
    // Markdown and HTML links, whatever they lead to.
    '\\]\\(\\s?[^\\s)]{1,2000}',
    '<a\\s[^>]{0,2000}',
    '\\b(?:href|src)\\s?=\\s?["\'][^"\']{0,2000}',
  ].join('|'),
  'giu',
);
const EDGES = /^[\s\p{Ps}\p{Pi}\]]+|[\s.,;:!?。，；：！？\p{Pe}\p{Pf}]+$/gu;

/** The first URL, mention or e-mail address of a text that none of the quotes holds, folded; null where there is none. */
export function findInventedLink(text: string, quotes: readonly string[]): string | null {
  const folded = foldText(text);
  const links = folded.match(LINK);
  if (!links) return null;
  const sources = quotes.map(foldText);
  for (const link of links) {
    const bare = link.replace(EDGES, '');
    if (bare !== '' && !sources.some((source) => holdsWhole(source, bare))) return bare;
  }
  return null;
}

/** Whether an address stands in a source as itself, not as the beginning of a longer one. */
function holdsWhole(source: string, link: string): boolean {
  for (let at = source.indexOf(link); at >= 0; at = source.indexOf(link, at + 1)) {
    const isBegun = /[a-z0-9@.-]/.test(source.charAt(at - 1)) && /^[a-z0-9]/.test(link);
    if (!isBegun && !/[a-z0-9/-]/.test(source.charAt(at + link.length))) return true;
  }
  return false;
}
