import type { BilingualWords } from '../../src/core/text/bilingual-words.ts';
import { checkWrittenSentence, type SentenceProblem } from '../../src/core/verify/check-written-sentence.ts';
import { readQuotations } from '../../src/core/verify/find-quotations.ts';
import type { Measured } from './measure-checks.ts';
import { pick, type Random } from './random.ts';
import type { BenchText } from './read-texts.ts';

/**
 * Every sentence of a text against the one that it is translated from, against another of the same article, and against one of another
 * article. Only where both have as many sentences, which is taken to mean that each is the translation of one; a few are not.
 */
export function* measureAligned(
  text: BenchText,
  source: BenchText,
  { words, others, random }: { words: BilingualWords; others: readonly BenchText[]; random: Random },
): Generator<Measured> {
  if (text.sentences.length !== source.sentences.length) return;
  const language = `${text.language} on ${source.language}`;
  const check = (sentence: string, quote: string): SentenceProblem | null =>
    checkWrittenSentence(sentence, {
      cited: [quote],
      context: { title: text.title, publishedAt: null },
      ...{ language: text.language, words },
    });
  for (const [index, sentence] of text.sentences.entries()) {
    const own = source.sentences[index];
    if (own === undefined || readQuotations(sentence).length > 0) continue;
    const rest = source.sentences.filter((quote) => quote !== own);
    const other = pick(
      random,
      others.filter((one) => one !== source && one.half === source.half),
    );
    const cases = [
      { name: 'sentence for sentence', kind: 'true', quote: own },
      { name: 'citation swapped', kind: 'corrupted', quote: pick(random, rest) },
      { name: 'citation of another article', kind: 'corrupted', quote: pick(random, other?.sentences ?? []) },
    ] as const;
    for (const { name, kind, quote } of cases)
      if (quote !== undefined)
        yield {
          ...{ name, kind, language, half: text.half, sentence, cited: [quote] },
          problem: check(sentence, quote),
        };
  }
}
