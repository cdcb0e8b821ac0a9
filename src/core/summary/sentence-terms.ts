import { stemEnglish } from '../text/stem-english.ts';

// Words that stand in any text and say nothing of this one.
const STOP_WORDS = new Set(
  `a about above after again against all also am an and any are as at be because been before being below between both but
  by can could did do does doing down during each even every few first for from further get go had has have having he her
  here hers herself him himself his how however i if in into is it its itself just last like made make many may me might
  more most much must my myself near new no nor not now of off on once one only or other our ours out over own said same
  say says she should since so some still such than that the their theirs them themselves then there these they this
  those though three through to told too two under until up upon us very was way we were what when where which while who
  whom whose why will with within without would year yet you your yours
  monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow`.split(/\s+/u),
);

// Han characters that serve grammar rather than content: a bigram that holds one is no term.
const STOP_HAN = new Set([
  ...'的了在是和与與及等将將被对對为為这這那其也都就还還又而但并並或之于於上下中个個有不着著过過到从從以所把让讓使向由该該每各已我你他她它们們此们说說会會能要可',
]);

const TERM_PATTERN = /\p{Script=Han}+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const HAN_START = /^\p{Script=Han}/u;

/**
 * The distinct terms of a text, for scoring only: overlapping pairs of Han characters, and lightly stemmed lower-cased
 * words elsewhere, both without what only serves grammar. No dictionary: loading one would cost more than all the rest.
 */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const [run] of text.toLowerCase().matchAll(TERM_PATTERN)) {
    if (HAN_START.test(run)) {
      for (let index = 0; index + 2 <= run.length; index++) {
        const pair = run.slice(index, index + 2);
        if (!STOP_HAN.has(pair.charAt(0)) && !STOP_HAN.has(pair.charAt(1))) terms.add(pair);
      }
    } else if (run.length > 1 && !STOP_WORDS.has(run)) terms.add(stemEnglish(run));
  }
  return terms;
}
