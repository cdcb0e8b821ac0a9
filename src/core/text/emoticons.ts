import type { Span } from './sentences.ts';

// One character alone is more often a nationality or a note ([美], [注]), Latin words an editor's ([he]): only known ones count.
const EMOTICONS =
  /\[(?!(?:超话|超話|图片|圖片|视频|視頻|影片|链接|連結|原文|来源|來源|注释|編按|编者)\])(?:\p{Script=Han}{2,4}|[心泪淚赞讚哼汗晕暈耶怒衰困吐笑哭哈爱愛嘻嘘噓酷囧色馋拜跪抱]|doge|ok|no|good|haha|cry|emm?)\]/giu;

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
