/** Ends of names that only publishers bear. */
const SURE_NAME =
  /(?:(?:日报|晚报|早报|晨报|时报|商报|导报|周报|都市报|青年报|日報|晚報|時報)(?:网|網|微博|新媒体)|日报|晚报|早报|晨报|时报|商报|导报|周报|快报|都市报|青年报|文汇报|学报|党报|日報|晚報|早報|時報|商報|週報|快報|新闻网|新聞網|文明网|新闻社|通讯社|通訊社|电视台|電視台|广播电台|电台|電台|卫视|衛視|新闻|新聞|晚新闻|周刊|週刊|月刊|杂志|雜誌|客户端|客戶端|融媒体?|融媒中心|融媒体中心|全媒体|传媒|傳媒|发布|發布|公众号|视频号|头条|频道|在线|新媒体|报业|报社|News|Times|Post|Daily|Journal|Herald|Guardian|Tribune|Gazette|Telegraph|Standard|Observer|Chronicle|Press|Agency|Magazine|Weekly|Review|TV|Radio|Broadcasting|Network)$/i;

/** Ends that publishers share with other words: believed only where a publisher is expected anyway. */
const LIKELY_NAME =
  /(?:报|報|网|網|社|台|讯|刊|观察|财经|资讯|快讯|报道|之声|出版社|工作室|研究院|[市县区省党纪工团改]委|[市县区省安监]局|厅|宣传部|组织部|[市县区省]办|文明办|公安|检察|法院|政府|协会|学会|Online|Today|Report|Wire|Media|\.(?:com|cn|net|org|com\.cn))$/i;

/** Well-known names that no rule of form finds. */
const KNOWN_NAME =
  /^(?:新华社|新华网|中新社|中新网|中通社|人民网|央视网|央广网|央视|总台央视|国际在线|中国网|光明网|环球网|海外网|参考消息|求是网?|半月谈网?|观察者网|澎湃|界面|财新网?|财联社|第一财经|新华视点|新华每日电讯|中央社|联合早报|联合报|法新社|路透社|路透|美联社|塔斯社|共同社|时事社|韩联社|德新社|彭博社?|华尔街日报|金融时报|经济学人|英国广播公司|微博|网易|搜狐|腾讯|新浪|凤凰网|今日头条|百家号|虎嗅网?|36氪|钛媒体|IT之家|快科技|雷锋网|智东西|品玩|经济观察网|每经网|21世纪经济报道|学习强国|侠客岛|长安街知事|共青团中央|中国军号|玉渊谭天|政知[道见]|津云|TVBS|ETtoday|NOWnews|公視|央廣|中央通訊社|Reuters|AP|AFP|UPI|Xinhua|TASS|Kyodo|Yonhap|DPA|ANSA|EFE|PTI|IANS|ANI|BBC|CNN|CNBC|NPR|ABC|NBC|CBS|PA|CGTN|CCTV|CNA|Bloomberg|Associated Press|Agence France-Presse|Al Jazeera|The Economist|The Verge|Wired|TechCrunch|China Daily|Global Times)$/i;

const NO_PUBLISHER =
  /^第|^(?:互联网|因特网|物联网|官网|局域网|高速公路网|路网|电网|合作社|旅行社|公社|情报|海报|电报|警报|简报|汇报|举报|预报|日报社区|通报|公报|月台|平台|舞台|阳台|后台|讲台|通讯|视频|音频|直播|评论|下略|待续|完|未完待续|网络|综合|本报|本台|本网|本刊|图片|资料图|图|文)$/;

const NO_NAME_MARK = /[，。；！？!?;:：“”"《》<>（）()【】]/;
const PARENTHESIS_LIMIT = 48;

/** How sure the place makes us: a line of its own or after a full sentence, or anywhere at the end of a text. */
type Confidence = 'expected' | 'anywhere';

/** The publisher's name in a piece of text that may name one (`来源：新华网 2022-03-05`, `新华社记者 张三`), or null. */
export function readPublisherName(raw: string, confidence: Confidence): string | null {
  if (raw.length > PARENTHESIS_LIMIT * 2) return null;
  let name = raw.trim();
  const label = SOURCE_LABEL.exec(name);
  if (label !== null) name = name.slice(label[0].length).trim();
  name = cutName(name);
  if (name === '' || [...name].length < 2 || name.length > 32 || NO_NAME_MARK.test(name)) return null;
  if (NO_PUBLISHER.test(name)) return null;
  if (!/\p{L}/u.test(name)) return null;
  const [first = '', ...people] = name.split(/\s+/);
  // 甲市文明网 张三 李四: the names of people behind the publisher's.
  const arePeople = people.length > 0 && people.every((person) => /^[\u4e00-\u9fff]{2,4}$/.test(person));
  if (arePeople && readPublisherName(first, confidence) !== null) return first;
  if (label !== null && label[1] !== '据') return name;
  if (KNOWN_NAME.test(name) || (SURE_NAME.test(name) && isNameShaped(name))) return name;
  if (confidence === 'expected' && LIKELY_NAME.test(name) && isNameShaped(name) && name.length <= 14)
    return name;
  return null;
}

/** A name has no verbs or particles in it; a phrase that happens to end like one does. */
function isNameShaped(name: string): boolean {
  if (/[的了是在将与和或被把等]/.test(name) && !/和平|太和|和田|共和|将乐/.test(name)) return false;
  if (/^\d/.test(name) && !/^(?:36氪|21世纪|9频道)/.test(name)) return false;
  return !/[a-z]/i.test(name) || name.split(/\s+/).length <= 5;
}

const SOURCE_LABEL =
  /^(?:(?:本文|稿件|信息|文章|新闻|内容|消息)?(?:来源|來源|出处|來自|来自|转自|原载|摘自|综合自)[:：|｜丨/\s于]\s*|(?:Source|Via|From)\s*[:|]\s*|(据)(?=.{2,12}(?:报道|消息)?$))/i;

/** The name ends where another field, a date or a person begins. */
function cutName(text: string): string {
  const [name = ''] = text.replace(PERSON, '').replace(DATE_OR_PAGE, '').split(FIELD_END);
  return name.replace(/^[·•\s\-—–]+|[·•\s\-—–。.]+$/g, '').trim();
}

const PERSON =
  /(?:特约|首席|见习|驻.{1,6})?(?:记者|記者|通讯员|通訊員|实习生|编辑|編輯|作者|责编|责任编辑|摄影|综合报道|报道|讯|电)(?:[\s:：/].*|$|(?<=[记記]者|[辑輯]|[员員]|生)[\u4e00-\u9fff、]{2,16}$)/;
const DATE_OR_PAGE = /\s*(?:\d{4}\s*[-年/.]|\d{1,2}月|第?\d+版|\d{4}$).*$/;
const FIELD_END = /\s{2,}|[|｜/、,，]|\s(?=\S{1,6}[:：])|\s[·•-]\s|[·•](?=[\u4e00-\u9fff])/;

const OPENERS: Record<string, string> = { '）': '（(', ')': '(（', '】': '【', ']': '[', '］': '［' };

/** The last parenthesis of a text that ends in one: its content and where its opening mark stands; null else. */
export function readEndParenthesis(text: string): { content: string; start: number } | null {
  let end = text.length;
  while (end > 0 && ' 　。.'.includes(text.charAt(end - 1))) end -= 1;
  const openers = OPENERS[text.charAt(end - 1)];
  if (openers === undefined) return null;
  let depth = 0;
  const closer = text.charAt(end - 1);
  for (let at = end - 1; at >= 0 && at >= end - PARENTHESIS_LIMIT - 2; at -= 1) {
    const mark = text.charAt(at);
    if (mark === closer || (closer !== ']' && closer !== '】' && (mark === ')' || mark === '）'))) depth += 1;
    else if (openers.includes(mark)) {
      depth -= 1;
      if (depth === 0) return { content: text.slice(at + 1, end - 1), start: at };
    }
  }
  return null;
}

const END_REMARK =
  /^(?:完|全文完|责任?编辑?.*|編輯.*|编辑.*|校对.*|审核.*|记者.*|記者.*|本报记者.*|作者.*|通讯员.*|文字?[:：/].*|图[:：/].*|摄影.*|实习生.*)$/;

/** Where a last remark in parentheses (of editor, reporter, 完) begins; the text's length where there is none. */
function beforeRemarks(text: string): number {
  let end = text.length;
  for (let count = 0; count < 3; count += 1) {
    const parenthesis = readEndParenthesis(text.slice(0, end));
    if (parenthesis === null || !END_REMARK.test(parenthesis.content.trim())) break;
    end = parenthesis.start;
  }
  return end;
}

const PICTURE_CREDIT = /(?:摄|攝|供图|供圖|制图|绘)\s*$/;
/** Behind the last sentence, without parentheses: 来源:滨河日报 */
const END_LABEL =
  /(?<![图圖片频数据料])(?:本文|稿件|信息|文章|新闻|内容|消息)?(?:来源|來源|转自|轉自|原载|出处|稿源)\s{0,2}[:：]\s{0,2}([^\s。，,;；:：（）()【】]{2,20})[\s。]*$/;

/** The publisher that a paragraph ends in, in parentheses, behind 来源 or between middle dots, and where the mark begins. */
export function findEndPublisher(whole: string): { name: string; start: number } | null {
  const text = whole.slice(0, beforeRemarks(whole));
  const parenthesis = readEndParenthesis(text);
  if (parenthesis !== null && !PICTURE_CREDIT.test(parenthesis.content)) {
    const before = text.slice(0, parenthesis.start).trimEnd();
    const expected = before === '' || /[。！？!?.…；;：:”’"」』）)]$/.test(before);
    const name = readPublisherName(parenthesis.content, expected ? 'expected' : 'anywhere');
    if (name !== null) return { name, start: parenthesis.start };
  }
  const labelled = END_LABEL.exec(text.slice(-48));
  if (labelled !== null) {
    const start = text.length - labelled[0].length;
    const isApart = start === 0 || /[。！？!?…⋯”"』」）)\]】#\s]/.test(text.charAt(start - 1));
    // Within a sentence only a name that could be no other thing's.
    const name = readPublisherName(`${isApart ? '来源：' : ''}${labelled[1] ?? ''}`, 'anywhere');
    if (name !== null) return { name, start };
  }
  const dots = /[·•]\s*([^·•。，\s]{2,16})\s*[·•]$/.exec(text.slice(-40));
  if (dots !== null) {
    const name = readPublisherName(dots[1] ?? '', 'expected');
    if (name !== null) return { name, start: text.length - dots[0].length };
  }
  const dash = /(?:——|—|--)\s*([^—。，\s-]{2,16})$/.exec(text.slice(-32));
  if (dash !== null && /[。！？”]\s*$/.test(text.slice(0, text.length - dash[0].length))) {
    const name = readPublisherName(dash[1] ?? '', 'anywhere');
    if (name !== null) return { name, start: text.length - dash[0].length };
  }
  return null;
}

const LABELLED =
  /(?:^|[\s)）\]|｜，,;；:\d])(?:本文|稿件|信息|文章|新闻|内容)?(?:来源|來源|转自|轉自|原载|出处|Source)(?:\s*[:：|｜丨]\s*|(?=[A-Z]))([^\s|｜][^|｜\n]{0,60})/i;

/** The publisher that a line of labels gives (`来源：新华网 作者：张三`, `2022-03-05 来源: 新京报 举报`), or null. */
export function findLabelledPublisher(text: string): string | null {
  const match = LABELLED.exec(text.slice(0, 200));
  if (match === null) return null;
  const value = (match[1] ?? '').trim().split(/\s+(?=[\u4e00-\u9fff])/)[0] ?? '';
  return readPublisherName(`来源：${value}`, 'expected');
}
