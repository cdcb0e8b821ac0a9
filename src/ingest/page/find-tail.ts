import type { Block } from './list-blocks.ts';
import { countMarks, linkDensity } from './weigh-block.ts';

const LONGEST_MARKER = 60;
/** Prose, as measure counts: less before comments is a lead above a bar of buttons. */
const LEAST_BEFORE = 250;
/** Share of the prose that stands before a list of other articles. */
const MOST_OF_IT = 0.75;
/** Each is compared with all blocks. */
const MOST_MARKERS = 8;
const LEAST_PAIRS = 3;
const LEAST_LINK = 15;
const LONGEST_TEASER = 500;
/** Lines between the linked line and its text: a date, a rubric. */
const MOST_BETWEEN = 2;

const COUNT = String.raw`(?:[(（[]?\d[\d.,]*[)）\]]?)?`;
/** The line above what readers wrote, or the form for it. */
const COMMENTS = new RegExp(
  String.raw`^${COUNT}\s*(?:(?:leave|post|submit|add|write) (?:a|an|your|new|a new) (?:comment|reply|response)s?|(?:reader|user|latest|recent|all|view|your)?['’]?s?['’]?\s?comments?|comments? (?:are|is) (?:now )?closed.{0,30}|responses?|join the (?:conversation|discussion)|(?:alle |neue |leser)?kommentare?|(?:schreiben? sie |schreibe? )?(?:einen |ihren )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)|schreiben? sie (?:einen|ihren) kommentar|schreibe einen kommentar|diskussion|(?:vos |les |tous les )?commentaires?|réactions|(?:laisser|ajouter|écrire|poster|publier) un commentaire|(?:los )?comentarios?|(?:deja|escribe|añade|publica) (?:un|tu) comentario|(?:deixe|escreva) (?:um|seu) comentário|comentários|commenti|(?:lascia|scrivi) un commento|reacties|(?:dodaj|napisz|zostaw|skomentuj)(?: swój)? komentarz|(?:wybrane |ostatnie |wszystkie )?komentarze|(?:оставить |добавить |ваш |написать )?комментари[йи]|(?:网友|最新|热门|全部|读者|文章|发表|我要|查看|用户)?评论|(?:發表|發佈|我要|網友|讀者)?(?:評論|留言|回應|文章)|(?:网友|我要|发表)?留言|(?:我要)?(?:跟帖|跟贴)|コメント(?:を書く|する)?|댓글)\s*${COUNT}\s*(?:条|則|条评论)?[\s:：»>!.…*]*$`,
  'iu',
);
/** The line above other articles, or tags. */
const OTHERS =
  /^(?:related(?: (?:articles?|stories|posts?|news|content|links|topics|coverage|reading))?|recommended(?: for you| reading| articles| stories)?|(?:most|more) (?:read|popular|viewed|commented|shared|stories|news|articles)|latest (?:news|stories|articles|posts)|popular (?:posts|articles|stories|news)|you (?:may|might) also like|see also|read (?:also|next|more)|also read|tags?|share(?: this)?(?: article| story| post)?|about the author|ähnliche (?:artikel|beiträge|themen)|verwandte (?:artikel|beiträge|themen)|weitere (?:artikel|beiträge|themen|meldungen|nachrichten|links)|mehr zum thema|das könnte (?:sie|dich) auch interessieren|meistgelesen|schlagw[oö]rter|schlagworte|stichw[oö]rter|über den autor|über die autorin|teilen|articles? (?:similaires?|liés|connexes)|(?:à|a) lire (?:aussi|également)|(?:sur le même sujet|dans la même rubrique)|les plus lus|mots[- ]clés|partager|(?:artículos|noticias|notas) relacionad[ao]s|te puede interesar|más (?:leídas?|noticias)|etiquetas|compartir|leia (?:também|mais)|(?:notícias|artigos) relacionad[ao]s|articoli correlati|leggi anche|potrebbe interessarti|zobacz (?:też|także|również)|czytaj (?:też|także|również)|przeczytaj (?:też|także|również)|najnowsze|najczęściej czytane|polecane|czytaj koniecznie|więcej w serwisach.{0,20}|tagi|podziel się|смотрите также|(?:новости|ссылки|материалы|статьи) по теме|новости партн[её]ров|читайте также|последние новости|похожие (?:новости|статьи)|теги|метки|поделиться(?: с друзьями)?|(?:相关|更多|推荐|延伸|热点|热门|精彩|最新|编辑)(?:阅读|新闻|文章|报道|推荐|资讯|链接|内容|专题|话题)|最(?:熱門|热门|新)(?:新聞|新闻|文章)|猜你喜欢|大家都在看|您可能感兴趣|标签|分享(?:到|至)?|(?:相關|更多|推薦|延伸|熱門|最新)(?:閱讀|新聞|文章|報導|推薦|資訊|連結)|関連(?:記事|ニュース|リンク)|おすすめ(?:記事)?|あわせて読みたい)[\s:：»>!.…]*$/iu;

/**
 * Where an article's blocks end and what others wrote begins: comments, other articles, tags. Told by the line above it,
 * where enough of the prose stands before; the count of the blocks where there is no such line.
 */
export function findTail(blocks: readonly Block[]): number {
  return Math.min(findMarker(blocks), findTeasers(blocks));
}

function findMarker(blocks: readonly Block[]): number {
  const sums = [0];
  for (const block of blocks) sums.push((sums.at(-1) ?? 0) + measureProse(block));
  const total = sums.at(-1) ?? 0;
  let looked = 0;
  for (const [at, block] of blocks.entries()) {
    if (block.text.length > LONGEST_MARKER) continue;
    const before = sums[at] ?? 0;
    if (before < LEAST_BEFORE) continue;
    const line = block.text
      .replace(/\s+/g, ' ')
      .replace(/^[\s*▪•>»|-]+/, '')
      .trim();
    const isHeading = block.kind === 'heading';
    const isMost = before >= total * MOST_OF_IT;
    const isComments = COMMENTS.test(line);
    if (isComments && isMost) return at;
    // A link to comments stands in the bars of buttons above texts.
    const isMarker = isComments ? isHeading || linkDensity(block) === 0 : isMost && OTHERS.test(line);
    if (!isMarker) continue;
    if (!goesOn(blocks, at)) return at;
    looked += 1;
    if (looked === MOST_MARKERS) break;
  }
  return blocks.length;
}

/** Where the pairs of a linked line and a text below it begin that end the blocks, three or more, set otherwise than what is before. */
function findTeasers(blocks: readonly Block[]): number {
  let pairs = 0;
  let start = blocks.length;
  let sinceText = MOST_BETWEEN + 1;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    const length = block.length;
    if (linkDensity(block) > 0.8 && length > LEAST_LINK) {
      if (sinceText <= MOST_BETWEEN) pairs += 1;
      start = at;
      sinceText = MOST_BETWEEN + 1;
    } else if (measureProse(block) > 0) {
      if (length > LONGEST_TEASER || sinceText <= MOST_BETWEEN) break;
      sinceText = 0;
    } else sinceText += 1;
  }
  if (pairs < LEAST_PAIRS || start === blocks.length) return blocks.length;
  const before = sumProse(blocks.slice(0, start));
  return before >= LEAST_BEFORE && before >= sumProse(blocks.slice(start)) && !goesOn(blocks, start)
    ? start
    : blocks.length;
}

/** Whether prose behind a place is set as the prose before it: a link to another article stood between two paragraphs. */
function goesOn(blocks: readonly Block[], at: number): boolean {
  const before = new Set<string>();
  for (const block of blocks.slice(0, at)) if (measureProse(block) > 0) before.add(describeSetting(block));
  return blocks.slice(at).some((block) => measureProse(block) > 0 && before.has(describeSetting(block)));
}

function describeSetting({ element }: Block): string {
  return [element, element.parent]
    .map((at) => `${at?.name} ${at?.attributes.get('class') ?? ''}`)
    .join(' < ');
}

function sumProse(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + measureProse(block), 0);
}

function measureProse(block: Block): number {
  const length = block.length;
  return length >= 60 && countMarks(block.text) > 0 && linkDensity(block) < 0.5 ? length : 0;
}
