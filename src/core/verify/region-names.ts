import { foldText } from '../text/fold.ts';
import type { Word } from './read-words.ts';

/** Names of a country beside those that Intl knows: what it is called for short, its people, its seat of government. */
const ALIASES: Record<string, string> = {
  CN: 'chinese beijing prc 中 我国 全国 国家 国务院 中共 人民币 华 中华 北京',
  US: 'usa u.s u.s.a america american americans washington 美 美利坚 华盛顿 白宫',
  GB: 'uk u.k britain british briton britons english england scotland scottish welsh wales london westminster 英 英格兰 苏格兰 威尔士 伦敦 不列颠',
  FR: 'french frenchman paris 法 法兰西 巴黎',
  DE: 'german germans berlin 德 德意志 柏林',
  RU: 'russian russians soviet ussr moscow kremlin 俄 俄国 俄军 苏联 苏 莫斯科',
  JP: 'japanese tokyo 日 东京',
  KR: 'korea korean koreans seoul 韩 南韩 朝鲜 首尔',
  KP: 'korea korean koreans pyongyang 朝 北韩 韩 平壤',
  IN: 'indian indians delhi 印 新德里',
  AU: 'australian australians canberra sydney 澳 澳洲 堪培拉 悉尼',
  CA: 'canadian canadians ottawa 加 渥太华',
  IT: 'italian italians rome roman 意 罗马',
  ES: 'spanish spaniard spaniards madrid 西 马德里',
  PT: 'portuguese lisbon 葡 里斯本',
  NL: 'dutch holland hague amsterdam 荷 尼德兰 海牙',
  BE: 'belgian belgians brussels 比 布鲁塞尔',
  CH: 'swiss geneva bern 瑞 日内瓦',
  SE: 'swedish swede swedes stockholm 瑞 瑞典',
  NO: 'norwegian norwegians oslo 挪',
  DK: 'danish dane danes copenhagen 丹',
  FI: 'finnish finn finns helsinki 芬',
  PL: 'polish pole poles warsaw 波 华沙',
  AT: 'austrian austrians vienna 奥 维也纳',
  HU: 'hungarian budapest 匈 布达佩斯',
  CZ: 'czech czechia prague bohemia 捷 布拉格',
  GR: 'greek greeks hellenic athens 希 雅典',
  TR: 'turkey turkish turks turk ottoman ankara 土 奥斯曼 安卡拉',
  UA: 'ukrainian ukrainians kyiv kiev 乌 基辅',
  IL: 'israeli israelis jerusalem 以 以军 耶路撒冷',
  PS: 'palestine palestinian palestinians gaza 巴 加沙',
  IR: 'iranian iranians persia persian tehran 伊 波斯 德黑兰',
  IQ: 'iraqi iraqis baghdad 伊 巴格达',
  SA: 'saudi saudis riyadh 沙特 沙 利雅得',
  EG: 'egyptian egyptians cairo 埃 开罗',
  ZA: 'african pretoria 南非',
  BR: 'brazilian brazilians brasilia 巴 巴西利亚',
  AR: 'argentine argentinian argentinians aires 阿 阿根廷',
  MX: 'mexican mexicans 墨',
  PK: 'pakistani pakistanis islamabad 巴 巴铁',
  AF: 'afghan afghans kabul 阿 喀布尔',
  TH: 'thai thais siam bangkok 泰 曼谷 暹罗',
  VN: 'vietnamese hanoi 越 河内',
  SG: 'singaporean singaporeans 新 星洲',
  MY: 'malay malaysian malaysians 马 马来',
  ID: 'indonesian indonesians jakarta 印尼 雅加达',
  PH: 'philippine filipino filipinos manila 菲 马尼拉',
  TW: 'taiwanese taipei formosa 台 台北 中华民国',
  HK: 'hongkong 香港 港',
  MO: 'macau macao macanese 澳门 澳',
  IE: 'irish dublin 爱 都柏林',
  NZ: 'zealander zealanders wellington 新 纽西兰',
  MM: 'burma burmese 缅',
  SY: 'syrian syrians damascus 叙 大马士革',
};
// First names, words and parts of other names as well.
const AMBIGUOUS = new Set([
  'georgia',
  'jordan',
  'chad',
  'jersey',
  'niger',
  'mali',
  'guinea',
  'dominica',
  'cuba',
  'reunion',
]);

interface RegionNames {
  /** Code of each whole name that says which region is meant. */
  codes: Map<string, string>;
  /** All that a source may call a region, by code. */
  names: Map<string, string[]>;
  /** The most words that an English name has. */
  longest: number;
}

let regions: RegionNames | undefined;

function getRegions(): RegionNames {
  regions ??= buildRegions();
  return regions;
}

function buildRegions(): RegionNames {
  const codes = new Map<string, string>();
  const names = new Map<string, string[]>();
  const displays = ['en', 'zh-Hans', 'zh-Hant'].map(
    (locale) => new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }),
  );
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const every = letters.flatMap((first) => letters.map((second) => first + second));
  // Codes out of use (DD) bear the names of those in use: the ones with other names come first.
  for (const code of new Set([...Object.keys(ALIASES), ...every])) {
    const known = displays.flatMap((display) => display.of(code) ?? []).map(foldText);
    if (
      known.length === 0 ||
      known.every((name) => codes.has(name)) ||
      /^(?:QO|EU|EZ|UN|XA|XB|ZZ)$/.test(code)
    )
      continue;
    names.set(code, [...known, ...(ALIASES[code]?.split(' ') ?? [])]);
    for (const name of known) if (!AMBIGUOUS.has(name) && !codes.has(name)) codes.set(name, code);
  }
  const longest = Math.max(...[...codes.keys()].map((name) => name.split(' ').length));
  return { codes, names, longest };
}

/** The countries and territories that a text names in full, each with the name it is given there (folded). */
export function findRegions(words: readonly Word[]): Map<string, string> {
  const { codes, longest } = getRegions();
  const found = new Map<string, string>();
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word || (word.kind === 'latin' && !word.capital)) continue;
    for (let length = word.kind === 'latin' ? longest : 1; length > 0; length -= 1) {
      const name = words
        .slice(index, index + length)
        .map(({ text }) => text)
        .join(' ');
      const code = codes.get(name);
      if (code === undefined) continue;
      found.set(code, name);
      index += length - 1;
      break;
    }
  }
  return found;
}

/** All that a region is called, in every language, folded. */
export function namesOfRegion(code: string): readonly string[] {
  return getRegions().names.get(code) ?? [];
}

/** The regions that an English word is an adjective, a people or a short name of: British, America. */
export function regionsOfWord(text: string): string[] {
  return Object.keys(ALIASES).filter((code) => ALIASES[code]?.split(' ').includes(text));
}

/** Whether a text (folded) names a region by any of its names, in any of the languages, or by what belongs to it. */
export function mentionsRegion(code: string, folded: string, words: readonly Word[]): boolean {
  const texts = new Set(words.flatMap(({ text }) => [text, ...text.split('-')]));
  // The US, not us.
  if (code === 'US' && words.some(({ text, capital }) => text === 'us' && capital)) return true;
  return namesOfRegion(code).some((name) => {
    if (/^\p{ASCII}+$/u.test(name)) return name.includes(' ') ? folded.includes(name) : hasStem(name, texts);
    return name.length > 1 ? folded.includes(name) : words.some((word) => isAbbreviated(name, word));
  });
}

function hasStem(name: string, texts: ReadonlySet<string>): boolean {
  if (texts.has(name)) return true;
  // Algerian of Algeria, Kenyans of Kenya.
  const stem = name.replace(/(?:ia|a|y|e|o)$/, '');
  return (
    stem.length >= 4 && [...texts].some((text) => text.startsWith(stem) && text.length <= name.length + 4)
  );
}

/** 美军, 中美, 赴日: one character for a country, in a short word of nouns. */
function isAbbreviated(character: string, { text, kind, tag }: Word): boolean {
  if (kind !== 'han' || text.length > 3 || !text.includes(character)) return false;
  return (
    /^(?:n|j|ns|nz|nt|nr|f|vn|b|v|q|r|g|l)/.test(tag) && !/^(?:中间|中心|其中|日期|今日|每日|生日)/.test(text)
  );
}
