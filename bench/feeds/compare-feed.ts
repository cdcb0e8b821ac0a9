import { decodeHTML } from 'entities';
import { z } from 'zod';
import { toInstant } from '../../src/ingest/feed/time/feed-time.ts';
import { readTime } from '../../src/ingest/feed/time/read-time.ts';
import type { PlainEntry, PlainFeed } from './plain-feed.ts';

const entrySchema = z.object({
  id: z.string().optional(),
  title: z.string().optional(),
  link: z.string().optional(),
  author: z.string().optional(),
  published: z.string().optional(),
  updated: z.string().optional(),
  content: z.string().optional(),
  summary: z.string().optional(),
  language: z.string().optional(),
});

/** What a feed is expected to say. Keys of the data that are no field of a feed (encoding, version, generator) are not compared. */
export const expectSchema = z.object({
  feed: z
    .object({
      id: z.string().optional(),
      title: z.string().optional(),
      link: z.string().optional(),
      description: z.string().optional(),
      language: z.string().optional(),
      published: z.string().optional(),
      updated: z.string().optional(),
    })
    .default({}),
  n_entries: z.number().optional(),
  entries: z.record(z.string(), entrySchema).default({}),
});
export type Expected = z.infer<typeof expectSchema>;

export interface FieldScore {
  field: string;
  right: boolean;
  expected: string;
  found: string | null;
}

/** How each expected field came out; empty where nothing is expected. A feed is right where all of them are. */
export function compareFeed(expected: Expected, found: PlainFeed | null): FieldScore[] {
  const scores: FieldScore[] = [];
  const add = (field: string, wanted: string, given: readonly (string | null)[], isSame: Compare) =>
    scores.push({
      field,
      right: found !== null && given.some((one) => isSame(wanted, one ?? '')),
      expected: wanted,
      found: given[0] ?? null,
    });
  for (const [key, wanted] of Object.entries(expected.feed)) {
    if (wanted === undefined) continue;
    const name = key as keyof Expected['feed'];
    add(`feed.${key}`, wanted, [found?.[name] ?? null], compareBy(name));
  }
  if (expected.n_entries !== undefined)
    add('entries', String(expected.n_entries), [String(found?.entries.length ?? -1)], (a, b) => a === b);
  for (const [index, fields] of Object.entries(expected.entries)) {
    const entry = found?.entries[Number(index)];
    for (const [key, wanted] of Object.entries(fields)) {
      if (wanted === undefined) continue;
      const name = key as keyof PlainEntry;
      add(key, wanted, candidates(entry, name), compareBy(name));
    }
  }
  return scores;
}

type Compare = (expected: string, found: string) => boolean;

/** The suites disagree on which of a text's two fields, and of a time's two, holds it where a feed gives one. */
function candidates(entry: PlainEntry | undefined, name: keyof PlainEntry): (string | null)[] {
  if (entry === undefined) return [null];
  if (name === 'content') return [entry.content, entry.summary];
  if (name === 'summary') return [entry.summary, entry.content];
  if (name === 'updated') return [entry.updated, entry.published];
  return [entry[name]];
}

function compareBy(name: keyof PlainEntry | keyof Expected['feed']): Compare {
  if (name === 'link') return sameLink;
  if (name === 'published' || name === 'updated') return sameTime;
  if (name === 'author') return sameAuthor;
  if (name === 'id') return (a, b) => a.trim() === b.trim() || sameText(a, b);
  if (name === 'language') return (a, b) => tidyLanguage(a) === tidyLanguage(b);
  return sameText;
}

/**
 * The text a reader sees: markup, how it is escaped and all white space left out. The dot between names has three
 * characters in Unicode and one in Big5: they count as one.
 */
export function sameText(expected: string, found: string): boolean {
  return visible(expected) === visible(found);
}

function visible(text: string): string {
  let plain = text;
  for (let round = 0; round < 3; round += 1)
    plain = decodeHTML(plain).replace(/<!--.*?-->|<\/?[a-z][^<>]*>/gis, '');
  return plain
    .normalize('NFC')
    .replace(/[\s\u200b\u00ad]+/g, '')
    .replace(/[\u2022\u2027]/g, '\u00b7');
}

function sameLink(expected: string, found: string): boolean {
  return tidyLink(expected) === tidyLink(found);
}

function tidyLanguage(language: string): string {
  return language.trim().toLowerCase().replaceAll('_', '-');
}

function tidyLink(link: string): string {
  const plain = link.trim();
  const href = URL.canParse(plain) ? new URL(plain).href : plain;
  return href.replace(/\/$/, '').replace(/%7e/gi, '~');
}

function sameTime(expected: string, found: string): boolean {
  const time = readTime(found);
  return time !== null && Math.abs(toInstant(time) - Date.parse(expected)) < 1000;
}

/** Every expected name is among those found, whatever their order and the addresses that some suites add to them. */
function sameAuthor(expected: string, found: string): boolean {
  const names = found.split(', ').map(nameOf);
  const isAmong = (wanted: string) => names.some((name) => sameText(nameOf(wanted), name));
  return sameText(nameOf(expected), nameOf(found)) || expected.split(', ').every(isAmong);
}

function nameOf(author: string): string {
  const named = /^\S+@\S+\s*\(([^()]+)\)$/.exec(author.trim());
  return named?.[1] ?? author.replace(/\s*[(<](?:mailto:)?[^\s()<>]+@[^\s()<>]+[)>]\s*$/, '');
}
