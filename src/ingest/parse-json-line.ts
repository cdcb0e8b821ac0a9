import { z } from 'zod';
import type { ArticleDraft, Paragraph, Skipped, SkipReason } from '../core/model/article.ts';
import { findHashtags } from './dump/hashtags.ts';
import { countUnits } from './dump/lines.ts';
import { looksLikeSubheading, settleSubheadings } from './dump/paragraphs.ts';
import { excerptOf } from './dump/skipped.ts';
import { describeTooLong, LONGEST_ARTICLE } from './longest-article.ts';
import { readGivenId } from './read-given-id.ts';
import { readPublishedAt } from './read-published-at.ts';
import { titleFromText } from './title-from-text.ts';

export type ParsedLine = { kind: 'draft'; draft: ArticleDraft } | { kind: 'skipped'; skipped: Skipped };

const lineSchema = z.object({
  id: z.unknown().optional(),
  title: z.string().nullish(),
  text: z.string(),
  url: z.unknown().optional(),
  published_at: z.unknown().optional(),
  publisher: z.string().nullish(),
});

/**
 * One article of JSON Lines: `{ id?, title?, text, url?, published_at?, publisher? }`. The body is the text as it is
 * (a NUL becomes U+FFFD), paragraphs are its lines, a given id is kept; one that can't be is a reason to skip the line.
 * `range` are the offsets of the line in its source.
 */
export function parseJsonLine(
  line: string,
  lineNumber: number,
  range: { start: number; end: number },
): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return skipLine('malformed', line, range, `Line ${lineNumber}: not JSON.`);
  }
  return parseJsonArticle(value, range, () => line, lineNumber);
}

/** An article that JSON.parse gave; `getRaw` gives what an excerpt is taken from where it is skipped. */
export function parseJsonArticle(
  value: unknown,
  range: { start: number; end: number },
  getRaw: () => string,
  number: number,
): ParsedLine {
  const skipWith = (reason: SkipReason, detail: string) => skipLine(reason, getRaw(), range, detail);
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') || 'line';
    return skipWith('malformed', `Line ${number}: ${field}: ${issue?.message ?? 'wrong'}.`);
  }
  const { title, text, url, published_at, publisher } = parsed.data;
  const length = text.length + (title?.length ?? 0) + (publisher?.length ?? 0);
  if (length > LONGEST_ARTICLE) return skipWith('too-large', `Line ${number}: ${describeTooLong(length)}`);
  const body = text.replaceAll('\0', '\ufffd').toWellFormed();
  if (body.trim() === '') return skipWith('empty', `Line ${number} has no text.`);
  const givenId = readGivenId(parsed.data.id);
  if (givenId.kind === 'wrong') return skipWith('malformed', `Line ${number}: id: ${givenId.why}.`);
  const ownTitle = oneLine(title ?? '');
  const draft: ArticleDraft = {
    givenId: givenId.kind === 'id' ? givenId.id : null,
    title: ownTitle === '' ? titleFromText(body) : ownTitle,
    body,
    paragraphs: findParagraphs(body),
    publisher: oneLine(publisher ?? '') || null,
    url: readWebUrl(url),
    publishedAt: readPublishedAt(published_at),
    hashtags: findHashtags(`${ownTitle}\n${body}`),
    truncated: false,
    range,
  };
  return { kind: 'draft', draft };
}

function skipLine(
  reason: SkipReason,
  raw: string,
  range: { start: number; end: number },
  detail: string,
): ParsedLine {
  return { kind: 'skipped', skipped: { reason, excerpt: excerptOf(raw), range, detail } };
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed();
}

/** Each line that holds anything is a paragraph. */
export function findParagraphs(body: string): Paragraph[] {
  const spans: { start: number; end: number }[] = [];
  for (let at = 0; at <= body.length; ) {
    const stop = body.indexOf('\n', at) === -1 ? body.length : body.indexOf('\n', at);
    let start = at;
    let end = stop;
    while (start < end && /\s/.test(body.charAt(start))) start += 1;
    while (end > start && /\s/.test(body.charAt(end - 1))) end -= 1;
    if (end > start) spans.push({ start, end });
    at = stop + 1;
  }
  const pieces = spans.map(({ start, end }) => {
    const text = body.slice(start, end);
    const isShort = end - start <= 120 && looksLikeSubheading(text, countUnits(text));
    return { text, kind: isShort ? ('subheading' as const) : ('text' as const) };
  });
  return settleSubheadings(pieces).map((piece, at) => ({
    start: spans[at]?.start ?? 0,
    end: spans[at]?.end ?? 0,
    kind: piece.kind,
  }));
}

/** An http or https address as it is, else null. */
export function readWebUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 4000) return null;
  const text = value.trim();
  if (!URL.canParse(text)) return null;
  const { protocol } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? text : null;
}
