/** What kind of thing a question asks for, as far as its words say. */
export interface ExpectedAnswer {
  kind: 'time' | 'count' | 'person' | 'place' | 'reason' | 'name' | 'other';
  /** The folded unit that the answer's figure has, where the question names it: 公里 of 多少公里. */
  unit: string | null;
}

const ASKS_REASON = /为什么|为何|为啥|何以|原因|缘故|(?<![a-z])why(?![a-z])/;
const ASKS_TIME =
  /什么时候|何时|哪(?:一|几)?(?:年|月|天|日|世纪|个?朝代|个?时期|个?月|个?年代)|几(?:年|月|号|日|点)|(?:什么|何)(?:时|年|月|日|年代|时期|朝代|时间)|时间是|(?<![a-z])(?:when|what (?:year|date|day|month|century|time|decade)|which (?:year|century|decade|month))(?![a-z])/;
const ASKS_COUNT =
  /多少|多[大长久高远重深宽快厚]|第?几(?!乎|何)|(?<![a-z])how (?:many|much|long|old|large|big|tall|far|often|high|deep|fast)(?![a-z])|(?<![a-z])what (?:percent|percentage|number|amount)(?![a-z])/;
const ASKS_PERSON =
  /谁|何人|什么人|哪(?:一|几)?[个位名](?:\p{Script=Han}{0,4}(?:(?<!国)家|人|者|员|帝|王|将|师|长|手))|哪(?:一|几)?位|(?<![a-z])(?:who|whom|whose)(?![a-z])/u;
const ASKS_PLACE =
  /哪里|哪儿|何处|何地|哪(?:一|个|些|几)*(?:国|省|市|县|区|州|洲|地|城|镇|村|岛|处)|什么(?:地方|地区|国家|城市|位置)|位于$|(?<![a-z])(?:where|(?:what|which) (?:country|city|state|region|place|county|island|area|town|location))(?![a-z])/;
const ASKS_NAME =
  /叫什么|叫啥|叫做|称为|名字|名称|简称|又称|别名|(?<![a-z])(?:name|called|known as)(?![a-z])/;

/** `folded`: the question through foldText. */
export function expectAnswer(folded: string): ExpectedAnswer {
  const kind = ASKS_REASON.test(folded)
    ? 'reason'
    : ASKS_TIME.test(folded)
      ? 'time'
      : ASKS_COUNT.test(folded)
        ? 'count'
        : ASKS_PERSON.test(folded)
          ? 'person'
          : ASKS_PLACE.test(folded)
            ? 'place'
            : ASKS_NAME.test(folded)
              ? 'name'
              : 'other';
  const unit =
    kind === 'count' || kind === 'time' ? /(?:多少|几)(\p{Script=Han}{1,2})/u.exec(folded)?.[1] : undefined;
  return { kind, unit: unit ?? null };
}

const TIME =
  /\d{3,4}\s?年|\d{1,2}月|\d{1,2}[日号时]|世纪|年代|[一二三四五六七八九十元]年|时期|朝|(?<![\d,.])1\d{3}(?!\d)|(?<![\d,.])20\d\d(?!\d)|(?<![a-z])(?:january|february|march|april|june|july|august|september|october|november|december|centur(?:y|ies))(?![a-z])/;
const COUNT =
  /\d|[一二两三四五六七八九十百千万亿半]\p{Script=Han}|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|half|twice|once|daily|weekly|annually)(?![a-z])/u;
const REASON =
  /因为|由于|因此|所以|导致|为了|以便|原因|使得|以免|(?<![a-z])(?:because|due to|since|in order|so that|therefore|as a result|reason)(?![a-z])/;
const PLACE =
  /位于|坐落|\p{Script=Han}[省市县区州洲国镇村岛港湾山河湖海]|(?<![a-z])(?:in|at|near|located) (?:the )?[a-z]/u;
const PERSON =
  /·|[先女]士|先生|教授|总统|主席|博士|国王|皇帝|将军|作家|[由被]|(?<![a-z])(?:by|he|she|mr|dr|king|president|professor)(?![a-z])/;
const NAME = /称|叫|名为|命名|简称|名字|(?<![a-z])(?:name|names|named|called|known|titled)(?![a-z])/;

const SIGNS = { time: TIME, count: COUNT, reason: REASON, place: PLACE, person: PERSON, name: NAME };

/** Whether a folded sentence holds what the question asks for, by its kind; false where the question tells nothing. */
export function holdsExpected(folded: string, expected: ExpectedAnswer): boolean {
  return expected.kind !== 'other' && SIGNS[expected.kind].test(folded);
}

/** Whether a figure stands before the unit that the question asks in: 364.6公里 for 多少公里. */
export function holdsUnit(folded: string, expected: ExpectedAnswer): boolean {
  if (expected.unit === null) return false;
  for (let at = folded.indexOf(expected.unit); at > 0; at = folded.indexOf(expected.unit, at + 1))
    if (/[\d一二两三四五六七八九十百千万亿多余\s]/.test(folded.charAt(at - 1))) return true;
  return false;
}
