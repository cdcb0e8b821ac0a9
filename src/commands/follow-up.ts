/** A question with so few letters hardly says by itself what it is about: words, or Chinese characters. */
const SHORT_WORDS = 6;
const SHORT_CHARACTERS = 12;
/** UTF-16 units: what is looked for is said within these. */
const LONGEST = 400;

/** Words that point back: 那, 他们, what about, and why. */
const POINTS_BACK =
  /^(?:那|那么|那麼|这|這|它|他|她|其|该|該|此|还有|還有|另外|为什么|為什麼|为何|為何|然后|然後)|(?:呢)[?？]?$|^(?:and|but|so|what about|how about|why|when|where|who|how|then|it|its|he|his|she|her|they|their|them|this|that|these|those)\b/iu;

/**
 * The question that a reply to an answer asks: a reply that is short or points back goes on about what was asked before,
 * any other stands for itself.
 */
export function joinFollowUp(earlier: string | null, reply: string): string {
  const text = reply.trim();
  if (earlier === null || !(isShort(text) || POINTS_BACK.test(text))) return text;
  const room = LONGEST - text.length - 1;
  return room <= 0 ? text : `${cutStart(earlier.trim(), room)} ${text}`;
}

function isShort(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > 0 ? han <= SHORT_CHARACTERS : text.split(/\s+/u).length <= SHORT_WORDS;
}

/** The end of a text, where the newest of several questions stands. */
function cutStart(text: string, most: number): string {
  return text.length <= most ? text : text.slice(-most).replace(/^[\uDC00-\uDFFF]/, '');
}
