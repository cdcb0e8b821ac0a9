import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Article } from '../model/article.ts';
import type { Model } from '../ports/model.ts';
import type { ModelLedger } from '../ports/model-ledger.ts';
import { checkWrittenSentence } from '../verify/check-written-sentence.ts';
import { cleanWritten } from './check-written.ts';
import type { WritingTerms } from './editor.ts';
import { nameLanguage } from './name-language.ts';
import { numberPassages, toPromptLine } from './passages.ts';
import type { WordsAcross } from './words-across.ts';

const answer = z.object({ headline: z.string() });
const LONGEST = 300;
/** Of the article beside the headline, in tokens and sentences. */
const LEAD_TOKENS = 300;
const LEAD_SENTENCES = 2;

/**
 * The headline of an article in the reader's language, once for all; null where there is none to be had, or what came says
 * something else.
 */
export async function translateHeadline(
  {
    model,
    ledger,
    wordsAcross,
    today,
  }: {
    model: Model;
    ledger: Pick<ModelLedger, 'findWriting' | 'saveWriting'>;
    wordsAcross: WordsAcross;
    today: () => string;
  },
  article: Article,
  { language, chat, within, signal }: WritingTerms,
): Promise<string | null> {
  const title = toPromptLine(article.title, LONGEST);
  const lead = numberPassages(article, LEAD_TOKENS)
    .slice(0, LEAD_SENTENCES)
    .map(({ text }) => text);
  if (title === '') return null;
  const made = ['headline', model.name, model.hashPrompt('headline-translation'), language, title, lead];
  const key = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  const words = await wordsAcross(language, [title, ...lead]);
  const isGood = (headline: string): boolean =>
    headline !== '' &&
    headline.length <= LONGEST &&
    checkWrittenSentence(headline, {
      ...{ cited: [title, ...lead], language, words },
      context: { title: article.title, publishedAt: article.publishedAt },
    }) === null;
  const known = await ledger.findWriting(key).catch(() => null);
  if (known !== null) return isGood(known) ? known : null;
  const asked = await model.ask({
    task: 'headline-translation',
    values: { language: nameLanguage(language), headline: title, lead: lead.join(' ') },
    ...{ answer, longestAnswer: 200, chat, within },
    ...(signal === undefined ? {} : { signal }),
  });
  if (!asked.ok) return null;
  const headline = cleanWritten(asked.value.headline, LONGEST);
  // Also one that fails the check: asked again it would cost again.
  await ledger.saveWriting({ key, text: headline, day: today() }).catch(() => {});
  return isGood(headline) ? headline : null;
}
