import { z } from 'zod';
import type { Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Model, ModelFailureKind } from '../ports/model.ts';
import { askAgain } from './ask-again.ts';
import {
  type CheckedSentence,
  type CheckTerms,
  checkWritten,
  ownSentence,
  type Refusal,
  type WrittenSentence,
  writtenSentenceSchema,
} from './check-written.ts';
import type { Passage } from './passages.ts';
import type { WordsAcross } from './words-across.ts';

/** A sentence as it was decided on: the model's, or the source's own in its place. */
export interface DecidedSentence {
  text: string;
  sources: number[];
  /** The source's own sentence, `text` as it stands there. */
  isOwn: boolean;
}

export type WritingResult =
  | {
      ok: true;
      /** Of what was asked beside the sentences. */
      answer: { answered?: boolean | undefined };
      decided: DecidedSentence[];
      sentences: Sentence[];
      /** Sentences of the model's in whose place the source's own stand, or nothing. */
      replaced: Refusal[];
    }
  | { ok: false; failed: ModelFailureKind };

export interface WritingTask {
  task: 'article-summary' | 'answer';
  values: Readonly<Record<string, string>>;
  passages: readonly Passage[];
  language: ReaderLanguage;
  sentences: number;
  /** UTF-16 units of all sentences together. */
  characters: number;
  chat: string | null;
  /** Milliseconds. */
  within: number;
  signal?: AbortSignal;
  /** Takes the sentences that stand by now, each time that there is one more. */
  onSentences?(sentences: readonly Sentence[]): void;
}

const summarySchema = z.object({ sentences: z.array(writtenSentenceSchema) });
const answerSchema = z.object({ answered: z.boolean(), sentences: z.array(writtenSentenceSchema) });

/** A sentence may be so much longer than its share of the length. */
const STRETCH = 1.5;
/** Tokens of an answer that is as long as was asked for, and of the numbers and the JSON around it. */
const TOKENS_PER_CHARACTER = 1.5;
const TOKENS_PER_SENTENCE = 60;
/** Of the time, what the first call may take: the rest is for the second. */
const FIRST_SHARE = 0.7;
/** Milliseconds without which no second call is begun. */
const LEAST_LEFT = 1500;

/**
 * Sentences that a model writes from numbered passages. Each is checked; those that fail are asked for once more with the reason,
 * then replaced by what they cite, word for word, or left out where they cite nothing. Rejects with the signal's reason alone.
 */
export async function writeSentences(
  { model, wordsAcross, now }: { model: Model; wordsAcross: WordsAcross; now: () => number },
  asked: WritingTask,
): Promise<WritingResult> {
  const { task, values, passages, language, sentences: most, characters, chat, signal, onSentences } = asked;
  const started = now();
  const longest = Math.ceil((characters * STRETCH) / Math.min(most, 2));
  const words = await wordsAcross(
    language,
    passages.map(({ text }) => text),
  );
  const terms: CheckTerms = { passages, language, longest, words };
  const check = (written: WrittenSentence): CheckedSentence => checkWritten(written, terms);
  const request = {
    ...{ task, values, chat },
    longestAnswer: Math.ceil(characters * TOKENS_PER_CHARACTER + most * TOKENS_PER_SENTENCE),
    ...(signal === undefined ? {} : { signal }),
  };

  const answer: z.ZodType<{ answered?: boolean; sentences: WrittenSentence[] }> =
    task === 'answer' ? answerSchema : summarySchema;
  const shown: Sentence[] = [];
  const first = await model.ask({
    ...request,
    answer,
    within: asked.within * FIRST_SHARE,
    ...(onSentences === undefined
      ? {}
      : {
          onItem(item: unknown) {
            const written = writtenSentenceSchema.safeParse(item);
            if (!written.success || shown.length >= most) return;
            const checked = check(written.data);
            if (!checked.ok) return;
            shown.push(checked.sentence);
            onSentences([...shown]);
          },
        }),
  });
  if (!first.ok) return { ok: false, failed: first.failed };
  const checked = first.value.sentences.slice(0, most).map(check);
  const failing = checked.filter((each) => !each.ok);
  const left = asked.within - (now() - started);
  const again =
    failing.length > 0 && left > LEAST_LEFT
      ? await askAgain({ model, check }, { ...request, within: left }, failing, language)
      : [];
  const decided: DecidedSentence[] = [];
  const replaced: Refusal[] = [];
  const said = new Set<string>();
  const standing = new Set(checked.flatMap((each) => (each.ok ? each.text : [])));
  let nextAgain = 0;
  for (const each of checked) {
    const better = each.ok ? null : (again[nextAgain++] ?? null);
    // A second try that says what stands there already takes nothing's place.
    const isNew = better?.ok === true && !standing.has(better.text) && !said.has(better.text);
    const good = each.ok ? each : isNew ? better : null;
    if (good !== null) add({ text: good.text, sources: good.sources, isOwn: false });
    else if (!each.ok) {
      replaced.push(each.refusal);
      const [number] = each.sources;
      const own = number === undefined ? null : ownSentence(number, passages);
      if (own !== null && number !== undefined) add({ text: own.text, sources: [number], isOwn: true });
    }
  }
  return {
    ...{ ok: true, answer: { answered: first.value.answered }, decided, replaced },
    sentences: readDecided(decided, terms),
  };

  function add(sentence: DecidedSentence): void {
    if (said.has(sentence.text)) return;
    said.add(sentence.text);
    decided.push(sentence);
  }
}

/** The sentences of what was decided on, each checked against the passages as they are now; what fails is the source's own. */
export function readDecided(decided: readonly DecidedSentence[], options: CheckTerms): Sentence[] {
  return decided.flatMap(({ text, sources, isOwn }) => {
    const [number = 0] = sources;
    const checked = isOwn ? null : checkWritten({ text, sources }, options);
    return (checked?.ok === true ? checked.sentence : ownSentence(number, options.passages)) ?? [];
  });
}
