/**
 * What a piece of text costs at most, in tokens, by the vocabularies of today's models: about four Latin letters a token and
 * 0.6 to 1 a Chinese character (o200k, Qwen, Llama 3); up to three for rare signs and emoji. Taken high, since a budget that
 * is passed is worse than one that is not quite used: what was set aside too much is given back once the service has counted.
 */
const LATIN = 1 / 3;
const HAN = 1.2;
const OTHER = 1.5;
const ASTRAL = 3;

/** An upper estimate of the tokens of a text. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x250) tokens += LATIN;
    else if (code >= 0x3000 && code <= 0x9fff) tokens += HAN;
    else tokens += code > 0xffff ? ASTRAL : OTHER;
  }
  return Math.ceil(tokens);
}
