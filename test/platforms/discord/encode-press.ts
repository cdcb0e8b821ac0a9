import type { EncodePress } from '../../../src/platforms/discord/component-ids.ts';

/** Readable and short: what a button does as the tests name it. */
export const encodePress: EncodePress = ({ action, inPlace }) =>
  [inPlace ? '=' : '+', action.command, ...Object.values(action.options)].join('|').slice(0, 90);
