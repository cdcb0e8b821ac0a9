import { escapeMarkdown } from './escape-markdown.ts';
import type { Piece, TextRun } from './rich-text.ts';

/** What is written as it stands: line feeds, prefixes. */
interface Raw {
  raw: string;
}

/**
 * Pieces as Discord's Markdown. Runs that look alike are written as one, so that nothing that a text has at its edge
 * joins the next to markup, and marks of bold never meet.
 */
export function writeMarkdown(pieces: readonly Piece[]): string {
  return writeTokens(mergeRuns(pieces.flatMap((piece, index) => toTokens(piece, index === 0))));
}

/** What a text takes: `length` in UTF-16 units, `bytes` in UTF-8. */
export interface TextSize {
  length: number;
  bytes: number;
}

/**
 * What a piece takes at most: of its own, with room for what joining it to the one before may add
 * (an escaped point, a parted mention).
 */
export function measurePiece(piece: Piece): TextSize {
  const own = writeTokens(mergeRuns(toTokens(piece, false)));
  // Where a part of a piece begins a message, its prefix stands before it again.
  // A prefix is in ASCII.
  const more = (piece.before.includes('\n') ? 0 : (piece.prefix?.length ?? 0)) + 2;
  return { length: own.length + more, bytes: Buffer.byteLength(own) + more };
}

function toTokens({ before, prefix, runs }: Piece, first: boolean): (TextRun | Raw)[] {
  const startsLine = first || before.includes('\n');
  const lead = (first ? '' : before) + (startsLine ? (prefix ?? '') : '');
  const tokens = prefix === undefined ? runs : runs.flatMap((run) => prefixLines(run, prefix));
  return lead === '' ? tokens : [{ raw: lead }, ...tokens];
}

function prefixLines(run: TextRun, prefix: string): (TextRun | Raw)[] {
  if (!run.text.includes('\n')) return [run];
  return run.text
    .split('\n')
    .flatMap((text, index) => [...(index === 0 ? [] : [{ raw: `\n${prefix}` }]), { ...run, text }]);
}

function mergeRuns(tokens: readonly (TextRun | Raw)[]): (TextRun | Raw)[] {
  const merged: (TextRun | Raw)[] = [];
  let texts: string[] = [];
  let style: TextRun['style'];
  const flush = (): void => {
    const text = texts.join('');
    if (text !== '') merged.push(style === undefined ? { text } : { text, style });
    texts = [];
  };
  for (const token of tokens) {
    if ('raw' in token || token.url !== undefined || token.time !== undefined) {
      flush();
      merged.push(token);
      continue;
    }
    if (token.style !== style) flush();
    style = token.style;
    texts.push(token.text);
  }
  flush();
  return merged;
}

function writeTokens(tokens: readonly (TextRun | Raw)[]): string {
  let written = '';
  let bold = '';
  const closeBold = (): void => {
    written += bold.trim() === '' ? bold : `**${bold}**`;
    bold = '';
  };
  for (const token of tokens) {
    if ('raw' in token) {
      closeBold();
      written += token.raw;
    } else if (token.style === 'bold') bold += writeRun(token);
    else {
      closeBold();
      written += writeRun(token);
    }
  }
  closeBold();
  return written;
}

function writeRun({ text, url, bare, time }: TextRun): string {
  // https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
  if (time !== undefined) return `<t:${time}:f>`;
  if (url === undefined) return escapeMarkdown(text);
  // In `<…>` an address gets no preview under the message.
  return bare === true ? `<${url}>` : `[${text}](<${url}>)`;
}
