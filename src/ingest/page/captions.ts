import { isCaptionNamed, isPictureNamed } from './hints.ts';
import type { Block } from './list-blocks.ts';
import { measure } from './measure.ts';
import type { PageElement } from './page-tree.ts';
import { countMarks } from './weigh-block.ts';

const PICTURE_CREDIT =
  /(?:\((?:Image|Photo|Foto|Picture|Credit|Quelle)s?\s*:[^)]{1,60}\)|©[^.]{0,60}|\/\s?(?:Getty Images|AFP|Reuters|AP|dpa|Shutterstock|iStock)\b[^.]{0,20}\)?)$|^(?:(?:Photos?|Fotos?|Images?|Bild|Titelbild|Pictures?|Credits?|Crédits? photos?|Photo credit|图片来源|图源|图|圖)\s*(?:[:：©]|by\s)|©)/i;
const LONGEST_CREDIT = 250;
const LONGEST_CAPTION = 400;
const LONGEST_BESIDE_PICTURE = 160;
const MOST_BESIDE_PICTURE = 40;
const LEAST_TELLING = 40;
const LEAST_WHOLE = 350;

/** A caption that says something: a sentence, not whose the picture is. */
export function isTellingCaption(text: string): boolean {
  return (
    measure(text) > LEAST_TELLING && /[.!?。！？…]["”』」)）]?$/.test(text) && !PICTURE_CREDIT.test(text)
  );
}

/** Pages of pictures have their text in the captions. */
export function isWholeText(text: string): boolean {
  return measure(text) > LEAST_WHOLE && countMarks(text) > 3;
}

/** What stands below a picture without being marked as its caption: a credit, or a short line in a box named for pictures. */
export function isUnmarkedCaption({ text, element }: Block): boolean {
  if (text.length > LONGEST_CAPTION) return false;
  if (text.length < LONGEST_CREDIT && PICTURE_CREDIT.test(text)) return true;
  if (text.length < LONGEST_HAN_CAPTION && HAN_CREDIT.test(text)) return true;
  let at: PageElement | null = element;
  for (let steps = 0; at !== null && steps < 3; at = at.parent, steps += 1) {
    if (at.name === 'body' || at.name === 'article' || at.children.length > 8) return false;
    if (isPictureNamed(at) && (text.length < LONGEST_BESIDE_PICTURE || isCaptionNamed(at))) return true;
  }
  return (
    text.length < LONGEST_BESIDE_PICTURE &&
    countMarks(text) < 2 &&
    element.name !== 'li' &&
    holdsPicture(element)
  );
}

const AROUND_PICTURE = new Set(['a', 'span', 'noscript', 'em', 'strong']);

/** 海口联合检查（通讯员林宇 摄）: Chinese captions end in whose the picture is. A sentence before it stays, as others do. */
const HAN_CREDIT =
  /^(?:图表?|圖表?)[:：][^。！？]*$|^[^。！？]*(?:(?:资料图片?|資料照片?|配图|供图|效果图|示意图|网络图|制图|攝影?|(?<!拍)摄影?)[)）】\]。]?|[/／╱][图圖攝摄].*)$/;
const LONGEST_HAN_CAPTION = 60;

function holdsPicture(element: PageElement): boolean {
  if (element.children.length > MOST_BESIDE_PICTURE) return false;
  return element.children.some(
    (child) =>
      typeof child !== 'string' &&
      (child.name === 'img' ||
        child.name === 'picture' ||
        (child.children.length < 3 && AROUND_PICTURE.has(child.name) && holdsPicture(child))),
  );
}
