import { compareEntities, type EntityType, QUOTES, SPLITTABLE, type TextEntity } from './text-entity.ts';

/** A few of the many endings that make a bare host a link; enough to see that a text would become one. */
const ENDINGS = new Set(
  'ai app art biz blog cc ch cn co com de dev edu eu fr gov hk icu info io jp kr live me mil mobi net news online org ru sg shop site su tech today tv tw uk us vip wiki work world xyz'.split(
    ' ',
  ),
);
const URL_WITH_SCHEME =
  /\b(?:https?|ftp|tg|ton|tonsite):\/\/[^\s<>"'`，。、；：！？（）《》「」『』【】“”‘’]+/gi;
const HOST_LIKE = /[A-Za-z0-9.@_+-]+(?:[/?#:][^\s<>"'`，。、；：！？（）《》「」『』【】“”‘’]*)?/g;
const MENTION = /(?<![A-Za-z0-9_/])@[A-Za-z][A-Za-z0-9_]{3,31}(?![A-Za-z0-9_])/g;
const HASHTAG = /(?<![\p{L}\p{N}_])[#＃][\p{L}\p{M}\p{N}_·]{1,255}/gu;
const COMMAND = /(?<![A-Za-z0-9_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![A-Za-z0-9_/])/g;

/** What Telegram makes clickable by itself: addresses, mentions, hashtags and commands outside links and code. */
export function findAutomaticEntities(text: string, given: readonly TextEntity[]): TextEntity[] {
  const taken = given.filter((entity) => !SPLITTABLE.has(entity.type) && !QUOTES.has(entity.type));
  const found = [
    ...matches(text, URL_WITH_SCHEME, 'url'),
    ...hosts(text),
    ...matches(text, MENTION, 'mention'),
    ...matches(text, HASHTAG, 'hashtag').filter(({ offset, length }) =>
      /[^\d#＃_]/u.test(text.slice(offset, offset + length)),
    ),
    ...matches(text, COMMAND, 'bot_command'),
  ].sort(compareEntities);
  const verbatimOrLinked = [...taken].sort(compareEntities);
  const result: TextEntity[] = [];
  let end = 0;
  let next = 0;
  for (const entity of found) {
    if (entity.offset < end) continue;
    while (next < verbatimOrLinked.length && endOf(verbatimOrLinked[next]) <= entity.offset) next += 1;
    const other = verbatimOrLinked[next];
    if (other !== undefined && other.offset < entity.offset + entity.length) continue;
    result.push(entity);
    end = entity.offset + entity.length;
  }
  return result;
}

function endOf(entity: TextEntity | undefined): number {
  return entity === undefined ? Number.POSITIVE_INFINITY : entity.offset + entity.length;
}

function matches(text: string, pattern: RegExp, type: EntityType): TextEntity[] {
  return [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
}

/** Bare hosts (`news.example.com/a`) and e-mail addresses. */
function hosts(text: string): TextEntity[] {
  return [...text.matchAll(HOST_LIKE)].flatMap((match): TextEntity[] => {
    const whole = match[0].replace(/[.,:;!?]$/, '');
    const [authority = ''] = whole.split(/[/?#:]/, 1);
    const at = authority.lastIndexOf('@');
    const labels = authority.slice(at + 1).split('.');
    const isHost =
      labels.length > 1 &&
      labels.every((label) => /^[A-Za-z0-9-]{1,63}$/.test(label)) &&
      ENDINGS.has(labels.at(-1)?.toLowerCase() ?? '');
    if (!isHost) return [];
    if (at > 0) return [{ type: 'email', offset: match.index, length: authority.length }];
    return at === 0 ? [] : [{ type: 'url', offset: match.index, length: whole.length }];
  });
}
