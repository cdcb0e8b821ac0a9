/** In UTF-16 units, title included. More is no news article, and costs whoever shares the process a second and more. */
export const LONGEST_ARTICLE = 1_000_000;

/** What a person reads of an article that is too long to be taken in. */
export function describeTooLong(length: number): string {
  return `The article has ${length} characters; one of more than ${LONGEST_ARTICLE} is not taken in. Split it.`;
}
