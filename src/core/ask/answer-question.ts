import type { AskOutput } from '../model/output.ts';
import type { Store } from '../ports/store.ts';

/** Finds the passages that bear on a question and the sentences that answer it; `answered` is false where none does. */
export async function answerQuestion(
  _dependencies: { store: Store },
  question: string,
  _options: { sentences: number; characters: number },
): Promise<AskOutput> {
  return {
    question,
    answered: false,
    sentences: [],
    articles: [],
    generator: 'extractive',
    nearestTopics: [],
  };
}
