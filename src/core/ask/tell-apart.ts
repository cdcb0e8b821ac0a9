import { findBelonging } from '../articles/belonging.ts';
import type { Article } from '../model/article.ts';
import type { AnswerSentence, Citation, Sentence } from '../model/output.ts';
import { quoteSentence } from '../summary/quote-sentence.ts';
import type { ReadFigure } from '../text/figure-meaning.ts';
import { meaningsAgree } from '../text/figures-agree.ts';
import { foldText } from '../text/fold.ts';
import { readFigures } from '../text/read-figures.ts';
import { findDifferingFigure } from './find-differing-figure.ts';
import { readStatement, type Statement, shareOfWords } from './read-statement.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** Sentences of other sources that are told beside an answer: who wants all reads the articles. */
const MOST_OTHERS = 2;
/** Of what two sentences say letter by letter, so that hardly any has to be read closely. */
const LEAST_LIKENESS = 0.6;
/** Those most like a cited one that are read closely: an article may say the same a thousand times. */
const MOST_COMPARED = 12;
/** Of the words of an article's title, what stands in another that is of the same matter; and how much of that is read. */
const TITLE_HELD = 0.6;
const LONGEST_TITLE = 200;
const LONGEST_READ = 12_000;
/** Milliseconds between two that were published at about the same time. */
const ALIKE = 3 * 3_600_000;

const FIGURE =
  /[\d一二两三四五六七八九十百千万亿]|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten)(?![a-z])/u;

type Found = Pick<ScoredSentence, 'ranked' | 'sentence' | 'folded' | 'place'>;

/** A sentence of another source that says what a cited one does with another figure. */
export interface Difference {
  other: Found;
  /** Of the cited sentence. */
  figure: ReadFigure;
  published: Published;
}

type Published = NonNullable<AnswerSentence['differs']>['published'];

/**
 * Finds the sentences of other sources that contradict a cited one, each with another figure, those that matter most first. Other is
 * a source with another publisher, or the same at a later time.
 */
export function createDifferenceFinder(found: readonly Found[]): (cited: Citation) => Difference[] {
  const statements = new Map<Found, Statement>();
  const pairs = new Map<Found, ReadonlySet<string>>();
  const articles = new Map(found.map(({ ranked: { article } }) => [article.id, article]));
  const withFigures = found.filter(({ folded }) => FIGURE.test(folded));
  const comparePublished = rememberPair(compareTimes);
  const areOfOneMatter = rememberPair(holdTitles);

  const read = (each: Found): Statement => {
    const known = statements.get(each) ?? readStatement(each.sentence.text);
    statements.set(each, known);
    return known;
  };

  const pairsIn = (each: Found): ReadonlySet<string> => {
    const known = pairs.get(each) ?? pairsOf(each.folded);
    pairs.set(each, known);
    return known;
  };

  return ({ articleId, start, end }) => {
    const article = articles.get(articleId);
    const cited = withFigures.find(
      ({ ranked, sentence }) =>
        ranked.article.id === articleId && sentence.start < end && start < sentence.end,
    );
    if (article === undefined || cited === undefined) return [];
    const [first, alike] = [pairsIn(cited), [] as { other: Found; likeness: number; published: Published }[]];
    for (const other of withFigures) {
      const there = other.ranked.article;
      if (there.id === articleId || other.folded === cited.folded) continue;
      const published = comparePublished(there, article);
      if (!isOther(there, article, published)) continue;
      const likeness = shareOfWords(first, pairsIn(other));
      if (likeness >= LEAST_LIKENESS) alike.push({ other, likeness, published });
    }
    const closest = new Set(
      alike.toSorted((one, other) => other.likeness - one.likeness).slice(0, MOST_COMPARED),
    );
    return alike
      .filter((each) => closest.has(each))
      .flatMap(({ other, published }): Difference[] => {
        const differing = findDifferingFigure(read(cited), read(other));
        if (differing === null || !areOfOneMatter(article, other.ranked.article)) return [];
        return [{ other, figure: differing.one, published }];
      });
  };
}

/**
 * The sentences of an answer with those of other sources that contradict them at the end, each marked. What an answer tells of both
 * sides stays as it is; where it tells one alone the other's own sentence is added, word for word.
 */
export function tellApart(sentences: readonly Sentence[], found: readonly Found[]): AnswerSentence[] {
  const findDifferences = createDifferenceFinder(found);
  const others = new Map<Sentence, { from: Sentence; difference: Difference }>();
  const told = (difference: Difference): Sentence | undefined =>
    sentences.find(({ citations }) => citations.some((cited) => isOf(cited, difference.other)));
  for (const sentence of sentences) {
    if (others.has(sentence)) continue;
    for (const difference of sentence.citations.flatMap(findDifferences)) {
      if (!says(sentence.text, difference.figure)) continue;
      const there = told(difference);
      // One that cites both tells them apart in its own words.
      if (there === sentence) continue;
      if (there !== undefined) {
        const isBoth = there.citations.some((cited) => sentence.citations.some((own) => isSame(own, cited)));
        if (!isBoth && sentences.indexOf(there) > sentences.indexOf(sentence))
          others.set(there, { from: sentence, difference });
        continue;
      }
      const own = quoteSentence(difference.other.ranked.article, difference.other.sentence);
      const isNew = own !== null && ![...others.keys()].some(({ text }) => text === own.text);
      if (isNew && others.size < MOST_OTHERS) others.set(own, { from: sentence, difference });
    }
  }
  if (others.size === 0) return [...sentences];
  const main = sentences.filter((sentence) => !others.has(sentence));
  const last = [...others].sort(([, one], [, other]) => orderOf(one.difference) - orderOf(other.difference));
  return [
    ...main,
    ...last.map(([{ text, citations }, { from, difference }]) => ({
      ...{ text, citations },
      differs: { from: main.indexOf(from), published: difference.published },
    })),
  ];
}

/** Whether a sentence, which may be a model's, gives the figure of what it cites. */
function says(text: string, { meaning, rough }: ReadFigure): boolean {
  return readFigures(text).some(
    (said) => meaningsAgree(said.meaning, said.rough, meaning) || meaningsAgree(meaning, rough, said.meaning),
  );
}

/** By when its article was published. */
function orderOf({ other }: Difference): number {
  return findBelonging(other.ranked.article).at;
}

function isOf({ articleId, start, end }: Citation, { ranked, sentence }: Found): boolean {
  return ranked.article.id === articleId && start < sentence.end && sentence.start < end;
}

function isSame(one: Citation, other: Citation): boolean {
  return one.articleId === other.articleId && one.start === other.start;
}

/** A publisher that is not known may be the same. */
function isOther(one: Article, other: Article, published: Published): boolean {
  if (published === 'later') return true;
  return one.publisher !== null && other.publisher !== null && one.publisher !== other.publisher;
}

/** When `one` was published, seen from `other`. */
function compareTimes(one: Article, other: Article): Published {
  if (
    !/^\d{4}-\d{2}-\d{2}/u.test(one.publishedAt ?? '') ||
    !/^\d{4}-\d{2}-\d{2}/u.test(other.publishedAt ?? '')
  )
    return 'alike';
  const [first, second] = [findBelonging(one), findBelonging(other)];
  const apart = first.at - second.at;
  const isAlike =
    first.wholeDay || second.wholeDay
      ? new Date(first.at).toISOString().slice(0, 10) === new Date(second.at).toISOString().slice(0, 10)
      : Math.abs(apart) < ALIKE;
  return isAlike ? 'alike' : apart > 0 ? 'later' : 'earlier';
}

/**
 * Whether two articles are of one matter: most words of either's title stand in the other. Their sentences do not tell: 本鱼分布于太平洋
 * stands in the articles on many a fish.
 */
function holdTitles(one: Article, other: Article): boolean {
  return holdsTitle(one, other) && holdsTitle(other, one);
}

function holdsTitle({ title, body }: Article, { title: asked }: Article): boolean {
  const words = [...readStatement(foldText(asked.slice(0, LONGEST_TITLE))).words];
  const text = foldText(`${title}\n${body.slice(0, LONGEST_READ)}`);
  const held = words.filter((word) => text.includes(word)).length;
  return words.length > 0 && held / words.length >= TITLE_HELD;
}

/** What is compared once for two articles, however many of their sentences are. */
function rememberPair<Told>(compare: (one: Article, other: Article) => Told) {
  const known = new Map<string, Told>();
  return (one: Article, other: Article): Told => {
    const key = JSON.stringify([one.id, other.id]);
    const told = known.get(key) ?? compare(one, other);
    known.set(key, told);
    return told;
  };
}

/** Every two characters that follow one another, without blanks. */
function pairsOf(folded: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (let at = 1; at < folded.length; at += 1) pairs.add(folded.slice(at - 1, at + 1));
  return pairs;
}
