import { cleanAuthorName, looksLikeName } from './clean-author-name.ts';

const LONGEST_LINE = 90;

/** Of `By Anna Ferris`, `Posted in News by Anna Ferris on Monday`, `作者：李小河`: a line that is little but a label and a name. */
export function readLabelledName(line: string): string | null {
  if (line.length > LONGEST_LINE) return null;
  if (LABELLED_NAME.test(line)) {
    const name = cleanAuthorName(line);
    return name !== null && looksLikeName(name) ? name : null;
  }
  const posted = POSTED.exec(line);
  return posted === null ? null : cleanAuthorName(line.slice(posted[0].length));
}

const LABELLED_NAME =
  /^(?:(?:(?:[Pp]osted|[Ww]ritten|[Pp]ublished|[Ss]tory|[Ww]ords|[Ee]rstellt|[Vv]erfasst|[Gg]eschrieben|[Ee]ingestellt|[Vv]eröffentlicht|[Pp]ublié|[ÉEéé]crit|[Rr]édigé|[Ee]scrito|[Pp]ublicado|[Ss]critto) )?(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI):?\s+(?:der\s|die\s)?\p{Lu}|(?:作者|记者|記者|撰文|文|著者|執筆)[\s:：/／|｜]|(?:[Aa]uthor|[Aa]uteur|[Aa]utor(?:in)?|[Tt]ext(?:\s*(?:&|und|\+)\s*\p{L}+)?)\s*[:：])/u;
const POSTED =
  /^(?:posted|published|filed|erstellt|veröffentlicht|verfasst|eingestellt|publié|publicado)\b.{0,50}?\b(?=(?:by|von|par|por)[\s:])/i;

/** A byline among the lines between headline and text. */
export function readLineAuthor(lines: readonly string[]): string | null {
  for (const line of lines) {
    const name = readLabelledName(line.trim());
    if (name !== null) return name;
    const named = HAN_BYLINE.exec(line.slice(0, 200))?.[1];
    if (named !== undefined) return named.replace(/[、,，\s]+/g, ', ');
  }
  return null;
}

/** 来源：新华社 作者：张三、李四 编辑：王五; 本报记者 张三 */
const HAN_BYLINE =
  /(?:(?:作者|撰文|撰稿|文字)\s*[:：/／]\s*|记者\s*[:：/／]?\s*(?=\p{Script=Han}{2,4}(?:\s|$|[、，,；;|）)])))(\p{Script=Han}{2,4}(?:[、,，\s]\s?\p{Script=Han}{2,3}(?![\p{Script=Han}:：])){0,4})/u;
