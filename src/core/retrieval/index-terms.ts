import { foldText } from '../text/fold.ts';

/** The terms under which a text is found, in order, repeats kept (their number is the term frequency). No term holds white space. */
export function toIndexTerms(text: string): string[] {
  return foldText(text).match(/\p{Script=Han}|[a-z0-9]+/gu) ?? [];
}
