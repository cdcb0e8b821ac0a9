import type { Extracted } from './extractors.ts';
import type { BenchPage } from './read-pages.ts';
import { scoreFields } from './score-fields.ts';
import {
  average,
  combine,
  compareShingles,
  countSegments,
  fiveGramF1,
  meanOfShares,
  type Segments,
  type Shares,
} from './score-page.ts';

/** What an extractor did on a group of pages. */
export interface Tally {
  add(page: BenchPage, found: Extracted): void;
  /** A row of the report: only what the pages of the group ask for. */
  toRow(): Record<string, string | number>;
}

export function createTally(): Tally {
  const shares: Shares[] = [];
  const grams: number[] = [];
  const segments: Segments = { truePositive: 0, falseNegative: 0, falsePositive: 0, trueNegative: 0 };
  const fields = { title: [0, 0], author: [0, 0], day: [0, 0] } satisfies Record<string, [number, number]>;
  let hasSegments = false;
  let pages = 0;

  return {
    add({ row }, found) {
      pages += 1;
      const { expect, suite } = row;
      if (suite === 'aeb') shares.push(compareShingles(found.text, expect.text ?? ''));
      else if (expect.with !== undefined) {
        hasSegments = true;
        const spaces = suite === 'gne' ? 'none' : 'one';
        const counted = countSegments(found.text, {
          wanted: expect.with,
          unwanted: expect.without ?? [],
          spaces,
        });
        for (const key of Object.keys(segments) as (keyof Segments)[]) segments[key] += counted[key];
      } else {
        const expected = expect.text ?? stripMarkdown(expect.markdown ?? '');
        const text = expect.text === undefined ? stripMarkdown(found.text) : found.text;
        grams.push(fiveGramF1(text, expected));
      }
      for (const [name, isRight] of Object.entries(scoreFields(found, expect)) as [
        keyof typeof fields,
        boolean,
      ][]) {
        fields[name][1] += 1;
        if (isRight) fields[name][0] += 1;
      }
    },
    toRow() {
      const { truePositive, falsePositive, falseNegative } = segments;
      const text =
        shares.length > 0
          ? meanOfShares(shares)
          : hasSegments
            ? combine(
                share(truePositive, truePositive + falsePositive),
                share(truePositive, truePositive + falseNegative),
              )
            : { precision: '', recall: '', f1: average(grams) };
      return {
        pages,
        ...text,
        title: asked(fields.title),
        author: asked(fields.author),
        day: asked(fields.day),
      };
    },
  };
}

/** Empty where no page of the group says what is right. */
function asked([right, all]: readonly [number, number]): number | '' {
  return all === 0 ? '' : right / all;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** The text of Markdown: the marks of headings, lists, links, pictures and code left out. */
function stripMarkdown(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}\s|>\s?|[-*+]\s|\d+\.\s|```.*$|\|?[-:| ]{3,}\|?$)/gm, '')
    .replace(/[*_`|\\]/g, '');
}
