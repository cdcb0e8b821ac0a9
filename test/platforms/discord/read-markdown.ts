/** What a reader of a Discord message sees, and what in it does something. */
export interface ReadMessage {
  /** Without markup; times show nothing. */
  text: string;
  links: { text: string; url: string }[];
  /** Users, roles, channels, commands, everyone, invitations: what names or calls somebody or something. */
  mentions: string[];
  times: number[];
  /** Names of emoji that take the place of their text. */
  emoji: string[];
  /** Markup that was understood, in order: `bold`, `spoiler`, `##`, `>`, `-` … */
  markup: string[];
}

const SPECIAL = [
  { kind: 'mention', pattern: /^<(?:@[!&]?\d+|#\d+|\/[^\s:<>][^:<>]*:\d+|id:[a-z]+|sound:\d+:\d+)>/ },
  { kind: 'mention', pattern: /^@(?:everyone|here)/ },
  {
    kind: 'mention',
    pattern: /^discord(?:app)?\.(?:gg|gift|new|com\/(?:invite|template|channels|events))\/[\w-]+/i,
  },
  { kind: 'emoji', pattern: /^<a?:\w{2,32}:\d+>/ },
  { kind: 'emoji', pattern: /^:[^\s:]+?(?:::skin-tone-\d)?:/ },
  { kind: 'link', pattern: /^<((?:https?|discord|steam|mailto|tel|sms):[^\s>]+)>/ },
  { kind: 'link', pattern: /^((?:https?|discord|steam):\/\/[^\s<]+[^\s<.,:;"')\]])/i },
] as const;
const TIME = /^<t:(-?\d{1,17})(?::[tTdDfFRsS])?>/;
const MASKED =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/;
const STYLES = [
  { name: 'bold', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/ },
  { name: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/ },
  { name: 'strike', pattern: /^~~([\s\S]+?)~~(?!_)/ },
  { name: 'spoiler', pattern: /^\|\|([\s\S]+?)\|\|/ },
  { name: 'italic', pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_(?![A-Za-z0-9])/ },
  { name: 'italic', pattern: /^\*(?=\S)((?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)\*(?!\*)/ },
] as const;
/** Of the line that it begins; what follows may begin with another. */
const LINE_MARKS = /^ *(>>>|>|#{1,3}|-#|[-*+]|\d+[.)])(?: +|(?=\n|$))/;
const CODE = /^(`+)([\s\S]*?[^`])\1(?!`)/;
const ESCAPE = /^\\([^0-9A-Za-z\s])/;

/**
 * Reads a message as Discord's clients do, whose rules are those of simple-markdown with their own added
 * (https://github.com/brussell98/discord-markdown), and where clients differ in the way that makes more live.
 */
export function readMarkdown(content: string): ReadMessage {
  const read: ReadMessage = { text: '', links: [], mentions: [], times: [], emoji: [], markup: [] };
  readInto(read, content, true);
  return read;
}

function readInto(read: ReadMessage, content: string, startsLine: boolean): void {
  let atLineStart = startsLine;
  for (let at = 0; at < content.length; ) {
    const rest = content.slice(at);
    const mark = atLineStart ? LINE_MARKS.exec(rest) : null;
    if (mark !== null) {
      read.markup.push(mark[1] ?? '');
      at += mark[0].length;
      continue;
    }
    const length = readMasked(read, rest) ?? readSpecial(read, rest) ?? readStyled(read, rest, atLineStart);
    if (length !== null) {
      at += length;
      atLineStart = false;
      continue;
    }
    const [escaped, character = rest.charAt(0)] = ESCAPE.exec(rest) ?? [];
    read.text += character;
    at += escaped?.length ?? 1;
    atLineStart = escaped === undefined && (character === '\n' || (atLineStart && character === ' '));
  }
}

/** Discord shows a link whose text holds an address as plain text; no escape works in a link's text. */
function readMasked(read: ReadMessage, rest: string): number | null {
  const [whole, text, url] = MASKED.exec(rest) ?? [];
  if (whole === undefined || text === undefined || url === undefined) return null;
  if (!/^(?:https?|discord):\/\//i.test(url) || /https?:\/\/\w\w/i.test(text) || text.trim() === '')
    return null;
  const inside: ReadMessage = { text: '', links: [], mentions: [], times: [], emoji: [], markup: [] };
  readInto(inside, text.replaceAll('\\', '\\\\'), false);
  read.text += inside.text;
  read.links.push({ text: inside.text, url }, ...inside.links);
  read.mentions.push(...inside.mentions);
  read.emoji.push(...inside.emoji);
  read.markup.push(...inside.markup);
  return whole.length;
}

function readSpecial(read: ReadMessage, rest: string): number | null {
  const time = TIME.exec(rest);
  if (time !== null) {
    read.times.push(Number(time[1]));
    return time[0].length;
  }
  for (const { kind, pattern } of SPECIAL) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    const [whole, url = ''] = found;
    if (kind === 'link') {
      read.links.push({ text: url, url });
      read.text += url;
    } else if (kind === 'emoji') read.emoji.push(whole);
    else read.mentions.push(whole);
    return whole.length;
  }
  return null;
}

function readStyled(read: ReadMessage, rest: string, atLineStart: boolean): number | null {
  const code = CODE.exec(rest);
  if (code !== null) {
    read.markup.push('code');
    read.text += code[2] ?? '';
    return code[0].length;
  }
  for (const { name, pattern } of STYLES) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    read.markup.push(name);
    readInto(read, found[1] ?? '', atLineStart);
    return found[0].length;
  }
  return null;
}
