import { Converter } from 'opencc-js';

/** Simplified to Traditional, character by character and phrase by phrase (so that 皇后 stays 皇后). */
export const toTraditional = Converter({ from: 'cn', to: 't' });
/** Traditional to Simplified. */
export const toSimplified = Converter({ from: 't', to: 'cn' });
/** Simplified to Traditional with Taiwan's words (网络 → 網路). */
export const toTaiwan = Converter({ from: 'cn', to: 'twp' });
