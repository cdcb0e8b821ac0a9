/** What both languages have a word for; a dimension each. */
const MEANINGS: readonly RegExp[] = [
  /桥|橋|bridge/giu,
  /地铁|地鐵|subway|metro/giu,
  /图书馆|圖書館|library/giu,
  /地震|earthquake|quake/giu,
  /医院|醫院|hospital/giu,
  /足球|football|soccer/giu,
  /比赛|夺冠|冠军|champion|won|winner/giu,
  /开放|开通|通车|opens?|opened/giu,
  /水库|水庫|reservoir/giu,
  /机器人|機器人|robots?/giu,
];
const REST = 8;

/** A model that knows ten things in Chinese and English, and of everything else how it is written. */
export function embedToy(text: string): number[] {
  const meanings = MEANINGS.map((meaning) => Math.sqrt(text.match(meaning)?.length ?? 0));
  const rest = new Array<number>(REST).fill(0);
  for (const character of text) rest[(character.codePointAt(0) ?? 0) % REST] = 1;
  return [...meanings.map((each) => each * 2), ...rest.map((each) => (each + 0.01) / 10)];
}
