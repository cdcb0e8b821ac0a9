import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Article } from '../model/article.ts';
import type { Model, ModelFailureKind } from '../ports/model.ts';
import type { ModelLedger } from '../ports/model-ledger.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import { type CheckTerms, refusalSchema } from './check-written.ts';
import type { createWritingCounter } from './count-writings.ts';
import type { Summary, WritingTerms } from './editor.ts';
import { nameLanguage } from './name-language.ts';
import { listPassages, numberPassages, type Passage, toPromptLine } from './passages.ts';
import type { WordsAcross } from './words-across.ts';
import { readDecided, writeSentences } from './write-sentences.ts';

/** What of an article goes to the model, in tokens: some 2,000 Chinese characters or 8,000 letters. */
const ARTICLE_TOKENS = 2600;
/** Failures that are the article's and not the hour's: not tried again for so many milliseconds, for so many articles. */
const FINAL: readonly ModelFailureKind[] = ['refusal', 'truncated', 'schema'];
const REMEMBERED_FOR = 3_600_000;
const MOST_REMEMBERED = 2000;

const cachedSchema = z.object({
  decided: z.array(z.object({ text: z.string(), sources: z.array(z.int()), isOwn: z.boolean() })),
  replaced: z.array(refusalSchema),
});

/**
 * Writes the summaries of articles: each once for a content, template, model, language and length, however many ask at the same
 * time or later.
 */
export function createSummaryWriter({
  model,
  ledger,
  counter,
  wordsAcross,
  now,
  today,
}: {
  model: Model;
  ledger: Pick<ModelLedger, 'findWriting' | 'saveWriting'>;
  counter: Pick<ReturnType<typeof createWritingCounter>, 'count'>;
  wordsAcross: WordsAcross;
  now: () => number;
  today: () => string;
}) {
  const underWay = new Map<string, Promise<Summary>>();
  const failed = new Map<string, { kind: ModelFailureKind; until: number }>();

  return async (article: Article, asked: SummaryLength & WritingTerms): Promise<Summary> => {
    const passages = numberPassages(article, ARTICLE_TOKENS);
    if (passages.length === 0) return { ok: false, failed: 'schema', isFinal: true };
    const key = keyOf(article, passages, asked);
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const writing = write(article, passages, asked, key).finally(() => underWay.delete(key));
    underWay.set(key, writing);
    return writing;
  };

  function keyOf(
    { title, publishedAt }: Article,
    passages: readonly Passage[],
    { language, sentences, characters }: SummaryLength & WritingTerms,
  ): string {
    const made = [
      ...['summary', model.name, model.hashPrompt('article-summary'), language, sentences, characters],
      ...[title, publishedAt, passages.map(({ text }) => text)],
    ];
    return createHash('sha256').update(JSON.stringify(made)).digest('hex');
  }

  async function write(
    article: Article,
    passages: readonly Passage[],
    asked: SummaryLength & WritingTerms,
    key: string,
  ): Promise<Summary> {
    const cached = await findCached(key);
    if (cached !== null) {
      counter.count({ cached: 1 });
      return toSummary(cached, await checkTermsOf(passages, asked));
    }
    const before = failed.get(key);
    if (before !== undefined && before.until > now())
      return { ok: false, failed: before.kind, isFinal: true };
    const written = await writeSentences(
      { model, wordsAcross, now },
      {
        ...{ task: 'article-summary', values: valuesOf(article, passages, asked), passages },
        // Not the signal: others may wait for the same.
        ...{ language: asked.language, sentences: asked.sentences, characters: asked.characters },
        ...{ chat: asked.chat, within: asked.within },
      },
    );
    if (!written.ok || (written.decided.length === 0 && written.replaced.length === 0)) {
      const kind = written.ok ? 'schema' : written.failed;
      const isFinal = FINAL.includes(kind);
      if (isFinal) remember(key, kind);
      counter.count({ failed: 1 });
      return { ok: false, failed: kind, isFinal };
    }
    const { decided, replaced } = written;
    counter.count({ written: 1, replaced: replaced.length });
    // Without it the next who asks pays again; no reason to go without this one.
    await ledger
      .saveWriting({ key, text: JSON.stringify({ decided, replaced }), day: today() })
      .catch(() => {});
    return toSummary({ decided, replaced }, await checkTermsOf(passages, asked));
  }

  async function checkTermsOf(
    passages: readonly Passage[],
    { language, characters }: SummaryLength & WritingTerms,
  ): Promise<CheckTerms> {
    const words = await wordsAcross(
      language,
      passages.map(({ text }) => text),
    );
    return { passages, language, longest: characters * 2, words };
  }

  async function findCached(key: string): Promise<z.infer<typeof cachedSchema> | null> {
    try {
      const text = await ledger.findWriting(key);
      return text === null ? null : cachedSchema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  function remember(key: string, kind: ModelFailureKind): void {
    failed.delete(key);
    const [oldest] = failed.keys();
    if (failed.size >= MOST_REMEMBERED && oldest !== undefined) failed.delete(oldest);
    failed.set(key, { kind, until: now() + REMEMBERED_FOR });
  }
}

function toSummary({ decided, replaced }: z.infer<typeof cachedSchema>, terms: CheckTerms): Summary {
  const sentences = readDecided(decided, terms);
  const isModels = decided.some(({ isOwn }) => !isOwn);
  return { ok: true, sentences, replaced, isModels };
}

function valuesOf(
  { title, publishedAt }: Article,
  passages: readonly Passage[],
  { language, sentences, characters }: SummaryLength & WritingTerms,
): Record<string, string> {
  return {
    language: nameLanguage(language),
    ...{ sentences: String(sentences), length: String(characters) },
    ...{ title: toPromptLine(title, 300), published: publishedAt ?? 'not known' },
    text: listPassages(passages),
  };
}
