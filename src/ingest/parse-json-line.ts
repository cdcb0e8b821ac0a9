import { z } from 'zod';
import type { ArticleDraft, Paragraph, Skipped } from '../core/model/article.ts';
import { findHashtags } from './dump/hashtags.ts';
import { countUnits } from './dump/lines.ts';
import { looksLikeSubheading, settleSubheadings } from './dump/paragraphs.ts';
import { excerptOf } from './dump/skipped.ts';
import { readPublishedAt } from './read-published-at.ts';
import { titleFromText } from './title-from-text.ts';

export type ParsedLine = { kind: 'draft'; draft: ArticleDraft } | { kind: 'skipped'; skipped: Skipped };

const ID_LIMIT = 200;

const lineSchema = z.object({
  id: z.union([z.string().trim().min(1).max(ID_LIMIT), z.number()]).nullish(),
  title: z.string().nullish(),
  text: z.string(),
  url: z.unknown().optional(),
  published_at: z.unknown().optional(),
  publisher: z.string().nullish(),
});

/**
 * One article of JSON Lines: `{ id?, title?, text, url?, published_at?, publisher? }`. The body is the text as it is
 * (a NUL becomes U+FFFD), paragraphs are its lines, a given id is kept. `range` are the offsets of the line in its source.
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
    return malformed(line, lineNumber, range, 'not JSON');
  }
  return parseJsonArticle(value, range, line, lineNumber);
}

/** An article that JSON.parse gave; `raw` is what an excerpt is taken from. */
export function parseJsonArticle(
  value: unknown,
  range: { start: number; end: number },
  raw: string,
  number: number,
): ParsedLine {
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return malformed(raw, number, range, `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'wrong'}`);
  }
  const { id, title, text, url, published_at, publisher } = parsed.data;
  const body = text.replaceAll('\0', '\ufffd').toWellFormed();
  if (body.trim() === '') {
    return {
      kind: 'skipped',
      skipped: { reason: 'empty', excerpt: excerptOf(raw), range, detail: `Line ${number} has no text.` },
    };
  }
  const ownTitle = oneLine(title ?? '');
  const draft: ArticleDraft = {
    givenId: id == null ? null : String(id),
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

function malformed(
  raw: string,
  number: number,
  range: { start: number; end: number },
  why: string,
): ParsedLine {
  return {
    kind: 'skipped',
    skipped: { reason: 'malformed', excerpt: excerptOf(raw), range, detail: `Line ${number}: ${why}.` },
  };
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
