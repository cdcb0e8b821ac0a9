import type { Replacement } from './align-words.ts';
import { isHanName } from './han-names.ts';
import { FAMILY_NAMES } from './name-words.ts';
import type { Word } from './read-words.ts';

// The characters that names of other languages are written with, most of them in few other words.
const SOUNDS = new Set(
  '阿埃艾爱安昂奥巴拜班邦贝本比彼毕宾波伯勃博布查达戴丹道德登邓迪蒂杜多厄恩尔法凡菲费芬丰弗佛福夫盖冈戈格贡古瓜圭哈海汉豪赫亨胡霍基吉加贾杰金卡凯坎康考柯科克肯库奎昆拉莱赖兰朗劳勒雷蕾里丽利莉廖列林琳隆卢鲁伦罗洛吕玛马迈曼芒梅门蒙米密明摩莫默姆穆纳娜奈南内尼妮宁纽努诺欧帕派庞佩彭皮平珀普奇齐恰乔钦琼丘让热荣茹儒瑞若萨赛桑瑟森沙莎山尚绍舍申圣施史舒朔斯丝思苏所索塔泰坦汤唐陶特滕提廷图托万旺威维韦魏温沃乌武西希悉锡夏肖谢辛欣休许雅亚延扬耶叶伊宜因英尤于约宰赞泽詹章珍朱兹卓佐',
);
const COMPOUND = /^(?:欧阳|司马|诸葛|上官|夏侯|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|端木|东方|独孤|南宫)/u;
const LONGEST = 8;

/**
 * A person's name that stands in a claim in the place of something else, and of which the sources (folded) have nothing; null where what was
 * replaced tells of none. For claims that are else nearly as their source: a name is told by its family name or by the sounds it is
 * written with, which other words have too.
 */
export function findNewHanName(
  { claimed, source }: Replacement,
  sources: readonly string[],
  isTransliterationTold: boolean,
): string | null {
  if (claimed.length > LONGEST || !claimed.every(({ kind }) => kind === 'han')) return null;
  const to = trimShared(textOf(claimed), textOf(source));
  if (to.length < 2 || to.length > LONGEST) return null;
  const isName =
    isKnownName(to, claimed) ||
    isChineseName(to, claimed) ||
    (isTransliterationTold && isTransliterated(to, claimed));
  return isName && isNew(to, sources) ? to : null;
}

function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('');
}

/** Without what both have at the beginning and the end: jieba may part the words around a name otherwise. */
function trimShared(one: string, other: string): string {
  let start = 0;
  while (start < one.length && one.charAt(start) === other.charAt(start)) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one.charAt(one.length - 1 - end) === other.charAt(other.length - 1 - end)
  )
    end += 1;
  return one.slice(start, one.length - end);
}

/** Three characters or more that the dictionary has as a person's or a place's name. */
function isKnownName(text: string, words: readonly Word[]): boolean {
  return words.some((word) => word.text.length >= 3 && text.includes(word.text) && isHanName(word));
}

/** A family name and one or two characters more, which are no word of the dictionary together. */
function isChineseName(text: string, words: readonly Word[]): boolean {
  const isCompound = COMPOUND.test(text);
  if (text.length > (isCompound ? 4 : 3) || !(isCompound || FAMILY_NAMES.has(text.charAt(0)))) return false;
  const first = words.find((word) => text.startsWith(word.text) || word.text.startsWith(text));
  return first !== undefined && /^(?:nr|x|zg|q|ng|g)/.test(first.tag);
}

/** Three characters or more, all of them sounds, of a word that the dictionary does not have or has as a name. */
function isTransliterated(text: string, words: readonly Word[]): boolean {
  return words.some(
    ({ text: word, tag }) =>
      text.includes(word) &&
      word.length >= 3 &&
      /^(?:nr|x)/.test(tag) &&
      [...word].every((character) => SOUNDS.has(character)),
  );
}

/** No two characters of it stand side by side in a source. */
function isNew(text: string, sources: readonly string[]): boolean {
  for (let at = 0; at + 2 <= text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    if (sources.some((source) => source.includes(pair))) return false;
  }
  return true;
}
