/** How a text is written, as far as it tells whether two texts can share words. */
export type Writing = 'han' | 'latin';

// A Han character says about as much as five Latin letters, and names in Latin letters stand in Chinese texts too.
const HAN_WEIGHT = 5;

/** The writing of most of a text; null where it has letters of neither. */
export function findWriting(text: string): Writing | null {
  const han = (text.match(/\p{Script=Han}/gu)?.length ?? 0) * HAN_WEIGHT;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (han === 0 && latin === 0) return null;
  return han >= latin ? 'han' : 'latin';
}
