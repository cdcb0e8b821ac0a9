import { readQuotations } from '../../src/core/verify/find-quotations.ts';
import { toSimplified, toTraditional } from './convert-script.ts';
import type { Corrupt } from './corruption.ts';
import { pick } from './random.ts';

/** The sentence cites another sentence of its article. */
export const swapCitation: Corrupt = ({ sentence, cited, text, random }) => {
  const other = pick(
    random,
    text.sentences.filter((candidate) => !cited.includes(candidate)),
  );
  return other === undefined ? null : { sentence, cited: [other] };
};

/** Simplified where Traditional was asked for, or the reverse; English has neither. */
export const switchScript: Corrupt = ({ sentence, cited, language }) => {
  if (language === 'en') return null;
  const switched = language === 'zh-Hans' ? toTraditional(sentence) : toSimplified(sentence);
  return switched === sentence ? null : { sentence: switched, cited };
};

/** A sentence in a language that was not asked for: Chinese for English, English for Chinese. */
export const switchLanguage: Corrupt = ({ cited, foreign, random }) => {
  const sentence = pick(random, foreign.sentences);
  return sentence === undefined ? null : { sentence, cited };
};

const LINKS = [
  'https://news.example.com/a?id=1',
  'http://203.0.113.7/x',
  'www.example.org/story',
  'example.com',
  't.me/some_channel',
  '@some_channel',
  '@everyone',
  'press@example.com',
  '[here](https://example.com)',
  '<@123456789>',
  'ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ',
  'ex\u200bample.com',
  'javascript:alert(1)',
];

/** A link, mention or address that no source has, somewhere in the sentence. */
export const inventLink: Corrupt = ({ sentence, cited, random }) => {
  const link = pick(random, LINKS) ?? '';
  const at = random() < 0.5 ? sentence.length : wordEnd(sentence, random());
  return { sentence: `${sentence.slice(0, at)} ${link} ${sentence.slice(at)}`.trim(), cited };
};

function wordEnd(sentence: string, share: number): number {
  const space = sentence.indexOf(' ', Math.floor(sentence.length * share));
  return space < 0 ? sentence.length : space;
}

const MARKS_HAN = ['“”', '「」', '『』', '《》', '""', '‘’', '〈〉', '﹁﹂'];
const MARKS_LATIN = ['“”', '""', '‘’', "''", '«»', '„“'];

/** Words in quotation marks of some kind that nobody said: of another article, or those of the source with one changed. */
export const inventQuotation: Corrupt = (subject) => {
  const { sentence, cited, other, language, random } = subject;
  const [open = '', close = ''] = [...(pick(random, language === 'en' ? MARKS_LATIN : MARKS_HAN) ?? '')];
  const held = pick(
    random,
    readQuotations(sentence).filter((inside) => inside.length >= 4),
  );
  if (held !== undefined && random() < 0.5) {
    const changed = changeWord(held, other.sentences.join(' '), random);
    return cited.some((quote) => quote.includes(changed))
      ? null
      : { sentence: replaceQuoted(sentence, held, changed), cited };
  }
  const said = pick(random, other.sentences)?.match(
    language === 'en' ? /[a-z]+(?: [a-z]+){2,5}/ : /\p{Script=Han}{4,12}/u,
  )?.[0];
  if (said === undefined || cited.some((quote) => quote.includes(said))) return null;
  return language === 'en'
    ? { sentence: `${sentence.replace(/[.!?]?$/, '')}, ${open}${said}${close}.`, cited }
    : { sentence: `${sentence.replace(/[。！？]?$/u, '')}，称${open}${said}${close}。`, cited };
};

/** Where it stands in quotation marks, not where the same words stand without. */
function replaceQuoted(sentence: string, held: string, changed: string): string {
  let at = sentence.indexOf(held);
  while (at >= 0 && !/[\p{P}\p{S}]/u.test(sentence.charAt(at - 1))) at = sentence.indexOf(held, at + 1);
  return at < 0 ? sentence : sentence.slice(0, at) + changed + sentence.slice(at + held.length);
}

function changeWord(words: string, others: string, random: () => number): string {
  if (/ /.test(words)) {
    const parts = words.split(' ');
    const at = Math.floor(random() * parts.length);
    parts[at] = pick(random, others.match(/\b[a-z]{5,}\b/g) ?? ['otherwise']) ?? 'otherwise';
    return parts.join(' ');
  }
  const at = Math.floor(random() * words.length);
  const character =
    pick(
      random,
      [...others].filter((one) => /\p{Script=Han}/u.test(one) && !words.includes(one)),
    ) ?? '丙';
  return words.slice(0, at) + character + words.slice(at + 1);
}
