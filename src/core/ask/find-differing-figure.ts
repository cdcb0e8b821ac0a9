import type { Meaning, ReadFigure } from '../text/figure-meaning.ts';
import { meaningsAgree } from '../text/figures-agree.ts';
import { type Clause, type Statement, shareOfWords } from './read-statement.ts';

/** Shares of their words that two sentences must have in common to say the same but for a figure; more where it is a date. */
const ALIKE = 0.8;
const ALIKE_BUT_FOR_DATE = 0.9;
/** A sentence of fewer words may be of anything. */
const LEAST_WORDS = 3;
/** One of more figures is a table, and would cost time. */
const MOST_FIGURES = 24;

export interface DifferingFigure {
  one: ReadFigure;
  other: ReadFigure;
}

/**
 * The first figure of a sentence of which another says the same but with another value: the words around it, its unit and its dates
 * are the same. Null where they agree (also within rounding), are of different times, or hardly say the same. What is doubtful
 * is no difference.
 */
export function findDifferingFigure(one: Statement, other: Statement): DifferingFigure | null {
  if (Math.max(one.figures.length, other.figures.length) > MOST_FIGURES) return null;
  if (one.words.size < LEAST_WORDS || one.negations !== other.negations) return null;
  if (!isSame(one.times, other.times)) return null;
  const share = shareOfWords(one.words, other.words);
  if (share < ALIKE || !holdsEither(one.nouns, other.nouns)) return null;
  const pairs = pairFigures(one, other);
  const amounts = pairs.filter((pair) => isAmount(pair.one) && !agree(pair));
  const [first] = amounts;
  if (first !== undefined) return areOfOneTime(one, other) ? first : null;
  if (share < ALIKE_BUT_FOR_DATE) return null;
  // One date that is another: where two are, the sentences are of different days.
  const dates = pairs.filter((pair) => !isAmount(pair.one) && !agree(pair));
  const [date] = dates;
  return dates.length === 1 && date !== undefined && hasSameParts(date) ? date : null;
}

/** The figures of clauses with the same words, each with that in its place, where unit and kind are the same. */
function pairFigures(one: Statement, other: Statement): DifferingFigure[] {
  return one.clauses.flatMap((clause) => {
    if (clause.figures.length === 0 || clause.words.size === 0) return [];
    const twin = other.clauses.find((each) => isTwin(clause, each));
    if (twin === undefined) return [];
    return clause.figures.flatMap((figure, index) => {
      const there = twin.figures[index];
      return there !== undefined && isOfSameKind(figure, there) ? [{ one: figure, other: there }] : [];
    });
  });
}

function isTwin(one: Clause, other: Clause): boolean {
  return one.figures.length === other.figures.length && isSame(one.words, other.words);
}

function isOfSameKind({ meaning: one }: ReadFigure, { meaning: other }: ReadFigure): boolean {
  if (one.type === 'moment' || other.type === 'moment') return one.type === other.type;
  // A 7th and an 8th are two things, and not two figures of one.
  return (
    !one.ordinal &&
    !other.ordinal &&
    one.dimension === other.dimension &&
    one.values.length === other.values.length
  );
}

const isAmount = ({ meaning }: ReadFigure): boolean => meaning.type === 'amount';

/** Whether either holds the other. What is written in ten thousands or as a share is rounded, whether it says so or not. */
function agree({ one, other }: DifferingFigure): boolean {
  return holds(one, other.meaning) || holds(other, one.meaning);
}

function holds(claim: ReadFigure, source: Meaning): boolean {
  if (meaningsAgree(claim.meaning, claim.rough, source)) return true;
  if (claim.meaning.type === 'moment') return false;
  const { dimension, precision, written } = claim.meaning;
  const isRounded =
    dimension.startsWith('percent') ||
    precision >= 10_000 ||
    written.some((value) => !Number.isInteger(value));
  return isRounded && meaningsAgree(claim.meaning, 'about', source);
}

/**
 * Every date of either is held by the other. A day that only one of them names is when it happened; a year or a month is a time
 * for which it was counted.
 */
function areOfOneTime(one: Statement, other: Statement): boolean {
  const [ours, theirs] = [momentsOf(one), momentsOf(other)];
  if (ours.length === 0 || theirs.length === 0)
    return [...ours, ...theirs].every(
      ({ meaning }) => meaning.type === 'moment' && meaning.from.day !== undefined,
    );
  return areHeld(ours, theirs) && areHeld(theirs, ours);
}

function areHeld(figures: readonly ReadFigure[], by: readonly ReadFigure[]): boolean {
  return figures.every((one) => by.some((other) => agree({ one, other })));
}

function momentsOf({ figures }: Statement): ReadFigure[] {
  return figures.filter((figure) => !isAmount(figure));
}

/** Two points of the calendar or clock that are told alike: a day and a year are no two values of one thing. */
function hasSameParts({ one: { meaning: one }, other: { meaning: other } }: DifferingFigure): boolean {
  if (one.type !== 'moment' || other.type !== 'moment' || one.to !== null || other.to !== null) return false;
  return isSame(new Set(Object.keys(one.from)), new Set(Object.keys(other.from)));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && isSubset(one, other);
}

/** Where each has a noun of its own, one thing stands in another's place. */
function holdsEither(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return isSubset(one, other) || isSubset(other, one);
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((word) => whole.has(word));
}
