import { getSegmenter } from '../../src/core/text/jieba.ts';
import { toSimplified } from './convert-script.ts';
import type { Corrupt } from './corruption.ts';
import { pick } from './random.ts';

const AUXILIARY =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)\b(?! not\b|n't)(?= [a-z])/gu;
const NEGATED =
  /(?<=\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|do|does|did)) not(?= [a-z])(?! only| just)|\bnever (?=[a-z])/gu;
const DENIALS_HAN =
  /(?:并|並)?(?:没有|沒有|未能|不再|不能|不会|不會|不是|从未|從未|未)(?=\p{Script=Han})(?!来|來|经|經|了|得)/gu;
// What is left when the denial goes: 不能 → 能.
const LEFT = /[能会會是再]$/u;

/** A plain sentence is denied: `not` after an auxiliary, 没有 or 不 before a verb. */
export const insertNegation: Corrupt = ({ sentence, cited, language, random }) => {
  if (language === 'en') {
    const match = pick(random, [...sentence.matchAll(AUXILIARY)]);
    if (!match) return null;
    const end = match.index + match[0].length;
    return { sentence: `${sentence.slice(0, end)} not${sentence.slice(end)}`, cited };
  }
  // jieba knows Simplified only; where the conversion changes no length its words are where they were.
  const simplified = language === 'zh-Hant' ? toSimplified(sentence) : sentence;
  if (simplified.length !== sentence.length) return null;
  let position = 0;
  const verbs: number[] = [];
  let previous = '';
  for (const { word, tag } of getSegmenter().tag(simplified, true)) {
    if (
      tag === 'v' &&
      word.length === 2 &&
      !/^[不没沒未无無]|^(?:可以|可能|没有|成为|成為)/u.test(word) &&
      !/[不没沒未的]$/u.test(previous)
    )
      verbs.push(position);
    position += word.length;
    previous = word;
  }
  const at = pick(random, verbs);
  if (at === undefined) return null;
  const denial = pick(random, language === 'zh-Hant' ? ['沒有', '並未', '不'] : ['没有', '并未', '不']) ?? '';
  return { sentence: sentence.slice(0, at) + denial + sentence.slice(at), cited };
};

/** A denial is taken away. */
export const removeNegation: Corrupt = ({ sentence, cited, language, random }) => {
  const match = pick(random, [...sentence.matchAll(language === 'en' ? NEGATED : DENIALS_HAN)]);
  if (!match) return null;
  const left = language === 'en' ? '' : (LEFT.exec(match[0])?.[0] ?? '');
  return {
    sentence: sentence.slice(0, match.index) + left + sentence.slice(match.index + match[0].length),
    cited,
  };
};
