import type { Language } from '../model/article.ts';
import type { TopicsOutput } from '../model/output.ts';
import type { Store, TopicCount, Window } from '../ports/store.ts';
import { foldText } from '../text/fold.ts';
import { nameSection } from './sections.ts';

/** Enough of the period before to tell the change of every topic that is shown. */
const BEFORE_LIMIT = 2000;

/** A term that stands in one article alone is no topic of the period, unless there is hardly anything else. */
const LEAST_TERM_COUNT = 2;

/**
 * The topics of a window with counts, most articles first, and their change against the window `before`
 * (null: there is none to compare with).
 */
export async function countTopics(
  { store }: { store: Store },
  {
    window,
    before,
    language,
    limit,
  }: { window: Window; before: Window | null; language: Language; limit: number },
): Promise<TopicsOutput> {
  const [now, earlier] = await Promise.all([
    store.countTopics(window, { limit: limit * 4 }),
    before === null ? null : store.countTopics(before, { limit: BEFORE_LIMIT }),
  ]);
  const key = ({ kind, topic }: TopicCount) => `${kind} ${foldText(topic)}`;
  const counts = new Map(earlier?.map((entry) => [key(entry), entry.count]));
  const hashtags = new Set(now.filter(({ kind }) => kind === 'hashtag').map(({ topic }) => foldText(topic)));
  const telling = now.filter(
    ({ kind, topic, count }) =>
      kind !== 'term' || (count >= LEAST_TERM_COUNT && !hashtags.has(foldText(topic))),
  );
  return {
    topics: (telling.length >= 3 ? telling : now).slice(0, limit).map((entry) => ({
      topic: entry.kind === 'section' ? nameSection(entry.topic, language) : entry.topic,
      kind: entry.kind,
      count: entry.count,
      change: earlier === null ? null : entry.count - (counts.get(key(entry)) ?? 0),
    })),
  };
}
