import { z } from 'zod';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Model, ModelRequest } from '../ports/model.ts';
import {
  type CheckedSentence,
  type Refusal,
  type WrittenSentence,
  writtenSentenceSchema,
} from './check-written.ts';
import { nameLanguage } from './name-language.ts';
import { toPromptLine } from './passages.ts';

const answer = z.object({ sentences: z.array(writtenSentenceSchema) });

/** Asks once more for the sentences that were refused, each with its reason: one for each of them, checked; null or nothing where none came. */
export async function askAgain(
  { model, check }: { model: Model; check: (written: WrittenSentence) => CheckedSentence },
  request: Omit<ModelRequest<unknown>, 'answer' | 'again' | 'onItem'>,
  refused: readonly Extract<CheckedSentence, { ok: false }>[],
  language: ReaderLanguage,
): Promise<(CheckedSentence | null)[]> {
  const lines = refused.map(
    ({ text, refusal }) => `${toPromptLine(text)}\n  ${describeRefusal(refusal, language)}`,
  );
  const second = await model.ask({ ...request, answer, again: { refused: lines.join('\n') } });
  if (!second.ok) return [];
  const written = second.value.sentences.slice(0, refused.length).map(check);
  // Where one was left out, nobody knows which: those that stand go to the first places.
  return written.length === refused.length ? written : written.filter(({ ok }) => ok);
}

/** For the model, which reads English whatever it writes. */
function describeRefusal({ kind, detail }: Refusal, language: ReaderLanguage): string {
  const reasons: Record<Refusal['kind'], string> = {
    citation: 'It does not cite passages that are there.',
    figure: `The figure "${detail}" is not in the passages that it cites.`,
    date: `The date "${detail}" is not in the passages that it cites.`,
    quotation: `The words "${detail}" are in quotation marks and do not stand so in the passages that it cites.`,
    name: `The name "${detail}" is not in the passages that it cites.`,
    link: `It has an address or a mention: "${detail}".`,
    language: `It is not written in ${nameLanguage(language)}.`,
    polarity: `It says the opposite of the passages that it cites: "${detail}".`,
    subject: 'It is not about what the passages that it cites say.',
    length: 'It is too long, or empty.',
  };
  return reasons[kind];
}
