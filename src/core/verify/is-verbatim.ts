import { normaliseForQuoting } from './find-quotations.ts';

/** The text is one of the quotes, or all of them in order, but for emoticons, white space and width. */
export function isVerbatim(text: string, quotes: readonly string[]): boolean {
  const said = normaliseForQuoting(text);
  return (
    quotes.some((quote) => normaliseForQuoting(quote) === said) ||
    normaliseForQuoting(quotes.join(' ')) === said
  );
}
