import { z } from 'zod';
import type { Citation, Sentence } from '../model/output.ts';
import type { Model } from '../ports/model.ts';
import { checkWrittenSentence } from '../verify/check-written-sentence.ts';
import { cleanWritten, type WrittenSentence, writtenSentenceSchema } from './check-written.ts';
import type { Overview, OverviewStory, WritingTerms } from './editor.ts';
import { toPromptLine } from './passages.ts';
import { nameLanguage } from './write-sentences.ts';

const answer = z.object({ sentences: z.array(writtenSentenceSchema), order: z.array(z.int()) });
const SENTENCES = 3;
const CHARACTERS = 260;
const LONGEST_SENTENCE = 240;
/** An overview's sentence rests on few stories, and shows few places. */
const MOST_STORIES = 3;
const MOST_CITATIONS = 4;
/** UTF-16 units of one story. */
const LONGEST_STORY = 500;

/** What matters most in the stories, and which comes first; sentences that fail the check are left out. */
export async function writeOverview(
  { model }: { model: Model },
  stories: readonly OverviewStory[],
  { language, chat, within, signal }: WritingTerms,
): Promise<Overview | null> {
  const lines = stories.map(({ section, headline, sentences }, index) => {
    const said = `${headline} — ${sentences.map(({ text }) => text).join(' ')}`;
    return `[${index + 1}] (${toPromptLine(section, 40)}) ${toPromptLine(said, LONGEST_STORY)}`;
  });
  const asked = await model.ask({
    task: 'edition-overview',
    values: {
      ...{ language: nameLanguage(language), stories: lines.join('\n') },
      ...{ sentences: String(SENTENCES), length: String(CHARACTERS) },
    },
    ...{ answer, longestAnswer: CHARACTERS * 2 + stories.length * 4, chat, within },
    ...(signal === undefined ? {} : { signal }),
  });
  if (!asked.ok) return null;
  const sentences = asked.value.sentences
    .slice(0, SENTENCES)
    .flatMap((written) => readSentence(written, stories, language) ?? []);
  return { sentences, order: readOrder(asked.value.order, stories.length) };
}

function readSentence(
  { text: raw, sources }: WrittenSentence,
  stories: readonly OverviewStory[],
  language: WritingTerms['language'],
): Sentence | null {
  const text = cleanWritten(raw, LONGEST_SENTENCE);
  const told = [...new Set(sources)].map((number) => stories[number - 1]);
  const [first] = told;
  if (!/[\p{L}\p{N}]/u.test(text) || text.length > LONGEST_SENTENCE) return null;
  if (first === undefined || told.length > MOST_STORIES || told.includes(undefined)) return null;
  // Each story's first place before any second one.
  const places = told.map((story) => story?.sentences.flatMap(({ citations }) => citations) ?? []);
  const longest = Math.max(...places.map(({ length }) => length));
  const citations: Citation[] = [];
  for (let turn = 0; turn < longest; turn += 1)
    for (const place of places) {
      const citation = place[turn];
      if (citation !== undefined && citations.length < MOST_CITATIONS) citations.push(citation);
    }
  if (citations.length === 0) return null;
  const [article] = first.articles;
  const problem = checkWrittenSentence(text, {
    ...{ cited: citations.map(({ quote }) => quote), language },
    context: { title: article?.title ?? first.headline, publishedAt: article?.publishedAt ?? null },
  });
  return problem === null ? { text, citations } : null;
}

/** Every index once: those that were named first, in that order, then the others as they were. */
function readOrder(numbers: readonly number[], count: number): number[] {
  const named = numbers.map((number) => number - 1).filter((index) => index >= 0 && index < count);
  return [...new Set([...named, ...Array.from({ length: count }, (_, index) => index)])];
}
