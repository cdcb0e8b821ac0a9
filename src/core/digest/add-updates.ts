import { createHash } from 'node:crypto';
import type { DigestOutput, DigestStory } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import { nameSection, SECTIONS } from '../topics/sections.ts';

/** An update, and what it is made of. */
export interface Update {
  story: DigestStory;
  section: string;
  source: string;
  /** The content hashes of the text that was told and of the one that tells. */
  told: string | null;
  tells: string;
}

/** Of one key are editions that came of the same edition by the same updates, whoever gets them. */
export function keyWithUpdates({ edition }: DigestOutput, updates: readonly Update[]): string {
  const { id, from, to } = edition;
  const made = updates.map(({ story, told, tells }) => [story.id, told, tells]);
  return createHash('sha256')
    .update(JSON.stringify(['updates', id, from, to, made]))
    .digest('hex');
}

/** The edition with updates, each at the beginning of its section; what they tell of is in it once. */
export function addUpdates(
  output: DigestOutput,
  updates: readonly Update[],
  { id, language }: { id: string; language: ReaderLanguage },
): DigestOutput {
  const updated = new Set(updates.map(({ story }) => story.id));
  const stories = new Map<string, DigestStory[]>();
  for (const { story, section } of updates) append(stories, nameSection(section, language), story);
  let doubled = 0;
  for (const section of output.sections)
    for (const story of section.stories) {
      if (updated.has(story.id)) doubled += 1;
      else append(stories, section.topic, story);
    }
  const order = SECTIONS.map(({ key }) => nameSection(key, language));
  // What is no desk's stands last.
  const placeOf = (topic: string): number => (order.includes(topic) ? order.indexOf(topic) : order.length);
  const sections = [...stories]
    .map(([topic, all]) => ({ topic, stories: all }))
    .sort((one, other) => placeOf(one.topic) - placeOf(other.topic));
  const { coverage, edition } = output;
  // An overview's word on what an update tells anew would be the old one.
  const overview = output.overview?.filter(
    ({ citations }) => !citations.some(({ articleId }) => updated.has(articleId)),
  );
  const sources = new Set(updates.map(({ source }) => source)).size;
  return {
    edition: { ...edition, id },
    ...(overview === undefined ? {} : { overview }),
    sections,
    coverage: {
      ...coverage,
      sources: Math.max(coverage.sources, sources),
      articles: coverage.articles - doubled + updates.length,
      stories: sections.reduce((sum, section) => sum + section.stories.length, 0),
    },
  };
}

function append(stories: Map<string, DigestStory[]>, topic: string, story: DigestStory): void {
  const known = stories.get(topic);
  if (known === undefined) stories.set(topic, [story]);
  else known.push(story);
}
