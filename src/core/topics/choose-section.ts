import { foldText } from '../text/fold.ts';
import { OTHER_SECTION, SECTIONS } from './sections.ts';

/** Only so much of a body is read: what an article is about stands at its beginning, and the cost stays bounded. */
const READ_CHARACTERS = 6000;
const TITLE_WEIGHT = 3;
/** Two words of a desk are the least that tells it: one stands in many an article by chance. */
const LEAST_SCORE = 2;

const matchers = SECTIONS.map(({ key, words }) => ({
  key,
  han: words.filter((word) => /\p{Script=Han}/u.test(word)),
  latin: new Set(words.filter((word) => !/[\s\p{Script=Han}]/u.test(word))),
  phrases: words.filter((word) => word.includes(' ')),
}));

/** The news desk that an article belongs to, by the distinct words of each desk that it uses; `other` where none stands out. */
export function chooseSection(title: string, body: string): string {
  const inTitle = foldText(title);
  const inBody = foldText(body.slice(0, READ_CHARACTERS));
  const titleWords = new Set(inTitle.match(/[a-z0-9]+/g));
  const bodyWords = new Set(inBody.match(/[a-z0-9]+/g));
  let best = { key: OTHER_SECTION, score: LEAST_SCORE - 1 };
  for (const { key, han, latin, phrases } of matchers) {
    let score = 0;
    for (const word of han) score += inTitle.includes(word) ? TITLE_WEIGHT : inBody.includes(word) ? 1 : 0;
    for (const word of phrases)
      score += inTitle.includes(word) ? TITLE_WEIGHT : inBody.includes(word) ? 1 : 0;
    for (const word of bodyWords) if (latin.has(word) || latin.has(word.replace(/s$/, ''))) score += 1;
    for (const word of titleWords)
      if (latin.has(word) || latin.has(word.replace(/s$/, ''))) score += TITLE_WEIGHT;
    if (score > best.score) best = { key, score };
  }
  return best.key;
}
