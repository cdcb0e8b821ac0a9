import type { Figure } from '../text/figures.ts';
import { findNounBefore } from '../text/noun-phrases.ts';

const WINDOW = 48;
/** Between the name of a quantity and its value, how it compares and what it does: 同比增长, 累计达到, 为, 共有, 是. */
const COMPARED =
  '(?:今年|去年|全年|上半年|下半年|一年)?(?:比上年|较上年|比去年|较去年|同比|环比|年均|平均|累计|合计|总计|总共|一共|已经|大约|预计|已|共|将|均|各|又|仅|也|就|可|只){0,3}';
const GROWN = new RegExp(
  `${COMPARED}(?:增长|增加|增|下降|减少|上升|提高|提升|降低|上涨|下跌|攀升|回升|回落|增幅|降幅|大增|猛增|激增|涨幅|跌幅)(?:了|到|至|约|近|超过?|达){0,2}$`,
  'u',
);
const VALUED = new RegExp(
  `${COMPARED}(?:达到|达至|可达|高达|多达|达|突破|超过|超|均为|约为|仅为|(?<![作因成认以])为|(?<![但还就不都只可总])是|：|:|约|近|至|(?<=[^所没拥持含具享])有|增至|升至|降至|不足|不到|等如)?了?$`,
  'u',
);
/** What a noun ends in that has a value. */
const QUANTITY =
  /(?:额|量|率|[人户次总件个指系分参基]数|值|价|费|款|[资奖基租薪罚佣税押定]金|面积|积|[高长宽深厚径重温压速龄积幅距])$|(?:度|资本|资产|资金|营收|净利|收益|财政|电量|收入|支出|利润|产出|人口|投资|融资|成本|寿命|比例|比重|占比|规模|工资|月薪|年薪|票房|里程|得分|评分|时间|价格|费用|补贴|贷款|存款|税收|进口|出口|债务|储备|库存|身家|财富|差距|跨度|海拔|造价|售价|功率|电压|频率|负债|赤字|顺差|逆差|股份|容量)$/u;
// 浓度 has a value, 制度 has none.
const NO_QUANTITY = /(?:制度|季度|年度|态度|印度|之一|数据|代价)$/u;
const SHARE_OF = /占(?![领据地用有了])[\p{Script=Han}]{2,14}的?$/u;
const PEOPLE = /^[名人位]$/u;
const CLAUSE_END = /^(?:[，。；、：！？,;:!?）)\]】」”"\n]|\.(?!\d)|$)/u;
const LATIN_CHANGE =
  /(?<!\p{L})(?:rose|risen|rising|rises|fell|fallen|falling|falls|grew|grown|growing|grows|dropped|dropping|drops|declined|increased|increasing|decreased|jumped|climbed|slipped|surged|soared|slumped|plunged|gained|lost|up|down)(?: by)?(?: (?:about|around|nearly|almost|roughly|over|more than|less than|just))?[ ]$/iu;

/** A text with its simplified form of the same length, see align-text.ts. */
export interface ReadText {
  text: string;
  aligned: string;
}

/**
 * Where the words begin that name a figure and stand right before it (`总面积34.6万平方米`, `在孵企业608家`, `rose 12%`); `end` where
 * none do. `end` is where the figure begins or what makes it rough. O(1).
 */
export function findFigureName({ text, aligned }: ReadText, figure: Figure, end: number): number {
  const from = Math.max(0, end - WINDOW);
  const before = aligned.slice(from, end);
  const isShare = figure.kind === 'percentage';
  // A number whose unit nobody here knows is not the value.
  if (figure.unit === '' && !isShare && !CLAUSE_END.test(aligned.slice(figure.end, figure.end + 2)))
    return end;
  const isMeasured = isShare || figure.kind === 'money';
  if (isShare) {
    const change = LATIN_CHANGE.exec(text.slice(from, end));
    if (change) return from + change.index;
    const shareOf = SHARE_OF.exec(before);
    if (shareOf) return from + shareOf.index;
  }
  const grown = GROWN.exec(before);
  if (grown) {
    const start = findNounBefore(aligned, from + grown.index);
    return from + grown.index - start >= 2 ? start : isShare ? from + grown.index : end;
  }
  const link = VALUED.exec(before)?.[0] ?? '';
  const nameEnd = end - link.length;
  const start = findNounBefore(aligned, nameEnd);
  const name = aligned.slice(start, nameEnd);
  if (name.length < 2) return end;
  if (QUANTITY.test(name) && !NO_QUANTITY.test(name)) return start;
  if (isMeasured) return end;
  // 在孵企业608家, as lists count; 甲队有3名 counts something else than 甲队.
  const counts =
    /^(?:共|各|约|达|：|:|)$/u.test(link) ||
    (PEOPLE.test(figure.unit) && /^(?:一?共|共?有|达到?|超过)$/u.test(link));
  return counts && figure.unit !== '' && CLAUSE_END.test(aligned.slice(figure.end, figure.end + 2))
    ? start
    : end;
}
