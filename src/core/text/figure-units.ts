/** What a unit measures: amounts agree only within one dimension. `factor` converts to its base unit. */
export interface Measure {
  dimension: string;
  factor: number;
}

/** Plain counting: people, things, times. Its measure words stand for one another. */
export const COUNT: Measure = { dimension: 'count', factor: 1 };

const table = new Map<string, Measure>();

function define(dimension: string, units: Record<string, number>): void {
  for (const [names, factor] of Object.entries(units))
    for (const name of names.split(' ')) table.set(name, { dimension, factor });
}

define('length', {
  '公里 千米 ㎞ km kms kilometre kilometres kilometer kilometers': 1000,
  '米 公尺 m metre metres meter meters': 1,
  '厘米 公分 ㎝ cm centimetre centimetres centimeter centimeters': 0.01,
  '毫米 ㎜ mm millimetre millimetres millimeter millimeters': 0.001,
  海里: 1852,
  '英里 mile miles': 1609.344,
  '英尺 foot feet ft': 0.3048,
  '码 yard yards yd yds': 0.9144,
  '英寸 inch inches': 0.0254,
  里: 500,
});
define('area', {
  '平方公里 平方千米 ㎢ km2': 1e6,
  平方英里: 2589988.110336,
  平方英尺: 0.09290304,
  '平方厘米 平方公分': 1e-4,
  平方毫米: 1e-6,
  '公顷 hectare hectares': 1e4,
  '平方米 平米 平方 m2 ㎡': 1,
  亩: 10000 / 15,
  'acre acres': 4046.8564224,
});
define('volume', {
  '立方米 立方 方 m3': 1000,
  立方公里: 1e12,
  '立方厘米 立方公分': 0.001,
  立方英尺: 28.316846592,
  '升 公升 litre litres liter liters': 1,
  '毫升 ml': 0.001,
  'barrel barrels 桶': 158.987294928,
});
define('mass', {
  '吨 公吨 tonne tonnes ton tons': 1000,
  '公斤 千克 ㎏ kg kgs kilogram kilograms kilo kilos': 1,
  斤: 0.5,
  '克 g gram grams': 0.001,
  '毫克 ㎎ mg': 1e-6,
  微克: 1e-9,
  'lb lbs': 0.45359237,
});
define('power', { '瓦 w': 1, '千瓦 kw': 1e3, '兆瓦 mw megawatts': 1e6, '吉瓦 gw gigawatts': 1e9 });
define('energy', { '千瓦时 kwh 度电': 1, '兆瓦时 mwh': 1e3 });
define('hours', {
  '小时 钟头 hour hours hr hrs': 3600,
  '分钟 minute minutes min mins': 60,
  '秒 秒钟 second seconds': 1,
});
define('days', { '天 day days': 1, '周 星期 礼拜 week weeks': 7 });
define('years', { '年 周年 载 year years': 12, '个月 month months': 1 });
define('age', { '岁 周岁 歲': 1 });
define('degree', { '℃ °c 摄氏度': 1 });
define('fahrenheit', { '℉ °f 华氏度': 1 });
define('度', { 度: 1 });
define('grade', { 级: 1 });
define('times', { 倍: 1 });
define('points', { '点 point points': 1 });
define('visits', { '人次 架次 车次 班次': 1 });
define('household', { 户: 1 });
define('bytes', { gb: 1e9, mb: 1e6, tb: 1e12 });
define('speed', { 'km/h kmh 公里/小时': 1, mph: 1.609344 });

const COUNTERS =
  '名 人 位 个 家 所 支 场 次 件 项 起 例 辆 架 艘 台 套 部 只 条 张 份 本 册 篇 座 栋 幢 间 层 块 片 处 批 届 期 轮 股 手 排 步 号 字 字节 页 种 类 组 队 对 双 把 根 棵 株 头 匹 口 款 枚 粒 颗 门 节 课时 课 句 首 幅 封 笔 单 宗 桩 版 集 季 站 趟 班 代 员 村 镇 乡 县 市 省 国 校 院 处 厂 店 盏 面 道 顶 堂 幕 局 盘 杯 瓶 碗 箱 袋 盒 包 车 船 床 席 票 分 季度 年级 学期 阶段';
for (const counter of COUNTERS.split(' ')) if (!table.has(counter)) table.set(counter, COUNT);
table.set('分', { dimension: 'score', factor: 1 });

// A measure word and the characters that make another word of it: 800根据, 5家庭, 3分别.
const OTHER_WORDS: Record<string, string> = {
  个: '别体性',
  人: '均工类民口物才士',
  位: '于居置列数',
  名: '为叫称单额义牌字誉',
  家: '庭长里电具乡属用园居教政族装务境',
  所: '有以谓在需属',
  场: '馆地所景面',
  次: '于日要',
  件: '均',
  项: '目链',
  起: '到来诉草步飞',
  条: '件例款约',
  部: '分门署长委级队落件属',
  只: '有要能是为需会好得用剩',
  张: '家贴',
  本: '次届月年人报周地科期轮土来身案级金质',
  层: '次级面',
  处: '理于罚置分长方境在',
  批: '准评发示复量',
  期: '间待望末货限刊盼',
  股: '票市份东民价',
  手: '机术工续段法指里游下动',
  步: '行伐入骤',
  号: '召称码角',
  种: '植子族养田',
  类: '似型别',
  组: '织成建长委合团',
  队: '员长友列',
  对: '于此手比接外象方应面策标口',
  把: '握关脉',
  根: '据本源',
  头: '部发条盔脑像晕痛疼',
  口: '罩岸号碑腔感味径',
  门: '店票户口',
  集: '团中体合成会资结市聚群装',
  季: '节后军',
  站: '点台在长稳上立出',
  班: '级长主车',
  代: '表码替理价',
  员: '工',
  国: '家内际有产外务防企庆民',
  省: '委级',
  市: '民场委值区级长',
  县: '级委城长',
  校: '园区长友方',
  院: '士长内校',
  车: '辆主间站道牌型展队厢祸企市位',
  面: '对积临向板值世前',
  道: '路德歉口具理教',
  局: '长面势部限',
  席: '位卷',
  票: '房价据务选',
  单: '位独价纯身日元打曲品项车笔场季',
  台: '湾风阶词北州中上球积',
  套: '餐路利现装',
  份: '额',
  版: '权本块面',
  包: '括含装裹容邮围袱',
  点: '击赞评燃名缀滴火',
  分: '别为成析布享之工公局行组校院',
  天: '然气空津下猫府河',
  年: '龄轻终货会级代鉴薪报',
  级: '别',
  户: '外型籍口主',
  里: '程面',
  平方: '英码分厘毫公千',
  立方: '英码分厘毫公千',
  度: '假过数日',
  升: '级至到高降旗学格温空值',
  方: '面案便法式向针能可才',
  周: '边围末期年',
  桶: '装',
};

/** Whether what looks like a unit begins another word with the character after it. */
export function isOtherWord(unit: string, following: string): boolean {
  return following !== '' && (OTHER_WORDS[unit]?.includes(following) ?? false);
}

const CURRENCIES: Record<string, string> = {
  CNY: '人民币元 元人民币 人民币 元 块钱 圆 yuan renminbi rmb cny',
  USD: '美元 美金 us$ usd',
  $: '$ dollars dollar',
  HKD: '港元 港币 hk$ hkd',
  TWD: '新台币 台币 nt$ twd',
  EUR: '欧元 € euros euro eur',
  GBP: '英镑 £ pounds pound gbp',
  JPY: '日元 日圆 円 yen jpy',
  '¥': '¥ ￥',
  KRW: '韩元 ₩ won krw',
  RUB: '卢布 roubles rubles rouble ruble rub',
  INR: '卢比 ₹ rupees rupee rs inr',
  AUD: '澳元 a$ aud',
  CAD: '加元 c$ cad',
  SGD: '新加坡元 新元 s$ sgd',
  CHF: '瑞士法郎 瑞郎 francs chf',
  'CNY/100': '分钱',
  'CNY/10': '角 毛钱',
  cent: 'cents cent',
  pence: 'pence p',
};
for (const [currency, names] of Object.entries(CURRENCIES))
  for (const name of names.split(' ')) table.set(name, { dimension: `money ${currency}`, factor: 1 });
table.set('角', { dimension: 'money CNY', factor: 0.1 });
table.set('分钱', { dimension: 'money CNY', factor: 0.01 });

/** What a unit, as an aligned text writes it, measures. Unknown ones count things. */
export function measureOf(unit: string): Measure {
  return table.get(unit) ?? COUNT;
}

const byLength = (one: string, other: string) => other.length - one.length;
const escapePattern = (unit: string) => unit.replace(/[$.*+?^()[\]{}|\\/]/g, '\\$&');
const units = [...table.keys()].sort(byLength);
const chinese = units.filter((unit) => /\p{Script=Han}|[℃℉°㎡㎢㎞㎝㎜㎏㎎]/u.test(unit));
const latin = units.filter((unit) => /^[a-z]/.test(unit) && !unit.endsWith('$'));
const prefixes = units.filter(
  (unit) => /[$€£¥￥₩₹]$/.test(unit) || /^(?:usd|rmb|cny|eur|gbp|hkd|人民币|新台币|港币)$/.test(unit),
);

/** Sticky patterns of the units after and the currencies before a number, in an aligned text. */
export const CHINESE_UNIT = new RegExp(` ?(${chinese.map(escapePattern).join('|')})`, 'y');
export const LATIN_UNIT = new RegExp(`[ -]?(${latin.map(escapePattern).join('|')})(?![a-z0-9])`, 'y');
export const CURRENCY_BEFORE = new RegExp(`(${prefixes.map(escapePattern).join('|')}) ?`, 'y');
