import type { Command } from './command.ts';
import { findNearestWord } from './nearest-word.ts';
import { readScheduleWords } from './schedule/read-schedule-words.ts';
import { splitWords } from './schedule/split-words.ts';

/** What a message asks for. `text` is what stands after the command's name. */
export type Interpretation =
  | { kind: 'nothing' }
  | { kind: 'command'; command: Command; text: string; slashed: boolean }
  /** An http, https or rsshub address and nothing else. */
  | { kind: 'address'; address: string }
  | { kind: 'unknown-command'; name: string; nearest: Command | null }
  | { kind: 'question'; text: string; nearest: Command | null };

/**
 * Reads a message: a command with or without `/` (also full-width), by its name or one of its other words; everything
 * else but an address alone is a question. A question that is one word near a command's name has that command as `nearest`.
 */
export function interpretText(message: string, commands: readonly Command[]): Interpretation {
  const text = message.trim();
  if (text === '') return { kind: 'nothing' };
  const address = ADDRESS.exec(text)?.[1];
  if (address !== undefined) return { kind: 'address', address };
  const [, slash = '', name = '', rest = ''] = /^([/／]?)(\S*)(?:\s+(.*))?$/su.exec(text) ?? [];
  const command = findCommand(name, commands);
  const joined = command === null ? findJoined(name, rest, commands) : null;
  if (joined !== null) return { kind: 'command', ...joined, slashed: slash !== '' };
  if (slash === '') {
    if (command !== null && !isSentence(name, rest, command))
      return { kind: 'command', command, text: rest, slashed: false };
    const subscribe = isWishForDigests(text) ? findTimed(commands) : undefined;
    if (subscribe !== undefined) return { kind: 'command', command: subscribe, text, slashed: false };
    return { kind: 'question', text, nearest: rest === '' ? findNearest(name, commands) : null };
  }
  if (command !== null) return { kind: 'command', command, text: rest, slashed: true };
  return { kind: 'unknown-command', name, nearest: findNearest(name, commands) };
}

/** The command of a name or one of its other words, in any width and case. */
export function findCommand(name: string, commands: readonly Command[]): Command | null {
  const wanted = name.normalize('NFKC').toLowerCase();
  return commands.find((command) => command.name === wanted || command.aliases.includes(wanted)) ?? null;
}

/** As programs copy it, in ASCII; words that follow without a space make it a question. In Discord `<…>` keeps the preview away. */
const ADDRESS = /^<?((?:https?|rsshub):\/\/[!-;=?-~]+)>?$/i;

/** 订阅早上八点, 订阅北京时间8点, 订阅#科技: Chinese needs no space between the command and the time or topic that it begins with. */
function findJoined(
  name: string,
  rest: string,
  commands: readonly Command[],
): { command: Command; text: string } | null {
  if (/[?？]$/u.test(rest === '' ? name : rest)) return null;
  for (const command of commands) {
    const isTimed = command.options.some(({ kind }) => kind === 'times');
    if (!isTimed && command.options.every(({ mayBeTime }) => mayBeTime !== true)) continue;
    const alias = command.aliases.find((each) => /^\p{Script=Han}/u.test(each) && name.startsWith(each));
    if (alias === undefined || name.length > LONGEST_JOINED) continue;
    const tail = name.slice(alias.length);
    const text = rest === '' ? tail : `${tail} ${rest}`;
    const { items, rest: others } = readScheduleWords(splitWords(text));
    const [first] = items;
    const isSaid =
      first !== undefined &&
      tail.startsWith(first.text) &&
      (first.kind !== 'zone' || items.some(({ kind }) => kind === 'time')) &&
      (isTimed || others.length === 0);
    if (isSaid || (isTimed && /^[#＃][^#＃]/u.test(tail))) return { command, text };
  }
  return null;
}

const findTimed = (commands: readonly Command[]): Command | undefined =>
  commands.find(({ options }) => options.some(({ kind }) => kind === 'times'));

const ASKS =
  /[?？]|吗|呢$|什么|什麼|怎么|怎麼|为何|為何|几点|幾點|哪|谁|誰|是否|有没有|有沒有|多少|\b(?:who|what|when|where|why|which|how|is|are|was|were|do|does|did|can)\b/iu;
const SENDS = /推送|订阅|訂閱|发送|發送|发给|發給|给我|給我|\b(?:send|subscribe|push)\b/iu;
const NAMES_NEWS = /(?:新闻|新聞|消息|资讯|資訊)$/u;

/**
 * Whether a whole sentence wishes for digests (帮我每天早上7点推送新闻, 每天早八): a time on weekdays, and beside them at most
 * who it is sent to and topics that are marked as such or end in 新闻. Without a word for sending, on every day or all working days.
 */
function isWishForDigests(text: string): boolean {
  if (text.length > LONGEST_JOINED || /[\r\n]/u.test(text) || ASKS.test(text)) return false;
  const { items, rest } = readScheduleWords(splitWords(text));
  const days = items.find((item) => item.kind === 'weekdays');
  if (days === undefined || items.every(({ kind }) => kind !== 'time')) return false;
  if (!SENDS.test(text)) return rest.length === 0 && [0, 5].includes(days.weekdays.length);
  return rest.every(({ text: word, mark }) => mark !== null || NAMES_NEWS.test(word));
}

/** In UTF-16 units; a time and what it is about are shorter. */
const LONGEST_JOINED = 100;

function findNearest(name: string, commands: readonly Command[]): Command | null {
  const words = commands.flatMap((command) => [command.name, ...command.aliases]);
  const nearest = findNearestWord(name, words);
  return nearest === null ? null : findCommand(nearest, commands);
}

/** Whether a message that begins with a command's name is a sentence all the same (Latest on the floods? help me understand …). */
function isSentence(name: string, rest: string, command: Command): boolean {
  // Ids have figures; 为什么 alone goes on about what was said before.
  if (command.beginsQuestions) return !/^(?=\S*\d)[!-~]+(?<![?])$/u.test(rest);
  const takesText = command.options.some((option) => option.kind === 'text' && option.required);
  if (takesText || rest === '') return false;
  if (/[?？]$/u.test(rest)) return true;
  const words = rest.split(/\s+/u).length;
  const takesWords = command.options.some((option) => !option.hidden && option.kind !== 'choice');
  // People write sentences with a capital.
  return takesWords ? /^[A-Z]/.test(name) && words > 3 : words > 1;
}
