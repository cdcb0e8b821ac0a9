import { TextDecoder as SpecifiedDecoder } from '@exodus/bytes/encoding.js';

/**
 * A decoder for a label of the Encoding Standard. Node's own gives characters for private use where Big5 has those that
 * Hong Kong added (the 华 of 新华社 is one of them), so that Big5 is decoded by another that has the standard's table.
 */
export function createDecoder(encoding: string): Pick<InstanceType<typeof TextDecoder>, 'decode'> {
  return encoding === 'big5' ? new SpecifiedDecoder('big5') : new TextDecoder(encoding);
}
