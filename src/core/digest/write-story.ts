import type { Article } from '../model/article.ts';
import type { Story } from '../model/output.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import type { Editor, WritingTerms } from '../writing/editor.ts';
import { tellBriefly } from './tell-story.ts';

export interface ToldStory {
  story: Story;
  /** Whether any sentence of it is the model's. */
  isModels: boolean;
  /** False where it might be another if it were asked for later on: the model was not to be had. */
  isFinal: boolean;
}

/**
 * The story of one article as a model writes it, in the reader's language, its headline too; where there is no model, or it
 * writes nothing that stands, the article's own sentences. Never rejects.
 */
export async function writeStory(
  { editor }: { editor: Editor | null },
  article: Article,
  asked: SummaryLength & WritingTerms,
): Promise<ToldStory> {
  const own = tellBriefly(article, asked);
  if (editor === null) return { story: own, isModels: false, isFinal: true };
  if (isWhole(article, own, asked)) return { story: own, isModels: false, isFinal: true };
  const isForeign = article.language !== asked.language;
  const [summary, headline] = await Promise.all([
    editor.summarise(article, asked),
    isForeign && article.title.trim() !== '' ? editor.translateHeadline(article, asked) : null,
  ]);
  const told = headline === null ? own : { ...own, headline, originalHeadline: own.headline };
  if (!summary.ok) {
    const writing = { generator: 'extractive', replaced: [] };
    return { story: { ...told, writing }, isModels: headline !== null, isFinal: summary.isFinal };
  }
  const { sentences, replaced, isModels } = summary;
  const writing = { generator: isModels ? editor.generator : 'extractive', replaced };
  return {
    // Where nothing of the model's stands, the article's best sentences say more than those that it cited.
    story: { ...told, ...(isModels ? { sentences } : {}), writing },
    isModels: isModels || headline !== null,
    isFinal: true,
  };
}

/** Whether the article's own sentences are all that it says, in the reader's language: nothing is to be summed up. */
function isWhole({ body, language }: Article, { sentences }: Story, asked: WritingTerms): boolean {
  const told = sentences.reduce((sum, { text }) => sum + text.length, 0);
  return (
    language === asked.language && sentences.length > 0 && told >= body.trim().length - sentences.length * 2
  );
}
