import type { ReaderLanguage } from '../../src/core/model/reader-language.ts';
import type { Random } from './random.ts';
import type { BenchText } from './read-texts.ts';

/** A sentence that is to be made false, and what there is to make it so. */
export interface Subject {
  sentence: string;
  /** What it rests on, before anything was done to it. */
  cited: readonly string[];
  /** What a changed figure must not stand in either. */
  alsoCited: readonly string[];
  text: BenchText;
  /** Another article in the same language. */
  other: BenchText;
  /** An article in another language, the translation where there is one. */
  foreign: BenchText;
  language: ReaderLanguage;
  random: Random;
}

/** A sentence with what it now claims to rest on. */
export interface Corrupted {
  sentence: string;
  cited: readonly string[];
}

/** Null where there is nothing of its kind to corrupt. */
export type Corrupt = (subject: Subject) => Corrupted | null;
