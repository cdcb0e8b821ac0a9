import type { ReaderLanguage } from '../../src/core/model/reader-language.ts';
import { toSimplified, toTaiwan, toTraditional } from './convert-script.ts';
import type { Corrupted, Subject } from './corruption.ts';
import { formatHanNumber } from './format-han-number.ts';

/** A true sentence in other words, and the language that is asked for with it. */
export interface Reworded extends Corrupted {
  language: ReaderLanguage;
}
/** Null where it changes nothing. */
export type Reword = (subject: Subject) => Reworded | null;

const HAN_CLAUSE = /[，；;]|,(?!\d)/u;
const LATIN_CLAUSE = /(?<=[a-z])[,;] (?=[a-z])/u;

/** Numbers in another form that says the same: 30% and 三成 or 百分之三十, 1,200 and 1200, 3名 and 三名, 59,026 and about 59,000. */
export const rewriteNumerals: Reword = ({ sentence, cited, language, random }) => {
  const isEnglish = language === 'en';
  let reworded = sentence
    .replace(/(?<![\d.~～–—-])(\d{1,3})(?:\.\d+)?[%％]/gu, (whole, digits: string) =>
      isEnglish
        ? whole.replace(/[%％]/u, ' per cent')
        : whole.includes('.')
          ? `百分之${whole.slice(0, -1)}`
          : Number(digits) % 10 === 0 && Number(digits) < 100 && Number(digits) > 10 && random() < 0.5
            ? `${formatHanNumber(Number(digits) / 10)}成`
            : `百分之${formatHanNumber(Number(digits))}`,
    )
    .replace(/(?<=\d),(?=\d{3}(?!\d))/gu, isEnglish ? ',' : '');
  reworded = isEnglish
    ? reworded.replace(
        /(?<![\d.,$£€-])(\d{2,3}),(\d{3})(?![\d,.-])(?= [a-z])/gu,
        (whole, thousands: string, rest: string) =>
          rest === '000' || Number(rest) >= 500 ? whole : `about ${thousands},000`,
      )
    : reworded
        .replace(/(?<![\p{Script=Latin}\d.,:/-])(\d)(?=[个個名位只隻座部次种種家所])/gu, (digit) =>
          formatHanNumber(Number(digit)),
        )
        .replace(
          /(?<![\p{Script=Latin}\d.,:/~-])(?<!约|約)(\d{5,7})(?![\d.,:/%年余餘多~～-])/gu,
          (digits) => {
            const rounded = Math.round(Number(digits) / 1000) / 10;
            return rounded * 10_000 === Number(digits) ? `${rounded}万` : `约${rounded}万`;
          },
        );
  if (language === 'zh-Hant') reworded = reworded.replaceAll('万', '萬').replaceAll('约', '約');
  return reworded === sentence ? null : { sentence: reworded, cited, language };
};

/** Two clauses change places. */
export const reorderClauses: Reword = ({ sentence, cited, language }) => {
  const end = /[。！？.!?]?$/u.exec(sentence)?.[0] ?? '';
  const body = sentence.slice(0, sentence.length - end.length);
  const clauses = body.split(language === 'en' ? LATIN_CLAUSE : HAN_CLAUSE);
  if (clauses.length < 2 || !isWhole(clauses)) return null;
  const [first = '', ...rest] = clauses;
  const reworded = [...rest, first].join(language === 'en' ? ', ' : '，') + end;
  return { sentence: reworded, cited, language };
};

/** A clause is left out. */
export const dropClause: Reword = ({ sentence, cited, language, random }) => {
  const clauses = sentence.split(language === 'en' ? LATIN_CLAUSE : HAN_CLAUSE);
  if (clauses.length < 2 || !isWhole(clauses)) return null;
  const at = Math.floor(random() * clauses.length);
  const left = clauses.filter((_, index) => index !== at);
  const reworded = left.join(language === 'en' ? ', ' : '，');
  return reworded.length < 8 || (language === 'en' && reworded.split(' ').length < 6)
    ? null
    : { sentence: reworded, cited, language };
};

/** No clause cuts quotation marks or brackets in two. */
function isWhole(clauses: readonly string[]): boolean {
  return clauses.every(
    (clause) =>
      ['“”', '「」', '『』', '《》', '（）', '()', '‘’'].every(
        ([open = '', close = '']) => clause.split(open).length === clause.split(close).length,
      ) &&
      clause.split('"').length % 2 === 1 &&
      !/[‘’']/.test(clause),
  );
}

/** The other way of writing Chinese, asked for as such. */
export const switchScriptAsked: Reword = ({ sentence, cited, language }) => {
  if (language === 'en') return null;
  return language === 'zh-Hans'
    ? { sentence: toTraditional(sentence), cited, language: 'zh-Hant' }
    : { sentence: toSimplified(sentence), cited, language: 'zh-Hans' };
};

/** Traditional with Taiwan's words, from a Simplified source. */
export const switchToTaiwan: Reword = ({ sentence, cited, language }) =>
  language === 'zh-Hans' ? { sentence: toTaiwan(sentence), cited, language: 'zh-Hant' } : null;

/** Two sentences in one, which rests on both. */
export const joinSentences: Reword = ({ sentence, text, language }) => {
  const following = text.sentences[text.sentences.indexOf(sentence) + 1];
  if (following === undefined) return null;
  const joined =
    language === 'en'
      ? `${sentence.replace(/[.!?]$/, '')}; ${following}`
      : `${sentence.replace(/[。！？]$/u, '')}，${following}`;
  return { sentence: joined, cited: [sentence, following], language };
};
