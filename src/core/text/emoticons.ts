import type { Span } from './sentences.ts';

const NO_EMOTICON = '超话|超話|图片|圖片|视频|視頻|影片|链接|連結|原文|来源|來源|注释|編按|编者';
// One character alone is often a nationality, a dynasty, a note or a number ([美]作者, [清], [注]).
const NO_SINGLE =
  '[美英法德日俄苏蘇韩韓朝印意西葡荷比瑞丹挪芬波捷匈奥奧希土以埃巴阿加墨智秘古澳新泰越缅緬菲马馬港台臺商周秦汉漢魏晋晉隋唐宋辽遼金元明清梁齐齊陈陳民注註译譯按图圖略附表原问問答甲乙丙丁上中下左右前后後一二三四五六七八九十]';
const KNOWN_SINGLE = '[心泪淚赞讚哼汗晕暈耶怒衰困吐笑哭哈爱愛嘻嘘噓酷囧色馋拜跪抱]';
// Others count where no name follows: at the end of a clause, or before another bracket.
const SINGLE = `(?!${NO_SINGLE}\\])\\p{Script=Han}(?=\\](?:[\\s。．！？!?，,；;、…~～)）”」\\[]|$))`;
// Latin words in brackets are an editor's ([he]): only known ones count.
const LATIN = '\\p{Script=Han}{0,2}(?:doge|ok|no|good|haha|cry|emm?|call)';
const EMOTICONS = new RegExp(
  `\\[(?!(?:${NO_EMOTICON})\\])(?:\\p{Script=Han}{2,4}|${KNOWN_SINGLE}|${SINGLE}|${LATIN})\\]`,
  'giu',
);

/** Emoticons in brackets ([可怜], [doge]), as Chinese social networks write them; not notes, footnotes or super-topics. */
export function findEmoticons(text: string): Span[] {
  return [...text.matchAll(EMOTICONS)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The text without its emoticons in brackets. */
export function stripEmoticons(text: string): string {
  return text.replace(EMOTICONS, '');
}
