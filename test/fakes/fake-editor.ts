import type { Sentence } from '../../src/core/model/output.ts';
import type { Editor } from '../../src/core/writing/editor.ts';
import { citeFirst } from './fake-services.ts';

/** An editor that writes 有消息说 in front of an article's first sentence, and an overview with a sentence for each story. */
export function createFakeEditor(overrides: Partial<Editor> = {}): Editor {
  const write = (sentences: readonly Sentence[]): Sentence[] =>
    sentences.map(({ text, citations }) => ({ text: `有消息说，${text}`, citations }));
  return {
    ...{ generator: 'openai:fake', identity: 'fake' },
    summarise: async (article) => ({
      ...{ ok: true, sentences: write(citeFirst(article, 1)), replaced: [], isModels: true },
    }),
    translateHeadline: async () => null,
    overview: async (stories) => ({
      sentences: stories.flatMap(({ sentences }) => sentences.slice(0, 1)),
      replaced: [],
      order: stories.map((_, index) => index),
    }),
    answer: async () => null,
    rewriteFollowUp: async () => null,
    settle: async () => {},
    ...overrides,
  };
}
