// Where a report comes from and who filed it: part of the page, not of what happened.
const FILED_BY = '(?:[\\s　]*[（(][^（）()\\n]{0,60}[）)])?[\\s　，,：:]*';
const LEAD_INS = [
  // 本报讯（记者 …）
  new RegExp(`^(?:本报|本報|本台|本网|本網|本刊)(?:综合|綜合)?(?:[讯訊]|消息)${FILED_BY}`, 'u'),
  // 新华社北京3月5日电, 青河3月5日讯: the date makes it one, 3月5日电影… does not.
  new RegExp(
    `^[^，。；：,;:（(\\n]{0,24}?\\d{1,2}日(?:专|專|综合|綜合)?(?:[电電](?!\\p{Script=Han})|[讯訊])${FILED_BY}`,
    'u',
  ),
  new RegExp(
    `^(?:新华社|新華社|中新社|中央社|法新社|路透社|美联社|人民网|中新网|央视网)[^，。；：,;:（(\\n]{0,16}?\\d{1,2}日(?:专|專|综合|綜合)?[电電讯訊]${FILED_BY}`,
    'u',
  ),
  // 青河日报讯, where a space or bracket parts it from the report.
  new RegExp(
    `^\\p{Script=Han}{2,10}(?<![审審通资資短简簡音视視电電问問])[讯訊](?=[\\s　（(])${FILED_BY}`,
    'u',
  ),
  /^\([A-Z][A-Za-z .&]{1,30}\)\s*(?:[-–—]{1,2}\s*)?/u,
  /^\p{Lu}[\p{Lu}\p{Ll}.,'’ /-]{1,50} \([A-Z][A-Za-z .&/]{1,30}\)\s*[-–—]{1,2}\s*/u,
  /^\p{Lu}{3,}[\p{Lu}.,'’ ]{0,30}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s*[-–—]{1,2}\s+/u,
  /^Scroll down for video\s+/u,
  /^Share this with\S{0,100}(?: \S{1,30}){0,3}?Copy this link(?:\s*These are external links and will open in a new window)?\s*/u,
];

/** How many UTF-16 units at the head of a sentence only say where the report comes from (a dateline, an agency, a share bar). */
export function findLeadIn(text: string): number {
  const head = text.slice(0, 200);
  for (const pattern of LEAD_INS) {
    const length = pattern.exec(head)?.[0].length ?? 0;
    // A sentence that is all lead-in stays as it is.
    if (length > 0 && length < text.length) return length;
  }
  return 0;
}
