import { createHash } from 'node:crypto';
import type { Article } from '../model/article.ts';
import type { DigestOutput } from '../model/output.ts';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { StoredEdition } from '../ports/store.ts';
import type { SummaryLength } from '../summary/summarise-article.ts';
import { nameSection } from '../topics/sections.ts';
import type { Editor, Overview, OverviewStory } from '../writing/editor.ts';
import { completeStory } from './tell-story.ts';
import { writeStories } from './write-stories.ts';
import type { ToldStory } from './write-story.ts';

/** Of a model's time, what is kept for the overview; and from how many stories on there is one. */
const OVERVIEW_SHARE = 0.25;
const OVERVIEW_FROM = 3;
/** Milliseconds: with less left there is none. */
const LEAST_LEFT = 2000;

export interface EditionPlan {
  /** Of what it is made from; an edition that the model could not write wholly gets another, so that it is tried again. */
  key: string;
  sections: readonly { section: string; chosen: readonly Article[] }[];
  articles: { count: number; sources: number };
  /** Sources that could not be read lately. */
  failing: number;
  length: SummaryLength;
  language: ReaderLanguage;
  span: { from: number; to: number };
  /** Who pays for what a model writes, and the milliseconds that it has. */
  chat: string | null;
  within: number;
  createdAt: string;
}

/** Makes an edition of articles that were chosen. Always makes one, within about the time of the plan. */
export async function makeEdition(
  { editor, now }: { editor: Editor | null; now: () => number },
  plan: EditionPlan,
): Promise<StoredEdition> {
  const { sections, language, chat, span } = plan;
  const until = now() + plan.within;
  const articles = sections.flatMap(({ chosen }) => chosen);
  const told = await writeStories({ editor, now }, articles, {
    ...{ ...plan.length, language, chat },
    within: plan.within * (1 - OVERVIEW_SHARE),
  });
  const isModels = told.some((story) => story.isModels);
  const drafts = draftSections(sections, told, language);
  const left = until - now();
  const overview =
    editor !== null && isModels && articles.length >= OVERVIEW_FROM && left >= LEAST_LEFT
      ? await editor.overview(drafts.flatMap(toOverviewStories), { language, chat, within: left })
      : null;
  const ordered = drafts.map(({ topic, stories }) => ({
    topic,
    stories: orderStories(stories, overview?.order ?? []).map(({ article, story }) =>
      completeStory(story, article),
    ),
  }));
  const isWhole = told.every(({ isFinal }) => isFinal);
  const key = isWhole ? plan.key : hash([plan.key, ordered, overview?.sentences]);
  const id = key.slice(0, 12);
  return {
    ...{ id, key, createdAt: plan.createdAt },
    output: {
      edition: {
        id,
        from: new Date(span.from).toISOString(),
        to: new Date(span.to).toISOString(),
        language,
        generator: editor !== null && isModels ? editor.generator : 'extractive',
      },
      ...showOverview(overview, editor),
      sections: ordered,
      coverage: {
        sources: plan.articles.sources,
        failing: plan.failing,
        articles: plan.articles.count,
        stories: articles.length,
      },
    },
  };
}

interface Draft {
  topic: string;
  stories: { place: number; article: Article; story: ToldStory['story'] }[];
}

function draftSections(
  sections: EditionPlan['sections'],
  told: readonly ToldStory[],
  language: ReaderLanguage,
): Draft[] {
  let place = 0;
  return sections.map(({ section, chosen }) => ({
    topic: nameSection(section, language),
    stories: chosen.flatMap((article) => {
      const at = place++;
      const story = told[at]?.story;
      return story === undefined ? [] : [{ place: at, article, story }];
    }),
  }));
}

function toOverviewStories({ topic, stories }: Draft): OverviewStory[] {
  return stories.map(({ article, story: { headline, sentences } }) => ({
    ...{ section: topic, headline, sentences, articles: [article] },
  }));
}

/** Within a section, as the overview wishes; `order` has the places of all stories. */
function orderStories(stories: Draft['stories'], order: readonly number[]): Draft['stories'] {
  const ranks = new Map(order.map((place, rank) => [place, rank]));
  return stories.toSorted(
    (one, other) => (ranks.get(one.place) ?? one.place) - (ranks.get(other.place) ?? other.place),
  );
}

function showOverview(
  overview: Overview | null,
  editor: Editor | null,
): Pick<DigestOutput, 'overview' | 'overviewWriting'> {
  if (overview === null || editor === null) return {};
  const { sentences, replaced } = overview;
  return {
    ...(sentences.length === 0 ? {} : { overview: sentences }),
    overviewWriting: { generator: editor.generator, replaced },
  };
}

function hash(made: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}
