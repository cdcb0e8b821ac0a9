import type { Article, ArticleDraft } from '../model/article.ts';
import { detectLanguage } from '../text/language.ts';
import { chooseSection } from '../topics/choose-section.ts';
import { hashContent } from './hash-content.ts';

/** Ten characters of base32 are 50 bits: at a million articles two share them with a chance of 1 in 2000, and the store then takes more. */
const ID_LENGTH = 10;

/** An article from what a parser found: its id, language, section and salient terms worked out. */
export function completeArticle(
  draft: ArticleDraft,
  {
    source,
    firstSeenAt,
    extractTerms,
  }: { source: string; firstSeenAt: string; extractTerms: (text: string) => string[] },
): Article {
  const { givenId, range, ...written } = draft;
  const contentHash = hashContent(draft.title, draft.body);
  return {
    ...written,
    id: givenId ?? contentHash.slice(0, ID_LENGTH),
    firstSeenAt,
    language: detectLanguage(`${draft.title}\n${draft.body}`),
    section: chooseSection(draft.title, draft.body),
    terms: extractTerms(`${draft.title}\n${draft.body}`),
    contentHash,
    provenance: { source, start: range.start, end: range.end },
  };
}
