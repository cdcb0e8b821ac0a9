import { foldText } from '../../core/text/fold.ts';
import { failed, type Parsed } from './schedule-problem.ts';
import { splitWords, type Word } from './split-words.ts';

/** Characters of all that is typed for one subscription. */
export const LONGEST_TEXT = 1000;
export const MOST_TOPICS = 20;
/** Characters of a topic. */
const LONGEST_TOPIC = 100;

export interface TopicWishes {
  topics: string[];
  muted: string[];
}

/** Topics and muted words alone: `#秦创原 孵化器 -体育`; with commas between them, a topic may have spaces. */
export function parseTopics(text: string): Parsed<TopicWishes> {
  if (text.length > LONGEST_TEXT) return failed({ kind: 'too-long', limit: LONGEST_TEXT });
  const words = splitWords(text);
  const joined = /[,，、;；]/u.test(text) && !/["“「『#＃]/u.test(text) ? joinUnparted(words) : words;
  const gathered = checkTopics(
    joined.map(({ text: word, mark }) => ({ text: word, muted: mark === 'muted' })),
  );
  return gathered.ok ? { ok: true, value: gathered.value } : gathered;
}

/** As they are typed, so that they are read back: `#秦创原 #"real estate" -体育`. */
export function writeTopics({
  topics,
  muted,
}: Readonly<{ topics: readonly string[]; muted: readonly string[] }>): string {
  const quote = (topic: string): string => (/[\s,，、;；()（）#＃]/u.test(topic) ? `"${topic}"` : topic);
  return [...topics.map((topic) => `#${quote(topic)}`), ...muted.map((topic) => `-${quote(topic)}`)].join(
    ' ',
  );
}

/** Each once, whatever its script and case; refused where there are too many, or one is both wanted and muted. */
export function checkTopics(wishes: readonly { text: string; muted: boolean }[]): Parsed<TopicWishes> {
  const seen = new Map<string, boolean>();
  const topics: string[] = [];
  const muted: string[] = [];
  for (const { text, muted: isMuted } of wishes) {
    if (text.length > LONGEST_TOPIC)
      return failed({ kind: 'topic-too-long', value: text, limit: LONGEST_TOPIC });
    const folded = foldText(text);
    // Characters without a width are no word.
    if (/^[\p{Cf}\s]*$/u.test(folded)) continue;
    const before = seen.get(folded);
    if (before === isMuted) continue;
    if (before !== undefined) return failed({ kind: 'wanted-and-muted', value: text });
    seen.set(folded, isMuted);
    (isMuted ? muted : topics).push(text);
  }
  if (topics.length > MOST_TOPICS || muted.length > MOST_TOPICS)
    return failed({ kind: 'too-many-topics', limit: MOST_TOPICS });
  return { ok: true, value: { topics, muted } };
}

function joinUnparted(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && !word.parted && word.mark === null) last.text += ` ${word.text}`;
    else joined.push({ ...word });
  }
  return joined;
}
