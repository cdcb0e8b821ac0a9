/** A number as a text writes it. */
export interface Numeral {
  /** After its last character. */
  end: number;
  value: number;
  /** The worth of its last digit that is not a trailing zero: 1000 for 5.9万 and for 12,000. */
  precision: number;
  /** 余, 多, 来, 几 or 数 is part of it. */
  rough: boolean;
}

const DIGITS = /(\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(\.\d{1,10})?(?!\d)/y;
const CHINESE = /[〇零一二两三四五六七八九十百千万亿]{1,24}/y;
// 数百, 上千, 近万; 百余, 千多: a power without a digit.
const LEADING_ROUGH = /[几数上近超逾](?=[十百千万亿])/y;
const BARE_ROUGH = /[百千万][余多]/y;
const DIGIT_PAIR =
  /([一二两三四五六七八])([二三四五六七八九])([十百千万亿]{0,3})(?![〇零一二两三四五六七八九十百千万亿])/y;
const CHINESE_DECIMALS = /点([〇零一二三四五六七八九]{1,8})/y;
const ROUGH = /[余多来几]/y;
const CHINESE_MULTIPLIER =
  /(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|百(?!分)|千(?![米克瓦卡赫伏帕字兆]))/y;
const ENGLISH_MULTIPLIER =
  /[ -]?(hundred|thousand|million|billion|trillion|dozen|mln|bln|mn|bn|tn|trn)(?![a-z])|([km])(?![a-z0-9])/y;
const ENGLISH_WORDS =
  /(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](one|two|three|four|five|six|seven|eight|nine))?|(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|(one|an?)(?= (?:hundred|thousand|million|billion|trillion|dozen)))(?![a-z-])/y;

const CHINESE_DIGIT = new Map(
  [...'〇零一二三四五六七八九'].map((digit, index) => [digit, Math.max(0, index - 1)]),
);
CHINESE_DIGIT.set('两', 2);
const CHINESE_POWER = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['万', 1e4],
  ['亿', 1e8],
]);
const ENGLISH_VALUE = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index) => [word, index + 1]),
);
for (const [index, word] of 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').entries())
  ENGLISH_VALUE.set(word, (index + 2) * 10);
const ENGLISH_POWER = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['mln', 1e6],
  ['mn', 1e6],
  ['m', 1e6],
  ['billion', 1e9],
  ['bln', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['trn', 1e12],
  ['tn', 1e12],
]);

/** Matches a sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

/**
 * Reads the number that begins at `position` of an aligned text (see align-text.ts): digits or Chinese or English words, with
 * multipliers. `money` lets a bare m mean millions. Null where none begins there.
 */
export function readNumeral(text: string, position: number, money = false): Numeral | null {
  return readDigits(text, position, money) ?? readChinese(text, position) ?? readEnglishWords(text, position);
}

/** The value of a text that is one exact number and nothing else; null for any other, such as 三五 or 数十. */
export function readWholeNumeral(text: string): number | null {
  const numeral = readNumeral(text, 0);
  return numeral?.end === text.length && !numeral.rough ? numeral.value : null;
}

function readDigits(text: string, position: number, money: boolean): Numeral | null {
  const first = matchAt(DIGITS, text, position);
  if (!first) return null;
  let end = position + first[0].length;
  let value = Number(first[0].replaceAll(',', ''));
  let precision = precisionOf(first[1] ?? '', first[2] ?? '');
  const roughBefore = text.charAt(end) === ' ' ? null : matchAt(ROUGH, text, end);
  let rough = false;
  const afterRough = end + (roughBefore ? 1 : 0);
  const afterSpace = text.charAt(afterRough) === ' ' ? afterRough + 1 : afterRough;
  const chinese = matchAt(CHINESE_MULTIPLIER, text, afterSpace);
  if (chinese) {
    const power = chinesePower(chinese[0]);
    end = afterSpace + chinese[0].length;
    value *= power;
    precision *= power;
    rough = roughBefore !== null;
    const smaller = readSmaller(text, end, power);
    if (smaller) {
      value += smaller.value;
      precision = smaller.precision;
      end = smaller.end;
    }
  } else if (roughBefore) {
    end = afterRough;
    rough = true;
  } else {
    const english = matchAt(ENGLISH_MULTIPLIER, text, end);
    if (english && (english[1] || money || isMillions(english[2] ?? '', text, end + english[0].length))) {
      const power = ENGLISH_POWER.get(english[1] ?? english[2] ?? '') ?? 1;
      end += english[0].length;
      value *= power;
      precision *= power;
    }
  }
  if (!rough && matchAt(ROUGH, text, end)) {
    end += 1;
    rough = true;
  }
  return { end, value: tidy(value), precision, rough };
}

/** 5000万 after 3亿: the rest of a number that is written in steps. */
function readSmaller(text: string, position: number, power: number): Numeral | null {
  if (power < 1e4) return null;
  const digits = matchAt(DIGITS, text, position);
  if (!digits || digits[2]) return null;
  const rest = Number(digits[0].replaceAll(',', ''));
  const multiplier = matchAt(CHINESE_MULTIPLIER, text, position + digits[0].length);
  const restPower = multiplier ? chinesePower(multiplier[0]) : 1;
  if (rest * restPower >= power) return null;
  return {
    end: position + digits[0].length + (multiplier?.[0].length ?? 0),
    value: rest * restPower,
    precision: precisionOf(digits[1] ?? '', '') * restPower,
    rough: false,
  };
}

/** 10k is ten thousand; 1.5m is 1.5 million before people and the like, and metres elsewhere. */
function isMillions(letter: string, text: string, position: number): boolean {
  return (
    letter === 'k' ||
    /^ (?:people|users|customers|copies|jobs|homes|tonnes|tons|barrels|children|workers|viewers|votes)/.test(
      text.slice(position, position + 12),
    )
  );
}

function readChinese(text: string, position: number): Numeral | null {
  const pair = readPair(text, position);
  if (pair) return pair;
  const leadsRough = matchAt(LEADING_ROUGH, text, position) !== null;
  const start = leadsRough ? position + 1 : position;
  const match = matchAt(CHINESE, text, start);
  if (!match) return null;
  const isBare = leadsRough || matchAt(BARE_ROUGH, text, position) !== null;
  const parsed = parseChinese(match[0], isBare);
  if (!parsed) return null;
  let { value, length } = parsed;
  // Several hundred are up to nine hundred.
  const several = /[几数]/.test(text.charAt(position)) ? 9 : 1;
  let precision = precisionOf(String(value), '') * several;
  let end = start + length;
  const decimals = length === match[0].length ? matchAt(CHINESE_DECIMALS, text, end) : null;
  if (decimals) {
    const fraction = [...(decimals[1] ?? '')].map((digit) => CHINESE_DIGIT.get(digit) ?? 0).join('');
    value = Number(`${value}.${fraction}`);
    precision = 10 ** -fraction.length;
    end += decimals[0].length;
    const multiplier = matchAt(CHINESE_MULTIPLIER, text, end);
    if (multiplier) {
      value *= chinesePower(multiplier[0]);
      precision *= chinesePower(multiplier[0]);
      end += multiplier[0].length;
    }
  }
  let rough = leadsRough;
  if (matchAt(ROUGH, text, end)) {
    rough = true;
    end += 1;
    const multiplier = matchAt(CHINESE_MULTIPLIER, text, end);
    if (multiplier && value < 1e4) {
      value *= chinesePower(multiplier[0]);
      precision *= chinesePower(multiplier[0]);
      end += multiplier[0].length;
    }
  }
  return { end, value: tidy(value), precision, rough };
}

/** 两三天, 七八十人, 三五个: two digits side by side are rough. */
function readPair(text: string, position: number): Numeral | null {
  const match = matchAt(DIGIT_PAIR, text, position);
  if (!match) return null;
  const first = CHINESE_DIGIT.get(match[1] ?? '') ?? 0;
  const second = CHINESE_DIGIT.get(match[2] ?? '') ?? 0;
  if (second !== first + 1 && match[1] !== '三') return null;
  const power = chinesePower(match[3] ?? '');
  return { end: position + match[0].length, value: first * power, precision: power, rough: true };
}

/** The longest well-formed number that the run begins with: 三千二百万, 一百零五, 二〇二二, 十五. */
function parseChinese(run: string, bare: boolean): { value: number; length: number } | null {
  const digits = /^[〇零一二三四五六七八九]{2,}/.exec(run)?.[0] ?? '';
  // 三五个 is a few, 一二线 two kinds: only a year is written digit by digit.
  if (digits.length === 4)
    return {
      value: Number([...digits].map((digit) => CHINESE_DIGIT.get(digit) ?? 0).join('')),
      length: digits.length,
    };
  let hundredMillions = 0;
  let tenThousands = 0;
  let section = 0;
  let digit: number | null = null;
  let length = 0;
  for (const character of run) {
    const power = CHINESE_POWER.get(character);
    if (power === undefined) {
      if (digit !== null && digit !== 0) break;
      digit = CHINESE_DIGIT.get(character) ?? 0;
    } else {
      const isBare = digit === null && section === 0;
      // 十 alone is ten; 百, 千, 万 and 亿 need something before them.
      if (isBare && power !== 10 && !(bare && length === 0) && (power < 1e8 || tenThousands === 0)) break;
      const amount = section + (digit ?? 0) || (isBare && tenThousands > 0 ? 0 : 1);
      if (power < 1e4) section += (digit ?? 1) * power;
      else section = 0;
      if (power === 1e4) tenThousands = amount * power;
      if (power === 1e8) {
        hundredMillions = (hundredMillions + tenThousands + amount) * power;
        tenThousands = 0;
      }
      digit = null;
    }
    length += 1;
  }
  return length === 0 ? null : { value: hundredMillions + tenThousands + section + (digit ?? 0), length };
}

function readEnglishWords(text: string, position: number): Numeral | null {
  if (position > 0 && /[a-z0-9]/.test(text.charAt(position - 1))) return null;
  const match = matchAt(ENGLISH_WORDS, text, position);
  if (!match) return null;
  const [whole, tens, ones, small, single] = match;
  let value = single
    ? 1
    : (ENGLISH_VALUE.get(tens ?? small ?? '') ?? 0) + (ENGLISH_VALUE.get(ones ?? '') ?? 0);
  let end = position + whole.length;
  let precision = 1;
  const multiplier = matchAt(ENGLISH_MULTIPLIER, text, end);
  if (multiplier?.[1]) {
    precision = ENGLISH_POWER.get(multiplier[1]) ?? 1;
    value *= precision;
    end += multiplier[0].length;
  }
  return { end, value, precision, rough: false };
}

function chinesePower(word: string): number {
  return [...word].reduce((power, character) => power * (CHINESE_POWER.get(character) ?? 1), 1);
}

function precisionOf(whole: string, fraction: string): number {
  if (fraction.length > 1) return 10 ** -(fraction.length - 1);
  let zeros = 0;
  for (let index = whole.length - 1; index > 0; index -= 1) {
    const character = whole.charAt(index);
    if (character === '0') zeros += 1;
    else if (character !== ',') break;
  }
  return 10 ** zeros;
}

/** Without the noise of binary fractions: 34.6 × 10,000 is 346,000. */
function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(14));
}
