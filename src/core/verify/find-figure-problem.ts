import type { Meaning, ReadFigure } from '../text/figure-meaning.ts';
import { meaningsAgree } from '../text/figures-agree.ts';
import type { Moment } from '../text/moments.ts';
import { findChangedPair } from './find-changed-pair.ts';
import { findChangedSign } from './find-changed-sign.ts';
import { findSwappedCount } from './find-swapped-count.ts';
import { collectDates, findUnheldDistance, isMomentHeld, readPublishedAt } from './find-unheld-date.ts';
import { findChangedName, findUnheldReading } from './find-unheld-figure.ts';
import { findUnreadNumeral } from './find-unread-numeral.ts';
import { agreesAcross, readLooseFigures } from './read-loose-figures.ts';
import { findWriting } from './writing.ts';

/** The title and publishing date of an article; they may give a date its year, never a figure. */
export interface ArticleContext {
  title: string;
  publishedAt: string | null;
}

/**
 * The first figure or date of a text that the quotes do not hold, as it stands in the text. Each quote is read for itself. Dates told by
 * distance are resolved from the publishing date; across languages a number is enough where the unit is unknown.
 */
export function findFigureProblem(
  text: string,
  quotes: readonly string[],
  context: ArticleContext,
): { kind: 'figure' | 'date'; detail: string } | null {
  const written = readPublishedAt(context.publishedAt);
  const years = yearsOf(context.title);
  const dates = quotes.map((quote) => {
    const held = collectDates(quote, written);
    return { ...held, moments: [...held.moments, ...withYears(held.moments, years)] };
  });
  const writing = findWriting(text);
  const loose = quotes.map((quote) => ({
    isForeign: findWriting(quote) !== writing,
    meanings: null as Meaning[] | null,
  }));
  const holds = (claim: ReadFigure, index: number): boolean => {
    const { meaning } = claim;
    const held = dates[index];
    if (meaning.type === 'moment' && held && isMomentHeld(meaning.from, meaning.to, held)) return true;
    const quote = quotes[index] ?? '';
    const reading = loose[index];
    if (!reading) return false;
    reading.meanings ??= readLooseFigures(quote, reading.isForeign);
    return reading.meanings.some(
      (source) =>
        meaningsAgree(meaning, claim.rough, source) || (reading.isForeign && agreesAcross(meaning, source)),
    );
  };
  const unheld = findUnheldReading(text, quotes, holds);
  if (unheld)
    return {
      kind: unheld.meaning.type === 'moment' ? 'date' : 'figure',
      detail: text.slice(unheld.start, unheld.end),
    };
  const distance = findUnheldDistance(text, dates, written);
  if (distance !== null) return { kind: 'date', detail: distance };
  const name =
    findUnreadNumeral(text, quotes) ??
    findChangedSign(text, quotes) ??
    findChangedName(text, quotes) ??
    findChangedPair(text, quotes) ??
    findSwappedCount(text, quotes);
  return name === null ? null : { kind: 'figure', detail: name };
}

function yearsOf(title: string): number[] {
  const bare = title.match(/(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)/g) ?? [];
  return bare.map(Number);
}

/** A title's year stands for itself, and for the year that a date leaves out; not where the sentence has a year of its own. */
function withYears(moments: readonly Moment[], years: readonly number[]): Moment[] {
  if (moments.some(({ year }) => year !== undefined)) return [];
  return years.flatMap((year) => [
    { year },
    ...moments
      .filter((moment) => moment.year === undefined && moment.month !== undefined)
      .map((moment) => ({ ...moment, year })),
  ]);
}
