import { toUnits } from './comparison-units.ts';

/**
 * What a question asks with and says nothing by: interrogatives, particles, politeness. Folded text.
 * 几 and 何 stand in names too (几内亚, 何炅), so they count only where what follows or precedes says that they ask.
 */
const CHINESE =
  /请问|请告诉我|告诉我|你知道|是什么时候|什么时候|什么样|什么|甚么|为什么|为何|为啥|何以|如何|何时|何地|何处|何种|何人|何物|何者|何年|何月|何日|何谓|是何|怎么样|怎么|怎样|哪一个|哪一|哪个|哪些|哪里|哪儿|哪几|哪|多少|多久|多大|多长|多高|多远|多重|几(?=[个次年月日天岁人名种位家座条部集届场所项类款时点分倍层号口轮本首篇章句卷只艘架辆度公米千万百亿里成处村区县省国代世])|第几|谁|是否|有没有|是不是|吗|呢|(?<=是)啥|啥/gu;

const ENGLISH =
  /(?<![a-z])(?:what|which|who|whom|whose|when|where|why|how(?: (?:many|much|long|often|far|old|large|big|tall))?|tell me(?: about)?|please|does|did|do|is|are|was|were|can you)(?![a-z])/g;

/** Words that hold a sentence together and name nothing: they weigh little whatever the store holds. */
const FUNCTION_WORDS = new Set(
  (
    '的 地 得 了 着 过 在 是 和 与 及 或 而 但 也 都 就 又 还 很 被 把 对 从 到 由 于 向 以 为 因 所 之 其 这 那 此 该 等 个 们 他 她 它 我 你 并 则 且 将 会 能 可 有 中 上 下 里 ' +
    'a an the of in on at to for by with from and or but not that thi it its be been being has have had having as he she his her they their them i you your we our ' +
    'there then than so such into over under about after befor between dure through can could would should will may might if do doe did is are was were am also any some s t'
  ).split(' '),
);

/** The ranges `[start, end)` of a folded question in which it only asks. */
export function findQuestionWords(folded: string): { start: number; end: number }[] {
  return [CHINESE, ENGLISH].flatMap((pattern) =>
    [...folded.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}

export function isFunctionWord(unit: string): boolean {
  return FUNCTION_WORDS.has(unit);
}

/** What asks for news as such: 最近有什么新闻, what's new. Folded. */
const ANY_NEWS =
  /最近|近来|近日|近期|最新|今天|今日|今早|今晚|昨天|昨日|本周|这周|这几天|这两天|目前|现在|新闻|新鲜事|消息|动态|资讯|头条|热点|大事|事情|事件|发生|情况|内容|文章|报道|新|事|看|说|(?<![a-z])(?:news?|latest|recent(?:ly)?|today|yesterday|now|currently|headlines?|stor(?:y|ies)|articles?|updates?|happen(?:s|ed|ing)?|going on|up|anything|something)(?![a-z])/g;

/** Whether a folded question names nothing that an article could be about. */
export function namesNothing(folded: string): boolean {
  let left = folded;
  for (const pattern of [CHINESE, ENGLISH, ANY_NEWS]) left = left.replace(pattern, ' ');
  return toUnits(left).every(({ text }) => isFunctionWord(text));
}
