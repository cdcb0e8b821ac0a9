import { z } from 'zod';
import type { Citation, Sentence } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Model } from '../ports/model.ts';
import { showQuote } from '../summary/quote-sentence.ts';
import type { BilingualWords } from '../text/bilingual-words.ts';
import { checkWrittenSentence } from '../verify/check-written-sentence.ts';
import { isPlainlyAnother } from '../verify/find-wrong-language.ts';
import { askAgain } from './ask-again.ts';
import {
  type CheckedSentence,
  cleanWritten,
  type Refusal,
  refuse,
  type WrittenSentence,
  writtenSentenceSchema,
} from './check-written.ts';
import type { Overview, OverviewStory, WritingTerms } from './editor.ts';
import { nameLanguage } from './name-language.ts';
import { toPromptLine } from './passages.ts';
import type { WordsAcross } from './words-across.ts';

const answer = z.object({ sentences: z.array(writtenSentenceSchema), order: z.array(z.int()) });
const SENTENCES = 3;
const CHARACTERS = 260;
const LONGEST_SENTENCE = 240;
/** An overview's sentence rests on few stories, and shows few places. */
const MOST_STORIES = 3;
const MOST_CITATIONS = 4;
/** UTF-16 units of one story. */
const LONGEST_STORY = 500;
/** Of the time, what the first call may take; and the milliseconds without which no second call is begun. */
const FIRST_SHARE = 0.7;
const LEAST_LEFT = 1500;

/**
 * What matters most in the stories, and which comes first. Sentences that fail the check are asked for once more with the reason, then
 * replaced by the first sentence of the story that they cite, or left out where that stands there already or is in another language.
 */
export async function writeOverview(
  { model, wordsAcross, now }: { model: Model; wordsAcross: WordsAcross; now: () => number },
  stories: readonly OverviewStory[],
  { language, chat, within, signal }: WritingTerms,
): Promise<Overview | null> {
  const started = now();
  const lines = stories.map(({ section, headline, sentences }, index) => {
    const said = `${headline} — ${sentences.map(({ text }) => text).join(' ')}`;
    return `[${index + 1}] (${toPromptLine(section, 40)}) ${toPromptLine(said, LONGEST_STORY)}`;
  });
  const request = {
    task: 'edition-overview' as const,
    values: {
      ...{ language: nameLanguage(language), stories: lines.join('\n') },
      ...{ sentences: String(SENTENCES), length: String(CHARACTERS) },
    },
    ...{ longestAnswer: CHARACTERS * 2 + stories.length * 4, chat },
    ...(signal === undefined ? {} : { signal }),
  };
  const asked = await model.ask({ ...request, answer, within: within * FIRST_SHARE });
  if (!asked.ok) return null;
  const words = await wordsAcross(
    language,
    stories.flatMap(({ sentences }) =>
      sentences.flatMap(({ citations }) => citations.map(({ quote }) => quote)),
    ),
  );
  const check = (written: WrittenSentence) => checkAgainstStories(written, stories, { language, words });
  const checked = asked.value.sentences.slice(0, SENTENCES).map(check);
  const failing = checked.filter((each) => !each.ok);
  const left = within - (now() - started);
  const again =
    failing.length > 0 && left > LEAST_LEFT
      ? await askAgain({ model, check }, { ...request, within: left }, failing, language)
      : [];
  const { sentences, replaced } = decide(checked, again, stories, language);
  return { sentences, replaced, order: readOrder(asked.value.order, stories.length) };
}

function decide(
  checked: readonly CheckedSentence[],
  again: readonly (CheckedSentence | null)[],
  stories: readonly OverviewStory[],
  language: ReaderLanguage,
): { sentences: Sentence[]; replaced: Refusal[] } {
  const standing = new Set(checked.flatMap((each) => (each.ok ? each.text : [])));
  const sentences: Sentence[] = [];
  const replaced: Refusal[] = [];
  let nextAgain = 0;
  for (const each of checked) {
    if (each.ok) {
      sentences.push(each.sentence);
      continue;
    }
    const better = again[nextAgain++] ?? null;
    if (better?.ok === true && !standing.has(better.text)) {
      standing.add(better.text);
      sentences.push(better.sentence);
      continue;
    }
    replaced.push(each.refusal);
    const own = ownSentence(each.sources, stories, language);
    if (own === null || standing.has(own.text)) continue;
    standing.add(own.text);
    sentences.push(own);
  }
  return { sentences, replaced };
}

/** The first sentence of the first story that a fallen sentence cites, where its reader can read it. */
function ownSentence(
  [number = 0]: readonly number[],
  stories: readonly OverviewStory[],
  language: ReaderLanguage,
): Sentence | null {
  const story = stories[number - 1];
  const [first] = story?.sentences ?? [];
  if (story === undefined || first === undefined) return null;
  return isPlainlyAnother(first.text, language, story.headline) ? null : first;
}

function checkAgainstStories(
  { text: raw, sources: numbers }: WrittenSentence,
  stories: readonly OverviewStory[],
  { language, words }: { language: ReaderLanguage; words: BilingualWords | null },
): CheckedSentence {
  const text = cleanWritten(raw, LONGEST_SENTENCE);
  const sources = [...new Set(numbers)].filter((number) => stories[number - 1] !== undefined);
  const told = sources.flatMap((number) => stories[number - 1] ?? []);
  const refused = (kind: Refusal['kind'], detail: string) => refuse({ text, sources }, kind, detail);
  const [first] = told;
  const citations = citeStories(told);
  if (
    first === undefined ||
    citations.length === 0 ||
    sources.length !== new Set(numbers).size ||
    told.length > MOST_STORIES
  )
    return refused('citation', numbers.slice(0, MOST_STORIES).join(', '));
  if (!/[\p{L}\p{N}]/u.test(text) || text.length > LONGEST_SENTENCE)
    return refused('length', String(text.length));
  const [article] = first.articles;
  const problem = checkWrittenSentence(text, {
    ...{ cited: citations.map(({ quote }) => showQuote(quote)), language, words },
    context: { title: article?.title ?? first.headline, publishedAt: article?.publishedAt ?? null },
  });
  return problem === null
    ? { ok: true, sentence: { text, citations }, text, sources }
    : refused(problem.kind, problem.detail);
}

/** Each story's first place before any second one. */
function citeStories(stories: readonly OverviewStory[]): Citation[] {
  const places = stories.map(({ sentences }) => sentences.flatMap(({ citations }) => citations));
  const longest = Math.max(0, ...places.map(({ length }) => length));
  const citations: Citation[] = [];
  for (let turn = 0; turn < longest; turn += 1)
    for (const place of places) {
      const citation = place[turn];
      if (citation !== undefined && citations.length < MOST_CITATIONS) citations.push(citation);
    }
  return citations;
}

/** Every index once: those that were named first, in that order, then the others as they were. */
function readOrder(numbers: readonly number[], count: number): number[] {
  const named = numbers.map((number) => number - 1).filter((index) => index >= 0 && index < count);
  return [...new Set([...named, ...Array.from({ length: count }, (_, index) => index)])];
}
