import { getFoldTable, PLAIN } from './fold-table.ts';

// Addresses and names with digits in them hold no figures.
const ADDRESSES =
  /(?:https?:\/\/|www\.)[!-~]{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/gi;

/**
 * A text folded unit by unit, so that every offset stays: half width, lower case, Simplified. What would change the length
 * is left as it is, the full-width comma (which parts no thousands) becomes 、, and addresses become blanks.
 */
export function alignText(text: string): string {
  const { kinds, units } = getFoldTable();
  const aligned = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    aligned[index] = unit === 0xff0c ? 0x3001 : kinds[unit] === PLAIN ? (units[unit] ?? unit) : unit;
  }
  const folded = Buffer.from(aligned.buffer).toString('utf16le');
  if (!/:\/\/|www\.|@/.test(folded)) return folded;
  return folded.replace(ADDRESSES, (address) => ' '.repeat(address.length));
}
