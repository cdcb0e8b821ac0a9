import type { Article, ArticleDraft } from '../model/article.ts';
import { detectLanguage } from '../text/language.ts';
import { chooseSection } from '../topics/choose-section.ts';
import { hashContent } from './hash-content.ts';

/** Ten characters of base32 are 50 bits: at a million articles two share them with a chance of 1 in 2000, and the store then takes more. */
const ID_LENGTH = 10;

/** The id of an article that comes without one. */
export function deriveId(contentHash: string): string {
  return contentHash.slice(0, ID_LENGTH);
}

/** An article from what a parser found: its id, language, section and salient terms worked out. */
export function completeArticle(
  draft: ArticleDraft,
  {
    source,
    firstSeenAt,
    extractTerms,
  }: { source: string; firstSeenAt: string; extractTerms: (text: string) => string[] },
): Article {
  const { givenId, range, ...rest } = draft;
  // Half a surrogate pair can't be stored as UTF-8; its replacement is as long, so every offset holds.
  const written = { ...rest, title: draft.title.toWellFormed(), body: draft.body.toWellFormed() };
  const { title, body } = written;
  const contentHash = hashContent(title, body);
  return {
    ...written,
    id: givenId ?? deriveId(contentHash),
    firstSeenAt,
    language: detectLanguage(`${title}\n${body}`),
    section: chooseSection(title, body),
    terms: extractTerms(`${title}\n${body}`),
    contentHash,
    provenance: { source, start: range.start, end: range.end },
  };
}
