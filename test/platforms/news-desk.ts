import { tellStory } from '../../src/core/digest/tell-story.ts';
import type { Article } from '../../src/core/model/article.ts';
import type { DigestStory } from '../../src/core/model/output.ts';
import type { PlatformStore } from '../../src/core/ports/platform-store.ts';
import type { Target } from '../../src/core/ports/subscription-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/subscriptions/chat-settings.ts';
import type { DigestDesk } from '../../src/core/subscriptions/compose-digest.ts';
import type { RevisedArticles } from '../../src/platforms/chat/correct-posts.ts';
import { buildArticle } from '../build-article.ts';
import { buildDelivery, buildSubscription } from '../build-subscription.ts';

/** Two stories of the tests' own. */
export const BRIDGE = buildArticle({
  id: 'bridge0001',
  title: 'Harbour bridge reopens',
  body: 'The harbour bridge reopened on Friday after 14 months of repairs. The work cost 32 million euros, the city said.',
  publisher: 'Harbour Post',
  url: 'https://example.org/bridge',
  language: 'en',
});
export const LIBRARY = buildArticle({
  id: 'library001',
  title: 'Night reading room opens',
  body: 'The library opened a night reading room that seats 120 readers. It is open until two in the morning.',
  publisher: 'River Daily',
  url: 'https://example.org/library',
  language: 'en',
});
/** The bridge's article after its source has put a figure right. */
export const BRIDGE_CORRECTED =
  'The harbour bridge reopened on Friday after 14 months of repairs. The work cost 41 million euros, the city said.';

/** A desk that tells what a test says, from articles that it can change. */
export function createNewsDesk(articles: readonly Article[] = [BRIDGE, LIBRARY]) {
  const known = new Map(articles.map((article) => [article.id, article]));
  const revised: { number: number; articleId: string; at: number }[] = [];
  const told = new Map<string, (Partial<DigestStory> & { id: string })[]>();

  const desk: DigestDesk = {
    async compose(delivery) {
      const stories = (told.get(delivery.id) ?? articles).flatMap(({ id, ...given }) => {
        const article = known.get(id);
        if (article === undefined) return [];
        const story = tellStory(article, { sentences: 2, characters: 240, language: 'en' });
        const { updates, sentences } = given as Partial<DigestStory>;
        return [
          {
            ...story,
            ...(updates === undefined ? {} : { updates }),
            ...(sentences === undefined ? {} : { sentences }),
          },
        ];
      });
      return {
        kind: 'digest',
        output: {
          edition: { id: `e${delivery.id}`, from: '', to: '', language: 'en', generator: 'extractive' },
          sections: [{ topic: 'Society', stories }],
          coverage: { sources: 1, failing: 0, articles: stories.length, stories: stories.length },
        },
        subscription: buildSubscription({ ...delivery, id: delivery.subscription }),
        chat: { settings: DEFAULT_SETTINGS, language: 'en' },
        articleIds: stories.map(({ id }) => id),
        contentHashes: {},
        coveredTo: delivery.slot.at,
      };
    },
  };
  const revisions: RevisedArticles = {
    listRevised: async ({ after, limit }) => revised.filter(({ number }) => number > after).slice(0, limit),
    findArticles: async (ids) => ids.flatMap((id) => known.get(id) ?? []),
  };

  return {
    desk,
    revisions,
    /** The source changes an article. */
    revise(id: string, change: { title?: string; body?: string }, at = Date.now()): void {
      const before = known.get(id);
      if (before === undefined) throw new Error(`no article ${id}`);
      const { title, body } = { ...before, ...change };
      known.set(id, {
        ...buildArticle({ title, body }),
        ...{ id, publisher: before.publisher, url: before.url, language: 'en' },
      });
      revised.push({ number: revised.length + 1, articleId: id, at });
    },
    /** What the digest of a delivery tells, in place of everything. */
    tell: (delivery: string, stories: (Partial<DigestStory> & { id: string })[]) =>
      void told.set(delivery, stories),
  };
}

export type NewsDesk = ReturnType<typeof createNewsDesk>;

/** A digest is due in a chat; the id of its delivery. */
export async function makeDigestDue(store: PlatformStore, target: Target, name = 'first'): Promise<string> {
  const { next, ...usual } = buildSubscription({ ...target, id: name });
  // Now, for one that is long past is no news.
  const subscription = { ...usual, next: { ...next, at: Date.now() } };
  await store.subscriptions.add(subscription);
  const delivery = buildDelivery(subscription);
  await store.deliveries.claim(delivery, {
    expected: subscription.next,
    next: { at: subscription.next.at + 1, key: 'next' },
  });
  return delivery.id;
}
