import { foldText } from './fold.ts';

/**
 * The folded letters and digits of a text and nothing else: what is left when spacing, punctuation, width, case and script
 * variant don't count. A decimal point is part of its figure: 3.5 and 35 are two texts.
 */
export function foldToLetters(text: string): string {
  return foldText(text).replace(/(?<!\p{N})\.|\.(?!\p{N})|[^\p{L}\p{N}.]+/gu, '');
}
