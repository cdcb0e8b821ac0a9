const DIGITS = '零一二三四五六七八九';

/** A whole number below 1,000 in Chinese numerals: 105 is 一百零五. */
export function formatHanNumber(value: number): string {
  if (value < 10) return DIGITS.charAt(value);
  if (value < 20) return `十${value === 10 ? '' : DIGITS.charAt(value - 10)}`;
  if (value < 100)
    return `${DIGITS.charAt(Math.floor(value / 10))}十${value % 10 === 0 ? '' : DIGITS.charAt(value % 10)}`;
  const rest = value % 100;
  const hundreds = `${DIGITS.charAt(Math.floor(value / 100))}百`;
  if (rest === 0) return hundreds;
  if (rest < 10) return `${hundreds}零${DIGITS.charAt(rest)}`;
  return hundreds + (rest < 20 ? '一' : '') + formatHanNumber(rest);
}
