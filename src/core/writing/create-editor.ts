import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Model } from '../ports/model.ts';
import type { ModelLedger } from '../ports/model-ledger.ts';
import type { BilingualWords } from '../text/bilingual-words.ts';
import { createWritingCounter } from './count-writings.ts';
import type { Editor } from './editor.ts';
import { nameLanguage } from './name-language.ts';
import { toPromptLine } from './passages.ts';
import { presentAnswerPassages } from './present-answer-passages.ts';
import { translateHeadline } from './translate-headline.ts';
import { createWordsAcross } from './words-across.ts';
import { writeOverview } from './write-overview.ts';
import { writeSentences } from './write-sentences.ts';
import { createSummaryWriter } from './write-summary.ts';

const questionSchema = z.object({ question: z.string() });
/** UTF-16 units. */
const LONGEST_QUESTION = 400;
const LINK = /:\/\/|www\.|@/u;

/** An editor over a model. `now`: epoch milliseconds. */
export function createEditor({
  model,
  ledger,
  hourlyAnswers,
  openBilingualWords = async () => null,
  now,
}: {
  model: Model;
  ledger: Pick<ModelLedger, 'findWriting' | 'saveWriting' | 'count' | 'takeTurn'>;
  /** How many questions of a person the model answers in an hour. */
  hourlyAnswers: number;
  /** Without it nothing tells what a sentence is about whose sources are in another language. */
  openBilingualWords?: () => Promise<BilingualWords | null>;
  now: () => number;
}): Editor {
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  const counter = createWritingCounter({ ledger, today });
  const wordsAcross = createWordsAcross(openBilingualWords);
  const summarise = createSummaryWriter({ model, ledger, counter, wordsAcross, now, today });
  const prompts = (['article-summary', 'edition-overview', 'headline-translation'] as const).map(
    model.hashPrompt,
  );

  async function takeTurn(person: string): Promise<boolean> {
    // Whoever reads the store need not learn who asked.
    const hashed = createHash('sha256').update(person).digest('hex').slice(0, 24);
    const period = new Date(now()).toISOString().slice(0, 13);
    // A store that can't count must not let anyone spend without end.
    return ledger.takeTurn({ person: hashed, period, most: hourlyAnswers }).catch(() => false);
  }

  return {
    generator: `openai:${model.name}`,
    identity: createHash('sha256')
      .update([model.name, ...prompts].join('\0'))
      .digest('hex')
      .slice(0, 16),
    summarise,
    translateHeadline: (article, terms) =>
      translateHeadline({ model, ledger, wordsAcross, today }, article, terms),
    async overview(stories, terms) {
      const overview = await writeOverview({ model, wordsAcross, now }, stories, terms);
      counter.count(overview === null ? { failed: 1 } : { written: 1, replaced: overview.replaced.length });
      return overview;
    },
    async answer(question, { passages: found, today: day, person, onSentences, ...terms }) {
      if (person !== null && !(await takeTurn(person))) return null;
      const { passages, text } = presentAnswerPassages(found);
      const written = await writeSentences(
        { model, wordsAcross, now },
        {
          ...{ ...terms, task: 'answer', passages },
          values: {
            ...{ language: nameLanguage(terms.language), passages: text, today: day },
            ...{ sentences: String(terms.sentences), length: String(terms.characters) },
            question: toPromptLine(question, LONGEST_QUESTION),
          },
          ...(onSentences === undefined ? {} : { onSentences }),
        },
      );
      if (!written.ok) {
        counter.count({ failed: 1 });
        return null;
      }
      const { answer, sentences, replaced, decided } = written;
      counter.count({ written: 1, replaced: replaced.length });
      const isModels = decided.some(({ isOwn }) => !isOwn);
      return { answered: answer.answered !== false, sentences, replaced, isModels };
    },
    async rewriteFollowUp({ earlier, titles, reply }, { chat, within, signal }) {
      const asked = await model.ask({
        task: 'follow-up',
        values: {
          ...{
            earlier: toPromptLine(earlier, LONGEST_QUESTION),
            reply: toPromptLine(reply, LONGEST_QUESTION),
          },
          titles: titles.map((title) => toPromptLine(title, 120)).join('; ') || 'nothing',
          length: String(LONGEST_QUESTION),
        },
        ...{ answer: questionSchema, longestAnswer: 300, chat, within },
        ...(signal === undefined ? {} : { signal }),
      });
      const question = asked.ok ? toPromptLine(asked.value.question, LONGEST_QUESTION + 1) : '';
      const isGood = /[\p{L}\p{N}]/u.test(question) && question.length <= LONGEST_QUESTION;
      return isGood && (!LINK.test(question) || LINK.test(`${earlier} ${reply}`)) ? question : null;
    },
    settle: counter.settle,
  };
}
