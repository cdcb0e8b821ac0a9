import type { DigestOutput, DigestStory } from '../model/output.ts';
import type { Told } from '../ports/subscription-store.ts';

/** Of one edition: what chats that were told of different things are told of it. */
const MOST_LEFT_OUT = 100;

/**
 * An edition without what the chat was told of by other deliveries; its updates say by which. Chats that are told the same get
 * the very same object, so that it is rendered once for them; the edition itself where nothing of it is left out.
 */
export function createChatEditions(): (
  output: DigestOutput,
  told: ReadonlyMap<string, Told>,
  delivery: string,
) => DigestOutput {
  // As long as the edition is remembered.
  const remembered = new WeakMap<DigestOutput, Map<string, DigestOutput>>();
  return (output, told, delivery) => {
    const isTold = (id: string): boolean => {
      const by = told.get(id);
      return by !== undefined && by.delivery !== delivery && by.updatedBy !== delivery;
    };
    const cited = (output.overview ?? []).flatMap(({ citations }) => citations);
    const ids = [...articlesOf(output).map(({ id }) => id), ...cited.map(({ articleId }) => articleId)];
    const leftOut = new Set(ids.filter(isTold));
    const addressed = addressUpdates(output, told, delivery);
    // What an update replies to is each chat's own.
    if (addressed !== output) return leaveOut(addressed, leftOut);
    if (leftOut.size === 0) return output;
    const known = remembered.get(output) ?? new Map<string, DigestOutput>();
    remembered.set(output, known);
    const key = JSON.stringify([...leftOut].sort());
    const made = known.get(key);
    if (made !== undefined) return made;
    const left = leaveOut(output, leftOut);
    if (known.size >= MOST_LEFT_OUT) known.clear();
    known.set(key, left);
    return left;
  };
}

/** The edition without articles that the chat was told of; updates stay. */
function leaveOut(output: DigestOutput, told: ReadonlySet<string>): DigestOutput {
  const ordinary = output.sections.flatMap(({ stories }) =>
    stories.filter(({ isUpdate }) => isUpdate !== true),
  );
  const leftOut = ordinary.flatMap(({ articles }) => articles).filter(({ id }) => told.has(id)).length;
  if (leftOut === 0) return output;
  const sections = output.sections
    .map(({ topic, stories }) => ({
      topic,
      stories: stories.filter(
        ({ articles, isUpdate }) => isUpdate === true || !articles.every(({ id }) => told.has(id)),
      ),
    }))
    .filter(({ stories }) => stories.length > 0);
  // What the overview says of a story that the chat was told of is told too.
  const overview = output.overview?.filter(
    ({ citations }) => !citations.some(({ articleId }) => told.has(articleId)),
  );
  const stories = sections.reduce((sum, section) => sum + section.stories.length, 0);
  const articles = Math.max(stories, output.coverage.articles - leftOut);
  const sources = Math.min(output.coverage.sources, articles);
  return {
    ...{ ...output, sections, ...(overview === undefined ? {} : { overview }) },
    coverage: { ...output.coverage, articles, sources, stories },
  };
}

/** The edition itself where none of its updates is of what another delivery told. */
function addressUpdates(
  output: DigestOutput,
  told: ReadonlyMap<string, Told>,
  delivery: string,
): DigestOutput {
  let isAddressed = false;
  const sections = output.sections.map(({ topic, stories }) => ({
    topic,
    stories: stories.map((story) => {
      const addressed = story.isUpdate === true ? addressUpdate(story, told, delivery) : story;
      isAddressed ||= addressed !== story;
      return addressed;
    }),
  }));
  return isAddressed ? { ...output, sections } : output;
}

/** Names the delivery that told the chat first of what an update is of, as far as that is known. */
function addressUpdate(story: DigestStory, told: ReadonlyMap<string, Told>, delivery: string): DigestStory {
  const first = told.get(story.id)?.delivery ?? delivery;
  return first === delivery ? story : { ...story, updates: { delivery: first } };
}

export function articlesOf({ sections }: DigestOutput): DigestStory['articles'] {
  return sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles));
}
