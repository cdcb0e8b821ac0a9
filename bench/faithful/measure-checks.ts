import type { ReaderLanguage } from '../../src/core/model/reader-language.ts';
import type { BilingualWords } from '../../src/core/text/bilingual-words.ts';
import { checkWrittenSentence, type SentenceProblem } from '../../src/core/verify/check-written-sentence.ts';
import { readQuotations } from '../../src/core/verify/find-quotations.ts';
import { changeDate, changeFigure, changePercentage } from './corrupt-figures.ts';
import { swapNameAcross, swapNameWithin } from './corrupt-names.ts';
import { insertNegation, removeNegation } from './corrupt-negation.ts';
import { inventLink, inventQuotation, swapCitation, switchLanguage, switchScript } from './corrupt-text.ts';
import type { Corrupt, Subject } from './corruption.ts';
import { measureAligned } from './measure-aligned.ts';
import { createRandom, pick, type Random } from './random.ts';
import type { BenchText } from './read-texts.ts';
import {
  dropClause,
  joinSentences,
  type Reword,
  reorderClauses,
  rewriteNumerals,
  switchScriptAsked,
  switchToTaiwan,
} from './reword.ts';

/** `by rule`: true, and yet refused, since what stands in quotation marks must be the source's own words. */
export type MeasuredKind = 'true' | 'corrupted' | 'by rule';

/** What one check came to. */
export interface Measured {
  /** A kind of corruption, or of true sentence. */
  name: string;
  kind: MeasuredKind;
  language: string;
  half: string;
  sentence: string;
  cited: readonly string[];
  problem: SentenceProblem | null;
}

const CORRUPTIONS: Record<string, Corrupt> = {
  'figure changed': changeFigure,
  'date changed': changeDate,
  'percentage changed': changePercentage,
  'quotation invented': inventQuotation,
  'link invented': inventLink,
  'script switched': switchScript,
  'language switched': switchLanguage,
  'name of the article': swapNameWithin,
  'name of another article': swapNameAcross,
  'negation inserted': insertNegation,
  'negation removed': removeNegation,
  'citation swapped': swapCitation,
};

const verbatim: Reword = ({ sentence, cited, language }) => ({ sentence, cited, language });
const REWORDINGS: Record<string, Reword> = {
  'own sentence': verbatim,
  'numerals rewritten': rewriteNumerals,
  'clauses reordered': reorderClauses,
  'clause dropped': dropClause,
  'two sentences joined': joinSentences,
  'script asked for': switchScriptAsked,
  "Taiwan's words": switchToTaiwan,
};

const SENTENCES_PER_TEXT = 3;

/** Checks sentences of every text, true and made false, in an order that the seed decides. */
export function* measureChecks(
  texts: readonly BenchText[],
  { seed, words }: { seed: number; words: BilingualWords },
): Generator<Measured> {
  const random = createRandom(seed);
  const byId = new Map(texts.map((text) => [text.id, text]));
  const byLanguage = Map.groupBy(texts, ({ language }) => language);
  for (const text of texts) {
    const translation = text.translation === null ? undefined : byId.get(text.translation);
    for (const sentence of sample(random, text.sentences, SENTENCES_PER_TEXT)) {
      const subject: Subject = {
        sentence,
        cited: [sentence],
        alsoCited: [],
        text,
        other:
          pick(
            random,
            (byLanguage.get(text.language) ?? []).filter((one) => one !== text && one.half === text.half),
          ) ?? text,
        foreign:
          translation ??
          pick(random, byLanguage.get(text.language === 'en' ? 'zh-Hans' : 'en') ?? []) ??
          text,
        language: text.language,
        random,
      };
      yield* measureTrue(subject);
      yield* measureFalse(subject);
    }
    yield* measureQuestions(text);
    if (!translation) continue;
    yield* measureTranslation(text, { source: translation, words, random });
    const others = byLanguage.get(translation.language) ?? [];
    yield* measureAligned(text, translation, { words, others, random });
  }
}

function check(
  { text, language }: { text: BenchText; language: ReaderLanguage },
  { sentence, cited }: { sentence: string; cited: readonly string[] },
  words: BilingualWords | null = null,
): SentenceProblem | null {
  return checkWrittenSentence(sentence, {
    cited,
    context: { title: text.title, publishedAt: null },
    ...{ language, words },
  });
}

function* measureTrue(subject: Subject): Generator<Measured> {
  const { text } = subject;
  for (const [name, reword] of Object.entries(REWORDINGS)) {
    const reworded = reword(subject);
    if (!reworded) continue;
    const problem = check({ text, language: reworded.language }, reworded);
    yield {
      name,
      kind: 'true',
      language: text.language,
      half: text.half,
      sentence: reworded.sentence,
      cited: reworded.cited,
      problem,
    };
  }
}

/** Half of the sentences are corrupted as they stand, half after a clause was left out. */
function* measureFalse(subject: Subject): Generator<Measured> {
  const { text, language, random } = subject;
  const shortened = random() < 0.5 ? dropClause(subject)?.sentence : undefined;
  for (const [name, corrupt] of Object.entries(CORRUPTIONS)) {
    const corrupted =
      corrupt(shortened === undefined ? subject : { ...subject, sentence: shortened }) ?? corrupt(subject);
    if (!corrupted) continue;
    yield {
      name,
      kind: 'corrupted',
      language,
      half: text.half,
      ...corrupted,
      problem: check({ text, language }, corrupted),
    };
  }
}

// 哪一年, 哪两个: the number is asked for, not said.
const ASKS_FOR_NUMBER = /哪(?:一|两|兩|[二三四五几幾])|几|幾/u;

/** A question is a sentence of the article in a person's own words, with one thing left open. */
function* measureQuestions(text: BenchText): Generator<Measured> {
  const questions = text.questions.filter((question) => !ASKS_FOR_NUMBER.test(question));
  for (const question of questions.slice(0, SENTENCES_PER_TEXT)) {
    const asked = { sentence: question, cited: text.sentences };
    const problem = check({ text, language: text.language }, asked);
    yield {
      name: "people's questions",
      kind: 'true',
      language: text.language,
      half: text.half,
      ...asked,
      problem,
    };
  }
}

const CORRUPTIONS_ACROSS: Record<string, Corrupt> = {
  'figure changed': changeFigure,
  'date changed': changeDate,
  'percentage changed': changePercentage,
  'quotation invented': inventQuotation,
  'link invented': inventLink,
};

/** A sentence that rests on the article that it is translated from. */
function* measureTranslation(
  text: BenchText,
  { source, words, random }: { source: BenchText; words: BilingualWords; random: Random },
): Generator<Measured> {
  const language = `${text.language} on ${source.language}`;
  for (const sentence of sample(random, text.sentences, SENTENCES_PER_TEXT)) {
    const translated = { sentence, cited: source.sentences };
    const problem = check({ text, language: text.language }, translated, words);
    // A direct quotation in translation is nobody's own words.
    const isQuoting = readQuotations(sentence).length > 0;
    yield {
      name: isQuoting ? 'translated, with quotation marks' : 'translated',
      kind: isQuoting ? 'by rule' : 'true',
      ...{ language, half: text.half, ...translated, problem },
    };
    for (const [name, corrupt] of Object.entries(CORRUPTIONS_ACROSS)) {
      const corrupted = corrupt({
        sentence,
        cited: [sentence],
        alsoCited: source.sentences,
        text,
        other: text,
        foreign: source,
        language: text.language,
        random,
      });
      if (!corrupted) continue;
      const claim = { sentence: corrupted.sentence, cited: source.sentences };
      yield {
        name,
        kind: 'corrupted',
        language,
        half: text.half,
        ...claim,
        problem: check({ text, language: text.language }, claim, words),
      };
    }
  }
}

function sample<Item>(random: Random, items: readonly Item[], most: number): Item[] {
  const left = [...items];
  const taken: Item[] = [];
  while (taken.length < most && left.length > 0)
    taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}
